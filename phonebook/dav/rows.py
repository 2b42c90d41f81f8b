"""What each request of a device asks of the database, in SQL of its own.

A first sync is hundreds of requests, and building these questions by the ORM took ten times as long as answering them.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import connection

from phonebook.models import Subscription

AT_ONCE = 500  # uids in one query
OWN = [field.attname for field in Subscription._meta.concrete_fields]
LOGIN = ["id", "is_superuser", "is_active"]  # all that is needed of the owner, in the order of the model
TOLD = (
    'SELECT "uid", "content", "op", "again", "seq", "gone", "taken" FROM "phonebook_member"'
    ' WHERE "subscription_id" = %s AND '
)
TAKE = 'UPDATE "phonebook_member" SET "taken" = %s WHERE "subscription_id" = %s AND NOT "taken" AND "uid" IN '
TELL = (
    'INSERT INTO "phonebook_member"'
    ' ("subscription_id", "uid", "content", "op", "again", "seq", "gone", "taken") VALUES '
)
BEFORE = (
    ' ON CONFLICT ("subscription_id", "uid") DO UPDATE SET "content" = excluded."content", "op" = excluded."op",'
    ' "seq" = excluded."seq", "gone" = excluded."gone"'
)


class Told(NamedTuple):
    """What a device was told of one card (a row of `Member`)."""

    uid: uuid.UUID
    content: str
    op: str  # as ISO 8601
    again: int
    seq: int
    gone: bool
    taken: bool

    @property
    def etag(self) -> str:
        """Differs as soon as one octet of the card does; see `phonebook.dav.book.text_of`."""
        return hashlib.sha256(f"{self.content} {self.op} {self.again}".encode()).hexdigest()[:32]


class News(NamedTuple):
    """What a device is told next of one card."""

    uid: uuid.UUID
    content: str
    gone: bool


def subscription_named(slug: str) -> Subscription | None:
    """A subscription with its owner, as it stands in the database now."""
    with connection.cursor() as cursor:
        cursor.execute(_naming(), [slug])
        row = cursor.fetchone()
    return copy(_made(row)) if row else None


@lru_cache(maxsize=1)
def _naming() -> str:
    columns = [*OWN, *(f"user__{name}" for name in LOGIN)]
    return Subscription.objects.filter(slug="").values_list(*columns).order_by().query.sql_with_params()[0]


@lru_cache(maxsize=1000)
def _made(row: tuple[Any, ...]) -> Subscription:
    """Made of a row, and kept for as long as the row says the same: making it takes longer than reading."""
    values = {name: _moment(value) if name.endswith("_at") else value for name, value in zip(OWN, row, strict=False)}
    made = Subscription.from_db(connection.alias, OWN, list(values.values()))
    if made.user_id:
        made.user = User.from_db(connection.alias, LOGIN, row[len(OWN) :])
    return made


def _moment(value: datetime | None) -> datetime | None:
    """SQLite keeps a moment in UTC without saying so."""
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def present(subscription: Subscription) -> list[Told]:
    """The cards that the device has now, in the order in which it was told."""
    return _told('NOT "gone" ORDER BY "seq"', [subscription.pk])


def since(subscription: Subscription, seq: int) -> list[Told]:
    """What it was told after `seq`, also of what is gone."""
    return _told('"seq" > %s ORDER BY "seq"', [subscription.pk, seq])


def among(subscription: Subscription, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Those of these cards that the device has."""
    found: list[Told] = []
    for some, marks in _at_once(uids):
        found += _told(f'NOT "gone" AND "uid" IN ({marks})', [subscription.pk, *some])
    return {row.uid: row for row in found}


def tell(subscription: Subscription, news: Iterable[News], on: date) -> int:
    """Write down what the device is told next, on this day; gives of how many cards."""
    rows = [
        (subscription.pk, one.uid.hex, one.content, on, 0, seq, one.gone, False)
        for seq, one in enumerate(news, subscription.seq + 1)
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            marks = ", ".join([f"({', '.join(['%s'] * len(some[0]))})"] * len(some))
            cursor.execute(f"{TELL}{marks}{BEFORE}", [value for row in some for value in row])
    return len(rows)


def take(subscription: Subscription, uids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Write down that the device fetched these cards; gives those that it never fetched before.

    Another request of this device that is busy with the same cards is waited for.
    """
    fresh: list[uuid.UUID] = []
    with connection.cursor() as cursor:
        for some, marks in _at_once(uids):
            cursor.execute(f'{TAKE}({marks}) RETURNING "uid"', [True, subscription.pk, *some])
            fresh += [_uid(uid) for (uid,) in cursor.fetchall()]
    return fresh


def _told(which: str, params: list[Any]) -> list[Told]:
    with connection.cursor() as cursor:
        cursor.execute(TOLD + which, params)
        return [
            Told(_uid(uid), content, str(op), again, seq, bool(gone), bool(taken))
            for uid, content, op, again, seq, gone, taken in cursor.fetchall()
        ]


def _at_once(uids: Iterable[uuid.UUID]) -> Iterator[tuple[list[str], str]]:
    """As many at a time as a database takes in one query, with their placeholders."""
    hexes = [uid.hex for uid in uids]  # how SQLite keeps them; PostgreSQL reads it too
    for start in range(0, len(hexes), AT_ONCE):
        some = hexes[start : start + AT_ONCE]
        yield some, ", ".join(["%s"] * len(some))


@lru_cache(maxsize=20_000)
def _uid(value: uuid.UUID | str) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
