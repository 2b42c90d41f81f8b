"""The order of answers: the best first, helped by their agency; or by name, or what was checked last on top."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from directory.freshness import last_of
from directory.models import AgencyPage, Check, ContactCardPage, Contactpunt
from directory.names import fold, sort_key
from search.answer import desk_title
from search.plan import Key, Match

NAAM, NAGEKEKEN = "naam", "nagekeken"
VOLGORDEN = {"": "Beste eerst", NAAM: "Naam", NAGEKEKEN: "Laatst nagekeken"}
WINDOW = 30  # answers that are put in order together: three pages
WITH_AGENCY = 0.3  # of the best score of its agency, for all that belongs to it: who stands alone fits less often
REFUSED = 0.5  # of its score, for who says not to do it
CARD_PARTS = (
    "voornaam", "tussenvoegsel", "achternaam", "functie_lokaal", "functie__naam", "state__alleen_functie",
)  # fmt: skip


def with_agencies(blocks: Sequence[Sequence[Match]], refusing: Collection[int] = frozenset()) -> list[list[Match]]:
    """The first WINDOW matches of each block once more in order, each helped by the best of its agency in any block.

    Lower come those of whom their agency, by the key of its page, says that it does not do what is asked.

    What lies behind the window stays behind it, so that a next page shows what the one before did not.
    """
    blocks = [[_less(match, refusing) for match in block] for block in blocks]
    best: dict[int, int] = {}
    for match in chain.from_iterable(block[:WINDOW] for block in blocks):
        best[match.groep] = max(best.get(match.groep, 0), match.score)
    return [[*sorted(_helped(block[:WINDOW], best), key=lambda m: -m.score), *block[WINDOW:]] for block in blocks]


def _less(match: Match, refusing: Collection[int]) -> Match:
    refuses = match.groep in refusing or (match.soort == "organisatie" and match.pk in refusing)
    return match._replace(score=int(match.score * REFUSED)) if refuses else match


def _helped(matches: Iterable[Match], best: dict[int, int]) -> Iterable[Match]:
    return (m._replace(score=m.score + int(best[m.groep] * WITH_AGENCY)) for m in matches)


def ordered(matches: Sequence[Match], volgorde: str) -> tuple[Match, ...]:
    """The matches in this order, equal ones the best first: at most four queries."""
    if volgorde == NAAM:
        names = _names(matches)
        return tuple(sorted(matches, key=lambda match: names.get(match.key, ())))
    if volgorde == NAGEKEKEN:
        days = _days(matches)
        return tuple(sorted(matches, key=lambda match: -days.get(match.key, date.min).toordinal()))
    return tuple(matches)


def _keys(matches: Iterable[Match], *soorten: str) -> dict[int, Key]:
    return {match.pk: match.key for match in matches if match.soort in soorten}


def _names(matches: Sequence[Match]) -> dict[Key, tuple[str, ...]]:
    """What each sorts by: people by surname, all else by what it is called."""
    cards, punten = _keys(matches, "persoon", "functie"), _keys(matches, "loket")
    pages = _keys(matches, "organisatie")
    found: dict[Key, tuple[str, ...]] = {}
    rows = ContactCardPage.objects.filter(pk__in=cards).select_related("functie", "state")
    for card in rows.only(*CARD_PARTS):
        called = ("", "", "") if card.is_alleen_functie else (card.voornaam, card.tussenvoegsel, card.achternaam)
        found[cards[card.pk]] = sort_key(*called) if any(called) else (fold(card.functienaam),)
    for pk, naam, title in Contactpunt.objects.filter(pk__in=punten).values_list("pk", "naam", "page__title"):
        found[punten[pk]] = (fold(desk_title(naam, title)),)
    for pk, title in AgencyPage.objects.filter(pk__in=pages).values_list("pk", "title"):
        found[pages[pk]] = (fold(title),)
    return found


def _days(matches: Sequence[Match]) -> dict[Key, date]:
    """When each was last checked as a whole; a contactpunt with its page."""
    of_pages = _keys(matches, "persoon", "functie", "organisatie")
    punten = _keys(matches, "loket")
    page_of = dict(Contactpunt.objects.filter(pk__in=punten).values_list("pk", "page_id"))
    rows = Check.objects.filter(page__in=[*of_pages, *page_of.values()]).values_list("page_id", "veldgroep", "op")
    checks: dict[Any, dict[str, date]] = {}
    for page, veldgroep, day in rows:
        checks.setdefault(page, {})[veldgroep] = day
    days = {page: whole for page, found in checks.items() if (whole := last_of(found))}
    of_punten = {punten[pk]: days[page] for pk, page in page_of.items() if page in days}
    return of_punten | {key: days[pk] for pk, key in of_pages.items() if pk in days}
