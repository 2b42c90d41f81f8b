"""What one file holds: the cards, organisations and contactpunten that an audience may take along, and nothing else."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from directory.lines import Look, sorted_cards
from directory.models import AgencyPage, ContactCardPage, Contactpunt, OokTeVinden
from directory.succession import heir
from directory.visibility import (
    Audience,
    Regions,
    cards_for,
    contactpunten_for,
    exportable_cards,
    may_export_agency,
    unconfirmed_for,
)
from directory.waarden import chosen


@dataclass(frozen=True)
class Bundle:
    """The things to save, in the order of the file; `named` holds the cards that others point to in their note."""

    look: Look
    cards: list[ContactCardPage] = field(default_factory=list)
    agencies: list[AgencyPage] = field(default_factory=list)
    contactpunten: list[Contactpunt] = field(default_factory=list)
    named: dict[int, ContactCardPage] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cards) + len(self.agencies) + len(self.contactpunten)


def look_of(audience: Audience) -> Look:
    return Look(audience, Regions())


def of_card(look: Look, short_id: str) -> Bundle | None:
    """One card; of somebody who left the successor's. None: not visible; empty: visible but not to be saved."""
    cards = _still_there(look, [short_id])
    return None if cards is None else _bundle(look, cards=_take(look, cards))


def of_agency(look: Look, key: uuid.UUID) -> Bundle | None:
    """An organisation or team with the contactpunten and cards of itself and its teams."""
    page = AgencyPage.objects.live().filter(uuid=key).first()
    if page is None:
        return None
    if not may_export_agency(look.audience, page):
        return Bundle(look)
    pages = _pages(Q(pk=page.pk) | Q(agency=page))
    own = [p for p in pages if p.pk == page.pk]
    cards = _cards(look, Q(agency=page) | Q(team=page))
    return _bundle(look, cards=cards, agencies=own, contactpunten=_contactpunten(look, pages))


def of_query(look: Look, cards: Q, pages: Q) -> Bundle:
    """The cards that a rule chooses, and the organisations and teams that one chooses with all their contactpunten."""
    found = _pages(pages)
    allowed = [page for page in found if may_export_agency(look.audience, page)]
    punten = _exportable(look, _contactpunten(look, found))
    return _bundle(look, cards=_cards(look, cards), agencies=allowed, contactpunten=punten)


def of_contactpunt(look: Look, key: uuid.UUID) -> Bundle | None:
    """One contactpunt."""
    found = [punt for punt in _contactpunten(look, _pages(Q(contactpunten__uuid=key))) if punt.uuid == key]
    return _bundle(look, contactpunten=_exportable(look, found)) if found else None


def of_selection(look: Look, values: Iterable[str]) -> Bundle | None:
    """What somebody picked (`directory.waarden`): cards, organisations whole, and single contactpunten."""
    wanted = chosen(values)
    agencies, single = wanted.organisaties, wanted.contactpunten
    cards = _still_there(look, wanted.kaarten)
    pages = _pages(Q(uuid__in=agencies) | Q(contactpunten__uuid__in=single)) if agencies or single else []
    own = [page for page in pages if page.uuid in agencies]
    picked = [punt for punt in _contactpunten(look, pages) if punt.uuid in single or punt.page.uuid in agencies]
    if cards is None and not own and not picked:
        return None
    allowed = [page for page in own if may_export_agency(look.audience, page)]
    return _bundle(look, cards=_take(look, cards or []), agencies=allowed, contactpunten=_exportable(look, picked))


# Cards -----------------------------------------------------------------------------------------------------------
def _still_there(look: Look, short_ids: Iterable[str]) -> list[int] | None:
    """The ids of the visible cards asked for, of who left the successor's; None where nothing is visible."""
    wanted = [short_id.lower() for short_id in short_ids]
    found = list(cards_for(look.audience).filter(short_id__in=wanted).select_related("state")) if wanted else []
    held = held_by_unconfirmed(look, wanted) if len(found) < len(wanted) else {}
    if not found and not held:
        return None
    now = [heir(card) if card.state.is_vertrokken() else card for card in found]
    return [*(card.pk for card in now if card), *held.values()]


def held_by_unconfirmed(look: Look, short_ids: Iterable[str]) -> dict[str, int]:
    """By the card of somebody whom nobody confirmed for long the function to show instead of the hidden person."""
    hidden = unconfirmed_for(look.audience).filter(short_id__in=list(short_ids))
    functions = cards_for(look.audience).working().filter(houder__in=hidden, soort=ContactCardPage.Soort.FUNCTIE)
    return dict(functions.order_by("-pk").values_list("houder__short_id", "pk"))


def _take(look: Look, pks: list[int]) -> list[ContactCardPage]:
    return _cards(look, Q(pk__in=pks)) if pks else []


def _cards(look: Look, which: Q) -> list[ContactCardPage]:
    """The cards that may be saved, with all that a vCard of them tells, in a fixed number of queries."""
    elsewhere = Prefetch(
        "ook_te_vinden", OokTeVinden.objects.select_related("organisatie__agency").order_by("sort_order", "pk")
    )
    cards = exportable_cards(look.audience).filter(which).select_related("state")
    # Functie, team and agency apart: joined, each card would bring its own copy of them, which takes twice as long.
    shared = ("functie", "team__agency__werkgebied", "agency__werkgebied")
    return sorted_cards(cards.prefetch_related("nummers", "absences", elsewhere, *shared))


def _named(look: Look, cards: Iterable[ContactCardPage]) -> dict[int, ContactCardPage]:
    """The stand-ins, holders and successors of these cards, those that may be saved too; by id."""
    pks = {pk for card in cards for pk in (card.vervanger_id, card.houder_id, card.state.opvolger_id)}
    pks |= {absence.vervanger_id for card in cards for absence in card.absences.all()}
    return {card.pk: card for card in _take(look, [pk for pk in pks if pk])}


def _bundle(
    look: Look,
    cards: Iterable[ContactCardPage] = (),
    agencies: Iterable[AgencyPage] = (),
    contactpunten: Iterable[Contactpunt] = (),
) -> Bundle:
    kept = list(cards)
    return Bundle(look, kept, list(agencies), list(contactpunten), _named(look, kept))


# Contactpunten ---------------------------------------------------------------------------------------------------
def _pages(which: Q) -> list[AgencyPage]:
    """Live organisations and teams with their contactpunten, the organisation before its teams."""
    pages = AgencyPage.objects.live().filter(which).filter(Q(agency=None) | Q(agency__live=True)).distinct()
    related = pages.select_related("agency").prefetch_related("contactpunten", "werkgebied", "agency__werkgebied")
    return list(related.order_by("path"))


def _contactpunten(look: Look, pages: Iterable[AgencyPage]) -> list[Contactpunt]:
    return [punt for page in pages for punt in contactpunten_for(look.audience, page, look.regions)]


def _exportable(look: Look, contactpunten: Iterable[Contactpunt]) -> list[Contactpunt]:
    return [punt for punt in contactpunten if may_export_agency(look.audience, punt.page)]
