"""300 people at a meeting who save 40 cards each, and 40 who join one Samenlijst: how long, and is anything lost.

On SQLite, and on a PostgreSQL that tests/postgresql.sh starts. The bar for 300 people is two minutes.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.phonebook.meeting.crowd import Outcome, joining, saving  # noqa: E402  # found by the line above

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 300
PORT, PORT_OF_POSTGRESQL = 8754, "5541"
CARDS, TABLE = 40, 40


def main() -> None:
    _both("SQLite")
    script = str(ROOT / "tests" / "postgresql.sh")
    started = subprocess.run([script, "start", PORT_OF_POSTGRESQL], stdout=subprocess.PIPE, text=True, check=True)
    try:
        _both("PostgreSQL", DATABASE_URL=started.stdout.strip().removeprefix("DATABASE_URL="))
    finally:
        subprocess.run([script, "stop", PORT_OF_POSTGRESQL], check=True)


def _both(name: str, **env: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _report(
            f"{name}: {PEOPLE} people", PEOPLE * CARDS, saving(Path(folder), PORT, people=PEOPLE, cards=CARDS, **env)
        )
    if env:
        _empty(env["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as folder:
        _report(f"{name}: a list of {TABLE}", TABLE * TABLE, joining(Path(folder), PORT, people=TABLE, **env))


def _empty(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _report(what: str, expected: int, outcome: Outcome) -> None:
    rows = sum(outcome.left["by_person"])
    errors = f"{len(outcome.failures)} errors {outcome.failures[:3] or ''}"
    took = f"{outcome.seconds:6.1f} s ({outcome.work:.1f} s of processor)"
    print(f"{what:28} {took}   {rows} of {expected} rows in the log   {errors}", flush=True)


if __name__ == "__main__":
    main()
