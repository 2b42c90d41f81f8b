"""Brings what waits for an index to it: for a moment after each commit, and by `manage.py onderhoud` until it is there.

How a thing is now is read at delivery, after a number was drawn. Numbers of an index only grow, so of two deliveries
the one that read last wins; whatever a delivery meets, its rows stay until it was done, and doing it twice is harmless.
"""

import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import OperationalError, ProgrammingError, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from directory.models import AgencyPage, ContactCardPage, Contactpunt
from search.engines import Index, SearchRefused, SearchUnavailable, indexes
from search.indexing import collect
from search.models import Change, Target
from search.upkeep import outbox

logger = logging.getLogger(__name__)

BATCH = 50  # changes in one go
LEASE = timedelta(seconds=60)  # after which what somebody was delivering is delivered by another
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0  # seconds
KEYS = {
    Change.Kind.ORGANISATIE: ("organisatie",),
    Change.Kind.KAART: ("persoon", "functie"),
    Change.Kind.LOKET: ("loket",),
}


@dataclass
class Delivered:
    """What came of it: rows that were delivered and parked, and why it stopped before all was done."""

    done: int = 0
    parked: int = 0
    fault: str = ""


def deliver_soon() -> None:
    """For who just saved: what fits in the time; the rest waits for `onderhoud`. Never raises."""
    try:
        for index in indexes():
            _soon(index)
    except Exception as error:  # noqa: BLE001  # a save must never fail because of search
        logger.error("search index not refreshed: %s", type(error).__name__)


def _soon(index: Index) -> None:
    try:
        target = outbox.live(index)
        if target is None or target.changes.waiting().filter(tries__gt=0, next_at__gt=timezone.now()).exists():
            return  # nobody keeps it up, or it failed just now: who saves does not wait for that again
        if target.changes.filter(kind=Change.Kind.ALLES).exists() and _is_small(index):
            _rebuild(index)
        fault = deliver(index, settings.SEARCH_SAVE_SECONDS, newest=True).fault
    except SearchUnavailable as error:
        fault = str(error)
    if fault:
        logger.warning("search index not refreshed: %s", fault)


def _is_small(index: Index) -> bool:
    return int(index.health()["documenten"]) <= settings.SEARCH_REBUILD_AT_ONCE


def _rebuild(index: Index) -> None:
    from search.upkeep import rebuilding  # which delivers

    rebuilding.rebuild([index])


def deliver(index: Index, seconds: float, target: Target | None = None, newest: bool = False) -> Delivered:
    """Bring what is due to an index, for so many seconds at most (the last batch may take longer).

    Without a target: what waits for the live one. `newest`: who just saved is served before what waits longer.
    """
    return _deliver_all(index, seconds, target, lambda target: _due(target, newest))


def deliver_now(index: Index, seconds: float, target: Target | None = None) -> Delivered:
    """The same for all that waits, also what is to be tried later; what others deliver just now is done twice."""
    return _deliver_all(index, seconds, target, lambda target: target.changes.waiting().order_by("pk"))


def _deliver_all(
    index: Index, seconds: float, target: Target | None, choose: Callable[[Target], QuerySet[Change]]
) -> Delivered:
    delivered = Delivered()
    target = target or outbox.live(index)
    if target is None:
        return delivered
    until = time.monotonic() + seconds
    while time.monotonic() < until and (changes := _claim(choose(target))):
        try:
            _deliver(_Way(index, target, max(0.1, until - time.monotonic())), changes, delivered)
        except SearchUnavailable as error:
            _postpone(changes, str(error))
            delivered.fault = str(error)
            break
    return delivered


def _due(target: Target, newest: bool) -> QuerySet[Change]:
    return target.changes.due(timezone.now()).order_by("-pk" if newest else "pk")


@transaction.atomic
def _claim(chosen: QuerySet[Change]) -> list[Change]:
    """A batch of these that nobody is claiming: for a while they are nobody else's."""
    found = list(chosen.exclude(kind=Change.Kind.ALLES).select_for_update(skip_locked=True)[:BATCH])
    Change.objects.filter(pk__in=[change.pk for change in found]).update(next_at=timezone.now() + LEASE)
    return found


@dataclass(frozen=True)
class _Way:
    """To which index, and how long it may take."""

    index: Index
    target: Target
    seconds: float


