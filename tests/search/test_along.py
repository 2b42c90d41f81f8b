"""Who comes along with an answer: the team of who was asked for, the desks of who fits."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Absence, AgencyPage, CardState
from directory.visibility import Zichtbaar
from search.answer import SearchQuery
from search.ask import ask
from search.plan import Filters
from search.upkeep import rebuilding
from tests.conftest import tell
from tests.factories import make_card, make_contactpunt, make_functie, make_gemeente, make_werkproces
from tests.search.asking import answer, professional

pytestmark = pytest.mark.django_db


def names(hits: tuple) -> list[str]:
    return [hit.name for hit in hits]


def test_the_desks_of_an_agency_that_fits_come_along(agency: AgencyPage):
    make_contactpunt(agency, "Geldlijn", voor="inwoners")
    make_werkproces(agency, "Schulden regelen")

    assert names(answer("schulden").people.hits) == ["Geldlijn"]


def test_a_desk_that_may_not_be_seen_does_not_come_along(agency: AgencyPage):
    make_contactpunt(agency, "Verwijzerslijn", voor="professionals")
    make_werkproces(agency, "Schulden regelen")

    assert names(answer("schulden").people.hits) == []


def test_no_desk_comes_along_where_only_people_were_ticked(agency: AgencyPage):
    make_contactpunt(agency, "Geldlijn", voor="inwoners")
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    answer("schulden", professional())

    found = ask(SearchQuery("schulden", Filters(soort=("persoon",))), professional())

    assert names(found.people.hits) == ["Anna Bos"]


def test_a_function_that_stands_in_does_not_come_along_where_only_people_were_ticked(agency: AgencyPage):
    stand_in = make_card(agency, soort="functie", functie=make_functie("Budgetcoach"))
    away = make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    Absence.objects.create(card=away, van=timezone.localdate(), vervanger=stand_in)
    everybody = answer("schulden", professional())

    people_only = ask(SearchQuery("schulden", Filters(soort=("persoon",))), professional())

    assert [len(found.people.hits) for found in (everybody, people_only)] == [2, 1]


def test_the_agency_of_who_has_a_number_comes_along(agency: AgencyPage):
    make_card(agency, achternaam="Bos", nummer="0612345678")

    assert names(answer("0612345678", professional()).organisations.hits) == ["Kredietbank"]


def test_a_number_that_may_not_be_seen_brings_no_agency(agency: AgencyPage):
    make_card(agency, achternaam="Bos", nummer="0612345678")

    assert names(answer("0612345678").organisations.hits) == []


def test_what_comes_along_does_not_hide_that_there_is_more(agency: AgencyPage):
    make_contactpunt(agency, "Geldlijn", voor="inwoners")
    make_werkproces(agency, "Schulden regelen")
    for number in range(12):
        make_card(agency, achternaam=f"Bos{number}", onderwerpen=["schulden"])

    assert answer("schulden", professional()).people.more == 2


def test_who_comes_along_is_in_no_number(agency: AgencyPage):
    make_contactpunt(agency, "Geldlijn", voor="inwoners")
    make_werkproces(agency, "Schulden regelen")
    found = answer("schulden").people

    assert (found.total, names(found.along)) == (0, ["Geldlijn"])


def test_who_comes_along_and_matches_is_a_match(agency: AgencyPage):
    make_contactpunt(agency, "Schuldenlijn", voor="inwoners")
    make_werkproces(agency, "Schulden regelen")
    found = answer("schulden").people

    assert (found.total, names(found.along)) == (1, [])


@pytest.mark.parametrize("kind", ["soort", "gemeente", "organisatie"])
def test_the_number_of_a_filter_is_how_many_answers_it_gives(agency: AgencyPage, kind: str):
    for name in ("Geldlijn", "Balie"):
        make_contactpunt(agency, name, voor="inwoners")
    make_werkproces(agency, "Schulden regelen")
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    said = answer("schulden", professional()).counts[kind]

    got = {value: ask(SearchQuery("schulden", Filters(**{kind: (value,)})), professional()).total for value in said}

    assert got == said


def test_a_colleague_with_the_same_function_comes_along_behind_who_was_asked_for(agency: AgencyPage):
    consulent, klerk = make_functie("Consulent"), make_functie("Klerk")
    make_card(agency, achternaam="Bos", functie=consulent)
    make_card(agency, voornaam="Ben", achternaam="Vis", functie=consulent)
    make_card(agency, voornaam="Cas", achternaam="Kok", functie=klerk)
    make_contactpunt(agency, "Geldlijn")

    found = answer("Anna Bos", professional()).people

    assert [(hit.name, hit.note) for hit in found.hits] == [
        ("Anna Bos", ""),
        ("Geldlijn", ""),
        ("Ben Vis", "Collega van Anna Bos"),
    ]
    assert found.total == 1


def test_of_colleagues_those_who_work_in_the_same_gemeente_come_first(agency: AgencyPage):
    consulent, here, there = make_functie("Consulent"), make_gemeente("Hier"), make_gemeente("Daar")
    for voornaam, place in (("Anna", here), ("Ben", there), ("Cas", there), ("Dirk", here)):
        make_card(agency, voornaam=voornaam, achternaam=f"{voornaam}sma", functie=consulent, gemeenten=[place])

    found = answer("Anna Annasma", professional()).people

    assert names(found.hits)[:2] == ["Anna Annasma", "Dirk Dirksma"]
    assert len(found.hits) == 3


def test_colleagues_are_looked_for_once_until_the_guide_changes(agency: AgencyPage, commit):
    consulent = make_functie("Consulent")
    commit(lambda: make_card(agency, achternaam="Wiersma", functie=consulent))

    def asked() -> tuple[list[str], list[str]]:
        """Who is found, and the queries for colleagues that it took."""
        tell(request_started)
        try:
            with CaptureQueriesContext(connection) as queries:
                hits = ask(SearchQuery("Wiersma"), professional()).people.hits
        finally:
            tell(request_finished)
        return names(hits), [q["sql"] for q in queries if "COUNT(DISTINCT" in q["sql"]]

    rebuilding.rebuild()
    first, again = asked(), asked()
    commit(lambda: make_card(agency, voornaam="Ben", achternaam="Vis", functie=consulent))

    assert (first[0], len(first[1])) == (["Anna Wiersma"], 1)
    assert again == (["Anna Wiersma"], [])
    assert asked()[0] == ["Anna Wiersma", "Ben Vis"]


def test_of_colleagues_those_whose_function_is_called_the_same_come_first(agency: AgencyPage):
    arts = make_functie("Behandelaar")
    for achternaam, lokaal in (("Wiersma", "Psychiater"), ("Kok", "Psycholoog"), ("Vis", "Psychiater")):
        make_card(agency, achternaam=achternaam, functie=arts, functie_lokaal=lokaal)

    assert names(answer("Wiersma", professional()).people.hits) == ["Anna Wiersma", "Anna Vis", "Anna Kok"]


def test_no_colleague_comes_along_who_left_may_not_be_seen_or_where_two_are_called_so(agency: AgencyPage):
    consulent = make_functie("Consulent")
    make_card(agency, achternaam="Wiersma", functie=consulent)
    make_card(agency, voornaam="Ben", achternaam="Vis", functie=consulent, zichtbaar=Zichtbaar.REDACTIE)
    gone = make_card(agency, voornaam="Cas", achternaam="Kok", functie=consulent)
    CardState.objects.filter(pk=gone.state.pk).update(vertrokken_op=timezone.localdate())
    alone = names(answer("Wiersma", professional()).people.hits)
    make_card(agency, voornaam="Bea", achternaam="Wiersma", functie=consulent)
    make_card(agency, voornaam="Dirk", achternaam="Duif", functie=consulent)

    assert alone == ["Anna Wiersma"]
    assert sorted(names(answer("Wiersma", professional()).people.hits)) == ["Anna Wiersma", "Bea Wiersma"]
