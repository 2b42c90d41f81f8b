"""How fresh a page is: when somebody last said that it is right, and whether that is long ago."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, DateField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from directory.keeping import kept
from directory.models import AgencyIndexPage, AgencyPage, Check, ContactCardPage

MAANDEN = 6  # between two checks, for a page that stands in no region
# A person whose card nobody confirmed for this many check cycles may well have left.
OLD_AFTER_CYCLES = 2
Groep = Check.Veldgroep

Cycles = list[tuple[str, int]]


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


def controle_maanden(region: AgencyIndexPage | None) -> int:
    """For how many months a check holds in a region, or where there is none."""
    return region.controle_maanden if region else MAANDEN


def checked_on(page: AgencyPage | ContactCardPage, veldgroep: str = Groep.ALLES) -> date | None:
    """The day on which a group of fields was last confirmed; of the whole page: of its least fresh group."""
    if not page.pk:
        return None
    days = {check.veldgroep: check.op for check in page.checks.all()}
    return last_of(days, veldgroep)


def last_of(days: Mapping[str, date], veldgroep: str = Groep.ALLES) -> date | None:
    """The same by the day of the last check of each group of fields; None where a part was never confirmed."""
    if veldgroep != Groep.ALLES:
        return max((days[v] for v in (veldgroep, Groep.ALLES) if v in days), default=None)
    contact, werk = last_of(days, Groep.CONTACT), last_of(days, Groep.WERK)
    return min(contact, werk) if contact and werk else None


def checked_within(maanden: int, on: date | None = None) -> Q:
    """As a question to the database: is a page fresh, as `freshness_of` says it?"""
    since = _first_that_counts(maanden, on or timezone.localdate())
    recent = Check.objects.filter(page=OuterRef("pk"), op__gte=since)
    contact, werk = (Exists(recent.filter(veldgroep__in=[Groep.ALLES, part])) for part in (Groep.CONTACT, Groep.WERK))
    return Q(contact) & Q(werk)


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
def is_long_unconfirmed(card: ContactCardPage, on: date | None = None, known: Cycles | None = None) -> bool:
    """Did nobody confirm this person for two check cycles? Never of a function, or of somebody who left.

    `known` are the `cycles` where they were read once for many cards.
    """
    if not card.is_persoon or card.state.is_vertrokken(on):
        return False
    return freshness_of(card, maanden_at(card.path, cycles() if known is None else known), on).is_old


def long_unconfirmed(on: date | None = None) -> Q:
    """The same as a question to the database."""
    today = on or timezone.localdate()
    other = {path: months for path, months in cycles() if months != MAANDEN}
    elsewhere = Q()
    rule = Q(pk__in=[])
    for path, months in other.items():
        rule |= Q(path__startswith=path) & _unconfirmed_since(_oldest(months, today))
        elsewhere &= ~Q(path__startswith=path)
    rule |= elsewhere & _unconfirmed_since(_oldest(MAANDEN, today))
    works = Q(state__vertrokken_op=None) | Q(state__vertrokken_op__gt=today)
    return Q(soort=ContactCardPage.Soort.PERSOON) & works & rule


def maanden_at(path: str, known: Cycles) -> int:
    """For how many months a check holds at this place in the tree."""
    return next((months for region, months in known if path.startswith(region)), MAANDEN)


def cycles() -> Cycles:
    """The path of each live region, and after how many months it asks for a check."""
    return kept("cycles", _read_cycles)


def _read_cycles() -> Cycles:
    regions = AgencyIndexPage.objects.live().order_by("path")
    return list(regions.values_list("path", "controle_maanden"))


def _oldest(months: int, today: date) -> date:
    """The first day on which a check keeps a person from being hidden today."""
    return _first_that_counts(months * OLD_AFTER_CYCLES, today)


def _first_that_counts(months: int, today: date) -> date:
    """The first day on which a check that holds for so many months still counts today."""
    day = months_later(today, -months)
    while months_later(day, months) < today:  # the last days of a short month fall together
        day += timedelta(days=1)
    return day


def _unconfirmed_since(day: date) -> Q:
    """Both groups of fields were checked once, and one of them not since that day."""
    return Q(_LastChecked("pk", day))


class _LastChecked(Func):
    """What `checked_on` gives, laid beside a day: written as SQL, because this is asked with every question about cards
    and Django takes milliseconds to build it out of querysets."""

    output_field = BooleanField()
    conditional = True
    template = (
        "(COALESCE((SELECT CASE WHEN seen.contact < {day} OR seen.werk < {day} THEN 1 ELSE 0 END FROM"
        " (SELECT MAX(CASE WHEN veldgroep <> 'werk' THEN op END) AS contact,"
        " MAX(CASE WHEN veldgroep <> 'contact' THEN op END) AS werk FROM {table} WHERE page_id = {page}) seen"
        " WHERE seen.contact IS NOT NULL AND seen.werk IS NOT NULL), 0) = 1)"
    )

    def __init__(self, page: str, day: date) -> None:
        super().__init__(F(page), Value(day, output_field=DateField()))

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[str | int, ...]]:
        page, day = (compiler.compile(one) for one in self.get_source_expressions())
        table = connection.ops.quote_name(Check._meta.db_table)
        return self.template.format(page=page[0], day=day[0], table=table), (*day[1], *day[1], *page[1])


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
