"""The files as a browser gets them: headers, who is refused and how, what is counted and written down."""

import re
import shutil
import subprocess

import pytest
from django.test import RequestFactory
from django.urls import reverse

from directory.models import CardState, Contactpunt, ExportLog, Membership, Zichtbaar
from phonebook.views import kaart_vcf
from tests.factories import make_agency, make_card, make_contactpunt, make_professional
from tests.phonebook.rfc2426 import read
from tests.programs import needs

pytestmark = pytest.mark.django_db


@pytest.fixture
def card():
    return make_card(make_agency("Gemeente Voorbeeldstad"), achternaam="Smit", nummer="0516000120")


@pytest.fixture
def colleague(client, card):
    user = make_professional(card.agency)
    client.force_login(user)
    return user


def url_of(card):
    return reverse("kaart_vcf", args=[card.short_id])


def get(client, url, **headers):
    response = client.get(url, **headers)
    return response.status_code


# The file --------------------------------------------------------------------------------------------------------
def test_a_card_comes_as_a_vcard(client, card, colleague):
    response = client.get(url_of(card))

    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert [found.text("FN") for found in read(response.content)] == ["Anna Smit"]


def test_one_card_opens_at_once_under_a_name_that_tells_nothing(client, card, colleague):
    assert client.get(url_of(card))["Content-Disposition"] == f'inline; filename="kaart-{card.short_id}.vcf"'


def test_a_whole_organisation_is_a_file_to_keep(client, card, colleague):
    make_contactpunt(card.agency)

    response = client.get(reverse("organisatie_vcf", args=[card.agency.uuid]))

    assert response["Content-Disposition"] == 'attachment; filename="gemeente-voorbeeldstad.vcf"'
    assert len(read(response.content)) == 3


def test_a_desk_opens_at_once(client):
    punt = make_contactpunt(make_agency(), voor=Contactpunt.Voor.INWONERS)

    response = client.get(reverse("contactpunt_vcf", args=[punt.uuid]))

    assert response["Content-Disposition"] == f'inline; filename="contactpunt-{str(punt.uuid)[:8]}.vcf"'


def test_a_selection_is_a_file_to_keep(client, card, colleague):
    values = [card.short_id, make_card(card.agency).short_id]

    response = client.get(reverse("selectie_vcf"), {"kaart": values})

    assert response["Content-Disposition"] == 'attachment; filename="vindelkaar-kaarten.vcf"'


def test_a_file_is_kept_by_nobody_else(client, card, colleague):
    response = client.get(url_of(card))

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex"


def test_the_address_of_a_card_may_be_typed_in_capitals(client, card, colleague):
    assert get(client, url_of(card).replace(card.short_id, card.short_id.upper())) == 200


def test_a_file_cannot_be_posted(client, card):
    assert client.post(url_of(card)).status_code == 405


# Who is refused --------------------------------------------------------------------------------------------------
def test_hidden_and_unknown_look_the_same_to_a_visitor(client, card):
    def answer(url):
        response = client.get(url)
        return response.status_code, re.sub(r"[?&]next=[^\"]*", "", response.content.decode()).replace(url, "")

    assert answer(url_of(card)) == answer("/p/zzzzzzzz.vcf")
    assert get(client, url_of(card)) == 404


@pytest.mark.parametrize("name", ["organisatie_vcf", "contactpunt_vcf"])
def test_what_does_not_exist_is_not_found(client, name):
    assert get(client, reverse(name, args=["00000000-0000-0000-0000-000000000000"])) == 404


def test_a_selection_of_nothing_visible_is_not_found(client, card):
    assert client.get(reverse("selectie_vcf"), {"kaart": card.short_id}).status_code == 404


def test_an_empty_selection_says_what_to_do(client):
    response = client.get(reverse("selectie_vcf"))

    assert (response.status_code, "Kies eerst" in response.content.decode()) == (400, True)


def test_who_may_not_save_is_told_so(client, card, colleague):
    Membership.objects.filter(user=colleague).update(exporteren=False)

    response = client.get(url_of(card))

    assert (response.status_code, "Je kunt hier geen kaarten bewaren" in response.content.decode()) == (403, True)


def test_who_may_not_save_is_still_told_nothing_about_a_hidden_card(client, card, colleague):
    hidden = make_card(make_agency(werkgebied=[]))
    Membership.objects.filter(user=colleague).update(exporteren=False)

    assert get(client, url_of(hidden)) == 404


def test_who_does_not_want_to_be_saved_is_not(client, card, colleague):
    CardState.objects.filter(card=card).update(exporteren=False)

    response = client.get(url_of(card))

    assert (response.status_code, "Deze kaart kun je niet bewaren" in response.content.decode()) == (403, True)


def test_a_refusal_is_not_written_down(client, card, colleague):
    CardState.objects.filter(card=card).update(exporteren=False)
    client.get(url_of(card))

    assert not ExportLog.objects.exists()


