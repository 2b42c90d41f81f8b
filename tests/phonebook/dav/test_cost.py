"""What a sync costs: as many questions to the database for many cards as for few, and nothing written for nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import ContactCardPage
from phonebook.dav import book
from phonebook.models import Subscription
from tests.factories import make_card, make_contactpunt

pytestmark = pytest.mark.django_db


def queries(ask):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ask()
    return [one["sql"] for one in seen.captured_queries]


def change_three(agency):
    changed = ContactCardPage.objects.filter(agency=agency).order_by("pk")[:3]
    ContactCardPage.objects.filter(pk__in=list(changed)).update(functie_lokaal="Anders")


def fill(agency, number):
    for _ in range(number):
        make_card(agency, nummer="0516000120")
        make_contactpunt(agency)


@pytest.mark.parametrize("path", ["sync", "listing", "fetch"])
def test_the_number_of_queries_does_not_grow_with_the_cards(device, agency, path):
    fill(agency, 3)
    numbers = []
    for _ in range(2):
        token = device.sync().token
        device.cards()
        change_three(agency)
        ask = {
            "sync": lambda token=token: device.sync(token),
            "listing": lambda: device.propfind(None, "d:getetag", depth="1"),
            "fetch": lambda: device.multiget(*[device.href(c) for c in ContactCardPage.objects.all()[:3]]),
        }[path]
        numbers.append(len(queries(ask)))
        ContactCardPage.objects.update(functie_lokaal="")
        fill(agency, 8)

    assert numbers[0] == numbers[1]


def test_nothing_changed_writes_nothing(device):
    device.cards()
    token = device.sync().token

    assert not [sql for sql in queries(lambda: device.sync(token)) if not sql.startswith("SELECT")]


def test_nothing_changed_makes_no_card(device):
    device.cards()
    before = book.text_of.cache_info()
    device.propfind(None, "cs:getctag", depth="0")

    assert book.text_of.cache_info() == before


def test_a_card_is_written_once_for_all_devices(subscribed, card, agency):
    for _ in range(3):
        subscribed(agency).cards()

    assert book.text_of.cache_info().misses == 2


def test_a_sync_after_three_changes_is_small(device, agency):
    fill(agency, 10)
    token = device.sync().token
    change_three(agency)

    assert len(device.sync(token).response.content) < 1500


def test_the_limit_keeps_the_oldest_cards(device, card, agency, settings):
    make_card(agency)
    settings.SUBSCRIPTION_CARDS = 1

    assert set(device.sync().etags) == {device.href(card), device.href(agency)}


def test_last_used_is_not_written_at_each_request(device):
    device.sync()
    before = Subscription.objects.get().used_at
    device.sync()

    assert Subscription.objects.get().used_at == before
