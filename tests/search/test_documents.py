"""What goes into the index, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import CardNumber, Check, ContactCardPage, Doelgroep, Wet, Zichtbaar
from search.indexing.collect import all_documents
from search.indexing.documents import Document, order_number
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_region,
    make_team,
    make_werkproces,
)

pytestmark = pytest.mark.django_db


def document(soort: str, pk: int) -> Document:
    return next(d for d in all_documents() if (d.soort, d.pk) == (soort, pk))


def test_all_four_kinds_become_documents():
    agency = make_agency()
    make_team(agency)
    make_contactpunt(agency)
    make_card(agency)
    make_card(agency, soort="functie")

    assert sorted(d.soort for d in all_documents()) == ["functie", "loket", "organisatie", "organisatie", "persoon"]


def test_a_document_belongs_to_its_agency_also_below_a_team():
    agency = make_agency()
    card = make_card(make_team(agency))

    assert document("persoon", card.pk).groep == agency.pk


def test_a_card_without_gemeenten_works_where_its_agency_does():
    agency = make_agency()
    card = make_card(agency)

    assert document("persoon", card.pk).fields["plaats"] == {g.code for g in agency.gemeenten}


def test_a_card_with_an_age_says_which_ages():
    card = make_card(leeftijd_van=16, leeftijd_tot=18)

    assert document("persoon", card.pk).fields["leeftijd"] == {"16", "17", "18"}


def test_each_region_says_itself_for_how_long_a_check_holds():
    make_agency(region=make_region(controle_maanden=12))
    agency = make_agency(region=make_region(controle_maanden=3))
    Check.objects.create(page=agency, op=timezone.localdate() - timedelta(days=120))

    assert "vers" not in document("organisatie", agency.pk).fields.get("kenmerk", ())


def test_a_team_takes_the_doelgroepen_of_its_agency():
    agency = make_agency()
    agency.doelgroepen.add(Doelgroep.objects.create(code="jeugd", naam="Jeugd"))
    agency.save()
    team = make_team(agency)

    assert "d:jeugd" in document("organisatie", team.pk).fields["tags"]


def test_a_law_is_a_tag_by_its_code():
    agency = make_agency()
    agency.wetten.add(Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet gemeentelijke schuldhulpverlening"))
    agency.save()

    assert "w:wgs" in document("organisatie", agency.pk).fields["tags"]


def test_a_werkproces_is_a_whole_field():
    agency = make_agency()
    make_werkproces(agency, "Hulp bij schulden")

    assert "w:hulpbijschulden" in document("organisatie", agency.pk).fields["heel"]


def test_each_digit_token_stands_behind_who_may_search_it():
    agency = make_agency()
    card = make_card(agency, achternaam="Bos")
    card.nummers.add(CardNumber(nummer="0612345678", zichtbaar=Zichtbaar.ORGANISATIE))
    card.save()

    assert {token.split("|")[0] for token in document("persoon", card.pk).fields["tel"]} == {f"org:{agency.pk}"}


def test_who_chose_to_stand_without_a_name_has_none_in_the_index():
    card = make_card(functie=make_functie("Jobcoach"))
    ContactCardPage.objects.filter(pk=card.pk).update(voornaam="", achternaam="")

    assert "naam" not in document("persoon", card.pk).fields


def test_no_document_for_a_page_that_is_not_live():
    make_card(make_agency(live=False))

    assert list(all_documents()) == []


def test_names_of_one_kind_stand_in_order():
    assert order_number("persoon", "Alma") < order_number("persoon", "Bakker") < order_number("loket", "Aa")


def test_order_numbers_stay_small():
    assert order_number("organisatie", "zzzzzz") < 2**27


def test_the_queries_do_not_grow_with_the_cards(django_assert_max_num_queries):
    agency = make_agency()
    for _ in range(15):
        make_card(agency, nummer="0516000100")

    with django_assert_max_num_queries(60):
        list(all_documents())
