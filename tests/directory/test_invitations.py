"""Who is let in gets a mail that says how to log in; without the mail somebody is let in all the same."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from directory.models import AgencyPage, Membership
from tests.directory.admin_site import log_in, make_coordinator, make_editor, make_own_agency
from tests.factories import make_soort

pytestmark = pytest.mark.django_db
NEW = "nieuw@proef.example"


@pytest.fixture
def agency():
    return make_own_agency("Stichting <Proef> & Co")


@pytest.fixture
def editor(agency):
    return log_in(make_editor(agency))


def add(client, agency, **values):
    data = {"mail": NEW, "rol": "professional", "exporteren": "on", **values}
    return client.post(reverse("gids_leden", args=[agency.pk]), data, follow=True).content.decode()


@pytest.fixture
def broken_mail(settings):
    """A mail server that is not there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def test_who_is_added_gets_a_mail(editor, agency):
    add(editor, agency)

    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == ([NEW], settings.DEFAULT_FROM_EMAIL)


def test_the_mail_says_where_and_how_to_log_in(editor, agency):
    add(editor, agency)

    text = mail.outbox[0].body
    assert settings.SITE_URL + reverse("account_request_login_code") in text
    assert NEW in text
    assert "Stichting <Proef> & Co" in text
    assert "professional" in text


def test_the_screen_says_that_a_mail_was_sent(editor, agency):
    assert "Er is een mail gestuurd" in add(editor, agency)


def test_the_address_in_the_mail_brings_a_code(editor, agency, client):
    add(editor, agency)
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    client.post(path, {"email": NEW})

    assert mail.outbox[1].to == [NEW]
    assert "code" in mail.outbox[1].subject


def test_without_the_mail_somebody_is_a_member_all_the_same(editor, agency, broken_mail):
    page = add(editor, agency)

    assert Membership.objects.filter(user__email=NEW, agency=agency).exists()
    assert "De mail is niet gelukt" in page
    assert reverse("account_request_login_code") in page


def test_a_failed_mail_leaves_no_address_in_the_log(editor, agency, broken_mail, caplog):
    add(editor, agency)

    assert "invitation not sent" in caplog.text
    assert NEW not in caplog.text


def test_the_first_editor_of_an_admitted_agency_gets_a_mail(agency):
    region = agency.get_parent()
    client = log_in(make_coordinator(region.specific))
    data = {"region": region.pk, "title": "Nieuwe stichting", "soort": make_soort("Welzijn").pk, "mail": NEW}
    client.post(reverse("gids_toelaten"), data)

    assert AgencyPage.objects.filter(title="Nieuwe stichting").exists()
    assert "redact" in mail.outbox[0].body
