"""Who is said not to do it: who else does is looked for, and an agency that is named stays away."""

import pytest

from directory.models import AgencyPage, Hulpvraag
from tests.factories import make_agency, make_card, make_functie, make_gemeente
from tests.search.asking import answer, people, professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(agency: AgencyPage) -> AgencyPage:
    """A second agency that does the same, with a word in its name that no other has."""
    other = make_agency("Kredietbank Scheldeland", region=agency.get_parent().specific)
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    make_card(other, achternaam="Alma", onderwerpen=["schulden", "ondernemers"])
    return other


def left_out(question: str) -> list[str]:
    return [slot.label for slot in answer(question, professional()).slots if slot.kind == "niet"]


@pytest.mark.parametrize(
    "question",
    [
        "schulden, Kredietbank Scheldeland doet dat niet",
        "schulden, Scheldeland heeft een wachtlijst",
        "Scheldeland zit vol, wie helpt bij schulden",
        "schulden maar afgewezen bij Scheldeland, wie helpt nog",
        "Scheldeland wees hem af, wie helpt bij schulden",
        "schulden, daar werkt Scheldeland niet",
        "schulden en Scheldeland kan niks meer doen",
        "te jong voor Scheldeland, wie doet schulden",
        "schulden, liever niet bij Scheldeland",
        "schulden, niet meer bij Scheldeland",
        "schulden (niet Scheldeland zelf)",
    ],
)
def test_an_agency_that_is_said_not_to_do_it_stays_away(other: AgencyPage, question: str):
    assert people(question, professional()) == ["Anna Bos"]


def test_what_it_does_not_do_is_still_asked_for(other: AgencyPage):
    shown = answer("schulden, Scheldeland doet geen ondernemers", professional()).slots

    assert [slot.label for slot in shown if slot.kind != "niet"] == ["schulden", "ondernemers"]


@pytest.mark.parametrize(
    "question",
    [
        "Scheldeland doet dat niet, wie dan wel",  # nothing else is asked for
        "schulden, Scheldeland betaalt niet",  # of that one complains there
        "schulden, Scheldeland luistert niet",
        "schulden, hij wil niet naar Scheldeland bellen",
        "schulden Scheldeland",
    ],
)
def test_who_is_not_said_to_refuse_is_found(other: AgencyPage, question: str):
    assert left_out(question) == []


def test_of_two_places_the_one_of_who_refuses_is_left_out(other: AgencyPage):
    make_gemeente("Goes")
    make_gemeente("Veere")

    shown = answer("schulden in Goes, de kredietbank scheldeland in Veere neemt hem niet", professional()).slots

    assert [slot.label for slot in shown if slot.kind == "waar"] == ["Goes"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("schulden zonder bewindvoerder", ["bewindvoerder"]),
        ("schulden, hoeft geen bewindvoerder te zijn", ["bewindvoerder"]),
        ("schulden, de bewindvoerder regelt dat niet", ["bewindvoerder"]),
        ("man zonder bewindvoerder", []),
        ("zonder bewindvoerder", []),
        ("schulden zonder werk", []),
    ],
)
def test_a_function_that_is_not_wanted_is_told(other: AgencyPage, question: str, said: list[str]):
    make_functie("Bewindvoerder")
    Hulpvraag.objects.create(code="schulden", naam="Schulden")

    assert left_out(question) == said


@pytest.mark.parametrize("question", ["DigiD werkt niet, wie helpt met inloggen", "huur is te zwaar, schulden"])
def test_a_thing_that_does_not_work_is_what_is_asked(agency: AgencyPage, question: str):
    Hulpvraag.objects.create(code="digid", naam="DigiD")
    Hulpvraag.objects.create(code="huur", naam="Huur")

    assert left_out(question) == []


def test_help_that_is_too_much_is_left_out(agency: AgencyPage):
    Hulpvraag.objects.create(code="bewind", naam="Bewind")

    assert left_out("vaste lasten betalen, bewind is te zwaar") == ["bewind"]


def test_what_happens_at_home_leaves_out_no_agency(agency: AgencyPage):
    make_agency("Veilig Thuis", region=agency.get_parent().specific)

    assert left_out("man slaat, niet veilig thuis") == []


def test_a_clause_of_its_own_may_leave_out_behind_a_sentence(other: AgencyPage):
    make_gemeente("Goes")

    assert left_out("ik zoek hulp bij schulden maar niet in Goes") == ["goes"]
    assert left_out("buiten Goes schulden") == ["goes"]


def test_want_is_no_other_word(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["wanen"])

    assert "wanen" not in [slot.label for slot in answer("schulden, want hij is ziek", professional()).slots]
