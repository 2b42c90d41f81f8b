"""What a question is not about: told, and kept away where it is an agency."""

import pytest

from directory.models import AgencyPage, Doelgroep, Hulpvraag
from search.answer import Slot
from tests.factories import make_agency, make_card, make_functie, make_gemeente
from tests.search.asking import answer, people, professional

pytestmark = pytest.mark.django_db


def slots(question: str) -> list[Slot]:
    return [slot for slot in answer(question, professional()).slots if slot.kind == "niet"]


def said(question: str) -> list[str]:
    return [slot.label for slot in slots(question)]


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("schulden niet bewind", "bewind"),
        ("schulden, niet bij de linde", "linde"),
        ("schulden, niet via de rechter", "rechter"),
        ("psycholoog kind niet volwassenen", "volwassenen"),
        ("schulden behalve bewind", "bewind"),
        ("opvang niet voor statushouders maar gezinnen", "statushouders"),
        ("schulden maar dan niet via de rechter", "rechter"),
        ("schulden in plaats van bewind", "bewind"),
        ("schulden anders dan bewind", "bewind"),
        ("schulden niet goes maar borsele", "goes"),
    ],
)
def test_what_a_question_is_not_about_is_told_and_not_searched(agency: AgencyPage, question: str, left_out: str):
    Doelgroep.objects.create(code="status", naam="Statushouders")
    make_gemeente("Goes")

    assert said(question) == [left_out]


@pytest.mark.parametrize(
    "question",
    ["contract niet verlengd", "ik kan de huur niet betalen", "koelkast kapot geen geld", "niet bewind"]
    + ["baas betaalt loon niet poolse uitzendbureau"],  # it belongs to the verb
)
def test_what_does_not_happen_is_no_exclusion(agency: AgencyPage, question: str):
    assert said(question) == []


def test_who_helps_is_left_out_with_geen_too(agency: AgencyPage):
    make_functie("Bewindvoerder")

    assert said("ik heb nog geen bewindvoerder") == []
    assert said("ordner op orde, geen bewindvoerder") == ["bewindvoerder"]


def test_what_has_a_name_is_left_out_with_geen_and_what_somebody_has_not_is_none(agency: AgencyPage):
    Hulpvraag.objects.create(code="vlucht", naam="Vluchten", andere_namen=["vrouwenopvang"])
    Hulpvraag.objects.create(code="arm", naam="Geld", zoekwoorden=["geen geld"])

    assert said("slaapplek, geen vrouwenopvang") == ["vrouwenopvang"]
    assert said("slaapplek, geen geld") == []


def test_what_is_left_out_drops_no_answer(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden", "bewind"])

    assert people("schulden niet bewind", professional()) == ["Anna Bos"]


@pytest.mark.parametrize("without", ["behalve boven water", "maar niet boven water", "niet bij boven water"])
def test_an_agency_that_is_left_out_by_its_name_stays_away(agency: AgencyPage, without: str):
    other = make_agency("Boven Water", region=agency.get_parent().specific)
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    make_card(other, achternaam="Alma", onderwerpen=["schulden"])

    assert people(f"schulden {without}", professional()) == ["Anna Bos"]
    assert [slot.is_unused for slot in slots(f"schulden {without}")] == [False]


def test_of_what_else_is_left_out_it_is_said_that_nothing_is_done_with_it(agency: AgencyPage):
    assert [slot.is_unused for slot in slots("schulden niet bewind")] == [True]
