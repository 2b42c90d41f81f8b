"""The agency page: its chapters, what each audience reads, and queries that do not grow."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import (
    Absence,
    AgencyPage,
    Bron,
    CardState,
    Contactpunt,
    Escalatie,
    NietDoen,
    Zichtbaar,
)
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_professional,
    make_team,
    make_user,
    make_werkproces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return make_agency("Geldloket", opdracht="Wij helpen bij schulden.")


@pytest.fixture
def professional(client, agency):
    client.force_login(make_professional(make_agency(region=agency.get_parent().specific)))
    return client


def body(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def fill_private(agency):
    """Everything that is for professionals only, recognisable by the word it holds."""
    card = make_card(agency, achternaam="Geheimstra", nummer="0516000222", mail="geheimstra@test.example")
    make_contactpunt(agency, "Overleglijn", telefoon="0516000333")
    make_werkproces(agency, "Schulden regelen", kaart=card)
    Escalatie.objects.create(page=agency, laag="management", kaart=card, toelichting="escaleerwoord")
    AgencyPage.objects.filter(pk=agency.pk).update(regie="regiewoord")


PRIVATE = ["Geheimstra", "0516 00 02 22", "geheimstra@", "Overleglijn", "0516 00 03 33", "escaleerwoord", "regiewoord"]


@pytest.mark.parametrize("word", PRIVATE)
def test_a_visitor_reads_nothing_that_is_for_professionals(client, agency, word):
    fill_private(agency)

    assert word not in body(client, agency)


@pytest.mark.parametrize("word", [w for w in PRIVATE if w != "geheimstra@"])
def test_a_professional_reads_it(professional, agency, word):
    fill_private(agency)

    assert word in body(professional, agency)


def test_a_login_without_an_agency_reads_what_a_visitor_reads(client, agency):
    fill_private(agency)
    client.force_login(make_user())

    page = body(client, agency)

    assert not [word for word in PRIVATE if word in page]


def test_a_visitor_reads_opdracht_werkproces_and_the_residents_desk(client, agency):
    make_werkproces(agency, "Schulden regelen")
    make_contactpunt(agency, "Balie", telefoon="0516000444", voor=Contactpunt.Voor.INWONERS)

    page = body(client, agency)

    assert all(word in page for word in ("Wij helpen bij schulden.", "Schulden regelen", "0516 00 04 44"))


def test_a_hidden_card_is_on_no_page(professional, agency):
    make_card(agency, achternaam="Onzichtstra", zichtbaar=Zichtbaar.ORGANISATIE)

    assert "Onzichtstra" not in body(professional, agency)


def test_who_left_is_on_no_page(professional, agency):
    card = make_card(agency, achternaam="Vertrokstra")
    make_werkproces(agency, kaart=card)
    CardState.objects.filter(card=card).update(vertrokken_op=timezone.localdate())

    assert "Vertrokstra" not in body(professional, agency)


def test_who_is_away_says_until_when_and_never_why(professional, agency):
    today = timezone.localdate()
    Absence.objects.create(card=make_card(agency), van=today, tot=today + timedelta(days=3))

    assert "Afwezig tot en met" in body(professional, agency)


def test_a_public_function_is_open_to_visitors(client, agency):
    make_card(agency, soort="functie", functie_lokaal="Geldspreekuur", zichtbaar=Zichtbaar.IEDEREEN)

    assert "Geldspreekuur" in body(client, agency)


@pytest.mark.parametrize("chapter", ["opdracht", "doelgroep", "werkprocessen", "niet", "contact", "bewaren", "klopt"])
def test_the_contents_lead_to_every_chapter(client, agency, chapter):
    page = body(client, agency)

    assert f'href="#{chapter}"' in page
    assert f'id="{chapter}"' in page


@pytest.mark.parametrize("chapter", ["mensen", "vast", "regie", "teams"])
def test_chapters_without_anything_to_read_are_left_out_for_a_visitor(client, agency, chapter):
    assert f'id="{chapter}"' not in body(client, agency)


def test_an_empty_chapter_says_that_the_organisation_has_to_fill_it(professional, agency):
    assert body(professional, agency).count("Nog niet ingevuld door de organisatie.") >= 5


def test_an_invented_organisation_carries_a_badge(client):
    assert '<span class="badge">voorbeeld</span>' in body(client, make_agency(voorbeeld=True))


def test_a_source_stands_with_its_date(client, agency):
    Bron.objects.create(page=agency, onderdelen=["opdracht"], bron="Jaarverslag", bron_op="2026-05-19")

    assert "Bron: Jaarverslag, gelezen op 19 mei 2026" in body(client, agency)


def test_the_waiting_time_says_of_which_day_it_is(client, agency):
    make_werkproces(agency, wachttijd="2 weken", wachttijd_op="2026-11-12")

    assert "<strong>2 weken</strong> (stand van 12 november 2026)" in body(client, agency)


def test_a_named_agency_that_has_not_agreed_stands_there_as_a_claim(client, agency):
    NietDoen.objects.create(page=agency, wat="Bewind", organisatie=make_agency("Bewindloket"))

    page = body(client, agency)

    assert "Bewindloket" in page
    assert "volgens Geldloket" in page


def test_a_named_agency_that_agreed_is_no_claim_any_more(client, agency):
    NietDoen.objects.create(page=agency, wat="Bewind", organisatie=make_agency(), akkoord_op=timezone.localdate())

    assert "volgens Geldloket" not in body(client, agency)


def test_a_named_agency_that_was_withdrawn_is_not_named(client, agency):
    other = make_agency("Bewindloket")
    NietDoen.objects.create(page=agency, wat="Bewind", organisatie=other)
    other.unpublish()

    assert "Bewindloket" not in body(client, agency)


def test_a_known_gap_is_called_so(client, agency):
    NietDoen.objects.create(page=agency, wat="Post op orde", niemand=True)

    assert "niemand: bekend gat" in body(client, agency)


def test_the_number_of_a_named_agency_is_the_one_this_audience_may_ring(client, agency):
    other = make_agency("Bewindloket")
    make_contactpunt(other, "Intern", telefoon="0516000555")
    NietDoen.objects.create(page=agency, wat="Bewind", organisatie=other)

    assert "0516 00 05 55" not in body(client, agency)


def test_the_address_stays_away_where_it_must(client):
    hidden = make_agency(adres="Opvangstraat 1", adres_tonen=False)

    assert "Opvangstraat" not in body(client, hidden)


def test_the_call_button_rings_what_a_visitor_may_ring(client, agency):
    make_contactpunt(agency, "Intern", telefoon="0516000555")
    make_contactpunt(agency, "Balie", telefoon="0516000444", voor=Contactpunt.Voor.INWONERS)

    assert 'button--call button--wide" href="tel:+31516000444"' in body(client, agency)


def test_a_team_reads_what_it_takes_over_and_from_whom(client, agency):
    page = body(client, make_team(agency, "Team Wolvega"))

    assert "Wij helpen bij schulden." in page
    assert 'Van <a href="' in page


def test_a_team_without_a_desk_is_reached_by_its_agencys(client, agency):
    make_contactpunt(agency, "Balie", telefoon="0516000444", voor=Contactpunt.Voor.INWONERS)

    assert "0516 00 04 44" in body(client, make_team(agency))


def test_an_agency_lists_its_teams(client, agency):
    team = make_team(agency, "Team Wolvega")

    assert team.url in body(client, agency)


def test_people_stand_under_their_team(professional, agency):
    make_card(make_team(agency, "Team Wolvega"), achternaam="Teamstra")

    assert body(professional, agency).index("<h3>Team Wolvega</h3>") < body(professional, agency).index("Teamstra")


def test_the_layer_without_a_person_names_the_function(professional, agency):
    Escalatie.objects.create(page=agency, laag="bestuur", functie=make_functie("Wethouder"))

    assert "Wethouder" in body(professional, agency)


def test_the_page_has_no_inline_script_or_style(professional, agency):
    fill_private(agency)
    page = body(professional, agency)

    assert not re.findall(r"<script(?![^>]* src=)|<style| style=| onclick=", page)


def test_text_of_an_editor_is_never_html(client):
    agency = make_agency(opdracht="<b>vet</b>", voor_wie="<i>x</i>")

    assert "<b>vet" not in body(client, agency)
    assert "<i>x" not in body(client, agency)


def count_queries(client, page):
    cache.clear()
    client.get(page.url)  # warms the caches that live longer than a request
    with CaptureQueriesContext(
        connection,
    ) as queries:
        body(client, page)
    return len(queries)


def add_cards(agency, count):
    teams = [make_team(agency) for _ in range(2)]
    for n in range(count):
        card = make_card([agency, *teams][n % 3], nummer="0516000222")
        make_card(agency, soort="functie", zichtbaar=Zichtbaar.IEDEREEN, nummer="0516000223")
        Absence.objects.create(card=card, van=timezone.localdate(), vervanger=make_card(agency))
        make_werkproces(agency, f"Werk {n}", kaart=card)
        Escalatie.objects.create(page=agency, laag="uitvoering", kaart=card)
        other = make_agency(region=agency.get_parent().specific)
        make_contactpunt(other)
        NietDoen.objects.create(page=agency, wat="Iets", organisatie=other)


@pytest.mark.parametrize("who", ["visitor", "professional"])
def test_the_number_of_queries_does_not_grow_with_the_cards(client, agency, who):
    region = agency.get_parent().specific
    large = make_agency("Groot", region=region, opdracht="Wij helpen bij schulden.")
    add_cards(agency, 5)
    add_cards(large, 20)
    if who == "professional":
        client.force_login(make_professional(make_agency(region=region)))

    assert count_queries(client, large) == count_queries(client, agency)


def test_a_draft_can_be_previewed(agency):
    make_werkproces(agency)
    make_contactpunt(agency, voor=Contactpunt.Voor.INWONERS)
    draft = agency.get_latest_revision_as_object()
    draft.opdracht = "Nog niet gepubliceerd."

    assert "Nog niet gepubliceerd." in draft.make_preview_request().content.decode()


def test_a_page_that_was_never_saved_can_be_previewed(agency):
    draft = AgencyPage(title="Nieuw", slug="nieuw")

    assert "Nieuw" in draft.make_preview_request().content.decode()
