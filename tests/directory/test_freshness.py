"""How fresh a page is, and that only a person's card grows old."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.freshness import Versheid, checked_on, checked_within, freshness_of, months_later
from directory.models import AgencyPage, Check
from tests.factories import make_agency, make_card

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def checked(page, days_ago, veldgroep="alles"):
    Check.objects.create(page=page, op=TODAY - timedelta(days=days_ago), veldgroep=veldgroep)
    return page


def test_a_page_nobody_checked_has_no_date_and_is_due():
    assert freshness_of(make_agency(), 6).op is None
    assert freshness_of(make_agency(), 6).stand == Versheid.DUE


def test_a_check_of_all_counts_for_the_page():
    assert checked_on(checked(make_agency(), 5)) == TODAY - timedelta(days=5)


def test_checking_only_the_numbers_does_not_freshen_the_whole_page():
    agency = checked(checked(make_agency(), 300), 5, "contact")

    assert checked_on(agency) == TODAY - timedelta(days=300)


def test_both_halves_checked_count_as_the_older_of_the_two():
    agency = checked(checked(make_agency(), 9, "werk"), 5, "contact")

    assert checked_on(agency) == TODAY - timedelta(days=9)


def test_half_of_the_page_checked_is_not_the_page():
    agency = checked(make_agency(), 5, "contact")

    assert checked_on(agency) is None


def test_the_date_of_the_numbers_alone_can_be_asked():
    agency = checked(checked(make_agency(), 300), 5, "contact")

    assert checked_on(agency, "contact") == TODAY - timedelta(days=5)


@pytest.mark.parametrize(("days_ago", "stand"), [(0, "fresh"), (180, "fresh"), (190, "due"), (400, "old")])
def test_a_person_is_fresh_then_due_then_old(days_ago, stand):
    assert freshness_of(checked(make_card(), days_ago), 6, TODAY).stand == stand


def test_a_function_never_grows_old():
    assert freshness_of(checked(make_card(soort="functie"), 4000), 6, TODAY).stand == Versheid.DUE


def test_an_agency_never_grows_old():
    assert freshness_of(checked(make_agency(), 4000), 6, TODAY).stand == Versheid.DUE


def test_without_a_day_it_is_asked_for_today():
    card = make_card()
    Check.objects.create(page=card, op=timezone.localdate())

    assert freshness_of(card, 6).stand == Versheid.FRESH


def test_a_month_without_that_day_gives_its_last():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)


@pytest.mark.parametrize("today", [date(2026, 8, 31), date(2027, 2, 28)])
def test_the_database_gives_the_same_pages_as_the_rule(today):
    for days in range(181, 185):
        for veldgroep in Check.Veldgroep:
            page = make_agency()
            Check.objects.create(page=page, op=today - timedelta(days=days), veldgroep=veldgroep)
            Check.objects.create(page=page, op=today - timedelta(days=182), veldgroep=_other(veldgroep))
    fresh = {page for page in AgencyPage.objects.all() if freshness_of(page, 6, today).stand == Versheid.FRESH}

    assert set(AgencyPage.objects.filter(checked_within(6, today))) == fresh


def _other(veldgroep):
    return Check.Veldgroep.WERK if veldgroep == Check.Veldgroep.CONTACT else Check.Veldgroep.CONTACT
