"""A database whose disk is full: each command says so in one Dutch sentence and ends as one that failed."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError, connection, transaction
from pytest_django import Settings

from directory.models import AgencyPage
from search.engines import indexes
from search.models import Change, Job
from search.upkeep import delivering, rebuilding, steps
from tests.factories import make_agency, make_card
from tests.faults import full_disk
from tests.regions import LIJSTEN, REGIO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]


@pytest.fixture
def agency(settings: Settings, tmp_path: Path) -> AgencyPage:
    """In the index, and a card that waits for it."""
    settings.VAR_DIR, settings.SEARCH_SAVE_SECONDS = tmp_path, 0
    agency = make_agency("Kredietbank")
    rebuilding.rebuild()
    make_card(agency)
    return agency


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("onderhoud",), "Het onderhoud kan niet verder"),
        (("onderhoud", "--stil"), "Het onderhoud kan niet verder"),
        (("check_index",), "De index is niet nagekeken"),
        (("check_index", "--herstel"), "De index is niet nagekeken"),
        (("rebuild_index",), "De index is niet gewisseld"),
        (("load_region", str(REGIO), "--lijsten", str(LIJSTEN)), "Er is niets veranderd"),
    ],
)
def test_a_full_disk_of_the_database_is_one_sentence(agency: AgencyPage, command: tuple[str, ...], said: str):
    with full_disk(), pytest.raises(CommandError, match=f"^{said}: de schijf van de database is vol.$"):
        call_command(*command, stdout=io.StringIO(), stderr=io.StringIO())


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("load_region", str(REGIO), "--lijsten", str(LIJSTEN)), "Er is niets veranderd"),
        (("ask", "wmo"), "Zoeken kan nu niet"),
    ],
)
def test_a_database_that_was_not_migrated_is_one_sentence(agency: AgencyPage, command: tuple[str, ...], said: str):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_agencypage RENAME TO elders")

    with pytest.raises(CommandError, match=f"^{said}: .+ draai manage.py migrate.$"):
        call_command(*command, stdout=io.StringIO(), stderr=io.StringIO())


def test_a_step_that_meets_it_says_so():
    def work() -> str:
        with full_disk(), transaction.atomic():
            return str(Job.objects.create(name="iets"))

    said, well = steps.do(steps.Step("stuk", work), Job.objects.create(name="stuk"))

    assert (said, well) == ("mislukt (de schijf van de database is vol)", False)


def test_what_was_on_its_way_waits_on(agency: AgencyPage):
    with full_disk("search_target"), pytest.raises(OperationalError):
        delivering.deliver_now(indexes()[0], 10)

    assert list(Change.objects.values_list("is_parked", flat=True)) == [False]


def test_what_meets_a_table_that_is_not_there_waits_on(agency: AgencyPage):
    def refuse(execute: Any, sql: str, *told: Any) -> Any:
        if "directory_cardnumber" in sql:
            raise ProgrammingError("undefined")  # as of PostgreSQL; of SQLite it is an OperationalError
        return execute(sql, *told)

    with connection.execute_wrapper(refuse), pytest.raises(ProgrammingError):
        delivering.deliver_now(indexes()[0], 10)

    assert list(Change.objects.values_list("is_parked", flat=True)) == [False]
