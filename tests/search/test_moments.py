"""Times of the day and the week beside a need: nobody has to say them."""

import pytest

from directory.models import AgencyPage, Hulpvraag
from tests.factories import make_card, make_functie
from tests.search.asking import answer, people, professional

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "question",
    [
        "schulden 's nachts",
        "schulden s avonds",
        "schulden in de nacht",
        "schulden elke avond",
        "schulden in het weekend",
        "schulden buiten kantooruren",
        "schulden zaterdag",
    ],
)
def test_when_it_is_is_not_needed(agency: AgencyPage, question: str):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    assert people(question, professional()) == ["Anna Bos"]


def test_who_says_when_comes_first(agency: AgencyPage):
    make_card(agency, achternaam="Aal", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["schulden", "nachts"])

    assert people("schulden 's nachts", professional()) == ["Anna Bos", "Anna Aal"]


def test_a_moment_alone_is_looked_for(agency: AgencyPage):
    make_card(agency, achternaam="Aal", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["weekend"])

    assert people("in het weekend", professional()) == ["Anna Bos"]


def test_a_term_with_a_moment_in_it_is_asked_without(agency: AgencyPage):
    functie = make_functie("Casemanager", zoekwoorden=["dementie"])
    Hulpvraag.objects.create(code="onrust", naam="Onrust", zoekwoorden=["nachts onrustig dementie", "dementie nachts"])
    make_card(agency, achternaam="Bos", functie=functie)

    slots = [slot.text for slot in answer("dementie 's nachts", professional()).slots]

    assert people("dementie 's nachts", professional()) == ["Anna Bos"]
    assert slots[0] == "dementie"
