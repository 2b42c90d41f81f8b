"""What the tests of the phonebook share: nobody took anything along today, an agency, a login, and two colleagues."""

import pytest
from django.core.cache import cache

from tests.factories import make_agency, make_card, make_professional


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def agency(db):
    return make_agency("Gemeente Voorbeeldstad")


@pytest.fixture
def colleague(client, agency):
    """Who works there, logged in."""
    user = make_professional(agency)
    client.force_login(user)
    return user


@pytest.fixture
def anna(agency):
    """Who goes, or moves."""
    return make_card(agency, achternaam="Eerst", nummer="0516000121")


@pytest.fixture
def bea(agency):
    """Who comes after."""
    return make_card(agency, voornaam="Bea", achternaam="Daarna", nummer="0516000122")
