"""What a sync costs: as many questions to the database for many cards as for few, and nothing written for nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Absence, CardState, ContactCardPage
from phonebook.dav import book
from phonebook.models import Member, Subscription
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


def test_nothing_changed_reads_no_card(device, monkeypatch):
    for _ in range(3):
        token = device.sync().token
    monkeypatch.setattr(book, "content_of", None)

    assert device.sync(token).hrefs == []


def test_a_change_is_seen_however_often_nothing_changed(device, card):
    for _ in range(4):
        token = device.sync().token
    CardState.objects.filter(card=card).update(exporteren=False)

    assert device.sync(token).gone == [device.href(card)]


def test_what_another_process_told_counts(device, card):
    for _ in range(4):
        token = device.sync().token
    Member.objects.filter(uid=card.uuid).update(content="something else")
    Subscription.objects.update(seq=F("seq") + 1)

    assert list(device.sync(token).etags) == [device.href(card)]


def test_a_new_day_is_looked_at_anew(device, card, monkeypatch):
    Absence.objects.create(card=card, van=timezone.localdate() + timedelta(days=31))
    for _ in range(4):
        token = device.sync().token
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert list(device.sync(token).etags) == [device.href(card)]


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
