"""Somebody's name in a question, also where its words are ordinary ones; and words that are nobody's name."""

import pytest

from directory.models import AgencyPage, Hulpvraag
from tests.factories import make_card
from tests.search.asking import answer, organisations, people, professional

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guide(agency: AgencyPage) -> None:
    Hulpvraag.objects.create(code="opvoeden", naam="Opvoeden", zoekwoorden=["joke"])
    make_card(agency, voornaam="Joke", achternaam="Bosgra")
    make_card(agency, voornaam="Anne-Marie", achternaam="Kok", onderwerpen=["koken met meer mensen", "brood en dijk"])
    make_card(agency, voornaam="Aaltsje", tussenvoegsel="van der", achternaam="Meer")
    make_card(agency, voornaam="Johan", tussenvoegsel="van", achternaam="Dijk")
    make_card(agency, voornaam="Aleid", achternaam="Bruining")


def names_in(question: str) -> list[str]:
    return [slot.label for slot in answer(question, professional()).slots if slot.kind == "wie"]


@pytest.mark.parametrize(
    ("question", "name", "somebody"),
    [
        ("Joke Bosgra", ["joke", "bosgra"], "Joke Bosgra"),
        ("Annemarie Kok", ["annemarie", "kok"], "Anne-Marie Kok"),
        ("mevrouw Kok", ["kok"], "Anne-Marie Kok"),
        ("dhr. van der Meer", ["meer"], "Aaltsje van der Meer"),
        ("vd meer", ["meer"], "Aaltsje van der Meer"),
        ("van dijk", ["dijk"], "Johan van Dijk"),
        ("wie vervangt Joke Bosgra", ["joke", "bosgra"], "Joke Bosgra"),
        ("j.bosgra@example.nl", ["j", "bosgra"], "Joke Bosgra"),
    ],
)
def test_a_name_of_ordinary_words_is_a_name(question: str, name: list[str], somebody: str):
    assert names_in(question) == name
    assert people(question, professional()) == [somebody]


@pytest.mark.parametrize(
    "question",
    [
        "mijn moeder legt sleutels in de vriezer",
        "uit de bruinink",
        "koffers op de stoep",
        "aan de wandel",
        "mevrouw in de war",
        "wat is er meer",
        "info@example.nl",
    ],
)
def test_a_word_of_a_sentence_is_nobodys_name(question: str):
    assert names_in(question) == []


def test_a_mail_address_leads_to_the_agency_that_its_host_names(agency: AgencyPage):
    assert organisations("info@kredietbank.nl", professional()) == ["Kredietbank"]


@pytest.mark.parametrize(("question", "name"), [("dhr. van der Ploeg", "ploeg"), ("dhr. van der Meer", "meer")])
def test_somebody_whom_nobody_here_may_see_is_named_too(question: str, name: str):
    assert [(slot.kind, slot.label) for slot in answer(question).slots] == [("wie", name)]
