"""Keeps in memory what is costly to make, until anything in the guide changes; nothing of it is ever on a disk.

Whatever writes a table of the guide (a form, a bulk update, a cascade, a load) changes the version when it commits, and
each request reads the version before it uses what was kept. A transaction that wrote neither uses nor keeps anything,
so nobody meets a number, a name or a level of visibility from before a change. What is made of a few rows only
(`kept_each` with marks) is used again after a change once these rows were read and found to be the same.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
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
ROOM = 80_000_000  # bytes in one process, about; a page of an agency with 50 cards is 40,000
A_THING = 4_000  # bytes of what is no text, about
WITH_PARTS = 40_000  # of what has a mark: an object with all its parts, and what was made of it

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
    own: "dict[Hashable, _Kept]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A value of one version; with the mark of the rows that it was made of it may hold for later ones too."""

    version: str
    value: Any
    until: datetime | None = None
    mark: int | None = None

    @property
    def holds(self) -> bool:
        return self.until is None or self.until > timezone.now()


class _Memory:
    """What this process keeps, the longest unused thrown away first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.version = ""
        self.values: OrderedDict[Hashable, _Kept] = OrderedDict()
        self.size = 0

    def get(self, version: str, key: Hashable) -> _Kept | None:
        """What is kept under a key; of another version only what has a mark."""
        with self.lock:
            self._turn_to(version)
            found = self.values.get(key)
            if found is None or not found.holds:
                return None
            self.values.move_to_end(key)
            return found

    def put(self, key: Hashable, kept: _Kept) -> None:
        with self.lock:
            if kept.version != self.version:  # another request saw a newer one while this value was made
                return
            self.size += _size(kept) - (_size(self.values[key]) if key in self.values else 0)
            self.values[key] = kept
            while self.size > ROOM:
                _, gone = self.values.popitem(last=False)
                self.size -= _size(gone)

    def forget(self, key: Hashable) -> None:
        with self.lock:
            if gone := self.values.pop(key, None):
                self.size -= _size(gone)

    def _turn_to(self, version: str) -> None:
        """Forget all but what has a mark: that may still be as it was, until its day ends."""
        if version == self.version:
            return
        same = ((key, kept) for key, kept in self.values.items() if kept.mark is not None and kept.holds)
        self.values = OrderedDict(same)
        self.size = sum(_size(kept) for kept in self.values.values())
        self.version = version


def _size(kept: _Kept) -> int:
    """Of a text its length; something large says itself how many `octets` it is, about."""
    if isinstance(kept.value, str):
        return len(kept.value)
    return getattr(kept.value, "octets", A_THING if kept.mark is None else WITH_PARTS)


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
        return cast(T, found.value)
    end = until() if until else None  # asked first: what is made while the day ends is of the day before
    value = make()
    _put(request, key, _Kept(version or "", value, end))
    return value


def kept_each(
    name: Hashable,
    keys: Iterable[K],
    make: Callable[[list[K]], dict[K, T]],
    until: Callable[[], datetime] | None = None,
    marks: Callable[[list[K]], dict[K, int]] | None = None,
) -> dict[K, T]:
    """As `kept`, for many rows at once: `make` gets the keys that are not there yet, and may not find them all.

    `marks` gives a number for each key that differs as soon as any row differs that its value is made of (no number
    for what cannot be told so). With it a change elsewhere in the guide costs reading these rows, not making the value.
    """
    request = _request.get()
    if request is None:
        return make(list(keys))
    version = _version(request)
    found: dict[K, T] = {}
    missing: dict[K, _Kept | None] = {}
    for key in keys:
        known = _found(request, version, (name, key))
        if known and known.version == (version or ""):
            found[key] = known.value
        else:
            missing[key] = known
    if missing:
        found |= _missing(request, version, name, missing, make, until, marks)
    return found


def _missing(
    request: _Request,
    version: str | None,
    name: Hashable,
    missing: dict[K, _Kept | None],
    make: Callable[[list[K]], dict[K, T]],
    until: Callable[[], datetime] | None,
    marks: Callable[[list[K]], dict[K, int]] | None,
) -> dict[K, T]:
    """What is not known to hold in this version: found to be the same as before, or made."""
    now = marks(list(missing)) if marks and version else {}
    same = {key: kept for key, kept in missing.items() if kept and key in now and kept.mark == now[key]}
    for key, kept in same.items():
        _put(request, (name, key), replace(kept, version=version or ""))
    rest = [key for key in missing if key not in same]
    end = until() if until and rest else None  # first, as in `kept`
    made = make(rest) if rest else {}
    steady = bool(now) and version == _read_version()  # else a row may have changed between reading and making
    for key in rest:
        if key not in made:
            _memory.forget((name, key))
    for key, value in made.items():
        mark = now.get(key) if steady else None
        _put(request, (name, key), _Kept(version or "", value, end, mark))
    return {key: kept.value for key, kept in same.items()} | made


def _found(request: _Request, version: str | None, key: Hashable) -> _Kept | None:
    """What is kept under a key, also of an earlier version where it has a mark; None where nothing is."""
    return request.own.get(key) or (_memory.get(version, key) if version else None)


def _put(request: _Request, key: Hashable, kept: _Kept) -> None:
    """Keep a value, for all where nothing was written while it was made."""
    if kept.version and kept.version == _version(request):
        _memory.put(key, kept)
    request.own[key] = kept


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
