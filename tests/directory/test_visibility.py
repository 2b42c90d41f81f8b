"""The one rule: tokens and query say the same, and nobody sees more than was meant."""

import itertools
from datetime import date

import pytest

from directory.models import CardState, Membership, Zichtbaar
from directory.visibility import (
    VISITOR,
    Regions,
    audience_for,
    card_tokens,
    cards_for,
    exportable_cards,
    may_export_card,
)
from tests.factories import make_agency, make_card, make_gemeente, make_professional, make_region, make_user

pytestmark = pytest.mark.django_db


def test_a_visitor_sees_no_person():
    make_card()

    assert not cards_for(VISITOR).exists()


def test_a_professional_of_the_region_sees_a_person():
    agency = make_agency()
    card = make_card(agency)

    assert card in cards_for(audience_for(make_professional(make_agency(region=agency.get_parent().specific))))


def test_a_professional_of_another_region_does_not():
    card = make_card(make_agency(region=make_region(gemeenten=[make_gemeente()])))
    elsewhere = make_agency(region=make_region(gemeenten=[make_gemeente()]))

    assert card not in cards_for(audience_for(make_professional(elsewhere)))


def test_the_ceiling_of_the_person_is_stronger_than_the_editor():
    card = make_card(zichtbaar=Zichtbaar.IEDEREEN)

    assert card not in cards_for(VISITOR)


def test_tokens_and_query_agree_for_every_audience_and_level():
    one = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    two = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    national = make_agency(werkgebied=[], landelijk=True)
    levels = list(itertools.product(Zichtbaar.values, repeat=2))
    cards = [make_card(agency, zichtbaar=level) for agency in (one, two, national) for level, _ in levels]
    for card, (_, ceiling) in zip(cards, levels * 3, strict=True):
        CardState.objects.filter(card=card).update(plafond=ceiling)
        card.state.refresh_from_db()
    editor = make_professional(one)
    Membership.objects.create(user=editor, agency=one, rol=Membership.Rol.REDACTIE)
    coordinator = make_user()
    Membership.objects.create(user=coordinator, regio=two.get_parent().specific, rol=Membership.Rol.COORDINATOR)
    regions = Regions()

    for user in (
        None,
        make_professional(one),
        make_professional(national),
        editor,
        coordinator,
        make_user(is_superuser=True),
    ):
        audience = audience_for(user) if user else VISITOR
        seen = {c for c in cards if audience.holds(card_tokens(c, regions))}
        assert set(cards_for(audience)) == set(cards_for(audience, wide=True)) == seen


def test_the_rule_for_one_card_agrees_with_the_query_on_what_may_be_saved():
    agency = make_agency()
    audience = audience_for(make_professional(agency))
    cards = [make_card(agency) for _ in range(4)]
    CardState.objects.filter(card=cards[1]).update(exporteren=False)
    CardState.objects.filter(card=cards[2]).update(vertrokken_op=date(2020, 1, 1))
    CardState.objects.filter(card=cards[3]).update(vertrokken_op=date(2090, 1, 1))

    by_query = set(exportable_cards(audience))

    assert by_query == {card for card in cards_for(audience) if may_export_card(audience, card)} == {cards[0], cards[3]}