def _deliver(way: _Way, changes: Sequence[Change], delivered: Delivered) -> None:
    try:
        _write(way, changes)
    except SearchUnavailable as error:
        if not isinstance(error, SearchRefused):
            raise
        _one_by_one(way, changes, delivered, str(error))
    except (OperationalError, ProgrammingError):  # a full disk, no such table: no fault of what is delivered
        raise
    except Exception as error:  # noqa: BLE001  # one thing that cannot be read holds up nothing else
        _one_by_one(way, changes, delivered, type(error).__name__)
    else:
        delivered.done += len(changes)
        _forget(changes)
        if any(change.tries for change in changes):  # it works again: so will the rest
            way.target.changes.waiting().filter(tries__gt=0).update(next_at=timezone.now())


def _one_by_one(way: _Way, changes: Sequence[Change], delivered: Delivered, why: str) -> None:
    """Find what the engine refuses, park that, and deliver the rest."""
    if len(changes) > 1:
        for change in changes:
            _deliver(way, [change], delivered)
        return
    logger.error("search cannot take %s %s and leaves it out: %s", changes[0].kind, changes[0].key, why)
    Change.objects.filter(pk=changes[0].pk).update(is_parked=True, fault=why[:200], tries=F("tries") + 1)
    delivered.parked += 1


def _write(way: _Way, changes: Sequence[Change]) -> None:
    number = draw(way.target)
    groepen, keys = groepen_of(changes), _keys(changes)
    documents = collect.documents_of(groepen)
    if way.index.motor == Target.Motor.INGEBOUWD:
        way.index.update(groepen, documents, keys, number)
    else:
        given = list(documents)
        _within(way.seconds, lambda: way.index.update(groepen, given, keys, number))


def _within(seconds: float, work: Callable[[], Any]) -> None:
    """Wait so long for a server and no longer: its client's limit is for each read of many.

    What it does after that does no harm: its rows are delivered again, with a higher number.
    """
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  # told to who waits
            raised.append(error)

    thread = Thread(target=run, name="search-delivery", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise SearchUnavailable("de zoekserver doet er te lang over")
    if raised:
        raise raised[0]


def draw(target: Target) -> int:
    """The next number of an index: above all before, also those from before a backup was put back (so: the clock)."""
    with transaction.atomic():
        row = Target.objects.filter(pk=target.pk)
        higher = Greatest(F("number") + 1, Value(time.time_ns()))
        if not row.update(number=higher, seen_at=timezone.now()):
            raise SearchUnavailable("deze index wordt niet meer bijgehouden")
        return row.values_list("number", flat=True).get()


def groepen_of(changes: Sequence[Change]) -> set[int]:
    """The agencies whose documents these concern, as things are now."""
    by_kind: dict[str, set[int]] = {kind: {c.key for c in changes if c.kind == kind} for kind in KEYS}
    organisaties = by_kind[Change.Kind.ORGANISATIE]
    cards = ContactCardPage.objects.filter(pk__in=by_kind[Change.Kind.KAART])
    punten = Contactpunt.objects.filter(pk__in=by_kind[Change.Kind.LOKET]).values_list("page__agency", "page")
    pages = AgencyPage.objects.filter(pk__in=organisaties).values_list("agency", "pk")
    found = organisaties | set(cards.values_list("agency", flat=True))
    found |= {agency or page for agency, page in (*pages, *punten)}
    return {pk for pk in found if pk}


def _keys(changes: Sequence[Change]) -> set[str]:
    return {f"{soort}-{change.key}" for change in changes for soort in KEYS[Change.Kind(change.kind)]}


@transaction.atomic
def _forget(changes: Sequence[Change]) -> None:
    """Delivered. A newer change of the same thing is another row; one that is being replaced now goes by that."""
    rows = Change.objects.filter(pk__in=[change.pk for change in changes]).select_for_update(skip_locked=True)
    Change.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()


def _postpone(changes: Sequence[Change], why: str) -> None:
    """Later again, each time twice as long; not all processes at once."""
    tries = max(change.tries for change in changes)
    pause = min(FIRST_PAUSE * 2**tries, LONGEST_PAUSE) * random.SystemRandom().uniform(0.8, 1.2)
    rows = Change.objects.filter(pk__in=[change.pk for change in changes])
    rows.update(tries=F("tries") + 1, fault=why[:200], next_at=timezone.now() + timedelta(seconds=pause))
