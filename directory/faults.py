"""What is wrong with a disk or with the database, in a few Dutch words for who keeps the site; no row is quoted."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error

FULL = "de schijf is vol"
ON_DISK = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: "een bestand mag niet groter worden",
    errno.EACCES: "de site mag daar niet bij; draai dit als de gebruiker van de site",
    errno.EPERM: "de site mag dat daar niet",
    errno.EROFS: "die schijf is alleen te lezen",
    errno.ENOENT: "een map of bestand is er niet",
    errno.EIO: "de schijf geeft fouten",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.ENFILE: "er staan te veel bestanden open",
}
TOO_BUSY = "de database blijft te lang bezet"
READ_ONLY = "de database is alleen te lezen"
MIGRATE = "er ontbreekt een tabel of een kolom; draai manage.py migrate"
UNREACHABLE = "de database is niet te bereiken"
IN_SQLITE = {
    sqlite3.SQLITE_FULL: "de schijf van de database is vol",
    sqlite3.SQLITE_IOERR: "de schijf van de database is vol of geeft fouten",
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "de database is niet te openen",
    sqlite3.SQLITE_CORRUPT: "de database is beschadigd",
    sqlite3.SQLITE_NOTADB: "de database is beschadigd",
    sqlite3.SQLITE_BUSY: TOO_BUSY,
    sqlite3.SQLITE_LOCKED: TOO_BUSY,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
IN_POSTGRESQL = {
    "53100": IN_SQLITE[sqlite3.SQLITE_FULL],
    "53300": "de database heeft te veel verbindingen",
    "25006": READ_ONLY,
    "40P01": TOO_BUSY,
    "55P03": TOO_BUSY,
    "42P01": MIGRATE,
    "42703": MIGRATE,
    "57P01": UNREACHABLE,
    "57P02": UNREACHABLE,
    "57P03": UNREACHABLE,
}


def on_disk(number: int | None) -> str:
    """What an error number of the system means."""
    return ON_DISK.get(number or 0, f"de schijf geeft fout {number}" if number else "de schijf geeft een fout")


def in_database(error: Error) -> str:
    """What the database says of itself; a server that says nothing was not reached."""
    cause = error.__cause__
    if isinstance(cause, Error):  # in a transaction that was broken by that
        return in_database(cause)
    if isinstance(cause, sqlite3.Error):
        if "no such table" in str(cause) or "no such column" in str(cause):
            return MIGRATE
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # above it stands which of that kind
        return IN_SQLITE.get(code, f"de database geeft een fout ({type(error).__name__})")
    if cause is None:
        return f"de database geeft een fout ({type(error).__name__})"
    state = getattr(cause, "sqlstate", None)
    return IN_POSTGRESQL.get(state or "", f"de database geeft een fout ({state})" if state else UNREACHABLE)


def told(error: Exception) -> str:
    """A fault of the disk or the database in words; the name of any other."""
    if isinstance(error, Error):
        return in_database(error)
    number = error.errno if isinstance(error, OSError) else None
    return ON_DISK.get(number or 0, type(error).__name__)


@contextmanager
def ending_in(sentence: str) -> Iterator[None]:
    """For a command: such a fault ends it with one sentence instead of a traceback."""
    try:
        yield
    except (Error, OSError) as error:
        raise CommandError(f"{sentence}: {told(error)}.") from error
