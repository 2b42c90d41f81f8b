"""Rows of word lists laid beside many objects: the same as Django's own prefetch gives, in one query a field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import ContactCardPage, Doelgroep
from search.showing.links import lay
from tests.factories import make_agency, make_card, make_gemeente

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards() -> list[ContactCardPage]:
    """Two cards with places in another order than they were added, and one without."""
    places = [make_gemeente("Urk"), make_gemeente("Ede")]
    agency = make_agency()
    made = [make_card(agency, gemeenten=places), make_card(agency, gemeenten=places[:1]), make_card(agency)]
    return list(ContactCardPage.objects.filter(pk__in=[card.pk for card in made]).order_by("pk"))


def test_the_rows_are_those_of_the_database_in_their_order(cards):
    wanted = [list(card.gemeenten.all()) for card in cards]
    lay(cards, "gemeenten")

    assert [list(card.gemeenten.all()) for card in cards] == wanted


def test_reading_them_afterwards_asks_the_database_nothing(cards):
    lay(cards, "gemeenten", "doelgroepen")

    with CaptureQueriesContext(connection) as queries:
        assert [len(card.gemeenten.all()) for card in cards] == [2, 1, 0]
        assert not any(card.doelgroepen.all() for card in cards)
    assert len(queries) == 0


def test_more_objects_ask_no_more_queries(cards):
    Doelgroep.objects.create(code="ouders", naam="Ouders")
    with CaptureQueriesContext(connection) as one:
        lay(cards[:1], "gemeenten", "doelgroepen")
    with CaptureQueriesContext(connection) as all_of_them:
        lay(cards, "gemeenten", "doelgroepen")

    assert len(all_of_them) == len(one)


def test_nothing_to_lay_beside_is_nothing_to_do(django_assert_num_queries):
    with django_assert_num_queries(0):
        lay([], "gemeenten")
