"""How fresh a page is: when somebody last said that it is right, and whether that is long ago."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from directory.models import AgencyPage, Check, ContactCardPage
from directory.regions import live_regions

MAANDEN = 6  # between two checks, for a page that stands in no region
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


# A person whom nobody confirmed for long is hidden (directory/visibility.py) ----------------------------------------
def is_long_unconfirmed(card: ContactCardPage, on: date | None = None) -> bool:
    """Did nobody confirm this person for two check cycles? Never of a function, or of somebody who left."""
    if not card.is_persoon or card.state.is_vertrokken(on):
        return False
    return freshness_of(card, _maanden(card.path), on).is_old


def long_unconfirmed(on: date | None = None) -> Q:
    """The same as a question to the database."""
    today = on or timezone.localdate()
    here = {region.path: region.controle_maanden for region in live_regions()}
    other = {path: months for path, months in here.items() if months != MAANDEN}
    elsewhere = Q()
    rule = Q(pk__in=[])
    for path, months in other.items():
        rule |= Q(path__startswith=path) & _unconfirmed_since(_oldest(months, today))
        elsewhere &= ~Q(path__startswith=path)
    rule |= elsewhere & _unconfirmed_since(_oldest(MAANDEN, today))
    works = Q(state__vertrokken_op=None) | Q(state__vertrokken_op__gt=today)
    return Q(soort=ContactCardPage.Soort.PERSOON) & works & rule


def _maanden(path: str) -> int:
    regions = (region for region in live_regions() if path.startswith(region.path))
    return next((region.controle_maanden for region in regions), MAANDEN)


def _oldest(months: int, today: date) -> date:
    """The first day on which a check still counts today."""
    day = months_later(today, -months * OLD_AFTER_CYCLES)
    while months_later(day, months * OLD_AFTER_CYCLES) < today:  # the last days of a short month fall together
        day += timedelta(days=1)
    return day


def _unconfirmed_since(day: date) -> Q:
    """Both groups of fields were checked once, and one of them not since that day."""
    groups = (Check.Veldgroep.CONTACT, Check.Veldgroep.WERK)
    contact, werk = (
        Check.objects.filter(page_id=OuterRef("pk"), veldgroep__in=(group, Check.Veldgroep.ALLES)) for group in groups
    )
    lately = Q(Exists(contact.filter(op__gte=day))) & Q(Exists(werk.filter(op__gte=day)))
    return ~lately & Q(Exists(contact)) & Q(Exists(werk))


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
