"""What a question is not about: told, and kept away where it is an agency."""

import pytest

from directory.models import AgencyPage, Doelgroep, Hulpvraag
from search.answer import Slot
from tests.factories import make_agency, make_card, make_functie, make_gemeente, make_soort
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
        ("schulden inwoner niet via de kredietbank", "kredietbank"),  # an agency by its name, also in a sentence
        ("psycholoog kind niet volwassenen", "volwassenen"),
        ("schulden behalve bewind", "bewind"),
        ("opvang niet voor statushouders maar gezinnen", "statushouders"),
        ("schulden maar dan niet via de rechter", "rechter"),
        ("schulden in plaats van bewind", "bewind"),
        ("schulden anders dan bewind", "bewind"),
        ("schulden niet goes maar borsele", "goes"),
        ("schulden niet voor vrouwen", "vrouwen"),
        ("geen statushouders wel schulden goes", "statushouders"),
        ("niet froukje maar een andere schuldhulp", "froukje"),
        ("schulden niet voor 12+ goes", "12+"),
        ("schulden niet voor statushouders onder 12 goes", "statushouders onder 12"),
        ("schulden niet voor 65 jaar en ouder goes", "65 jaar en ouder"),
    ],
)
def test_what_a_question_is_not_about_is_told_and_not_searched(agency: AgencyPage, question: str, left_out: str):
    Doelgroep.objects.create(code="status", naam="Statushouders")
    make_gemeente("Goes")

    assert said(question) == [left_out]


@pytest.mark.parametrize(
    "question",
    ["contract niet verlengd", "ik kan de huur niet betalen", "koelkast kapot geen geld", "niet bewind"]
    + ["baas betaalt loon niet poolse uitzendbureau"]  # it belongs to the verb
    + ["digid werkt niet", "uwv betaalt niet", "geen geld", "geen woning", "gaat niet naar school"]
    + ["niet verzekerd maar wel ziek", "kan niet voor statushouders zorgen, geld"]
    + ["schulden nog geen 18", "hij is niet 18, schulden"],
)
def test_what_does_not_happen_is_no_exclusion(agency: AgencyPage, question: str):
    Doelgroep.objects.create(code="status", naam="Statushouders")

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


def labels(question: str) -> list[str]:
    return [slot.label for slot in answer(question, professional()).slots]


@pytest.mark.parametrize("question", ["schulden niet voor 12+ goes", "schulden niet voor kinderen onder 12 goes"])
def test_an_age_that_is_left_out_is_no_wish_and_the_place_behind_it_stays_one(agency: AgencyPage, question: str):
    make_gemeente("Goes")
    Doelgroep.objects.create(code="kind", naam="Kinderen")

    assert [slot.kind for slot in answer(question, professional()).slots] == ["wat", "waar", "niet"]


def test_an_age_beside_the_one_that_is_left_out_is_asked(agency: AgencyPage):
    assert labels("schulden voor 16 jaar, niet voor 12-") == ["schulden", "leeftijd 16 jaar", "12-"]
    assert labels("schulden niet voor 12-, wel voor 16 jaar") == ["schulden", "leeftijd 16 jaar", "12-"]


@pytest.mark.parametrize("help_", ["bewind", "bewindvoering"])
def test_help_is_left_out_by_a_search_word_of_who_gives_it(agency: AgencyPage, help_: str):
    make_functie("Curator", zoekwoorden=["bewind", "bewindvoering"])
    Hulpvraag.objects.create(code="schulden", naam="Schulden")

    assert said(f"hulp bij schulden zonder {help_}") == [help_]


def test_a_kind_of_what_is_asked_is_left_out_with_geen(agency: AgencyPage):
    Hulpvraag.objects.create(code="beschut", naam="Beschut werk")
    Hulpvraag.objects.create(code="vrijwillig", naam="Vrijwilligerswerk")
    make_gemeente("Goes")

    assert labels("werk, geen beschut werk, goes") == ["werk", "Goes", "beschut werk"]
    assert labels("werk, geen vrijwilligerswerk, goes") == ["werk", "Goes", "vrijwilligerswerk"]
    assert said("ik heb werk, geen beschut werk") == []


@pytest.mark.parametrize(
    "without", ["behalve duinroos", "niet duinroos", "niet bij duinroos in", "anders dan duinroos"]
)
def test_a_place_behind_who_is_left_out_is_where_it_is_asked(agency: AgencyPage, without: str):
    make_agency("Thuiszorg Duinroos", region=agency.get_parent().specific)
    make_gemeente("Goes")

    assert labels(f"schulden {without} goes") == ["schulden", "Goes", "duinroos"]


def test_a_place_behind_niet_in_is_left_out_too(agency: AgencyPage):
    make_agency("Thuiszorg Duinroos", region=agency.get_parent().specific)
    make_gemeente("Goes")

    assert said("schulden behalve duinroos niet in goes") == ["duinroos", "goes"]


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("schulden niet Froukje Terpstra goes", "froukje terpstra"),
        ("ik zoek hulp bij schulden maar niet van Froukje", "froukje"),
        ("schulden niet bij mevrouw Terpstra", "mevrouw terpstra"),
        ("schulden, niet Terpstra", "terpstra"),
    ],
)
def test_somebody_who_is_left_out_is_told_and_not_searched(agency: AgencyPage, question: str, who: str):
    make_card(agency, voornaam="Froukje", achternaam="Terpstra", onderwerpen=["schulden"])
    make_gemeente("Goes")

    slots = answer(question, professional()).slots

    assert [(slot.label, slot.is_unused) for slot in slots if slot.kind in ("niet", "wie")] == [(who, True)]


def test_two_agencies_are_both_left_out(agency: AgencyPage):
    for naam in ("Thuiszorg Duinroos", "Zorggroep Westerlicht"):
        make_card(make_agency(naam, region=agency.get_parent().specific), achternaam="Bos", onderwerpen=["schulden"])
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])

    assert people("schulden behalve duinroos en westerlicht", professional()) == ["Anna Alma"]


def test_what_people_have_not_is_who_they_are(agency: AgencyPage):
    Doelgroep.objects.create(code="papieren", naam="Mensen zonder verblijfsrecht")
    Hulpvraag.objects.create(code="verblijf", naam="Verblijfsrecht")

    assert said("schulden van een man zonder verblijfsrecht") == []


def test_who_has_a_function_that_is_left_out_stays_away(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["scheiding"])
    make_card(agency, achternaam="Alma", onderwerpen=["scheiding"], functie=make_functie("Mediator"))

    assert people("hulp bij scheiding niet mediator", professional()) == ["Anna Bos"]


def test_a_kind_of_agency_that_is_left_out_stays_away_with_its_people(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    other = make_agency("Toezicht Noord", region=agency.get_parent().specific, soort=make_soort("Reclassering"))
    make_card(other, achternaam="Alma", onderwerpen=["schulden"])

    assert people("schulden, niet de reclassering", professional()) == ["Anna Bos"]


def test_a_group_that_is_left_out_does_not_come_first(agency: AgencyPage):
    Doelgroep.objects.create(code="jong", naam="Jongeren")
    make_card(agency, achternaam="Alma", onderwerpen=["schulden", "jongeren"])
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    scores = [hit.score for hit in answer("schulden behalve jongeren", professional()).people.hits]

    assert len(set(scores)) == 1


def test_of_two_places_the_one_that_is_not_meant_may_come_first(agency: AgencyPage):
    make_gemeente("Goes")
    make_gemeente("Borsele")

    assert labels("niet in Goes maar in Borsele schulden") == ["Borsele", "schulden", "goes"]
