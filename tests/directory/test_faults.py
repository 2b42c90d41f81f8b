"""What is wrong with a disk or a database, in words that hold nothing of what somebody typed."""

import errno
import sqlite3

import pytest
from django.db import DataError, InterfaceError, OperationalError

from directory.faults import told

psycopg = pytest.importorskip("psycopg")


def of_database(kind: type[Exception], cause: Exception) -> str:
    error = kind(str(cause))
    error.__cause__ = cause
    return told(error)


def in_sqlite(first: str, then: str) -> str:
    database = sqlite3.connect(":memory:")
    database.execute(first)
    with pytest.raises(sqlite3.Error) as caught:
        database.execute(then)
    database.close()
    return of_database(OperationalError, caught.value)


def test_a_full_disk_of_sqlite():
    said = in_sqlite("PRAGMA max_page_count = 1", "CREATE TABLE vol AS SELECT zeroblob(10000)")

    assert said == "de schijf van de database is vol"


def test_a_table_that_is_not_there_asks_to_migrate():
    assert (
        in_sqlite("CREATE TABLE er (x)", "SELECT 1 FROM weg")
        == "er ontbreekt een tabel of een kolom; draai manage.py migrate"
    )


def test_a_database_that_may_only_be_read():
    assert in_sqlite("PRAGMA query_only = 1", "CREATE TABLE t (x)") == "de database is alleen te lezen"


def test_a_full_disk_of_postgresql():
    assert of_database(OperationalError, psycopg.errors.DiskFull("x")) == "de schijf van de database is vol"


def test_a_server_that_does_not_answer():
    assert of_database(InterfaceError, psycopg.OperationalError("x")) == "de database is niet te bereiken"


def test_what_somebody_typed_is_not_repeated():
    said = of_database(DataError, psycopg.errors.InvalidTextRepresentation("invalid input: Jansen"))

    assert said == "de database geeft een fout (22P02)"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (OSError(errno.ECONNREFUSED, "Connection refused"), "ConnectionRefusedError"),
        (ValueError("Jansen"), "ValueError"),
    ],
)
def test_a_fault_that_is_none_of_the_database(error: Exception, said: str):
    assert told(error) == said