# What is counted -------------------------------------------------------------------------------------------------
def test_a_saved_card_is_written_down(client, card, colleague):
    client.get(url_of(card))

    assert list(ExportLog.objects.values_list("user", "card", "agency", "vorm")) == [
        (colleague.pk, card.pk, None, "kaart")
    ]


def test_an_organisation_writes_down_each_card_and_desk(client, card, colleague):
    make_contactpunt(card.agency)
    client.get(reverse("organisatie_vcf", args=[card.agency.uuid]))

    rows = ExportLog.objects.filter(vorm="organisatie").values_list("card", "agency")
    assert sorted(rows, key=str) == sorted([(card.pk, None)] + [(None, card.agency.pk)] * 2, key=str)


def test_asking_for_the_headers_counts_for_nothing(client, card, colleague):
    response = client.head(url_of(card))

    assert (response.status_code, ExportLog.objects.count()) == (200, 0)


def test_a_visitor_is_written_down_without_a_login(client):
    open_card = make_card(soort="functie", zichtbaar=Zichtbaar.IEDEREEN)
    client.get(url_of(open_card))

    assert list(ExportLog.objects.values_list("user", "card")) == [(None, open_card.pk)]


def test_above_the_limit_of_a_day_nothing_leaves(client, card, colleague, settings):
    settings.EXPORT_CARDS_A_DAY = 2
    client.get(url_of(card))
    client.get(url_of(card))

    response = client.get(url_of(card))

    assert (response.status_code, ExportLog.objects.count()) == (429, 2)


def test_the_limit_says_what_is_left(client, card, colleague, settings):
    settings.EXPORT_CARDS_A_DAY = 2
    make_contactpunt(card.agency)

    text = client.get(reverse("organisatie_vcf", args=[card.agency.uuid])).content.decode()

    assert "Je vroeg 3 kaarten. Vandaag kun je er nog 2 bewaren." in text


def test_a_visitor_has_a_limit_too(client, settings):
    settings.EXPORT_CARDS_A_DAY = 1
    open_card = make_card(soort="functie", zichtbaar=Zichtbaar.IEDEREEN)

    assert [get(client, url_of(open_card)) for _ in range(2)] == [200, 429]


def test_a_visitor_elsewhere_has_a_limit_of_its_own(client, settings):
    settings.EXPORT_CARDS_A_DAY = 1
    open_card = make_card(soort="functie", zichtbaar=Zichtbaar.IEDEREEN)
    client.get(url_of(open_card))

    assert get(client, url_of(open_card), REMOTE_ADDR="192.0.2.9") == 200


# The code --------------------------------------------------------------------------------------------------------
def svg_of(client, card):
    return client.get(reverse("kaart_qr", args=[card.short_id])).content.decode()


def test_a_code_can_be_read_by_who_cannot_see_it(client, card, colleague):
    assert re.search(r'<svg role="img" [^>]*><title>QR-code van deze kaart</title><desc>', svg_of(client, card))


def test_a_code_of_a_hidden_card_is_not_found(client, card):
    assert get(client, reverse("kaart_qr", args=[card.short_id])) == 404


def test_a_code_is_no_export(client, card, colleague):
    svg_of(client, card)

    assert not ExportLog.objects.exists()


@pytest.mark.program("zbar-tools")
def test_a_reader_finds_the_page_of_the_card(client, card, colleague, settings, tmp_path):
    needs(bool(shutil.which("zbarimg")), "zbar-tools")
    settings.SITE_URL = "https://gids.example"
    (tmp_path / "code.pbm").write_bytes(as_bitmap(svg_of(client, card)))

    found = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "code.pbm"], capture_output=True, check=True)

    assert found.stdout.decode().strip() == f"https://gids.example/p/{card.short_id}/"


def as_bitmap(svg, scale=8):
    """The code as a picture (PBM): the drawing has one path, of strokes m (move) and h (draw) of whole modules."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    dark, x, y = set(), 0, 0
    for move, dx, dy in re.findall(
        r"([Mmh])(-?\d+)(?: (-?[\d.]+))?", re.search(r'class="qrline"[^>]*d="([^"]+)"', svg)[1]
    ):
        if move == "h":
            dark |= {(x + n, y) for n in range(int(dx))}
        x, y = (int(dx), int(float(dy))) if move == "M" else (x + int(dx), y + int(float(dy or 0)))
    rows = ["".join(("1" if (col, row) in dark else "0") * scale for col in range(size)) for row in range(size)]
    return f"P1\n{size * scale} {size * scale}\n{chr(10).join(line for line in rows for _ in range(scale))}\n".encode()


def test_who_asks_for_the_headers_gets_no_card_behind_them(card, colleague):
    request = RequestFactory().head(url_of(card))
    request.user = colleague

    assert kaart_vcf(request, card.short_id).content == b""
