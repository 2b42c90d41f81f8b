"""The embedded index on its disk: damaged, moved, copied, and a disk that is full."""

import io
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from directory.models import AgencyPage
from search.engines import SearchUnavailable, get_engine, indexes
from search.engines.embedded import EmbeddedEngine
from search.models import Change, Target
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card
from tests.search.test_engines import document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]


@pytest.fixture
def agency(settings: Settings, tmp_path: Path) -> AgencyPage:
    settings.VAR_DIR = tmp_path
    agency = make_agency("Kredietbank")
    rebuilding.rebuild()
    return agency


def said_by(command: str, **options: bool) -> str:
    out = io.StringIO()
    call_command(command, stdout=out, stderr=out, **options)
    return out.getvalue()


def damage(name: str) -> None:
    """Let another process write nonsense in a file of the live generation."""
    index = get_engine()
    assert isinstance(index, EmbeddedEngine)
    (index.opened().path / name).write_text("kapot\n")
    index.forget()


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow: as on a disk that is full, but for the words."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# Damaged ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["meta.json", "woorden.json", "erbij.jsonl"])
def test_upkeep_builds_a_damaged_index_anew(agency: AgencyPage, name: str):
    damage(name)

    assert "zoekindex bouwen: 1 document in de index" in said_by("onderhoud")


def test_a_damaged_index_is_mended(agency: AgencyPage):
    damage("meta.json")

    said = said_by("check_index", herstel=True)

    assert "hij is beschadigd of wordt niet bijgehouden" in said
    assert "opnieuw gebouwd, 1 document" in said


# Full ------------------------------------------------------------------------------------------------------------
def test_a_full_disk_is_no_fault_of_what_is_written(agency: AgencyPage):
    with no_room(), pytest.raises(SearchUnavailable, match="niet te schrijven: een bestand mag niet groter worden"):
        indexes()[0].update([], [document(987654, "spook")])


def test_a_full_disk_stops_a_new_index(agency: AgencyPage):
    fresh = indexes()[0].begin()

    with no_room(), pytest.raises(SearchUnavailable, match="niet te schrijven: een bestand mag niet groter worden"):
        fresh.fill([document(987654, "spook")])


# Moved -----------------------------------------------------------------------------------------------------------
def test_a_computer_with_a_new_name_goes_on_with_its_index(agency: AgencyPage):
    before = indexes()[0].generation
    Target.objects.update(host="container-1:/var/index")
    make_card(agency)

    said = said_by("onderhoud")

    assert ("wijzigingen bezorgen: 1 bezorgd" in said, indexes()[0].generation) == (True, before)


def test_a_copy_of_an_index_elsewhere_is_built_anew(agency: AgencyPage):
    Target.objects.update(host="elders:/var/index", number=10**18)  # which got a change that the copy did not get

    assert "zoekindex bouwen: 1 document in de index" in said_by("onderhoud")
    assert Target.objects.filter(host="elders:/var/index").exists()


def test_what_was_delivered_is_no_reason_to_build_anew(agency: AgencyPage):
    make_card(agency)
    said_by("onderhoud")
    Target.objects.update(host="container-1:/var/index")

    assert "zoekindex bouwen: niets te doen" in said_by("onderhoud")
    assert not Change.objects.exists()
