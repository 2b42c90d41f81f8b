"""A room full of people saves cards at once, on both databases: nobody meets an error, no card misses in the log."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.phonebook.meeting.crowd import joining, saving
from tests.ports import free_port
from tests.programs import needs

PEOPLE = 300 if os.environ.get("VOLUIT") else 40
CARDS = 40
POSTGRESQL = Path(__file__).parents[2] / "postgresql.sh"

pytestmark = pytest.mark.program("PostgreSQL")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """What the environment of the site says of its database."""
    if request.param == "sqlite":
        yield {}
        return
    port = str(free_port())
    started = subprocess.run([POSTGRESQL, "start", port], capture_output=True, text=True)
    needs(started.returncode == 0, "postgresql")
    try:
        yield {"DATABASE_URL": started.stdout.strip().removeprefix("DATABASE_URL=")}
    finally:
        subprocess.run([POSTGRESQL, "stop", port], check=True)


def test_a_room_full_of_people_saves_forty_cards(tmp_path, database):
    outcome = saving(tmp_path, free_port(), people=PEOPLE, cards=CARDS, **database)

    assert (outcome.failures, outcome.left["by_person"]) == ([], [CARDS] * PEOPLE)


def test_forty_people_join_one_list_and_save_it(tmp_path, database):
    outcome = joining(tmp_path, free_port(), people=40, **database)

    assert (outcome.failures, outcome.left["on"], outcome.left["by_person"]) == ([], 40, [40] * 40)
