"""Marks of the rows that a card or agency is made of: the same mark means that nothing of it changed.

Answers and contacts both ask them, so they know all that either shows. All rows of some pages are read with one query,
each as one text that the database makes of its columns: that takes a tenth of the time of making objects of them.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model
from wagtail.models import Page, Site

from directory.keeping import kept, kept_each
from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    CardNumber,
    CardState,
    Check,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Functie,
    Gemeente,
    OokTeVinden,
    Organisatiesoort,
    Werkproces,
    Wet,
)


@dataclass(frozen=True)
class Table:
    """A table of which rows belong to a page: `column` says to which; `names` are what is read of it, () for all."""

    model: type[Model]
    column: str
    names: tuple[str, ...] = ()
    above: tuple[str, ...] = ()  # at most two columns that name an agency or team
    other: str = ""  # that names another card
    of: "Table | None" = None  # `column` leads to a row of this one, which belongs to the page


SHOWN_OF_A_PAGE = ("id", "path", "title", "slug", "url_path", "live")  # not how many pages stand below it, or drafts
SHOWN_OF_WORK = ("id", "sort_order", "naam", "zoekwoorden", "contactpunt_id", "kaart_id")
WORK_OF_A_PAGE = Table(Werkproces, "page_id", SHOWN_OF_WORK)
OF_A_CARD = (
    Table(Page, "id", (*SHOWN_OF_A_PAGE, "last_published_at")),
    Table(ContactCardPage, "page_ptr_id", above=("agency_id", "team_id"), other="vervanger_id"),
    Table(CardState, "card_id", other="opvolger_id"),
    Table(Absence, "card_id", other="vervanger_id"),
    Table(CardNumber, "page_id"),
    Table(OokTeVinden, "page_id", above=("organisatie_id",)),
    Table(Check, "page_id"),
    Table(Werkproces, "kaart_id", SHOWN_OF_WORK),
    Table(ContactCardPage.gemeenten.through, "contactcardpage_id"),
    Table(ContactCardPage.doelgroepen.through, "contactcardpage_id"),
    Table(ContactCardPage.wetten.through, "contactcardpage_id"),
)
OF_AN_AGENCY = (
    Table(Page, "id", SHOWN_OF_A_PAGE),
    Table(AgencyPage, "page_ptr_id", above=("agency_id",)),
    Table(Contactpunt, "page_id"),
    Table(Check, "page_id"),
    WORK_OF_A_PAGE,
    Table(Werkproces.doelgroepen.through, "werkproces_id", of=WORK_OF_A_PAGE),
    Table(AgencyPage.doelgroepen.through, "agencypage_id"),
    Table(AgencyPage.wetten.through, "agencypage_id"),
    Table(AgencyPage.werkgebied.through, "agencypage_id"),
)
# Short tables that all of them name rows of, or that say where pages stand and who sees them.
OF_A_REGION = (
    Table(Page, "id", SHOWN_OF_A_PAGE),
    Table(AgencyIndexPage, "page_ptr_id"),
    Table(AgencyIndexPage.gemeenten.through, "agencyindexpage_id"),
)
LISTS = tuple(Table(model, "id") for model in (Site, Functie, Doelgroep, Wet, Organisatiesoort, Gemeente))


@dataclass
class PageRows:
    """What was read of one page."""

    texts: list[str] = field(default_factory=list)
    above: set[int] = field(default_factory=set)
    names_another: bool = False

    @property
    def mark(self) -> int:
        return hash(tuple(sorted(self.texts)))


def marks_of_cards(pks: Collection[int]) -> dict[int, int]:
    """A mark for each of these cards, with those of the agencies and teams that it names; none for who names another
    card as successor or stand-in: how that one is stands in other rows."""
    cards = _read(OF_A_CARD, pks)
    agencies = marks_of_agencies({pk for rows in cards.values() for pk in rows.above})
    return {
        pk: hash((rows.mark, *(agencies.get(above) for above in sorted(rows.above))))
        for pk, rows in cards.items()
        if not rows.names_another
    }


def marks_of_agencies(pks: Collection[int]) -> dict[int, int]:
    """A mark for each of these agencies and teams; that of a team holds that of its agency."""
    return kept_each("mark of agency", pks, _marks_of_agencies)


def _marks_of_agencies(pks: Collection[int]) -> dict[int, int]:
    pages = _read(OF_AN_AGENCY, pks)
    tops = _read(OF_AN_AGENCY, {pk for rows in pages.values() for pk in rows.above} - pages.keys())
    lists = kept("mark of lists", _mark_of_lists)
    own = {pk: rows.mark for pk, rows in (pages | tops).items()}
    return {pk: hash((lists, own[pk], *(own.get(top) for top in rows.above))) for pk, rows in pages.items()}


def _mark_of_lists() -> int:
    regions = AgencyIndexPage.objects.values_list("pk", flat=True)
    of_regions = _read(OF_A_REGION, list(regions))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(_select(table, number) for number, table in enumerate(LISTS)))
        lists = sorted(row[-1] for row in cursor.fetchall())
    return hash((*lists, *((pk, rows.mark) for pk, rows in sorted(of_regions.items()))))


def _read(tables: tuple[Table, ...], pks: Collection[int]) -> dict[int, PageRows]:
    """All rows of these tables that belong to these pages, in one query."""
    found: dict[int, PageRows] = {}
    if not pks:
        return found
    parts = [f"{_select(table, number)} {_dialect().among}" for number, table in enumerate(tables)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [_dialect().keys(list(pks))] * len(tables))
        for page, first, second, other, text in cursor.fetchall():
            rows = found.setdefault(page, PageRows())
            rows.texts.append(text)
            rows.above.update(filter(None, (first, second)))
            rows.names_another = rows.names_another or bool(other)
    return found


@dataclass(frozen=True)
class Dialect:
    """What databases say each in their own way; keys are one parameter, however many there are."""

    array: str  # the function that makes one text of columns
    among: str
    keys: Callable[[list[int]], Any]


DIALECTS = {
    "sqlite": Dialect("json_array", "IN (SELECT value FROM json_each(%s))", json.dumps),
    "postgresql": Dialect("json_build_array", "= ANY(%s)", list),
}


def _dialect() -> Dialect:
    return DIALECTS[connection.vendor]


@cache
def _select(table: Table, number: int) -> str:
    """The query for all rows of a table, up to the keys of the pages; its number tells them from those of others."""
    names = table.names or tuple(str(column.column) for column in table.model._meta.local_concrete_fields)
    text = f"CAST({_dialect().array}({', '.join([str(number), *(_name(table, name) for name in names)])}) AS text)"
    above = [_name(table, name) for name in (*table.above, "", "")[:2]]
    source, page = _table(table), _name(table, table.column)
    if table.of:
        source += f" JOIN {_table(table.of)} ON {page} = {_name(table.of, 'id')}"
        page = _name(table.of, table.of.column)
    which = f" WHERE {page}" if table not in LISTS else ""
    return f"SELECT {page}, {above[0]}, {above[1]}, {_name(table, table.other)}, {text} FROM {source}{which}"  # noqa: S608  # our own names


def _table(table: Table) -> str:
    return connection.ops.quote_name(table.model._meta.db_table)


def _name(table: Table, column: str) -> str:
    """A column with its table; without one a number that is none."""
    return f"{_table(table)}.{connection.ops.quote_name(column)}" if column else "CAST(NULL AS integer)"
