"""A table: an agency, somebody who opened a list, and the list with nobody on it."""

import pytest
from django.urls import reverse

from phonebook.models import Samenlijst
from tests.phonebook.samenlijst.people import person


@pytest.fixture
def opener(agency):
    return person(agency, "Openstra")


@pytest.fixture
def table(opener):
    """A list that is open, with nobody on it."""
    opener.post(reverse("samen_nieuw"), {"naam": "Tafel 3"})
    return Samenlijst.objects.get()
