"""`manage.py onderhoud`: what is due, once, alone, and one step that fails stops no other."""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from wagtail import hooks

from directory.models import AgencyPage, GuideVersion
from search.engines import get_engine, indexes
from search.management.commands.onderhoud import alone
from search.models import Change, Job, Target
from search.upkeep import outbox, rebuilding, steps
from search.upkeep.steps import DAG, UUR, Step
from tests.factories import make_agency, make_card
from tests.search.flaky import FlakyEngine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]


@pytest.fixture
def agency(settings: Settings, tmp_path: Any) -> AgencyPage:
    settings.VAR_DIR = tmp_path
    FlakyEngine.mended()
    return make_agency("Kredietbank")


def onderhoud(**options: Any) -> str:
    out = io.StringIO()
    call_command("onderhoud", stdout=out, stderr=out, **options)
    return out.getvalue()


# Search ----------------------------------------------------------------------------------------------------------
def test_an_index_that_is_not_there_is_built(agency: AgencyPage):
    assert "zoekindex bouwen: 1 document in de index" in onderhoud()


def test_an_index_that_nobody_kept_up_is_built_anew(agency: AgencyPage):
    rebuilding.rebuild()
    before = indexes()[0].generation
    Target.objects.all().delete()

    onderhoud()

    assert indexes()[0].generation != before
    assert Target.objects.get().is_live


def test_an_index_of_another_analysis_is_built_anew(agency: AgencyPage, monkeypatch: pytest.MonkeyPatch):
    rebuilding.rebuild()
    monkeypatch.setattr("search.language.analysis.VERSION", "0" * 12)
    get_engine.cache_clear()

    assert "zoekindex bouwen: 1 document in de index" in onderhoud()


def test_a_region_that_changed_is_built_anew(agency: AgencyPage):
    rebuilding.rebuild()
    outbox.note_all()

    assert "zoekindex bouwen: 1 document in de index" in onderhoud()
    assert not Change.objects.exists()


def test_an_index_that_is_well_is_left_alone(agency: AgencyPage):
    onderhoud()

    assert "zoekindex bouwen: niets te doen" in onderhoud()


def test_a_swap_that_was_not_written_down_is_written_down(agency: AgencyPage):
    rebuilding.rebuild()
    Target.objects.update(is_live=False)

    onderhoud()

    assert Target.objects.get().is_live


def test_what_waits_is_delivered(agency: AgencyPage):
    rebuilding.rebuild()
    make_card(agency)

    assert "wijzigingen bezorgen: 1 bezorgd" in onderhoud()


def test_what_the_day_changed_is_mended_in_the_first_run_of_a_day(agency: AgencyPage):
    rebuilding.rebuild()
    AgencyPage.objects.filter(pk=agency.pk).update(title="Volkskrediet")  # which no signal tells

    assert "ingebouwd: 1 document, 1 hersteld" in onderhoud()


def test_a_computer_that_stays_away_is_forgotten(agency: AgencyPage):
    rebuilding.rebuild()
    Target.objects.create(name="elders", motor="ingebouwd", seen_at=timezone.now() - timedelta(days=8), is_live=True)
    outbox.note(Change.Kind.KAART, [1])

    said = onderhoud()

    assert not Target.objects.filter(name="elders").exists()
    assert not Change.objects.exists()
    assert "oude indexen opruimen: indexen die niemand bijhield vergeten" in said


def test_a_computer_that_was_away_for_a_day_is_not(agency: AgencyPage):
    rebuilding.rebuild()
    Target.objects.create(name="elders", motor="ingebouwd", seen_at=timezone.now() - timedelta(days=1), is_live=True)

    onderhoud()

    assert Target.objects.filter(name="elders").exists()


def test_what_a_killed_process_did_not_tell_is_told(agency: AgencyPage):
    before = GuideVersion.objects.get().version  # the transaction of this test changed the guide and never ended

    onderhoud()

    assert GuideVersion.objects.get().version != before


def test_sessions_that_ended_go(agency: AgencyPage):
    Session.objects.create(session_key="oud", expire_date=timezone.now() - timedelta(days=1))

    onderhoud()

    assert not Session.objects.exists()


# When ------------------------------------------------------------------------------------------------------------
def due(every: str, done: timedelta) -> bool:
    """Is a step due that was done so long ago, at noon?"""
    noon = timezone.localtime().replace(hour=12, minute=0)
    return steps._is_time(every, noon - done, noon)


@pytest.mark.parametrize(("done", "expected"), [(timedelta(hours=11), False), (timedelta(hours=13), True)])
def test_a_daily_step_is_due_on_a_new_day(done: timedelta, expected: bool):
    assert due(DAG, done) is expected


@pytest.mark.parametrize(("done", "expected"), [(timedelta(minutes=59), False), (timedelta(minutes=61), True)])
def test_an_hourly_step_is_due_after_an_hour(done: timedelta, expected: bool):
    assert due(UUR, done) is expected


def test_a_step_for_all_is_done_by_one_computer():
    step = Step("iets", lambda: "")

    assert [bool(steps.claim(step, "een")), bool(steps.claim(step, "twee"))] == [True, False]


def test_a_step_of_a_computer_is_done_by_each():
    step = Step("iets", lambda: "", local=True)

    assert [bool(steps.claim(step, "een")), bool(steps.claim(step, "twee"))] == [True, True]


