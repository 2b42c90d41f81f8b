"""What each request of a device asks of the database, in SQL of its own.

A first sync is hundreds of requests, and building these questions by the ORM took ten times as long as answering them.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import connection

from phonebook.models import Subscription

AT_ONCE = 500  # uids in one query
LOGIN = ("id", "is_superuser", "is_active")  # all that is needed of the owner, in the order of the model
NAMED = (
    'SELECT one.*, owner."is_superuser" AS "is_superuser", owner."is_active" AS "is_active"'
    ' FROM "phonebook_subscription" one LEFT JOIN "auth_user" owner ON owner."id" = one."user_id" WHERE one."slug" = %s'
)
TOLD = (
    'SELECT "uid", "content", "op", "again", "seq", "gone", "taken" FROM "phonebook_member"'
    ' WHERE "subscription_id" = %s AND '
)
TAKE = 'UPDATE "phonebook_member" SET "taken" = %s WHERE "subscription_id" = %s AND NOT "taken" AND "uid" IN '


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


def subscription_named(slug: str) -> Subscription | None:
    """A subscription with its owner."""
    for found in Subscription.objects.raw(NAMED, [slug]):
        if found.user_id:
            values = [found.user_id, *(getattr(found, name) for name in LOGIN[1:])]
            found.user = User.from_db(connection.alias, LOGIN, values)
        return found
    return None


def present(subscription: Subscription) -> list[Told]:
    """The cards that the device has now, in the order in which it was told."""
    return _told('NOT "gone" ORDER BY "seq"', [subscription.pk])


def since(subscription: Subscription, seq: int) -> list[Told]:
    """What it was told after `seq`, also of what is gone."""
    return _told('"seq" > %s ORDER BY "seq"', [subscription.pk, seq])


def among(subscription: Subscription, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Those of these cards that the device has."""
    found: dict[uuid.UUID, Told] = {}
    for some, marks in _at_once(uids):
        found |= {row.uid: row for row in _told(f'NOT "gone" AND "uid" IN ({marks})', [subscription.pk, *some])}
    return found


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


def _uid(value: uuid.UUID | str) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
