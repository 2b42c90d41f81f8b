"""The steps of `manage.py onderhoud`: what each does, how often, and whether for this computer or once for all.

A higher app adds steps of its own by the hook `register_onderhoud`: a function that gives a Step.
"""

import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail import hooks

from directory import faults
from directory.keeping import bump
from search import unanswered
from search.engines import Index, SearchBusy, SearchMissing, SearchUnavailable, indexes
from search.models import Change, Job, Target
from search.upkeep import comparison, delivering, outbox, rebuilding
from search.upkeep.counted import counted, documenten

logger = logging.getLogger(__name__)

HOOK = "register_onderhoud"
TIME = 50.0  # seconds of delivering in one run
STEEDS, UUR, DAG = "steeds", "uur", "dag"
UNFINISHED = timedelta(days=1)  # after which an index that never went live is forgotten
CRASHED = timedelta(hours=1)  # after which a step that did not end may be done again


@dataclass(frozen=True)
class Step:
    """One piece of upkeep. `work` says in Dutch what it did, "" for nothing; `local`: each computer does it itself."""

    naam: str
    work: Callable[[], str]
    every: str = STEEDS
    local: bool = False
    pause: timedelta = timedelta(minutes=10)  # after a failure


def steps() -> list[Step]:
    """All steps, in the order in which they are done."""
    return [
        Step("zoekindex bouwen", build, local=True),
        Step("wijzigingen bezorgen", deliver, local=True, pause=timedelta(0)),
        Step("gepland publiceren", publish, pause=timedelta(minutes=1)),
        *(function() for function in hooks.get_hooks(HOOK)),
        Step("gids opnieuw lezen", forget_kept, UUR),
        Step("oude indexen opruimen", clean, UUR, local=True),
        Step("zoekindex nakijken", compare, DAG, local=True),
        Step("onbeantwoorde vragen opruimen", tidy, DAG),
        Step("verlopen sessies opruimen", sessions, DAG),
    ]


# When ------------------------------------------------------------------------------------------------------------
def claim(step: Step, host: str, again: bool = False) -> Job | None:
    """The step's row where it is due and nobody else does it; from then on it is this process's.

    `again`: what failed is due at once.
    """
    job, _ = Job.objects.get_or_create(name=step.naam, host=host if step.local else "")
    now = timezone.now()
    if not (again and job.fault) and not _is_due(step, job, now):
        return None
    mine = Job.objects.filter(pk=job.pk, started_at=job.started_at).update(started_at=now, fault="")
    return Job.objects.get(pk=job.pk) if mine else None


def _is_due(step: Step, job: Job, now: datetime) -> bool:
    if job.started_at is None:
        return True
    if job.fault:
        return now >= job.started_at + step.pause
    running = job.done_at is None or job.done_at < job.started_at
    if running and not step.local:  # a local one is alone: the lock of the whole run
        return now >= job.started_at + CRASHED
    return _is_time(step.every, job.done_at, now)


def _is_time(every: str, done_at: datetime | None, now: datetime) -> bool:
    if done_at is None or every == STEEDS:
        return True
    if every == UUR:
        return now >= done_at + timedelta(hours=1)
    return timezone.localdate(now) > timezone.localdate(done_at)  # in the first run of a day


def do(step: Step, job: Job) -> tuple[str, bool]:
    """Do a step and write down how it went; gives what to say, and whether it went well. Never raises."""
    try:
        said, fault = step.work(), ""
    except Exception as error:  # noqa: BLE001  # one step never stops the others
        fault = _told(error)
        said = f"mislukt ({fault})"
        logger.error("upkeep step failed: %s", type(error).__name__)
    done_at = job.done_at if fault else timezone.now()
    Job.objects.filter(pk=job.pk).update(done_at=done_at, fault=fault[:200])
    return said, not fault


def _told(error: Exception) -> str:
    """What went wrong, in words that hold nothing of what somebody typed."""
    return str(error) if isinstance(error, SearchUnavailable) else faults.told(error)


# Search ----------------------------------------------------------------------------------------------------------
def build() -> str:
    """Build what is not there, what nobody kept up, what another analysis made, and what was asked for."""
    needed = [index for index in indexes() if _must_be_built(index)]
    if not needed:
        return ""
    try:
        return f"{documenten(rebuilding.rebuild(needed))} in de index"
    except SearchBusy:
        return "een ander proces bouwt de index al"


