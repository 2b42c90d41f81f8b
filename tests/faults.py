"""Faults that are real: another process that changes rows between two statements, a database that refuses."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection


@contextmanager
def before_reading(table: str, do: Callable[[], object], time: int = 1) -> Iterator[None]:
    """Do something just before a table is read for the first time (or a later one), as another process may."""
    left = time

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal left
        if left and f'FROM "{table}"' in sql:
            left -= 1
            if not left:
                do()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield


def refuse_rows(table: str) -> None:
    """From here on, until the transaction of the test ends, the database takes no new row in a table."""
    sql = {
        "sqlite": [f"CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"],
        "postgresql": [
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$",
            f"CREATE TRIGGER refuse BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()",
        ],
    }
    with connection.cursor() as cursor:
        for statement in sql[connection.vendor]:
            cursor.execute(statement)


@contextmanager
def full_disk(table: str = "") -> Iterator[None]:
    """Each write, or each to one table, fails as in a SQLite whose disk is full, before it reaches the database."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and table in sql:
            _fill_up()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def _fill_up() -> None:
    """In a database of its own: SQLite takes the whole transaction back, that of the test too."""
    full = sqlite3.connect(":memory:")
    full.execute("PRAGMA max_page_count = 1")
    try:
        full.execute("CREATE TABLE vol AS SELECT zeroblob(10000)")
    except sqlite3.OperationalError as error:
        raise OperationalError(str(error)) from error
    finally:
        full.close()
