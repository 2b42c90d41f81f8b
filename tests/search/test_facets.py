"""The filters beside the answers."""

import pytest

from directory.models import Doelgroep
from search.answer import SearchQuery
from search.plan import Filters
from search.showing.facets import MOST, chosen, facets
from tests.factories import make_agency, make_gemeente

pytestmark = pytest.mark.django_db


def test_values_are_shown_by_name_the_most_frequent_first():
    for code in ("a", "b"):
        Doelgroep.objects.create(code=code, naam=f"Groep {code}")

    (facet,) = facets({"doelgroep": {"a": 1, "b": 3}}, Filters())

    assert [(option.naam, option.aantal) for option in facet.options] == [("Groep b", 3), ("Groep a", 1)]


def test_who_works_nationally_counts_for_each_gemeente():
    gemeente = make_gemeente("Sneek")

    (facet,) = facets({"gemeente": {gemeente.slug: 2, "landelijk": 3}}, Filters())

    assert [(option.naam, option.aantal) for option in facet.options] == [("Sneek", 5)]


def test_a_ticked_value_stays_though_nothing_matches():
    agency = make_agency("Kredietbank")

    (facet,) = facets({"organisatie": {}}, Filters(organisatie=(agency.slug,)))

    assert [(option.naam, option.aantal, option.gekozen) for option in facet.options] == [("Kredietbank", 0, True)]


def test_an_unknown_value_is_not_shown():
    assert facets({}, Filters(doelgroep=("bestaat-niet",))) == []


def test_only_so_many_values_are_shown_at_once():
    for n in range(20):
        Doelgroep.objects.create(code=f"d{n}", naam=f"Groep {n}")

    (facet,) = facets({"doelgroep": {f"d{n}": n + 1 for n in range(20)}}, Filters())

    assert len(facet.options) == MOST


def test_the_others_are_folded_away_by_name():
    for n in range(20):
        Doelgroep.objects.create(code=f"d{n}", naam=f"Groep {chr(65 + n)}")

    (facet,) = facets({"doelgroep": {f"d{n}": n + 1 for n in range(20)}}, Filters())

    assert [option.naam[-1] for option in facet.others] == list("ABCDEFGHIJKL")


def test_what_is_ticked_is_never_folded_away():
    for n in range(20):
        Doelgroep.objects.create(code=f"d{n}", naam=f"Groep {n}")

    (facet,) = facets({"doelgroep": {f"d{n}": n + 1 for n in range(20)}}, Filters(doelgroep=("d0", "d1")))

    assert {option.waarde for option in facet.options} >= {"d0", "d1"}


def test_a_large_guide_offers_the_most_frequent_values_and_says_so():
    Doelgroep.objects.bulk_create(Doelgroep(code=f"d{n}", naam=f"Groep {n}") for n in range(120))

    (facet,) = facets({"doelgroep": {f"d{n}": n + 1 for n in range(120)}}, Filters(doelgroep=("d0",)))

    assert (len(facet.options) + len(facet.others), facet.toon) == (100, "Toon de 100 meest gevonden")
    assert "d0" in {option.waarde for option in facet.options}


def test_what_is_ticked_leads_to_the_question_without_it():
    gemeente, other = make_gemeente("Sneek"), make_gemeente("Joure")
    query = SearchQuery("schulden", Filters(gemeente=(gemeente.slug, other.slug)))

    (first, _) = chosen(query)

    assert first == ("Gemeente", "Sneek", f"/zoeken/?vraag=schulden&gemeente={other.slug}")


def test_what_nothing_here_is_called_can_be_taken_off_too():
    (only,) = chosen(SearchQuery("schulden", Filters(doelgroep=("weg",))))

    assert (only.naam, only.url) == ("weg", "/zoeken/?vraag=schulden")
