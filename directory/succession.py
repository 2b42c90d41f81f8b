"""Who takes over: the heir of somebody who left, and the stand-in of somebody who is away."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from directory.models import Absence, ContactCardPage

# Colleagues see who left for this long; after that only the function and the successor.
NAME_STAYS = timedelta(days=30)
# An absence is announced this long before it begins.
ANNOUNCED = timedelta(days=30)


def heir(card: ContactCardPage, on: date | None = None) -> ContactCardPage | None:
    """The first card down the chain of successors that still works; None where the chain ends or turns in a loop."""
    return next((next_one for next_one in _successors(card) if is_working(next_one, on)), None)


def _successors(card: ContactCardPage) -> Iterator[ContactCardPage]:
    seen = {card.pk}
    successor = card.state.opvolger
    while successor is not None and successor.pk not in seen:
        yield successor
        seen.add(successor.pk)
        successor = successor.state.opvolger


def is_working(card: ContactCardPage, on: date | None = None) -> bool:
    """A live card of somebody who has not left."""
    return card.live and not card.state.is_vertrokken(on)


def name_may_show(card: ContactCardPage, on: date | None = None) -> bool:
    """May colleagues still read the name of somebody who left?"""
    left = card.state.vertrokken_op
    return left is None or (on or timezone.localdate()) <= left + NAME_STAYS


def absence_on(card: ContactCardPage, on: date | None = None) -> Absence | None:
    """The absence that holds on a day (today)."""
    day = on or timezone.localdate()
    return next((absence for absence in card.absences.all() if absence.holds(day)), None)


def absence_ahead(card: ContactCardPage, on: date | None = None) -> Absence | None:
    """The absence that holds now, else the first one that begins soon."""
    day = on or timezone.localdate()
    coming = (a for a in card.absences.all() if day < a.van <= day + ANNOUNCED)
    return absence_on(card, day) or min(coming, key=lambda a: a.van, default=None)


def stand_in(card: ContactCardPage, on: date | None = None) -> ContactCardPage | None:
    """Whom to ring on a day (today) on which a card is away: a live card that works and is not away itself."""
    absence = absence_on(card, on)
    return stand_in_for(card, absence, on) if absence else None


def stand_in_for(card: ContactCardPage, absence: Absence, on: date | None = None) -> ContactCardPage | None:
    """The stand-in named with an absence, else the card's usual one; who left or is away passes it on."""
    seen: set[int] = set()
    candidate = absence.vervanger or card.vervanger
    while candidate is not None and candidate.pk not in seen | {card.pk}:
        seen.add(candidate.pk)
        if not is_working(candidate, on):
            candidate = heir(candidate, on)
        elif away := absence_on(candidate, on):
            candidate = away.vervanger or candidate.vervanger
        else:
            return candidate
    return None
