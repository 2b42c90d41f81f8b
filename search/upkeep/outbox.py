"""Writes down what every index does not show yet, in the transaction of the change itself.

A change that is rolled back leaves nothing, one that is committed is never lost. What is written is only *what* changed
and never how: that is read when it is delivered (search/upkeep/delivering.py). See docs/decisions/0015.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from search.engines import Index, SearchUnavailable
from search.models import Change, Target

Kind = Change.Kind
SLICE = 500
LOCK = 7_214_001  # PostgreSQL: shared by transactions that write here, alone held by who registers an index
PATIENCE, PAUSE = 120.0, 0.2  # seconds


def note(kind: Change.Kind, keys: Iterable[int | None]) -> None:
    """These changed: let every index know. A newer change takes the place of one that waits."""
    wanted = sorted({key for key in keys if key})
    if not wanted or not (targets := _targets()):
        return
    for start in range(0, len(wanted), SLICE):
        _replace(targets, kind, wanted[start : start + SLICE])
    _deliver_after_commit()


def note_all() -> None:
    """What every document is made of changed: each index is to be built anew."""
    if targets := _targets():
        _replace(targets, Kind.ALLES, [0])
        _deliver_after_commit()


def _targets() -> list[int]:
    """All indexes there are. Who registers one waits for the transactions that read this before (see `register`)."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
    return list(Target.objects.values_list("pk", flat=True))


def _replace(targets: Sequence[int], kind: Change.Kind, keys: Sequence[int]) -> None:
    """Rows that another transaction works on are left alone: two for one thing do no harm, waiting would."""
    with transaction.atomic():
        found = Change.objects.filter(target__in=targets, kind=kind, key__in=keys).select_for_update(skip_locked=True)
        older = {row[0]: row[1:] for row in found.values_list("pk", "target", "key", "changed_at")}
        Change.objects.filter(pk__in=list(older)).delete()
        since = {(target, key): at for target, key, at in older.values()}
        Change.objects.bulk_create(_rows(targets, kind, keys, since), batch_size=SLICE)


def _rows(
    targets: Sequence[int], kind: Change.Kind, keys: Sequence[int], since: dict[tuple[int, int], datetime]
) -> Iterator[Change]:
    now = timezone.now()
    for target in targets:
        for key in keys:
            at = since.get((target, key), now)
            yield Change(target_id=target, kind=kind, key=key, changed_at=at, next_at=now)


# After the commit ------------------------------------------------------------------------------------------------
class _Pending(threading.local):
    """Whether something of the running transaction waits: the first of its callbacks delivers for all."""

    waits = False


_pending = _Pending()


def _deliver_after_commit() -> None:
    _pending.waits = True
    transaction.on_commit(_deliver, robust=True)


def _deliver() -> None:
    from search.upkeep import delivering  # which reads this module

    if _pending.waits:
        _pending.waits = False
        delivering.deliver_soon()


# Indexes ---------------------------------------------------------------------------------------------------------
def register(index: Index) -> Target:
    """From now on changes are written down for this index too, also those of transactions that run already."""
    with transaction.atomic():
        _wait_for_writers()
        return Target.objects.create(name=index.generation, motor=index.motor, host=index.place)


def _wait_for_writers() -> None:
    """On SQLite a transaction that writes is alone. On PostgreSQL one may have looked at the indexes before this."""
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                return
        if time.monotonic() > until:
            raise SearchUnavailable("een ander proces blijft de gids veranderen")
        time.sleep(PAUSE)  # trying again and not waiting in line: behind a waiting lock every save would wait too


@transaction.atomic
def promote(target: Target, index: Index) -> None:
    """This index answers now: those of the same place that answered before wait for nothing more."""
    Target.objects.filter(pk=target.pk).update(is_live=True)
    _of_place(index).filter(made_at__lt=target.made_at).exclude(pk=target.pk).delete()


def live(index: Index) -> Target | None:
    """Where changes for the index that answers are written down; asks the database only."""
    return _of_place(index).filter(is_live=True).order_by("made_at").last()


def registered(index: Index) -> Target | None:
    """The same, asked by the name that the index itself gives; None of one that nobody keeps up."""
    return Target.objects.filter(name=index.generation).first()


def _of_place(index: Index) -> QuerySet[Target]:
    return Target.objects.filter(motor=index.motor, host=index.place, name__startswith=index.family)
