"""How fresh a page is: when somebody last said that it is right, and whether that is long ago."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from directory.models import AgencyPage, Check, ContactCardPage

# A person whose card nobody confirmed for this many check cycles may well have left.
OLD_AFTER_CYCLES = 2


class Versheid(StrEnum):
    FRESH = "fresh"
    DUE = "due"
    OLD = "old"


@dataclass(frozen=True)
class Freshness:
    """When a page was last checked (None: never) and how it stands; only a person's card ever becomes old."""

    op: date | None
    stand: Versheid

    @property
    def is_old(self) -> bool:
        return self.stand == Versheid.OLD


def checked_on(page: AgencyPage | ContactCardPage, veldgroep: str = Check.Veldgroep.ALLES) -> date | None:
    """The day on which a group of fields was last confirmed; of the whole page: of its least fresh group."""
    if not page.pk:
        return None
    days = {check.veldgroep: check.op for check in page.checks.all()}
    if veldgroep != Check.Veldgroep.ALLES:
        return max((days[v] for v in (veldgroep, Check.Veldgroep.ALLES) if v in days), default=None)
    groups = [checked_on(page, group) for group in (Check.Veldgroep.CONTACT, Check.Veldgroep.WERK)]
    return min((day for day in groups if day), default=None) if all(groups) else None


def freshness_of(page: AgencyPage | ContactCardPage, maanden: int, on: date | None = None) -> Freshness:
    """How a page stands when a check holds for `maanden` months (`region.controle_maanden`); never checked is due."""
    op, today = checked_on(page), on or timezone.localdate()
    if op is None:
        return Freshness(None, Versheid.DUE)
    if today <= months_later(op, maanden):
        return Freshness(op, Versheid.FRESH)
    person = isinstance(page, ContactCardPage) and page.is_persoon
    too_long = today > months_later(op, maanden * OLD_AFTER_CYCLES)
    return Freshness(op, Versheid.OLD if person and too_long else Versheid.DUE)


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
