"""Who speaks a language is found by that, and told so."""

import pytest

from directory.models import AgencyPage
from search.answer import Answer
from tests.factories import make_card
from tests.search.asking import answer, people, professional

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def speakers(agency: AgencyPage) -> None:
    make_card(agency, voornaam="Amal", achternaam="Haddad", talen=["Nederlands", "Arabisch"])
    make_card(agency, voornaam="Jitske", achternaam="Bron", talen=["Nederlands", "Frysk"])


@pytest.mark.parametrize(
    "question",
    [
        "Arabisch sprekende hulpverlener",
        "Arabischsprekend",
        "hulpverlener die Arabisch spreekt",
        "wie spreekt Arabisch",
    ],
)
def test_who_speaks_it_is_found(question: str):
    assert people(question, professional()) == ["Amal Haddad"]


def test_a_language_has_more_names(agency: AgencyPage):
    make_card(agency, voornaam="Piet", achternaam="Jong", bel_mij_voor=["Friese gemeenten"])

    assert people("iemand die Fries spreekt", professional()) == ["Jitske Bron"]


def test_who_hardly_speaks_it_asks_for_nobody_who_does():
    assert not any("arabisch" in slot.label for slot in found("wie alleen Arabisch spreekt").slots[1:])


def test_the_answer_says_which_languages():
    (hit,) = found("Arabisch").people.hits

    assert "Ook in het Arabisch" in [why.text for why in hit.why]


def found(question: str) -> Answer:
    return answer(question, professional())
