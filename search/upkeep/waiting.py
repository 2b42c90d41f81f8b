"""How much waits for each index, and whether the server's is too far behind to be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone

from search.models import Target

CALM = timedelta(seconds=10)  # a change that waits shorter is on its way
AWAY = timedelta(minutes=15)  # without any upkeep, which comes by every few minutes
SERVER, EMBEDDED = Target.Motor.ELASTICSEARCH, Target.Motor.INGEBOUWD


@dataclass(frozen=True)
class Waiting:
    """What waits for one index."""

    motor: str
    host: str
    name: str
    made_at: datetime
    total: int
    late: int  # of which delivery failed, or that wait for long
    parked: int
    oldest: datetime | None
    seen_at: datetime

    @property
    def is_away(self) -> bool:
        """Is nobody keeping it up: on a computer that stopped, or of an engine that was left?"""
        return timezone.now() - self.seen_at > AWAY


def waiting() -> list[Waiting]:
    """For each index that answers somewhere, in one query."""
    free = Q(changes__is_parked=False)
    late = free & (Q(changes__tries__gt=0) | Q(changes__changed_at__lt=timezone.now() - CALM))
    rows = (
        Target.objects.filter(is_live=True)
        .annotate(
            total=Count("changes", filter=free),
            late=Count("changes", filter=late),
            parked=Count("changes", filter=Q(changes__is_parked=True)),
            oldest=Min("changes__changed_at", filter=free),
        )
        .order_by("made_at")
    )
    return [Waiting(t.motor, t.host, t.name, t.made_at, t.total, t.late, t.parked, t.oldest, t.seen_at) for t in rows]


def server_is_behind(place: str) -> bool:
    """Would the server show what is hidden by now, where the embedded index of this place would not?"""
    rows = waiting()
    server = next((row for row in reversed(rows) if row.motor == SERVER), None)
    own = next((row for row in reversed(rows) if row.motor == EMBEDDED and row.host == place), None)
    if server is None or server.late <= settings.SEARCH_NEARLY_EMPTY:
        return False
    return server.late > (own.late if own else 0)
