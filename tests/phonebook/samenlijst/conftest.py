"""A table: an agency, somebody who opened a list, and the list with nobody on it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from phonebook.models import Samenlijst
from tests.factories import make_agency
from tests.phonebook.samenlijst.people import person


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def agency():
    return make_agency("Gemeente Voorbeeldstad")


@pytest.fixture
def opener(agency):
    return person(agency, "Openstra")


@pytest.fixture
def table(opener):
    """A list that is open, with nobody on it."""
    opener.post(reverse("samen_nieuw"), {"naam": "Tafel 3"})
    return Samenlijst.objects.get()
