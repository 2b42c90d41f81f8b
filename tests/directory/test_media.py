"""Photos go to who may see the card; uploaded files only to who may open the editing screens."""

import gc
import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.images.models import Image

from directory.actions import give_membership
from directory.models import CardState, EditorGroup, Membership
from tests.factories import make_agency, make_card, make_professional, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    data = io.BytesIO()
    Picture.new("RGB", (20, 20), "red").save(data, "PNG")
    return Image.objects.create(title="foto", file=ContentFile(data.getvalue(), "foto.png"))


@pytest.fixture
def card(photo):
    return make_card(make_agency(), foto=photo)


@pytest.fixture
def professional(client, card):
    client.force_login(make_professional(card.agency))
    return client


def foto_of(card):
    return reverse("foto", args=[card.short_id])


# Wagtail leaves the temporary file of a new rendition to the garbage collector, which warns.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_who_sees_the_card_gets_the_photo(professional, card):
    response = professional.get(foto_of(card))
    gc.collect()

    assert response["Content-Type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8")


def test_a_visitor_does_not_get_the_photo(client, card):
    assert client.get(foto_of(card)).status_code == 404


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_photo_is_kept_by_nobody_else(professional, card):
    response = professional.get(foto_of(card))
    gc.collect()

    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_card_without_a_photo_has_none(professional, card):
    assert professional.get(foto_of(make_card(card.agency))).status_code == 404


def test_who_left_has_no_photo_any_more(professional, card):
    CardState.objects.filter(card=card).update(vertrokken_op=timezone.localdate() - timedelta(days=1))

    assert professional.get(foto_of(card)).status_code == 404


def test_who_stands_without_a_name_has_no_photo(professional, card):
    CardState.objects.filter(card=card).update(alleen_functie=True)

    assert professional.get(foto_of(card)).status_code == 404


def test_the_card_page_names_the_photo_by_the_address_of_the_card(professional, card):
    assert f'src="{foto_of(card)}"' in professional.get(card.get_absolute_url()).content.decode()


def editor_of(agency):
    user = make_user()
    give_membership(user=user, agency=agency, rol=Membership.Rol.REDACTIE)
    return user


def put_with(agency, photo):
    """Lay a photo with those of an agency."""
    photo.collection = EditorGroup.objects.get(page=agency).collection
    photo.save()


def status_of(client, address):
    response = client.get(address)
    response.close()
    return response.status_code


def test_an_editor_sees_the_uploaded_file(client, card, photo):
    client.force_login(editor_of(card.agency))
    put_with(card.agency, photo)

    assert status_of(client, photo.file.url) == 200


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_editor_sees_the_small_picture_of_it(client, card, photo):
    client.force_login(editor_of(card.agency))
    put_with(card.agency, photo)

    assert status_of(client, photo.get_rendition("max-16x16").url) == 200
    gc.collect()


def test_an_editor_of_another_agency_does_not_get_the_uploaded_file(client, card, photo):
    editor_of(card.agency)
    put_with(card.agency, photo)
    client.force_login(editor_of(make_agency()))

    assert client.get(photo.file.url).status_code == 404


def test_a_professional_does_not_get_the_uploaded_file(professional, photo):
    assert professional.get(photo.file.url).status_code == 404


def test_a_visitor_does_not_get_the_uploaded_file(client, photo):
    assert client.get(photo.file.url).status_code == 404


@pytest.mark.parametrize("path", ["../vindelkaar.sqlite3", "..%2f..%2fetc/passwd", "original_images/"])
def test_nothing_outside_the_uploads_is_served(client, photo, path):
    client.force_login(make_user(is_superuser=True))

    assert client.get(f"/media/{path}").status_code in (400, 404)
