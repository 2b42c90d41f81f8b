"""How many queries the pages take that are asked most: when nothing changed, and right after a change."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Absence, Escalatie
from directory.visibility import Zichtbaar
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card, make_contactpunt, make_professional, make_team, make_werkproces

pytestmark = pytest.mark.django_db
PAGES = {"home": "/", "search": "/zoeken/?vraag=schulden", "agency": "{agency.url}"}


def fill():
    agency = make_agency("Geldloket", opdracht="Wij helpen bij schulden.")
    make_contactpunt(agency, "Balie", voor="inwoners")
    teams = [make_team(agency) for _ in range(2)]
    for n in range(10):
        card = make_card([agency, *teams][n % 3], nummer="0516000222", onderwerpen=["schulden"])
        make_card(agency, soort="functie", zichtbaar=Zichtbaar.IEDEREEN, nummer="0516000223")
        make_werkproces(agency, f"Schulden {n}", kaart=card)
    Absence.objects.create(card=card, van="2026-01-01", vervanger=make_card(agency))
    Escalatie.objects.create(page=agency, laag="uitvoering", kaart=card)
    return agency


@pytest.fixture
def agency(commit):
    cache.clear()
    agency = commit(fill)
    rebuilding.rebuild()
    return agency


@pytest.fixture
def ask(client, agency, commit):
    """Counts the queries of a page for somebody, after it was opened `before` times since the last change."""

    def run(who, page, before):
        if who == "professional":
            client.force_login(commit(lambda: make_professional(make_agency(region=agency.get_parent().specific))))
        client.get("/hoe-werkt-het/")  # the device is noted once a quarter of an hour
        commit(lambda: make_agency("Iets nieuws", region=agency.get_parent().specific))
        path = PAGES[page].format(agency=agency)
        for _ in range(before):
            client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return run


@pytest.mark.parametrize(("page", "most"), [("home", 15), ("search", 25), ("agency", 25)])
@pytest.mark.parametrize("who", ["visitor", "professional"])
def test_a_page_that_was_made_before_takes_few(ask, who, page, most):
    assert ask(who, page, before=1) <= most


@pytest.mark.parametrize(("page", "most"), [("home", 30), ("search", 74), ("agency", 45)])
@pytest.mark.parametrize("who", ["visitor", "professional"])
def test_the_first_after_a_change_takes_a_fixed_number(ask, who, page, most):
    assert ask(who, page, before=0) <= most
