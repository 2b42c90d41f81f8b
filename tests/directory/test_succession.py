"""Who takes over from somebody who left or is away."""

from datetime import date, timedelta

import pytest

from directory.models import Absence, CardState, ContactCardPage
from directory.succession import absence_ahead, absence_on, heir, name_may_show, stand_in
from tests.factories import make_agency, make_card

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def leave(card, opvolger=None, days_ago=10):
    CardState.objects.filter(card=card).update(vertrokken_op=TODAY - timedelta(days=days_ago), opvolger=opvolger)
    return ContactCardPage.objects.get(pk=card.pk)


def away(card, van=-1, tot=5, **values):
    days = {"van": TODAY + timedelta(days=van), "tot": None if tot is None else TODAY + timedelta(days=tot)}
    Absence.objects.create(card=card, **days, **values)
    return ContactCardPage.objects.get(pk=card.pk)


@pytest.fixture
def cards():
    agency = make_agency()
    return [make_card(agency) for _ in range(4)]


def test_the_heir_is_the_successor(cards):
    assert heir(leave(cards[0], cards[1]), TODAY) == cards[1]


def test_the_chain_is_followed_to_who_still_works(cards):
    leave(cards[1], cards[2])
    leave(cards[2], cards[3])

    assert heir(leave(cards[0], cards[1]), TODAY) == cards[3]


def test_without_a_successor_there_is_no_heir(cards):
    assert heir(leave(cards[0]), TODAY) is None


def test_a_chain_that_ends_in_a_leaver_has_no_heir(cards):
    leave(cards[1])

    assert heir(leave(cards[0], cards[1]), TODAY) is None


def test_a_loop_of_leavers_ends(cards):
    leave(cards[1], cards[0])

    assert heir(leave(cards[0], cards[1]), TODAY) is None


def test_a_withdrawn_card_is_passed_over(cards):
    leave(cards[1], cards[2])
    cards[1].unpublish()

    assert heir(leave(cards[0], cards[1]), TODAY) == cards[2]


def test_who_leaves_later_still_works(cards):
    leave(cards[1], cards[2], days_ago=-5)

    assert heir(leave(cards[0], cards[1]), TODAY) == cards[1]


def test_who_is_not_away_needs_no_stand_in(cards):
    cards[0].vervanger = cards[1]

    assert stand_in(cards[0], TODAY) is None


def test_the_stand_in_of_the_absence_goes_before_the_usual_one(cards):
    cards[0].vervanger = cards[1]
    cards[0].save()

    assert stand_in(away(cards[0], vervanger=cards[2]), TODAY) == cards[2]


def test_the_usual_stand_in_serves_where_the_absence_names_none(cards):
    cards[0].vervanger = cards[1]
    cards[0].save()

    assert stand_in(away(cards[0]), TODAY) == cards[1]


def test_a_stand_in_who_left_is_followed_by_the_heir(cards):
    leave(cards[1], cards[2])

    assert stand_in(away(cards[0], vervanger=cards[1]), TODAY) == cards[2]


def test_a_stand_in_who_is_away_passes_it_on(cards):
    away(cards[1], vervanger=cards[2])

    assert stand_in(away(cards[0], vervanger=cards[1]), TODAY) == cards[2]


def test_two_who_stand_in_for_each_other_and_are_both_away_give_nobody(cards):
    away(cards[1], vervanger=cards[0])

    assert stand_in(away(cards[0], vervanger=cards[1]), TODAY) is None


def test_an_absence_holds_on_its_last_day(cards):
    assert absence_on(away(cards[0], van=-5, tot=0), TODAY)


def test_an_absence_without_end_holds(cards):
    assert absence_on(away(cards[0], van=-500, tot=None), TODAY)


def test_an_absence_is_announced_before_it_begins(cards):
    assert absence_ahead(away(cards[0], van=6, tot=17), TODAY)


def test_an_absence_far_away_is_not_announced(cards):
    assert absence_ahead(away(cards[0], van=60, tot=70), TODAY) is None


@pytest.mark.parametrize(("days_ago", "shown"), [(0, True), (30, True), (31, False)])
def test_a_name_stays_thirty_days(cards, days_ago, shown):
    assert name_may_show(leave(cards[0], days_ago=days_ago), TODAY) is shown
