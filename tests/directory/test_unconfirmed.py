"""A person whom nobody confirmed for two check cycles is hidden; the link leads to the function or the desk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.freshness import is_long_unconfirmed, long_unconfirmed
from directory.models import CardState, Check, ContactCardPage, Membership, Zichtbaar
from directory.visibility import VISITOR, Regions, audience_for, card_tokens, cards_for, numbers_for, unconfirmed_for
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db
LONG_AGO = 500  # days
GROUPS = (Check.Veldgroep.ALLES, Check.Veldgroep.CONTACT, Check.Veldgroep.WERK)


def checked(card, days_ago=LONG_AGO, veldgroep=Check.Veldgroep.ALLES):
    Check.objects.create(page=card, op=timezone.localdate() - timedelta(days=days_ago), veldgroep=veldgroep)
    return card


@pytest.fixture
def agency():
    return make_agency("Geldloket", region=make_region(gemeenten=[make_gemeente()]))


@pytest.fixture
def old(agency):
    return checked(make_card(agency, achternaam="Langgeleden", nummer="0516000222", functie_lokaal="Consulent"))


def in_region(agency):
    return make_professional(make_agency(region=agency.get_parent().specific))


def editor_of(agency):
    user = make_professional(agency)
    Membership.objects.create(user=user, agency=agency, rol=Membership.Rol.REDACTIE)
    return user


def coordinator_of(region):
    user = make_user()
    Membership.objects.create(user=user, regio=region, rol=Membership.Rol.COORDINATOR)
    return user


# Who sees the card -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", [in_region, make_professional])
def test_professionals_and_colleagues_do_not_see_it(agency, old, who):
    assert old not in cards_for(audience_for(who(agency)))


def test_the_editors_see_it_with_its_number(agency, old):
    audience = audience_for(editor_of(agency))

    assert old in cards_for(audience)
    assert numbers_for(audience, old)


def test_the_coordinator_of_the_region_sees_it(agency, old):
    assert old in cards_for(audience_for(coordinator_of(agency.get_parent().specific)))


def test_the_editors_of_another_agency_do_not(agency, old):
    other = make_agency(region=agency.get_parent().specific)

    assert old not in cards_for(audience_for(editor_of(other)))


@pytest.mark.parametrize("values", [{"soort": "functie"}])
def test_a_function_is_never_hidden(agency, values):
    assert checked(make_card(agency, **values)) in cards_for(audience_for(in_region(agency)))


def test_once_confirmed_everybody_sees_it_again(agency, old):
    Check.objects.filter(page=old).update(op=timezone.localdate())

    assert old in cards_for(audience_for(in_region(agency)))


def test_a_card_that_was_never_checked_is_not_hidden(agency):
    assert make_card(agency) in cards_for(audience_for(in_region(agency)))


def test_the_agency_page_does_not_name_it(client, agency, old):
    make_card(agency, achternaam="Welbekend")
    client.force_login(in_region(agency))

    page = client.get(agency.url).content.decode()
    assert ("Welbekend" in page, "Langgeleden" in page) == (True, False)


# One rule, asked of a card and of the database ----------------------------------------------------------------------
def days(months):
    """Around the end of two cycles of so many months, and far from it."""
    return [0, months * 30, months * 61 - 3, *range(months * 61 - 2, months * 61 + 3), months * 61 + 9, 900]


def cards_of_every_age(months):
    region = make_region(gemeenten=[make_gemeente()], controle_maanden=months)
    agency = make_agency(region=region)
    for n in days(months):
        for groups in [GROUPS[:1], GROUPS[1:2], GROUPS[1:], GROUPS]:
            card = make_card(agency)
            for k, group in enumerate(groups):
                checked(card, max(0, n - 200 * k), group)
    checked(make_card(agency, soort="functie"))
    left = checked(make_card(agency))
    CardState.objects.filter(card=left).update(vertrokken_op=timezone.localdate())
    going = checked(make_card(agency))
    CardState.objects.filter(card=going).update(vertrokken_op=timezone.localdate() + timedelta(days=9))
    make_card(agency)
    return region, agency


def test_card_and_database_agree_for_every_age_and_cycle():
    for months in (6, 3, 12):
        cards_of_every_age(months)

    by_query = set(ContactCardPage.objects.filter(long_unconfirmed()))

    assert by_query == {card for card in ContactCardPage.objects.all() if is_long_unconfirmed(card)}
    assert by_query


@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2028, 2, 29), date(2026, 8, 31), date(2027, 3, 1)])
def test_card_and_database_agree_at_the_end_of_short_months(agency, today):
    for n in range(360, 372):
        Check.objects.create(page=make_card(agency), op=today - timedelta(days=n))

    by_query = set(ContactCardPage.objects.filter(long_unconfirmed(today)))

    assert by_query == {card for card in ContactCardPage.objects.all() if is_long_unconfirmed(card, today)}
    assert 0 < len(by_query) < 12


def test_tokens_and_query_agree_for_every_audience():
    region, agency = cards_of_every_age(6)
    make_card(agency, zichtbaar=Zichtbaar.IEDEREEN)
    regions = Regions()

    for user in (
        None, in_region(agency), make_professional(agency), editor_of(agency), coordinator_of(region),
        make_user(is_superuser=True),
    ):  # fmt: skip
        audience = audience_for(user) if user else VISITOR
        tokens = {card for card in ContactCardPage.objects.all() if audience.holds(card_tokens(card, regions))}
        assert set(cards_for(audience)) == tokens


# The old link ----------------------------------------------------------------------------------------------------
def page_of(client, card):
    response = client.get(card.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_old_link_gives_the_desk_and_no_name_or_number(client, agency, old):
    make_contactpunt(agency, telefoon="0516000444")
    client.force_login(in_region(agency))

    page = page_of(client, old)
    assert ("Langgeleden" in page, "516000222" in page, 'href="tel:+31516000444"' in page) == (False, False, True)
    assert "al lang niet bevestigd" in page


def test_the_old_link_leads_to_the_function_that_this_person_held(client, agency, old):
    make_card(agency, soort="functie", functie_lokaal="Geldspreekuur", houder=old, nummer="0516000333")
    client.force_login(in_region(agency))

    page = page_of(client, old)
    assert ("Geldspreekuur" in page, 'href="tel:+31516000333"' in page, "Langgeleden" in page) == (True, True, False)


def test_who_might_not_see_it_before_gets_the_same_as_for_an_unknown_card(client, old):
    assert client.get(old.get_absolute_url()).status_code == 404


def test_unconfirmed_are_only_those_that_one_saw_before(agency, old):
    checked(make_card(agency, zichtbaar=Zichtbaar.REDACTIE))

    assert list(unconfirmed_for(audience_for(in_region(agency)))) == [old]
    assert not unconfirmed_for(audience_for(editor_of(agency)))
    assert not unconfirmed_for(VISITOR)
