"""A person whom nobody confirmed for two check cycles is found by editors only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Check
from directory.visibility import Regions
from search.indexing.documents import Builder
from tests.factories import make_agency, make_card, make_gemeente, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    agency = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    card = make_card(agency, achternaam="Langgeleden", bel_mij_voor=["huurschuld"], nummer="0516000222")
    Check.objects.create(page=card, op=timezone.localdate() - timedelta(days=500))
    made = Builder(Regions(), timezone.localdate()).documents(agency, [], [card])
    return agency, {document.soort: document for document in made}


def test_the_document_opens_for_editors_and_coordinators_only(documents):
    agency, found = documents

    assert {token.split(":")[0] for token in found["persoon"].zichtbaar} == {"redactie", "coordinator"}


def test_on_the_document_of_the_agency_it_is_searched_by_them_only(documents):
    agency, found = documents

    guards = {token.split(":")[0] for token in found["organisatie"].fields["kaarten"] if "langgel" in token}
    assert guards == {"redactie", "coordinator"}
