"""The card page: one address for life, and nothing for who may not see it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Absence, CardState, Check, ContactCardPage, Membership, OokTeVinden, Zichtbaar
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_professional,
    make_team,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def agency():
    return make_agency("Geldloket")


@pytest.fixture
def professional(client, agency):
    client.force_login(make_professional(make_agency(region=agency.get_parent().specific)))
    return client


def body(client, card):
    response = client.get(card.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def missing(client, short_id):
    """The answer for a card that is not shown, without the address that was asked and the token of the log-out form."""
    response = client.get(f"/p/{short_id}/")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, page.replace(short_id, "")


def leave(card, opvolger=None, days_ago=3):
    CardState.objects.filter(card=card).update(vertrokken_op=TODAY() - timedelta(days=days_ago), opvolger=opvolger)
    return card


# Who may see it --------------------------------------------------------------------------------------------------
def test_a_professional_reads_name_function_and_number(professional, agency):
    card = make_card(agency, achternaam="Dijkwijk", functie=make_functie("Schuldhulpverlener"), nummer="0516000222")

    page = body(professional, card)

    assert all(word in page for word in ("Dijkwijk", "Schuldhulpverlener", "0516 00 02 22"))


def test_the_crumbs_lead_from_the_first_page_to_the_agency(professional, agency):
    page = body(professional, make_card(agency))

    crumbs = page[page.index("crumbs__list") : page.index("</ol>")]
    assert re.findall(r">([^<]+)</a>", crumbs) == ["Start", agency.get_parent().title, "Geldloket"]


def test_a_person_looks_to_a_visitor_as_if_it_were_not_there(client, agency):
    card = make_card(agency)

    assert missing(client, card.short_id) == missing(client, "zzzzzzzz")
    assert missing(client, card.short_id)[0] == 404


def test_a_hidden_card_looks_as_if_it_were_not_there(professional, agency):
    card = make_card(agency, zichtbaar=Zichtbaar.REDACTIE)

    assert missing(professional, card.short_id) == missing(professional, "zzzzzzzz")


def test_a_draft_looks_as_if_it_were_not_there(professional, agency):
    card = make_card(agency)
    card.unpublish()

    assert missing(professional, card.short_id) == missing(professional, "zzzzzzzz")


def test_a_card_of_a_withdrawn_agency_looks_as_if_it_were_not_there(professional, agency):
    card = make_card(agency)
    agency.unpublish()

    assert missing(professional, card.short_id)[0] == 404


def test_logging_in_leads_to_the_card_that_was_asked(client):
    assert "/inloggen/?next=/p/zzzzzzzz/" in client.get("/p/zzzzzzzz/").content.decode()


def test_who_finds_nothing_may_have_to_log_in(client):
    assert "moet je misschien" in missing(client, "zzzzzzzz")[1]


def test_a_number_for_the_own_organisation_stays_there(professional, agency):
    card = make_card(agency, nummer="0516000222")
    card.nummers.update(zichtbaar=Zichtbaar.ORGANISATIE)

    assert "0516 00 02 22" not in body(professional, card)


def test_a_card_is_kept_by_nobody_else_and_found_by_no_search_engine(professional, agency):
    response = professional.get(make_card(agency).get_absolute_url())

    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_answer_that_there_is_no_card_is_kept_by_nobody_either(client):
    assert client.get("/p/zzzzzzzz/")["X-Robots-Tag"] == "noindex"


# One address for life --------------------------------------------------------------------------------------------
def test_the_address_stays_after_a_change_of_employer_and_of_name(professional, agency):
    card = make_card(agency)
    address = card.get_absolute_url()
    card.achternaam = "Nieuwnaam"
    card.save()
    card.move(make_agency("Elders", region=agency.get_parent().specific), pos="last-child")

    page = professional.get(address).content.decode()

    assert "Nieuwnaam" in page
    assert "Elders" in page


def test_the_place_in_the_tree_leads_to_the_address(professional, agency):
    card = make_card(agency)

    response = professional.get(f"{agency.url}{card.slug}/")

    assert response["Location"] == card.get_absolute_url()


def test_the_place_in_the_tree_does_not_betray_a_hidden_card(client, agency):
    card = make_card(agency)

    assert client.get(f"{agency.url}{card.slug}/").status_code == 404


def test_an_address_in_capitals_works(professional, agency):
    card = make_card(agency)

    assert professional.get(f"/p/{card.short_id.upper()}/").status_code == 200


# A person --------------------------------------------------------------------------------------------------------
def test_an_absence_names_days_and_stand_in(professional, agency):
    stand_in = make_card(agency, achternaam="Vervangstra", nummer="0516000333")
    card = make_card(agency)
    Absence.objects.create(card=card, van=TODAY(), tot=TODAY() + timedelta(days=4), vervanger=stand_in)

    page = body(professional, card)

    assert "Vandaag afwezig" in page
    assert "Bel dan" in page
    assert "0516 00 03 33" in page


def test_who_stands_in_today_is_named_above_the_number_of_who_is_away(professional, agency):
    card = make_card(agency, nummer="0516000222")
    other = make_card(agency, achternaam="Vervanger", nummer="0516000333")
    Absence.objects.create(card=card, van=TODAY(), vervanger=other)

    page = body(professional, card)

    assert page.index("0516 00 03 33") < page.index("0516 00 02 22")


def test_the_button_of_today_rings_the_stand_in(professional, agency):
    card = make_card(agency, nummer="0516000222")
    other = make_card(agency, achternaam="Vervanger", nummer="0516000333")
    Absence.objects.create(card=card, van=TODAY(), vervanger=other)

    assert re.findall(r'button--call[^>]*href="tel:([^"]+)"', body(professional, card)) == ["+31516000333"]


def test_a_stand_in_who_may_not_be_seen_is_not_named(professional, agency):
    stand_in = make_card(agency, achternaam="Vervangstra", zichtbaar=Zichtbaar.ORGANISATIE)
    card = make_card(agency)
    Absence.objects.create(card=card, van=TODAY(), vervanger=stand_in)

    assert "Vervangstra" not in body(professional, card)


def test_the_working_week_shows_days_off(professional, agency):
    card = make_card(agency, werkdagen=["ma-di 8.30-16.30"])

    page = body(professional, card)

    assert "8.30 – 16.30" in page
    assert "vrij" in page


def test_also_found_elsewhere_with_day_and_number(professional, agency):
    card = make_card(agency)
    elsewhere = make_agency("Wijkcentrum", region=agency.get_parent().specific)
    OokTeVinden.objects.create(page=card, organisatie=elsewhere, dagen=["wo 9.00-12.00"], nummer="0516000777")

    page = body(professional, card)

    assert "Wijkcentrum" in page
    assert "0516 00 07 77" in page


def test_colleagues_of_the_team_stand_beside(professional, agency):
    team = make_team(agency)
    make_card(team, achternaam="Collegastra")

    assert "Collegastra" in body(professional, make_card(team))


def test_without_a_number_the_desk_of_the_agency_is_rung(professional, agency):
    make_contactpunt(agency, telefoon="0516000444")

    assert 'href="tel:+31516000444"' in body(professional, make_card(agency))


def test_a_card_nobody_confirmed_for_long_says_so_to_its_editor(client, agency):
    card = make_card(agency)
    Check.objects.create(page=card, op=TODAY() - timedelta(days=500))
    editor = make_professional(agency)
    Membership.objects.create(user=editor, agency=agency, rol=Membership.Rol.REDACTIE)
    client.force_login(editor)

    assert "Misschien werkt deze persoon hier niet meer." in body(client, card)


def test_who_stands_without_a_name_is_named_nowhere(professional, agency):
    card = make_card(agency, voornaam="Geheime", achternaam="Naamstra", functie_lokaal="Directiesecretaris")
    CardState.objects.filter(card=card).update(alleen_functie=True)

    page = (
        body(professional, card) + body(professional, make_card(agency)) + professional.get(agency.url).content.decode()
    )

    assert "Naamstra" not in page
    assert "Directiesecretaris" in page


def test_the_card_page_has_no_inline_script_or_style(professional, agency):
    page = body(professional, make_card(agency, nummer="0516000222"))

    assert not re.findall(r"<script(?![^>]* src=)|<style| style=| onclick=", page)


# A function ------------------------------------------------------------------------------------------------------
@pytest.fixture
def desk(agency):
    holder, stand_in = make_card(agency, achternaam="Houdstra"), make_card(agency, achternaam="Vervangstra")
    public = {"soort": "functie", "functie_lokaal": "Geldspreekuur", "zichtbaar": Zichtbaar.IEDEREEN}
    return make_card(agency, houder=holder, vervanger=stand_in, **public)


def test_a_function_names_holder_and_stand_in_to_a_professional(professional, desk):
    page = body(professional, desk)

    assert "Houdstra" in page
    assert "Vervangstra" in page


def test_a_function_names_no_person_to_a_visitor(client, desk):
    page = body(client, desk)

    assert "Geldspreekuur" in page
    assert "Houdstra" not in page
    assert "Vervangstra" not in page


# Somebody who left -----------------------------------------------------------------------------------------------
def test_a_colleague_reads_who_left_and_who_took_over(professional, agency):
    successor = make_card(agency, achternaam="Opvolgstra", nummer="0516000888")
    card = leave(make_card(agency, achternaam="Vertrokstra", nummer="0516000999"), successor)

    page = body(professional, card)

    assert all(word in page for word in ("Vertrokstra", "Opvolgstra", "0516 00 08 88"))
    assert "0516 00 09 99" not in page


def test_the_end_of_the_chain_is_named(professional, agency):
    last = make_card(agency, achternaam="Laatstra")
    middle = leave(make_card(agency, achternaam="Middelstra"), last)

    page = body(professional, leave(make_card(agency), middle))

    assert "Laatstra" in page
    assert "Middelstra" not in page


def test_after_thirty_days_only_the_function_is_named(professional, agency):
    card = leave(make_card(agency, achternaam="Vertrokstra", functie_lokaal="Klantregisseur"), days_ago=31)

    page = body(professional, card)

    assert "Vertrokstra" not in page
    assert "Klantregisseur" in page


def test_a_visitor_never_reads_who_left(client, agency):
    card = make_card(agency, achternaam="Vertrokstra", zichtbaar=Zichtbaar.IEDEREEN)
    CardState.objects.filter(card=card).update(plafond=Zichtbaar.IEDEREEN)

    assert "Vertrokstra" not in body(client, leave(card))


def test_a_successor_who_may_not_be_seen_is_not_named(professional, agency):
    successor = make_card(agency, achternaam="Opvolgstra", zichtbaar=Zichtbaar.ORGANISATIE)
    make_contactpunt(agency, telefoon="0516000444")

    page = body(professional, leave(make_card(agency), successor))

    assert "Opvolgstra" not in page
    assert "0516 00 04 44" in page


# Queries ---------------------------------------------------------------------------------------------------------
def count_queries(client, card):
    cache.clear()
    body(client, card)
    with CaptureQueriesContext(connection) as queries:
        body(client, card)
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_colleagues(professional, agency):
    large = make_agency("Groot", region=agency.get_parent().specific)
    few, many = make_card(agency, nummer="0516000222"), make_card(large, nummer="0516000222")
    for place, count in ((agency, 2), (large, 30)):
        for _ in range(count):
            make_card(place, nummer="0516000222")

    assert count_queries(professional, many) == count_queries(professional, few)


# The preview in the editing screens ------------------------------------------------------------------------------
def test_a_draft_can_be_previewed(agency):
    draft = make_card(agency).get_latest_revision_as_object()
    draft.achternaam = "Conceptstra"

    assert "Conceptstra" in draft.make_preview_request().content.decode()


def test_a_card_that_was_never_saved_can_be_previewed():
    draft = ContactCardPage(voornaam="Anna", achternaam="Nieuwstra", bel_mij_voor=["Van alles"])

    assert "Nieuwstra" in draft.make_preview_request().content.decode()
