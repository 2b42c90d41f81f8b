"""The cards and agencies behind answers, read with all that an answer shows of them, and when they are still the same.

Making these objects takes ten times as long as reading their rows, so what was made is used again after a change of the
guide when a mark of all its rows says that they did not change (`kept_each` with marks). Requests share the objects:
nobody changes them. Who may see one is asked for each request (search/showing/rows.py).
"""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import Prefetch, Q

from directory.keeping import kept_each, midnight
from directory.marks import marks_of_agencies, marks_of_cards
from directory.models import Absence, AgencyPage, ContactCardPage, Contactpunt, Werkproces
from directory.succession import absence_on
from directory.visibility import Regions, card_tokens
from search.answer import Thing
from search.showing.links import lay

# Only what an answer shows: a gemeente has dozens of werkprocessen, each with rows of word lists.
WORK = Prefetch("werkprocessen", Werkproces.objects.only("naam", "zoekwoorden", "page", "contactpunt", "kaart"))
CARD_PARTS = ("nummers", "checks", "absences", WORK)
CARD_LISTS = ("gemeenten", "doelgroepen", "wetten")
AGENCY_LISTS = ("doelgroepen", "wetten", "werkgebied")
MOST_MADE = 40  # of one thing: some for each audience
T = TypeVar("T")


def cards(pks: Collection[int], beside: Collection[int] = ()) -> dict[int, ContactCardPage]:
    """The live ones of these cards, with their agency and team as far as these are live.

    `beside` are agencies that are wanted too: they are read with those of the cards.
    """
    return kept_each("card with parts", pks, lambda some: _read_cards(some, beside), midnight, marks_of_cards)


def agencies(pks: Collection[int]) -> dict[int, AgencyPage]:
    """The live ones of these agencies and teams, with their contactpunten and what they do."""
    return kept_each("agency with parts", pks, _read_agencies, midnight, marks_of_agencies)


def made_of(thing: Thing, what: Hashable, make: Callable[[], T], holds: Callable[[T], bool] | None = None) -> T:
    """What is made of a thing and of the lists alone, kept with it for as long as the thing is, and as it holds."""
    made = thing.__dict__.setdefault("_made", {})
    found = made.get(what)
    if found is None or (holds and not holds(found)):
        if len(made) >= MOST_MADE:  # for another request at the same moment too, so nothing is looked up twice
            made.clear()
        found = made[what] = make()
    return cast(T, found)


def contactpunten(page: AgencyPage) -> list[Contactpunt]:
    """The contactpunten of an agency or team: to ask the page itself makes a query set each time."""
    return made_of(page, "contactpunten", lambda: list(page.contactpunten.all()))


@dataclass(frozen=True)
class Today:
    """How a card is on one day: who may see it, whether its person left, and the absence that holds."""

    tokens: frozenset[str]
    left: bool
    away: Absence | None


def today(card: ContactCardPage, day: date) -> Today:
    """How a card is on this day."""
    return made_of(
        card, day, lambda: Today(card_tokens(card, Regions()), card.state.is_vertrokken(day), absence_on(card, day))
    )


def _read_cards(pks: list[int], beside: Collection[int]) -> dict[int, ContactCardPage]:
    live = ContactCardPage.objects.live().filter(pk__in=pks).select_related("functie", "state")
    found = list(live.prefetch_related(*CARD_PARTS))
    lay(found, *CARD_LISTS)
    above = agencies({*beside, *(pk for card in found for pk in (card.agency_id, card.team_id) if pk)})
    for card in found:
        card.agency, card.team = above.get(card.agency_id), above.get(card.team_id)
    return {card.pk: card for card in found}


def _read_agencies(pks: list[int]) -> dict[int, AgencyPage]:
    above = AgencyPage.objects.filter(pk__in=pks).values("agency")
    pages = AgencyPage.objects.live().filter(Q(pk__in=pks) | Q(pk__in=above)).select_related("soort")
    found = {page.pk: page for page in pages.prefetch_related("contactpunten", "checks", WORK)}
    lay(list(found.values()), *AGENCY_LISTS)
    lay([process for page in found.values() for process in page.werkprocessen.all()], "doelgroepen")
    for page in found.values():
        page.agency = found.get(page.agency_id)
        for punt in page.contactpunten.all():
            punt.page = page
    return {pk: found[pk] for pk in pks if pk in found}
