"""On PostgreSQL transactions run at once: none waits for another by what it writes down, and no index misses one."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from search.engines import Index
from search.engines.embedded import EmbeddedEngine
from search.models import Change, Target
from search.upkeep import delivering, outbox

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time"),
]
Kind = Change.Kind


@pytest.fixture
def target() -> Target:
    return Target.objects.create(name="een", motor=Target.Motor.INGEBOUWD, is_live=True)


class Other(threading.Thread):
    """Another transaction, that does something and then waits until it may commit."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self.work, self.did, self.may_commit = work, threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.work()
                self.did.set()
                self.may_commit.wait(30)
        finally:
            self.did.set()
            connection.close()

    def __enter__(self) -> "Other":
        self.start()
        self.did.wait(30)
        return self

    def __exit__(self, *args: object) -> None:
        self.may_commit.set()
        self.join()


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """A statement that waits for a lock fails."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
        yield
        cursor.execute("RESET lock_timeout")


def test_the_same_things_in_another_order_never_wait(target: Target):
    outbox.note(Kind.KAART, [1, 2])
    with Other(lambda: outbox.note(Kind.KAART, [1])), transaction.atomic():
        outbox.note(Kind.KAART, [2])
        outbox.note(Kind.KAART, [1])

    assert set(Change.objects.values_list("key", flat=True)) == {1, 2}


def test_a_delivery_does_not_wait_for_who_changes_the_same_thing(target: Target):
    outbox.note(Kind.KAART, [1, 2])
    with Other(lambda: outbox.note(Kind.KAART, [1])):
        claimed = delivering._claim(target.changes.waiting())

    assert [change.key for change in claimed] == [2]


def test_a_number_is_drawn_while_others_write(target: Target):
    with Other(lambda: outbox.note(Kind.KAART, [1])):
        assert delivering.draw(target) > 0


def test_who_began_before_an_index_was_registered_is_waited_for(target: Target):
    fresh = EmbeddedEngine().begin()
    other = Other(lambda: outbox.note(Kind.KAART, [1]))
    with other:
        registered = threading.Thread(target=_register, args=[fresh])
        registered.start()
        registered.join(1)
        waited = registered.is_alive()
    registered.join(10)

    assert (waited, Target.objects.filter(name=fresh.generation).exists()) == (True, True)


def _register(index: Index) -> None:
    try:
        outbox.register(index)
    finally:
        connection.close()
