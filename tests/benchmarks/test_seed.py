"""The invented cards to measure with: a sound tree, names that vary, and nobody who exists or could be rung."""

import random
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from wagtail.models import Page

from benchmarks.invented.names import People
from benchmarks.seed import fill
from directory import numbers
from directory.models import AgencyPage, CardNumber, CardState, ContactCardPage, Contactpunt, Werkproces
from search.indexing import collect

CARDS = 300
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker) -> Iterator[int]:
    """The number of pages written, once for all tests of this file; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(CARDS)
        transaction.set_rollback(True)


def test_tree_is_sound(seeded):
    assert Page.find_problems() == ([], [], [], [], [])


def test_there_are_as_many_cards_as_asked(seeded):
    assert ContactCardPage.objects.live().count() == CARDS


def test_an_agency_has_about_fifty_cards(seeded):
    assert 3 <= AgencyPage.objects.agencies().count() <= 15


def test_every_card_has_a_state(seeded):
    assert CardState.objects.count() == CARDS


def test_a_card_knows_the_agency_and_team_it_stands_under(seeded):
    cards = list(ContactCardPage.objects.all()[::10])
    told = [(card.agency, card.team) for card in cards]
    for card in cards:
        card.set_place()

    assert [(card.agency, card.team) for card in cards] == told


def test_everything_says_that_it_is_invented(seeded):
    titles = [
        *AgencyPage.objects.values_list("title", flat=True),
        *ContactCardPage.objects.values_list("title", flat=True),
    ]

    assert all(title.endswith("(voorbeeld)") for title in titles)


def test_no_number_can_ring(seeded):
    found = [
        *CardNumber.objects.values_list("nummer", flat=True),
        *Contactpunt.objects.values_list("telefoon", flat=True),
    ]

    assert all(re.match(r"0\d{2,3}00|0600", numbers.search_digits(number)) for number in found)


def test_all_mail_goes_nowhere(seeded):
    assert not ContactCardPage.objects.exclude(mail__endswith=".example").exists()


def test_hardly_anybody_has_the_same_name(seeded):
    people = ContactCardPage.objects.filter(soort="persoon")

    assert people.values("voornaam", "achternaam").distinct().count() > people.count() * 0.95


def test_every_card_desk_and_agency_becomes_a_document(seeded):
    things = ContactCardPage.objects.count() + AgencyPage.objects.count() + Contactpunt.objects.count()

    assert len(list(collect.all_documents())) == things


def test_what_agencies_do_names_desks_and_cards(seeded):
    assert Werkproces.objects.exclude(contactpunt=None).exists()
    assert Werkproces.objects.exclude(kaart=None).exists()


def test_the_same_seed_makes_the_same_people():
    first, again = People(random.Random(7)), People(random.Random(7))

    assert [first.person() for _ in range(50)] == [again.person() for _ in range(50)]


def test_a_database_that_holds_a_region_is_refused(seeded):
    with pytest.raises(SystemExit, match="empty one"):
        fill(CARDS)