def _must_be_built(index: Index) -> bool:
    on_a_server = index.motor == Target.Motor.ELASTICSEARCH
    try:
        target = outbox.registered(index)
        outdated = index.is_outdated(index.generation)
        if not on_a_server:
            index.health()  # a damaged one is as good as none
    except SearchMissing:
        return True
    except SearchUnavailable:
        if on_a_server:
            return False  # away: what waits for it says so
        raise
    if target is None or outdated or not _is_kept_up_here(target, index):
        return True
    if not target.is_live:  # a process ended between the swap and this
        outbox.promote(target, index)
    Target.objects.filter(pk=target.pk).update(seen_at=timezone.now())
    return target.changes.filter(kind=Change.Kind.ALLES).exists()


def _is_kept_up_here(target: Target, index: Index) -> bool:
    """Take the changes over where this computer or its folder got another name: a container that was started anew.

    Not those of an index that was copied from a computer that goes on: there are things that only that one has.
    """
    if target.host == index.place:
        return True
    if index.missed(target.number):
        return False
    return bool(Target.objects.filter(pk=target.pk, host=target.host).update(host=index.place))


def deliver() -> str:
    """Bring what waits to each index; one that fails does not stop the other."""
    found = {index.motor: delivering.deliver(index, TIME) for index in indexes()}
    done = sum(each.done for each in found.values())
    parked = sum(each.parked for each in found.values())
    if failed := [f"{motor}: {each.fault}" for motor, each in found.items() if each.fault]:
        raise SearchUnavailable("; ".join(failed))
    if parked:
        changes = counted(parked, "wijziging die de zoekindex weigert", "wijzigingen die de zoekindex weigert")
        raise SearchUnavailable(f"{changes}, draai manage.py check_index --herstel")
    return f"{done} bezorgd" if done else ""


def compare() -> str:
    """Compare each index with the database and mend it: also what changed by the day alone, such as who left."""
    said = []
    for index in indexes():
        found = comparison.compare(index)
        if found:
            comparison.mend(index, found)
        said.append(f"{index.motor}: {documenten(found.compared)}, {len(found)} hersteld")
    return "; ".join(said)


def clean() -> str:
    """Forget indexes that answer no more, those that were never finished, and computers that stay away."""
    now, days = timezone.now(), timedelta(days=settings.SEARCH_HOST_DAYS)
    Target.objects.filter(is_live=False, made_at__lt=now - UNFINISHED).delete()
    gone, _ = Target.objects.filter(seen_at__lt=now - days).delete()
    Change.objects.exclude(target__in=Target.objects.values("pk")).delete()
    hours = settings.SEARCH_KEEP_HOURS * 3600
    deleted = sum(index.clean(hours, days.total_seconds()) for index in indexes())
    if not deleted:
        return "indexen die niemand bijhield vergeten" if gone else ""
    return f"{counted(deleted, 'oude index', 'oude indexen')} gewist"


def build_missing_soon() -> None:
    """In a web process that starts: build an index that is not there beside the questions, in one process only."""
    Thread(target=_build_missing, name="search-build", daemon=True).start()


def _build_missing() -> None:
    try:
        missing = [index for index in indexes() if index.motor == Target.Motor.INGEBOUWD and _is_missing(index)]
        if missing:
            rebuilding.rebuild(missing)
    except Exception as error:  # noqa: BLE001  # `onderhoud` tries again
        logger.warning("search index not built: %s", type(error).__name__)
    finally:
        connection.close()


def _is_missing(index: Index) -> bool:
    try:
        return not index.generation
    except SearchMissing:
        return True


# The rest --------------------------------------------------------------------------------------------------------
def publish() -> str:
    said = io.StringIO()
    call_command("publish_scheduled", stdout=said, verbosity=0)
    return ""


def forget_kept() -> str:
    """For a process that was killed between its change and the new version: docs/decisions/0019."""
    bump()
    return "gedaan"


def tidy() -> str:
    return f"{counted(unanswered.tidy(), 'vraag', 'vragen')} opgeruimd"


def sessions() -> str:
    call_command("clearsessions", verbosity=0)
    return "gedaan"


def everything_due(host: str, again: bool = False) -> Iterator[tuple[Step, str, bool]]:
    """Do all that is due (`again`: also what failed just now); of each what it says and whether it went well."""
    for step in steps():
        if job := claim(step, host, again):
            yield step, *do(step, job)
