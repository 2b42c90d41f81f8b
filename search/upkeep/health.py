"""Whether the site is alive and ready, for who watches it: no login, no personal data, few queries whatever waits."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.engines import SearchUnavailable, get_engine
from search.upkeep.waiting import Waiting, waiting

GOED, FOUT, NIET_BIJGEHOUDEN = "ok", "fout", "niet bijgehouden"


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": GOED})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Which engine answers, how old its index is, what waits; 503 where the site cannot answer a question."""
    found = state()
    good = found["database"] == found["zoeken"] == GOED
    return JsonResponse({"status": GOED if good else FOUT, **found}, status=200 if good else 503)


def state() -> dict[str, Any]:
    """All that is told: whether a question is answered, by which engine and index, and what waits."""
    try:
        rows = waiting()
    except DatabaseError:
        return {"database": FOUT, "zoeken": FOUT}
    found = _search(rows)
    here = found.get("generatie")
    return {"database": GOED, **found, **_waiting([row for row in rows if row.name == here or not row.is_away])}


def _search(rows: list[Waiting]) -> dict[str, Any]:
    """The engine that answers now; one that no change is written down for would answer with what is hidden by now."""
    engine = get_engine()
    try:
        found = engine.health()
    except (SearchUnavailable, DatabaseError):
        return {"zoeken": FOUT, "schakelaar": getattr(engine, "state", None)}
    row = next((row for row in rows if row.name == found["generatie"]), None)
    return {
        "zoeken": GOED if row else NIET_BIJGEHOUDEN,
        "motor": row.motor if row else None,
        "generatie": found["generatie"],
        "documenten": found["documenten"],
        "leeftijd_seconden": _seconds(row.made_at) if row else None,
        "verouderd": _is_outdated(row),
        "schakelaar": getattr(engine, "state", None),
    }


def _is_outdated(row: Waiting | None) -> bool:
    """Was it made by another Dutch analysis than that of this code? It answers until `onderhoud` made a new one."""
    if row is None:
        return True
    index = next((index for index in get_engine().indexes() if index.motor == row.motor), None)
    return index is None or index.is_outdated(row.name)


def _waiting(rows: list[Waiting]) -> dict[str, Any]:
    """How many changes wait, for all indexes of a kind together that somebody keeps up, and since when."""
    total: dict[str, int] = {}
    for row in rows:
        total[row.motor] = total.get(row.motor, 0) + row.total
    oldest = min((row.oldest for row in rows if row.oldest), default=None)
    return {
        "wachtend": total,
        "oudste_wacht_seconden": _seconds(oldest) if oldest else 0,
        "geparkeerd": sum(row.parked for row in rows),
    }


def _seconds(since: Any) -> int:
    return int((timezone.now() - since).total_seconds())
