"""The filters beside the answers: per kind its values, with honest counts and names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from directory.keeping import kept, kept_each
from directory.models import AgencyPage, Doelgroep, Gemeente, Leefgebied
from directory.names import fold
from search.answer import SearchQuery
from search.forms import address
from search.plan import LANDELIJK, Filters

MOST = 8  # values shown at once of one kind, besides those that are ticked
MOST_FOLDED = 100  # values of one kind in all: a large guide has thousands of agencies
NAMES = {
    "soort": "Soort",
    "doelgroep": "Voor wie",
    "leefgebied": "Onderwerp",
    "gemeente": "Gemeente",
    "organisatie": "Organisatie",
}
SOORTEN = {"persoon": "Mensen", "functie": "Functies", "loket": "Loketten", "organisatie": "Organisaties"}


OPTION = (
    '<label class="facet__option"><input type="checkbox" name="{}" value="{}" autocomplete="off"{}> <span>{}</span> '
    '<span class="facet__count">{}<span class="visually-hidden"> {}</span></span></label>'
)
TICKED = SafeString(" checked")


class Option(NamedTuple):
    """A value of a kind of filter, and how many answers it leaves."""

    waarde: str
    naam: str
    aantal: int
    gekozen: bool


class Chosen(NamedTuple):
    """A value that was ticked, as a link to the question without it."""

    soort: str
    naam: str
    url: str


@dataclass(frozen=True)
class Facet:
    """A kind of filter and its options, the most frequent first; the others, by name, are folded away."""

    code: str
    naam: str
    options: list[Option]
    others: list[Option]
    has_more: bool = False  # values that are not even folded away: the least frequent

    @property
    def toon(self) -> str:
        """What opens the fold: `Toon alle 18`, and no `alle` where a large guide has more."""
        count = len(self.options) + len(self.others)
        return f"Toon de {count} meest gevonden" if self.has_more else f"Toon alle {count}"

    @property
    def is_ticked(self) -> bool:
        return any(option.gekozen for option in self.options)

    @property
    def options_html(self) -> SafeString:
        """The boxes to tick; here and not in the template, because a page holds some hundred of them."""
        return self._html(self.options)

    @property
    def others_html(self) -> SafeString:
        return self._html(self.others)

    def _html(self, options: Iterable[Option]) -> SafeString:
        rows = (
            (self.code, o.waarde, TICKED if o.gekozen else "", o.naam, o.aantal, "antwoord" + "en" * (o.aantal != 1))
            for o in options
        )
        return format_html_join("", OPTION, rows)


def facets(counts: dict[str, dict[str, int]], filters: Filters) -> list[Facet]:
    """All kinds that have something to choose; at most four queries for the names."""
    found = []
    for code, naam in NAMES.items():
        chosen = getattr(filters, code)
        values = dict(counts.get(code, {}))
        nationwide = values.pop(LANDELIJK, 0) if code == "gemeente" else 0
        ranked = sorted(values, key=lambda value: (value not in chosen, -values[value], value))
        has_more = len(ranked) > MOST_FOLDED
        ranked = [*ranked[: max(MOST_FOLDED, len(chosen))], *(value for value in chosen if value not in values)]
        names = _names(code, ranked)
        options = [
            Option(value, names[value], values.get(value, 0) + nationwide, value in chosen)
            for value in ranked
            if value in names
        ]
        if options:
            found.append(replace(_folded(code, naam, options), has_more=has_more))
    return found


def _folded(code: str, naam: str, options: list[Option]) -> Facet:
    """The first options and all that are ticked; one or two more are not worth a fold."""
    if len(options) <= MOST + 2:
        return Facet(code, naam, options, [])
    first = [option for place, option in enumerate(options) if place < MOST or option.gekozen]
    others = [option for option in options[MOST:] if not option.gekozen]
    return Facet(code, naam, first, sorted(others, key=lambda option: _sorted_as(option.naam)))


@lru_cache(maxsize=10_000)
def _sorted_as(naam: str) -> str:
    """Of names that are open to everybody; a hundred agencies are put in order at each question."""
    return fold(naam)


def _names(code: str, values: list[str]) -> dict[str, str]:
    if code == "soort":
        return {value: SOORTEN[value] for value in values if value in SOORTEN}
    if code == "organisatie":
        return kept_each("agency names", values, _agencies)
    return kept(("names", code), lambda: _words(code))


def _agencies(slugs: list[str]) -> dict[str, str]:
    return dict(AgencyPage.objects.live().agencies().filter(slug__in=slugs).values_list("slug", "title"))


def _words(code: str) -> dict[str, str]:
    """The names of a whole word list."""
    if code == "gemeente":
        rows = Gemeente.objects.only("slug", "naam", "officiele_naam")
        return {gemeente.slug: gemeente.roepnaam for gemeente in rows}
    model = Doelgroep if code == "doelgroep" else Leefgebied
    return dict(model.objects.values_list("code", "naam"))


def chosen(query: SearchQuery) -> list[Chosen]:
    """What was ticked, by the names of the filters."""
    ticked = [(code, values, value) for code, values in query.filters.chosen().items() for value in values]
    return [
        Chosen(
            NAMES[code],
            _names(code, [value]).get(value, value),
            address(query, **{code: tuple(other for other in values if other != value)}),
        )
        for code, values, value in ticked
    ]


def unknown(filters: Filters) -> list[tuple[str, str]]:
    """What was ticked by an address that nothing here is called: the kind in words, and the value."""
    return [
        (NAMES[code], value)
        for code, values in filters.chosen().items()
        for value in values
        if value not in _names(code, [value])
    ]
