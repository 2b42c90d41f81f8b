"""Who says not to do it: told so, lower, and who does is found with it."""

from datetime import date

import pytest

from directory.models import AgencyPage, Hulpvraag, NietDoen
from search.lists.niet_doen import Refusing, read_refusing, word_sign
from search.lists.reading import lexicon_changed
from tests.factories import make_agency, make_card, make_team
from tests.search.asking import answer, organisations, people, professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(agency: AgencyPage) -> AgencyPage:
    """Who does what the agency says not to do, without a word of it."""
    return make_agency("Geldrust", region=agency.get_parent().specific)


def says_not(page: AgencyPage, wat: str, wie: AgencyPage | None = None, **values: object) -> None:
    values.setdefault("akkoord_op", date(2026, 1, 1))
    page.wat_wij_niet_doen.add(NietDoen(wat=wat, organisatie=wie, buiten="" if wie else "het CIZ", **values))
    page.save()


def notes(question: str) -> dict[str, str]:
    return {hit.name: hit.note for hit in answer(question, professional()).organisations.hits}


def test_who_does_it_is_found_and_who_does_not_says_so(agency: AgencyPage, bank: AgencyPage):
    Hulpvraag.objects.create(code="schulden", naam="Schulden regelen")
    agency.voor_wie = "Mensen met schulden"
    says_not(agency, "Schulden regelen", bank)

    assert notes("schulden regelen") == {
        "Geldrust": "",
        agency.title: "Doet niet: Schulden regelen. Wie wel: Geldrust.",
    }


def test_who_has_not_agreed_to_be_named_is_named_as_a_claim(agency: AgencyPage, bank: AgencyPage):
    agency.voor_wie = "Mensen met schulden"
    says_not(agency, "Schulden", bank, akkoord_op=None)

    assert notes("schulden")[agency.title] == "Doet niet: Schulden. Wie wel, volgens deze organisatie: Geldrust."


def test_people_of_who_does_not_come_behind_people_of_who_does(agency: AgencyPage, bank: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"], functie_lokaal="Adviseur schulden")
    make_card(bank, achternaam="Alma", onderwerpen=["schulden"])
    before = people("schulden", professional())

    says_not(agency, "Schulden", bank)

    assert before[0] == "Anna Bos"
    assert people("schulden", professional())[0] == "Anna Alma"


def test_a_team_of_its_own_that_does_it_is_not_lowered_with_it(agency: AgencyPage):
    team = make_team(agency, "Team Geld")
    make_card(team, achternaam="Bos", onderwerpen=["schulden"])
    before = answer("schulden", professional()).people.hits[0].score

    says_not(agency, "Schulden", team)

    assert answer("schulden", professional()).people.hits[0].score >= before


def test_who_does_it_outside_the_guide_is_named(agency: AgencyPage):
    agency.voor_wie = "Mensen met een indicatie"
    says_not(agency, "Indicatie")

    assert notes("indicatie") == {agency.title: "Doet niet: Indicatie. Wie wel: het CIZ."}


def test_where_it_is_said_for_whom_not_only_who_asks_for_these_is_told(agency: AgencyPage, bank: AgencyPage):
    agency.voor_wie = "Mensen met schulden, ondernemers"
    says_not(agency, "Schulden", bank, voor_wie="ondernemers")

    assert set(notes("schulden").values()) == {""}
    assert notes("schulden ondernemers")[agency.title].startswith("Doet niet: Schulden.")


@pytest.mark.parametrize("question", ["schulden, niet bij geldrust", "beschut werk", "huis zoeken"])
def test_what_is_not_asked_is_told_of_nobody(agency: AgencyPage, bank: AgencyPage, question: str):
    Hulpvraag.objects.create(code="beschut", naam="Beschut werk")
    agency.voor_wie = "Mensen met schulden, beschut werk of een huis"
    says_not(agency, "Budgetbeheer", bank)
    says_not(agency, "Werk", bank)
    says_not(agency, "Hulp in huis", bank)

    assert set(notes(question).values()) <= {""}


def test_a_row_is_read_in_its_parts(agency: AgencyPage, bank: AgencyPage):
    says_not(agency, "Uitkering en werk, of: hulp in huis", bank)
    says_not(agency, "Verklaring voor urgentie of huisvesting", bank)

    read = read_refusing(AgencyPage.objects.all(), {})

    assert sorted(read.by_sign) == [word_sign("uitkering"), word_sign("verklar"), word_sign("werk")]
    assert read.of(frozenset({word_sign("huisvest"), word_sign("verklar")})) == ()
    assert read.of(frozenset({word_sign("werk")}))[0].wie_naam == "Geldrust"
    assert read.of(frozenset({word_sign("fiets")})) == ()
    assert Refusing().of(frozenset({word_sign("werk")})) == ()


def test_who_is_offline_is_pointed_to_no_more(agency: AgencyPage, bank: AgencyPage):
    agency.voor_wie = "Mensen met schulden"
    says_not(agency, "Schulden", bank)
    bank.unpublish()
    lexicon_changed()

    assert notes("schulden") == {agency.title: "Doet niet: Schulden."}
    assert "Geldrust" not in organisations("schulden", professional())
