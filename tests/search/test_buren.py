"""A function that nobody has in the gemeente asked for is offered in the one beside it."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import AgencyIndexPage, Functie, Gemeente
from search.lists import buren
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card, make_functie, make_gemeente, make_professional, make_region
from tests.search.asking import answer, professional

NEAR, FAR = "Zutphen", "Lochem"


def test_a_small_area_that_two_gemeenten_share_says_more_than_a_large_one():
    assert buren.beside([{"a", "b", "c", "d"}, {"a", "d"}])["a"] == ("d", "b", "c")


def test_an_area_of_many_gemeenten_says_nothing():
    assert buren.beside([{str(n) for n in range(buren.MOST + 1)}]) == {}


@pytest.fixture
def places() -> dict[str, Gemeente]:
    return {naam: make_gemeente(naam) for naam in ("Vorden", NEAR, FAR)}


@pytest.fixture
def region(places: dict[str, Gemeente]) -> AgencyIndexPage:
    """Vorden shares a team with Zutphen; Lochem stands apart."""
    region = make_region(gemeenten=list(places.values()))
    make_agency("Het team", region=region, werkgebied=[places["Vorden"], places[NEAR]])
    return region


@pytest.fixture
def functie() -> Functie:
    return make_functie("Jongerencoach")


def coach(region: AgencyIndexPage, place: Gemeente, functie: Functie, naam: str) -> None:
    make_card(make_agency(f"De Brug {naam}", region=region, werkgebied=[place]), achternaam=naam, functie=functie)


def wider(question: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.niet_in) for hit in answer(question, professional()).people.wider]


@pytest.mark.django_db
class TestBeside:
    def test_the_same_function_in_the_gemeente_beside_it_is_offered(self, region, places, functie):
        coach(region, places[NEAR], functie, "Bos")

        assert wider("jongerencoach Vorden") == [("Anna Bos", "Vorden")]

    def test_a_gemeente_that_shares_nothing_is_not_beside_it(self, region, places, functie):
        coach(region, places[FAR], functie, "Smit")

        assert wider("jongerencoach Vorden") == []

    def test_who_works_in_the_gemeente_itself_is_a_full_answer(self, region, places, functie):
        coach(region, places["Vorden"], functie, "Vos")

        found = answer("jongerencoach Vorden", professional()).people
        assert [hit.name for hit in found.hits] == ["Anna Vos"]

    def test_who_only_speaks_of_the_function_is_not_offered(self, region, places, functie):
        agency = make_agency("Gemeente Zutphen", region=region, werkgebied=[places[NEAR]])
        make_card(agency, achternaam="Vos", onderwerpen=["jongerencoach"])
        coach(region, places[NEAR], functie, "Bos")

        assert wider("jongerencoach Vorden") == [("Anna Bos", "Vorden")]

    def test_a_need_is_not_looked_for_elsewhere(self, region, places, functie):
        coach(region, places[NEAR], functie, "Bos")

        assert wider("dakloos Vorden") == []

    def test_the_page_says_where_somebody_does_not_work(self, client: Client, region, places, functie):
        coach(region, places[NEAR], functie, "Bos")

        rebuilding.rebuild()
        client.force_login(make_professional(region.get_children().first().specific))
        shown = client.get(reverse("zoeken"), {"vraag": "jongerencoach Vorden"}).content.decode()
        assert "Werkt niet in Vorden" in shown
