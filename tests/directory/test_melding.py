"""Telling the editors that something is wrong: open to all, closed to data about residents and to robots."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from directory.forms import has_birth_date
from directory.models import Melding
from directory.views import MELDINGEN_AN_HOUR
from tests.factories import make_agency, make_card, make_professional

pytestmark = pytest.mark.django_db
BSN = "111222333"  # passes the eleven test; used in the government's own examples


@pytest.fixture(autouse=True)
def _no_count():
    cache.clear()


def report(client, tekst="Het nummer is oud.", **data):
    return client.post("/melding/", {"tekst": tekst, "soort": "fout", **data})


def test_a_visitor_can_report(client):
    agency = make_agency()

    report(client, pagina=agency.pk)

    assert Melding.objects.get().page_id == agency.pk


def test_who_reported_leads_back_to_the_page_with_thanks(client):
    agency = make_agency()

    response = client.post("/melding/", {"tekst": "Oud.", "pagina": agency.pk}, follow=True)

    assert response.redirect_chain[-1][0] == agency.url
    assert "Dank je wel" in response.content.decode()


def test_a_login_is_kept_with_the_report(client):
    user = make_professional()
    client.force_login(user)

    report(client)

    assert Melding.objects.get().van == user


def test_a_gap_is_kept_as_a_gap(client):
    report(client, soort="gat")

    assert Melding.objects.get().soort == Melding.Soort.GAT


@pytest.mark.parametrize("text", [f"Mevrouw {BSN} belt niet", "bsn 1112.22.333", "111 222 333"])
def test_a_bsn_is_refused_and_nothing_is_kept(client, text):
    response = report(client, text)

    assert response.status_code == 422
    assert not Melding.objects.exists()


def test_what_was_typed_stays_after_an_error(client):
    response = report(client, f"Dit typte ik: {BSN}")

    assert f"Dit typte ik: {BSN}" in response.content.decode()


def test_the_error_says_what_to_do_in_plain_dutch(client):
    assert "Schrijf geen gegevens van inwoners. Er staat een nummer" in report(client, BSN).content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "Jan, 3-5-1987",
        "zij is van 3 mei 1987",
        "1987-05-03",
        "3/5/87",
        "geboren op 1-11-2026",
        "geb. 4 juli",
        "3 mrt. 2001",
    ],
)
def test_a_birth_date_is_seen(text):
    assert has_birth_date(text)


@pytest.mark.parametrize("text", ["Bel 0516 56 61 00", "de wet van 2015", "open 9.00-17.00", "99-99-1987", "14-0516"])
def test_no_birth_date_is_seen_in_other_numbers(text):
    assert not has_birth_date(text)


def test_a_recent_date_tells_when_something_changed():
    day = timezone.localdate() - timedelta(days=40)

    assert not has_birth_date(f"Gesloten sinds {day:%d-%m-%Y}.")


def test_a_phone_number_is_welcome(client):
    report(client, "Het goede nummer is 0516 56 61 00, mail info@voorbeeld.example")

    assert Melding.objects.exists()


def test_an_empty_report_is_refused(client):
    assert "Schrijf op wat er niet klopt" in report(client, " ").content.decode()


def test_a_robot_is_thanked_and_ignored(client):
    response = report(client, website="https://spam.example")

    assert response.status_code == 302
    assert not Melding.objects.exists()


def test_too_many_reports_are_stopped_with_the_text_kept(client):
    for _ in range(MELDINGEN_AN_HOUR):
        report(client)

    response = report(client, "De laatste")

    assert response.status_code == 429
    assert "De laatste" in response.content.decode()


def test_a_report_does_not_betray_a_hidden_card(client):
    card = make_card(achternaam="Verborgenma")

    body = client.get(f"/melding/?pagina={card.pk}").content.decode()

    assert "Verborgenma" not in body


@pytest.mark.parametrize("pagina", ["", "x", "0", "-1", "99999999", "9" * 40, "²"])
def test_a_page_that_is_not_there_gives_a_general_form(client, pagina):
    assert client.get("/melding/", {"pagina": pagina}).status_code == 200


def test_the_form_asks_for_no_data_of_residents(client):
    assert "Schrijf geen gegevens van inwoners." in client.get("/melding/").content.decode()
