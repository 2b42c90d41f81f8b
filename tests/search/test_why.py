"""Why something is an answer, in words that say neither too much nor too little."""

import pytest

from directory.models import AgencyPage, Doelgroep, Functie, Gebeurtenis, Hulpvraag, Wet
from directory.visibility import Zichtbaar
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_region,
    make_soort,
    make_werkproces,
)
from tests.search.asking import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank", region=make_region(gemeenten=[make_gemeente()]))
    make_werkproces(agency, "Schulden regelen", zoekwoorden=["deurwaarder"])
    return agency


def lines(question: str) -> dict[str, str]:
    return {why.label: why.text for why in answer(question).organisations.hits[0].why}


def groups(agency: AgencyPage, *namen: str) -> None:
    agency.doelgroepen.set([Doelgroep.objects.create(code=f"groep-{n}", naam=naam) for n, naam in enumerate(namen)])
    agency.save()


def test_of_many_groups_none_is_named_that_was_not_asked_for(agency: AgencyPage):
    groups(agency, "Gezinnen", "Ouderen", "Studenten")

    assert lines("schulden")["Voor wie"] == "3 groepen"


def test_a_group_is_no_reason_by_a_part_of_a_word(agency: AgencyPage):
    groups(agency, "Gezinnen", "Ouderen", "Ouders van de schuldenaffaire")

    assert lines("schulden")["Voor wie"] == "3 groepen"


@pytest.mark.parametrize(
    ("namen", "expected"),
    [
        (["Gezinnen"], "Gezinnen, vanaf 18 jaar"),
        (["Gezinnen", "Ouderen"], "Gezinnen en ouderen, vanaf 18 jaar"),
        ([], "vanaf 18 jaar"),
    ],
)
def test_an_age_is_no_group(agency: AgencyPage, namen: list[str], expected: str):
    agency.leeftijd_van = 18
    groups(agency, *namen)

    assert lines("schulden")["Voor wie"] == expected


def test_the_group_that_was_asked_for_stands_alone(agency: AgencyPage):
    groups(agency, "Gezinnen", "Ouderen")

    assert lines("schulden ouderen")["Voor wie"] == "Ouderen"


def test_a_law_is_said_in_full(agency: AgencyPage):
    agency.wetten.set([Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet gemeentelijke schuldhulp")])
    agency.save()

    assert "Wet gemeentelijke schuldhulp (Wgs)" in lines("Wgs")["Wat"]


def test_what_somebody_does_comes_before_the_law_that_is_asked_for(agency: AgencyPage):
    agency.wetten.set([Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet Wgs en schulden")])
    agency.save()
    make_werkproces(agency, "Melding Wgs")

    assert lines("Wgs")["Wat"] == "Melding Wgs, Wet Wgs en schulden (Wgs)"


def test_what_somebody_does_comes_before_the_law_that_is_meant(agency: AgencyPage):
    wet = Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet op de geldzorgen")
    agency.wetten.set([wet])
    agency.save()
    Gebeurtenis.objects.create(code="beslag", naam="Beslag", zoekwoorden=["deurwaarder"]).wetten.add(wet)

    assert lines("deurwaarder")["Wat"].startswith("Schulden regelen")


def test_a_law_that_was_not_asked_for_is_not_said(agency: AgencyPage):
    agency.wetten.set([Wet.objects.create(code="wsh", afkorting="Wsh", naam="Wet op het regelen van schulden")])
    agency.save()

    assert lines("schulden regelen")["Wat"] == "Schulden regelen"


def test_what_stands_above_is_not_said_again(agency: AgencyPage):
    agency.soort = make_soort("Wijkloket")
    agency.opdracht = "Vragen over geld."
    agency.save()
    make_werkproces(agency, "Kredietbank")

    assert lines("wijkloket")["Wat"] == "Schulden regelen"


def test_a_function_that_it_is_not_is_nothing_that_it_fits(agency: AgencyPage):
    Functie.objects.create(code="huisarts", naam="Huisarts")
    make_werkproces(agency, "Spreekuur", wat="Met de huisarts.")

    assert "Wat" not in lines("huisarts")


def test_where_nothing_of_it_was_asked_no_text_is_the_reason(agency: AgencyPage):
    make_card(agency, onderwerpen=["steunouders"], zichtbaar=Zichtbaar.IEDEREEN, soort="functie")

    assert "Wat" not in lines("steunouders")


def test_what_was_read_in_the_question_is_the_reason(agency: AgencyPage):
    make_werkproces(agency, "Jeugd", wat="Wij zoeken een steunouder.")
    need = {"naam": "Een vrijwilliger voor het gezin", "andere_namen": ["steunouder"]}
    Hulpvraag.objects.create(code="gezin", **need)

    assert lines("vrijwilliger gezin")["Wat"] == "Past bij ‘Een vrijwilliger voor het gezin’"


@pytest.mark.parametrize(("before", "said"), [("", "Kan"), ("schulden ", "Schulden regelen, kan")])
def test_who_only_comes_near_what_was_read_may_know_more(agency: AgencyPage, before: str, said: str):
    agency.soort = make_soort("Welzijn")
    agency.save()
    need = Hulpvraag.objects.create(code="gezin", naam="Een vrijwilliger voor het gezin", zoekwoorden=["meeleefgezin"])
    need.organisatiesoorten.add(agency.soort)

    (near,) = answer(f"{before}meeleefgezin").organisations.wider

    assert near.why[0].text == f"{said} meedenken over ‘Een vrijwilliger voor het gezin’"


def test_a_desk_that_comes_along_says_what_it_is_for(agency: AgencyPage):
    make_contactpunt(agency, "Balie", voor="inwoners", vraag_naar="Het spreekuur")

    (desk,) = answer("deurwaarder").people.hits

    assert desk.why[0].text == "Vraag naar het spreekuur"


def test_of_where_it_works_only_the_place_is_marked(agency: AgencyPage):
    gemeenten = [make_gemeente(f"Dorp {naam}") for naam in "abcd"]
    region = agency.get_parent().specific
    region.gemeenten.set(gemeenten)
    agency.werkgebied.set(gemeenten)
    agency.save()

    (waar,) = (why for why in answer("schulden dorp b").organisations.hits[0].why if why.label == "Waar")

    assert waar.pieces == (("4 gemeenten", False), (", ", False), ("ook ", False), ("Dorp b", True))


def test_who_fits_is_not_said_to_know_of_what_is_only_alike(agency: AgencyPage):
    agency.soort = make_soort("Kredietbank voor iedereen")
    agency.save()
    need = Hulpvraag.objects.create(code="jong", naam="Jongere met schulden", zoekwoorden=["schulden bij jongeren"])
    need.organisatiesoorten.add(agency.soort)
    make_contactpunt(agency, "Balie", voor="inwoners")

    assert [hit.over for hit in answer("schulden").people.hits] == [()]


def test_what_somebody_does_is_told_of_who_was_asked_for_by_name(agency: AgencyPage):
    assert lines("kredietbank")["Wat"] == "Schulden regelen"


def test_no_full_stop_stands_before_a_comma(agency: AgencyPage):
    agency.opdracht = "Inkomen en schulden."
    agency.save()

    assert lines("inkomen schulden")["Wat"] == "Inkomen en schulden, schulden regelen"


def test_a_text_that_says_the_same_again_is_left_out(agency: AgencyPage):
    agency.opdracht = "Wij kunnen schulden regelen voor inwoners."
    agency.save()

    assert lines("schulden regelen")["Wat"] == "Schulden regelen"
