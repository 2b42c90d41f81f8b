"""Which cards are as they were: a mark of every row that a contact is made of, read without making objects of them.

Making contacts takes ten times as long as reading their rows, and a change of the guide is mostly one of a few cards.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model

from directory.models import Absence, AgencyPage, CardNumber, CardState, Check, ContactCardPage, Functie, OokTeVinden
from directory.regions import live_regions

# The tables of which rows belong to one card, by the column that says to which.
OF_A_CARD: tuple[tuple[type[Model], str], ...] = (
    (ContactCardPage, "page_ptr_id"),
    (CardState, "card_id"),
    (CardNumber, "page_id"),
    (Absence, "card_id"),
    (OokTeVinden, "page_id"),
    (Check, "page_id"),
)
# Who is named on a card is told by rows of another card: such a card gets no mark.
OTHERS = ("vervanger_id", "houder_id", "opvolger_id")
PAGES, FUNCTIES = ("agency_id", "team_id", "organisatie_id"), ("functie_id",)


@dataclass
class _Card:
    """What the rows of one card hold."""

    marks: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)  # 0 for none
    functies: list[int] = field(default_factory=list)
    names_another: bool = False


def marks_of(pks: Iterable[int]) -> dict[int, int]:
    """A mark for each of these cards that differs as soon as its contact may, for one audience on one day."""
    cards = _read(list(pks))
    regions = tuple((region.pk, *sorted(g.pk for g in region.gemeenten.all())) for region in live_regions())
    pages = _pages({page for card in cards.values() for page in card.pages if page})
    functies = {row[0]: hash(row) for row in _Table(Functie).rows()}
    return {
        pk: hash((regions, *card.marks, *map(pages.get, card.pages), *map(functies.get, card.functies)))
        for pk, card in cards.items()
        if not card.names_another
    }


def _read(pks: list[int]) -> dict[int, _Card]:
    cards: dict[int, _Card] = defaultdict(_Card)
    for model, column in OF_A_CARD:
        table = _Table(model)
        (key,), others, pages, functies = map(table.places, ((column,), OTHERS, PAGES, FUNCTIES))
        for row in table.rows(column, pks):
            card = cards[row[key]]
            card.marks.append(hash(row))
            card.pages += [row[place] or 0 for place in pages]
            card.functies += [row[place] or 0 for place in functies]
            card.names_another = card.names_another or any(row[place] for place in others)
    return cards


def _pages(wanted: set[int]) -> dict[int, int]:
    """A mark for each of these agencies and teams, with its agency and where they work."""
    tops = AgencyPage.objects.filter(teams__in=wanted).values_list("pk", flat=True)
    table = _Table(AgencyPage)
    pk, agency = table.places(("page_ptr_id", "agency_id"))
    found = {row[pk]: row for row in table.rows("page_ptr_id", {*wanted, *tops})}
    where: dict[int, list[int]] = defaultdict(list)
    for page, gemeente in AgencyPage.werkgebied.through.objects.filter(agencypage__in=found).values_list(
        "agencypage_id", "gemeente_id"
    ):
        where[page].append(gemeente)
    own = {page: hash((row, *sorted(where[page]))) for page, row in found.items()}
    return {page: hash((own[page], own.get(row[agency]))) for page, row in found.items()}


class _Table:
    """A table with all its columns, read as the database gives them."""

    def __init__(self, model: type[Model]) -> None:
        columns = {field.attname: field for field in model._meta.concrete_fields}
        self._names = list(columns)
        self._columns = {name: f'"{one.model._meta.db_table}"."{one.column}"' for name, one in columns.items()}
        self._sql = model._default_manager.order_by().values_list(*columns).query.sql_with_params()[0]

    def places(self, names: Iterable[str]) -> list[int]:
        """Where in a row these columns stand, those that the table has."""
        return [self._names.index(name) for name in names if name in self._names]

    def rows(self, column: str = "", values: Collection[int] = ()) -> Iterator[tuple[Any, ...]]:
        """All rows, or those with one of these numbers in a column: the ORM looks at each number several times."""
        which = f" WHERE {self._columns[column]} IN ({', '.join(map(str, map(int, values)))})" if column else ""
        if column and not values:
            return
        with connection.cursor() as cursor:
            cursor.execute(f"{self._sql}{which} ORDER BY 1")
            yield from cursor.fetchall()
