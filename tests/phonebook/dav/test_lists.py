"""A subscription on Mijn lijst and on a Samenlijst."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import CardNumber, CardState, Membership
from phonebook.lists import publish
from phonebook.models import Deelnemer, Kaartlijst, Lijstregel, Samenlijst, Subscription
from phonebook.sources import bron_of
from tests.factories import make_agency, make_card, make_contactpunt, make_professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(owner, card):
    """A list with one card on it."""
    lijst = Kaartlijst.objects.create(user=owner, naam="Mijn lijst")
    put(lijst, card.short_id)
    return lijst


@pytest.fixture
def table(owner, card):
    """A Samenlijst that the owner is on, with a colleague who shows the mobile number only, and a guest."""
    samenlijst = Samenlijst.objects.create(naam="Tafel 3", browser="x")
    Deelnemer.objects.create(samenlijst=samenlijst, user=owner, naam="Ik", organisatie="Hier")
    card.nummers.add(CardNumber(nummer="0612345678", soort="mobiel"))
    card.save()
    Deelnemer.objects.create(samenlijst=samenlijst, kaart=card, toont=["mobiel"], browser="y")
    return samenlijst


def put(lijst, value):
    Lijstregel.objects.create(lijst=lijst, waarde=value, plek=lijst.regels.count())


def names(device):
    return {text.partition("\r\nFN:")[2].partition("\r\n")[0] for text in device.cards().values()}


# Mijn lijst ------------------------------------------------------------------------------------------------------
def test_what_stands_on_the_list_stands_in_the_book(subscribed, mine, card):
    device = subscribed(mine)

    assert set(device.sync().etags) == {device.href(card)}


# The startlijst ----------------------------------------------------------------------------------------------------
@pytest.fixture
def start(mine, agency):
    """The list as the startlijst of the agency."""
    return publish(lijst=mine, agency=agency)


def test_a_colleague_finds_the_button_on_the_page(client, start, agency):
    client.force_login(make_professional(agency))

    assert f"{reverse('abonnement_nieuw')}?bron=l-{start.sleutel}" in client.get(agency.url).content.decode()


def test_the_startlijst_is_a_source_for_colleagues_only(start, agency):
    found = [bron_of(f"l-{start.sleutel}", make_professional(where)) for where in (agency, make_agency())]

    assert found == [start, None]


def test_a_newer_startlijst_reaches_the_device_of_a_colleague(subscribed, start, mine, agency, card):
    device, other = subscribed(start, make_professional(agency)), make_card(agency)
    token = device.sync().token
    mine.regels.all().delete()
    put(mine, other.short_id)
    publish(lijst=mine, agency=agency)

    second = device.sync(token)

    assert (second.gone, list(second.etags)) == ([device.href(card)], [device.href(other)])


def test_who_goes_to_work_elsewhere_loses_the_startlijst(subscribed, start, agency, card):
    colleague = make_professional(agency)
    device = subscribed(start, colleague)
    token = device.sync().token
    Membership.objects.filter(user=colleague).update(agency=make_agency())

    assert device.sync(token).gone == [device.href(card)]


# Mijn lijst, again -------------------------------------------------------------------------------------------------
def test_adding_and_taking_off_reaches_the_device(subscribed, mine, card):
    device, desk = subscribed(mine), make_contactpunt(make_agency())
    token = device.sync().token
    mine.regels.all().delete()
    put(mine, f"c-{desk.uuid}")

    second = device.sync(token)

    assert (second.gone, list(second.etags)) == ([device.href(card)], [device.href(desk)])


def test_of_a_leaver_on_the_list_the_successor_comes(subscribed, mine, card):
    device, successor = subscribed(mine), make_card(make_agency())
    CardState.objects.filter(card=card).update(vertrokken_op=timezone.localdate(), opvolger=successor)

    assert set(device.sync().etags) == {device.href(successor)}


def test_a_list_that_is_thrown_away_leaves_a_notice(subscribed, mine, card):
    device = subscribed(mine)
    token = device.sync().token
    mine.delete()

    assert device.sync(token).gone == [device.href(card)]
    assert names(device) == {"VindElkaar: geen kaarten"}


def test_a_lost_right_takes_the_list_off(subscribed, mine, card, owner):
    device = subscribed(mine)
    token = device.sync().token
    Membership.objects.filter(user=owner).update(exporteren=False)

    assert device.sync(token).gone == [device.href(card)]


def test_the_list_of_another_is_no_source(mine, agency):
    assert bron_of(f"l-{mine.sleutel}", make_professional(agency)) is None


def test_the_page_makes_one(client, owner, mine):
    client.force_login(owner)
    client.post(f"{reverse('abonnement_nieuw')}?bron=l-{mine.sleutel}", {"naam": "Laptop"})

    assert Subscription.objects.get().bron == mine


# Samenlijst ------------------------------------------------------------------------------------------------------
def test_everybody_at_the_table_comes_along_with_what_they_show(subscribed, table, card):
    device = subscribed(table)

    texts = device.cards()
    assert names(device) == {"Ik", "Anna Smit"}
    assert "+31612345678" in texts[device.href(card)]
    assert "+31516000120" not in texts[device.href(card)]


def test_who_joins_later_comes_later(subscribed, table):
    device = subscribed(table)
    token = device.sync().token
    guest = Deelnemer.objects.create(samenlijst=table, naam="Later", organisatie="Daar", browser="z")

    assert list(device.sync(token).etags) == [f"{device.book}{guest.uid}.vcf"]


@pytest.mark.parametrize("end", ["leaves", "ends", "deleted"])
def test_a_list_that_is_over_takes_its_people_off(subscribed, table, owner, card, end):
    device = subscribed(table)
    token = device.sync().token
    if end == "leaves":
        table.deelnemers.filter(user=owner).delete()
    elif end == "ends":
        Samenlijst.objects.update(eindigt_op=timezone.localdate() - timedelta(days=1))
    else:
        table.delete()

    assert device.href(card) in device.sync(token).gone
    assert names(device) == {"VindElkaar: geen kaarten"}


def test_a_table_that_one_does_not_sit_at_is_no_source(table, agency):
    assert bron_of(f"s-{table.sleutel}", make_professional(agency)) is None


def test_a_table_that_one_sits_at_is_a_source(table, owner):
    assert bron_of(f"s-{table.sleutel}", owner) == table
