"""Which cards are as they were: a mark of every row that a contact is made of, read without making objects of them.

Making contacts takes ten times as long as reading their rows, and a change of the guide is mostly one of a few cards.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from directory.models import Absence, AgencyPage, CardNumber, CardState, Check, ContactCardPage, Functie, OokTeVinden
from directory.regions import live_regions

Row = dict[str, Any]
# The tables of which rows belong to one card, by the column that says to which.
OF_A_CARD: tuple[tuple[type[Model], str], ...] = (
    (CardState, "card_id"),
    (CardNumber, "page_id"),
    (Absence, "card_id"),
    (OokTeVinden, "page_id"),
    (Check, "page_id"),
)
# Who is named on a card is told by rows of another card: such a card gets no mark.
OTHERS = ("vervanger_id", "houder_id", "opvolger_id")


def marks_of(pks: Iterable[int]) -> dict[int, int]:
    """A mark for each of these cards that differs as soon as its contact may, for one audience on one day."""
    wanted = list(pks)
    regions = tuple((region.pk, *sorted(g.pk for g in region.gemeenten.all())) for region in live_regions())
    rows: dict[int, list[Row]] = defaultdict(list)
    for model, column in ((ContactCardPage, "page_ptr_id"), *OF_A_CARD):
        for row in _rows(model, **{f"{column}__in": wanted}):
            rows[row[column]].append(row)
    pages, functies = _pages(rows.values()), {row["id"]: _mark(row) for row in _rows(Functie)}
    return {
        pk: hash((regions, *map(_mark, own), *_around(own, pages, functies)))
        for pk, own in rows.items()
        if not any(row.get(name) for row in own for name in OTHERS)
    }


def _around(own: list[Row], pages: dict[int, int], functies: dict[int, int]) -> Iterator[int | None]:
    for row in own:
        for name in ("agency_id", "team_id", "organisatie_id"):
            yield pages.get(row.get(name, 0))
        yield functies.get(row.get("functie_id", 0))


def _pages(cards: Iterable[list[Row]]) -> dict[int, int]:
    """A mark for each agency and team that cards stand under or name, with its agency and where they work."""
    names = ("agency_id", "team_id", "organisatie_id")
    wanted = {row[name] for own in cards for row in own for name in names if row.get(name)}
    tops = AgencyPage.objects.filter(teams__in=wanted).values_list("pk", flat=True)
    found = {row["page_ptr_id"]: row for row in _rows(AgencyPage, pk__in={*wanted, *tops})}
    where: dict[int, list[int]] = defaultdict(list)
    for row in _rows(AgencyPage.werkgebied.through, agencypage__in=found):
        where[row["agencypage_id"]].append(row["gemeente_id"])
    own = {pk: hash((_mark(row), *sorted(where[pk]))) for pk, row in found.items()}
    return {pk: hash((own[pk], own.get(row["agency_id"]))) for pk, row in found.items()}


def _mark(row: Row) -> int:
    return hash(tuple(row.values()))


def _rows(model: type[Model], **which: Any) -> Iterator[Row]:
    """Rows of a table with all its columns, as the database gives them."""
    names = [field.attname for field in model._meta.concrete_fields]
    chosen: QuerySet[Any, Any] = model._default_manager.filter(**which).order_by("pk").values_list(*names)
    try:
        sql, params = chosen.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))
