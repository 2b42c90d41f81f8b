"""What a grader reads of a thing: no more than the asker may see, short enough to read hundreds of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from benchmarks.relevance.shown import MOST, Guide
from directory.succession import NAME_STAYS
from tests.factories import make_agency, make_card, make_contactpunt, make_werkproces

pytestmark = pytest.mark.django_db


def shown_to(wie: str) -> dict[str, str]:
    return {ref: tekst for ref, (_, tekst), _ in Guide(wie).things()}


def test_everybody_reads_what_an_agency_does():
    agency = make_agency("De Kredietbank")
    make_werkproces(agency, "Schulden regelen", wat="Samen met je schuldeisers.")

    assert "doet: Schulden regelen (Samen met je schuldeisers.)" in shown_to("iedereen")[agency.key]


def test_a_professional_reads_when_to_ring_somebody():
    card = make_card(bel_mij_voor=["Beslag op loon"])

    assert "bel mij voor: Beslag op loon" in shown_to("professional")[card.key]


def test_a_resident_reads_no_card_for_professionals():
    card = make_card()

    assert card.key not in shown_to("iedereen")


def test_a_resident_reads_no_desk_for_professionals():
    desk = make_contactpunt(make_agency(), voor="professionals")

    assert desk.key not in shown_to("iedereen")


def test_a_resident_does_not_read_who_holds_a_function():
    agency = make_agency()
    holder = make_card(agency, achternaam="Hoekstra")
    desk = make_card(agency, soort="functie", zichtbaar=0, houder=holder)

    assert "Hoekstra" not in shown_to("iedereen")[desk.key]


def test_no_text_is_longer_than_a_grader_reads():
    agency = make_agency(opdracht="Wij helpen. " * 200)
    make_werkproces(agency, wat="Veel uitleg. " * 200)

    assert len(shown_to("iedereen")[agency.key]) <= MOST


def test_who_left_is_known_by_name_for_a_while():
    """Nobody finds a card by a name that it does not show: a grade for it tells nothing of the search."""
    lately, long_ago = make_card(), make_card()
    for card, days in ((lately, 0), (long_ago, 1)):
        card.state.vertrokken_op = timezone.localdate() - NAME_STAYS - timedelta(days=days)
        card.state.save()
    by_name = {ref: met_naam for ref, _, met_naam in Guide("professional").things()}

    assert (by_name[lately.key], by_name[long_ago.key]) == (True, False)