def test_a_step_that_did_not_end_is_done_again_after_an_hour():
    step = Step("iets", lambda: "", DAG)
    steps.claim(step, "een")
    Job.objects.update(started_at=timezone.now() - timedelta(minutes=61))

    assert steps.claim(step, "een")


def broken() -> str:
    raise ValueError("Jan de Vries")


def test_a_step_that_failed_is_tried_again_later_and_not_at_once():
    step = Step("iets", broken, DAG)
    steps.do(step, steps.claim(step, ""))
    at_once = steps.claim(step, "")
    Job.objects.update(started_at=timezone.now() - step.pause)

    assert (at_once, bool(steps.claim(step, ""))) == (None, True)


def test_a_step_that_failed_and_is_being_done_again_is_left_alone(agency: AgencyPage):
    step = Step("iets", broken, DAG)
    steps.do(step, steps.claim(step, "een"))
    Job.objects.update(started_at=timezone.now() - step.pause)
    steps.claim(step, "een")
    Job.objects.update(started_at=timezone.now() - step.pause)  # it takes longer than the pause

    assert steps.claim(step, "twee") is None


@pytest.fixture
def with_step(agency: AgencyPage) -> Callable[[Step], Any]:
    return lambda step: hooks.register_temporarily(steps.HOOK, lambda: step)


@pytest.fixture
def stuk(with_step: Callable[[Step], Any]) -> Iterator[None]:
    """A step that fails."""
    with with_step(Step("stuk", broken)):
        yield


def test_a_step_of_a_higher_app_is_done_too(with_step: Callable[[Step], Any]):
    with with_step(Step("lijsten opruimen", lambda: "3 lijsten gewist")):
        assert "lijsten opruimen: 3 lijsten gewist" in onderhoud()


def test_the_lists_of_the_phonebook_are_tidied(agency: AgencyPage):
    assert "lijsten opruimen" in onderhoud()


def test_a_step_that_fails_stops_no_other_and_the_end_tells_it(with_step: Callable[[Step], Any]):
    out = io.StringIO()

    with with_step(Step("stuk", broken)), pytest.raises(SystemExit):
        call_command("onderhoud", stdout=out, stderr=out)

    assert "stuk: mislukt (ValueError)" in out.getvalue()
    assert "verlopen sessies opruimen: gedaan" in out.getvalue()


def test_the_log_of_a_step_that_fails_holds_no_name(with_step: Callable[[Step], Any], caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG), with_step(Step("stuk", broken)), pytest.raises(SystemExit):
        onderhoud()

    assert "ValueError" in caplog.text
    assert "Vries" not in caplog.text + Job.objects.get(name="stuk").fault


def test_an_index_that_is_away_is_told_and_ends_with_a_fault(agency: AgencyPage, settings: Settings):
    settings.SEARCH_ENGINE = "tests.search.flaky.FlakyEngine"
    rebuilding.rebuild()
    make_card(agency)
    FlakyEngine.away = True
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("onderhoud", stdout=out, stderr=out)

    assert "wijzigingen bezorgen: mislukt (ingebouwd: away)" in out.getvalue()


# Alone -----------------------------------------------------------------------------------------------------------
def test_a_second_run_at_once_says_so_and_does_nothing(agency: AgencyPage):
    with alone():
        said = onderhoud()

    assert said == "Het onderhoud loopt al.\n"


def test_after_it_there_may_be_another(agency: AgencyPage):
    with alone():
        pass

    assert "zoekindex bouwen" in onderhoud()


@pytest.mark.parametrize("options", [{"stil": True}, {"verbosity": 0}])
def test_quietly_it_says_only_what_went_wrong(agency: AgencyPage, options: dict[str, Any]):
    said = onderhoud(**options)
    with alone():
        said += onderhoud(**options)

    assert said == ""


def test_quietly_it_says_what_went_wrong(agency: AgencyPage, stuk: None):
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("onderhoud", stil=True, stdout=io.StringIO(), stderr=out)

    assert out.getvalue() == "stuk: mislukt (ValueError)\n"


def test_by_hand_what_failed_is_tried_again_at_once(agency: AgencyPage, stuk: None):
    Job.objects.create(name="stuk", started_at=timezone.now(), fault="ValueError")
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("onderhoud", stdout=out, stderr=out)

    assert "stuk: mislukt" in out.getvalue()


@pytest.mark.parametrize("seconds", ["-1", "0", "nan", "1e300", "x"])
def test_a_pause_that_is_none_is_refused_before_anything_is_done(agency: AgencyPage, seconds: str):
    with pytest.raises(CommandError, match="geef een aantal seconden"):
        call_command("onderhoud", f"--lus={seconds}")

    assert not Job.objects.exists()


def test_a_folder_that_is_not_there_is_one_sentence(agency: AgencyPage, settings: Settings):
    settings.VAR_DIR /= "weg"

    with pytest.raises(CommandError, match="^Het onderhoud kan niet verder: een map of bestand is er niet.$"):
        onderhoud()


def test_a_database_without_tables_is_one_sentence(agency: AgencyPage):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_job RENAME TO elders")

    with pytest.raises(CommandError, match="^Het onderhoud kan niet verder: .+ draai manage.py migrate.$"):
        onderhoud()
