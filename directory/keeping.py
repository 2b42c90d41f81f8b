"""Keeps in memory what is costly to make, until anything in the guide changes; nothing of it is ever on a disk.

Whatever writes a table of the guide (a form, a bulk update, a cascade, a load) changes the version when it commits, and
each request reads the version before it uses what was kept. A transaction that wrote neither uses nor keeps anything,
so nobody meets a number, a name or a level of visibility from before a change.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, TypeVar, cast

from django.core.signals import request_finished, request_started
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.utils import timezone

from directory.models.version import GuideVersion, new_version

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
ROOM = 40_000_000  # bytes in one process, about; a page of an agency with 50 cards is 40,000
A_THING = 4_000  # bytes of what is no text, about

# What kept values are made of, with the rights that decide what a menu offers.
WRITES = re.compile(
    r'\s*(?:INSERT|REPLACE|UPDATE|DELETE|TRUNCATE)\b[^"(]*"'
    r"(?:directory_(?!exportlog|melding|guideversion)|home_|wagtailcore_(?:page|site|locale)"
    r"|auth_(?:group|permission|user_groups|user_user_permissions))",
    re.IGNORECASE,
)


@dataclass
class _Request:
    """What one request knows: the version that it works with, and what it made itself."""

    version: str | None = None
    asked: bool = False
    own: dict[Hashable, Any] = field(default_factory=dict)


class _Memory:
    """What this process keeps of one version, the longest unused thrown away first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.version = ""
        self.values: OrderedDict[Hashable, tuple[datetime | None, Any]] = OrderedDict()
        self.size = 0

    def get(self, version: str, key: Hashable) -> tuple[Any] | None:
        with self.lock:
            self._turn_to(version)
            found = self.values.get(key)
            if found is None or (found[0] and found[0] <= timezone.now()):
                return None
            self.values.move_to_end(key)
            return (found[1],)

    def put(self, version: str, key: Hashable, until: datetime | None, value: Any) -> None:
        with self.lock:
            if version != self.version:  # another request saw a newer one while this value was made
                return
            self.size += _size(value) - (_size(self.values[key][1]) if key in self.values else 0)
            self.values[key] = (until, value)
            while self.size > ROOM:
                _, (_, gone) = self.values.popitem(last=False)
                self.size -= _size(gone)

    def _turn_to(self, version: str) -> None:
        if version != self.version:
            self.version, self.size = version, 0
            self.values.clear()


def _size(value: Any) -> int:
    """Of a text its length; something large says itself how many `octets` it is, about."""
    return len(value) if isinstance(value, str) else getattr(value, "octets", A_THING)


_memory = _Memory()
_request: ContextVar[_Request | None] = ContextVar("keeping", default=None)


def kept(key: Hashable, make: Callable[[], T], until: Callable[[], datetime] | None = None) -> T:
    """What `make` gives, from memory where nothing changed; `until` says when it changes by itself.

    The key names all that the value depends on besides the database: for what an audience sees, the audience. All
    requests share the value, so nobody changes it. Outside a request it is made each time.
    """
    request = _request.get()
    if request is None:
        return make()
    version = _version(request)
    found = _found(request, version, key)
    if found:
        return cast(T, found[0])
    value = make()
    _put(request, version, key, value, until)
    return value


def kept_each(
    name: Hashable,
    keys: Iterable[K],
    make: Callable[[list[K]], dict[K, T]],
    until: Callable[[], datetime] | None = None,
) -> dict[K, T]:
    """As `kept`, for many rows at once: `make` gets the keys that are not there yet, and may not find them all."""
    request = _request.get()
    if request is None:
        return make(list(keys))
    version = _version(request)
    found = {key: _found(request, version, (name, key)) for key in keys}
    missing = [key for key, value in found.items() if value is None]
    made = make(missing) if missing else {}
    for key, value in made.items():
        _put(request, version, (name, key), value, until)
    return {key: value[0] for key, value in found.items() if value} | made


def _found(request: _Request, version: str | None, key: Hashable) -> tuple[Any] | None:
    """What is kept under a key, in a tuple of its own; None where nothing is."""
    if key in request.own:
        return (request.own[key],)
    return _memory.get(version, key) if version else None


def _put(
    request: _Request, version: str | None, key: Hashable, value: Any, until: Callable[[], datetime] | None = None
) -> None:
    """Keep a value, for all where nothing was written while it was made."""
    if version and version == _version(request):
        _memory.put(version, key, until() if until else None, value)
    request.own[key] = value


def midnight() -> datetime:
    """When a new day begins, and with it "vandaag", absences and what counts as fresh."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))


def _version(request: _Request) -> str | None:
    """The version of the guide, asked once a request; None where this transaction wrote to the guide itself."""
    if not request.asked:
        request.version, request.asked = _read_version(), True
    return request.version


def _read_version() -> str | None:
    if not connection.in_atomic_block:
        _state(connection).wrote = False
    if _state(connection).wrote:
        return None
    with connection.cursor() as cursor:  # at every page, so without the 0.3 ms that building the query takes
        cursor.execute("SELECT version FROM directory_guideversion WHERE id = %s", [GuideVersion.ONLY])
        row = cursor.fetchone()
    return str(row[0]) if row else None


# Requests --------------------------------------------------------------------------------------------------------
@receiver(request_started)
def _begin(**kwargs: Any) -> None:
    _request.set(_Request())


@receiver(request_finished)
def _end(**kwargs: Any) -> None:
    _request.set(None)


# Changes ---------------------------------------------------------------------------------------------------------
class _Watch:
    """Sees each statement of one connection."""

    def __init__(self) -> None:
        self.wrote = False  # the running transaction did

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if WRITES.match(sql):
            self.wrote = True
            if request := _request.get():
                request.asked, request.own = False, {}
            transaction.on_commit(self._changed)
        return result

    def _changed(self) -> None:
        """The first statement of a transaction does it for all."""
        if self.wrote:
            self.wrote = False
            bump()


def _state(wrapper: BaseDatabaseWrapper | Any) -> _Watch:
    found = next((each for each in wrapper.execute_wrappers if isinstance(each, _Watch)), None)
    if found is None:
        found = _Watch()
        wrapper.execute_wrappers.insert(0, found)  # a test takes its own from the end
    return cast(_Watch, found)


@receiver(connection_created)
def _watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.alias == "default":
        _state(connection)


def bump() -> None:
    """Make all processes forget what they kept."""
    try:
        if not GuideVersion.objects.filter(pk=GuideVersion.ONLY).update(version=new_version()):
            GuideVersion.objects.create(pk=GuideVersion.ONLY)
    except DatabaseError:
        if GuideVersion._meta.db_table in connection.introspection.table_names():
            raise
        # The first migrations: there is no table yet, so nobody kept anything.
