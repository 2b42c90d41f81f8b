"""What the tests of the phonebook share: nobody took anything along today, an agency, and a login of it."""

import pytest
from django.core.cache import cache

from tests.factories import make_agency, make_professional


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
