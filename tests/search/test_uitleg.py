"""A question that asks what a word means is told so, above the answers."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import Begrip, Functie, Hulpvraag, Organisatiesoort, Wet
from search.answer import SearchQuery
from search.showing.uitleg import uitleg
from tests.factories import make_agency
from tests.search.asking import answer

pytestmark = pytest.mark.django_db
WMO = ("Wmo: Wet maatschappelijke ondersteuning", "Hulp van de gemeente.")


@pytest.fixture(autouse=True)
def lists() -> None:
    make_agency("Wmo-loket en praktijkondersteuner")
    naam = "Wet maatschappelijke ondersteuning"
    Begrip.objects.create(code="wmo", afkorting="Wmo", voluit=naam, gewone_taal="Hulp van de gemeente")
    Wet.objects.create(code="wmo", afkorting="Wmo", naam=naam, gewone_taal="Staat op een tweede lijst")
    Functie.objects.create(
        code="poh", naam="Praktijkondersteuner", andere_namen=["poh"], gewone_taal="Helpt bij de huisarts."
    )


def told(question: str) -> list[tuple[str, str]]:
    return [(woord.naam, woord.tekst) for woord in uitleg(SearchQuery(question), answer(question))]


@pytest.mark.parametrize("question", ["wat is wmo", "Wat is de Wmo?", "wat betekent WMO", "wat houdt de wmo in"])
def test_a_word_that_is_asked_for_is_explained_once(question: str):
    assert told(question) == [WMO]


def test_a_function_is_explained_by_another_name():
    assert told("wat doet een poh") == [("Praktijkondersteuner", "Helpt bij de huisarts.")]


@pytest.mark.parametrize("word", ["gebiedsteam", "wijkteam"])
def test_a_kind_of_agency_is_explained_by_each_of_its_names(word: str):
    Organisatiesoort.objects.create(code="team", naam="Gebiedsteam of sociaal wijkteam", gewone_taal="Team in de wijk")

    assert told(f"wat is een {word}") == [("Gebiedsteam of sociaal wijkteam", "Team in de wijk.")]


def test_a_need_is_explained_also_where_it_is_called_otherwise():
    Hulpvraag.objects.create(
        code="respijt", naam="Even vrij van de zorg", gewone_taal="Iemand neemt de zorg even over",
        andere_namen=["logeerzorg"], zoekwoorden=["respijtzorg"],
    )  # fmt: skip

    assert (
        told("wat is logeerzorg")
        == told("wat is respijtzorg")
        == [("Even vrij van de zorg", "Iemand neemt de zorg even over.")]
    )


def test_what_only_says_the_word_again_is_no_explanation():
    Organisatiesoort.objects.create(code="loket", naam="Loket", gewone_taal="Het loket")

    assert told("wat is een loket") == []


def test_of_two_meanings_both_are_told():
    Begrip.objects.create(
        code="wmo2", afkorting="Wmo", voluit="Wet mens en onderzoek", gewone_taal="Een heel andere wet"
    )

    assert [naam for naam, _ in told("wat is wmo")] == [WMO[0], "Wmo: Wet mens en onderzoek"]


@pytest.mark.parametrize(
    "question", ["wmo", "wat is er voor jongeren", "wat is een kettingzaag", "wat is wmo loket", ""]
)
def test_nothing_else_is_explained(question: str):
    assert told(question) == []


def test_the_page_says_it_above_the_answers(client: Client):
    answer("wat is wmo")
    page = client.get(reverse("zoeken"), {"vraag": "wat is wmo"}).content.decode()

    assert "Hulp van de gemeente." in page
    assert reverse("begrippen") in page
