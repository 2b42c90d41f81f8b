"""The rows behind matches, read fresh and asked through visibility again: an index may be a moment behind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from directory.models import AgencyPage, ContactCardPage, Contactpunt
from directory.succession import absence_on, heir, name_may_show, stand_in
from directory.visibility import Audience, Regions, cards_for, contactpunt_level, tokens_at
from search.answer import Thing
from search.collect import WERKPROCESSEN
from search.plan import Match

CARD_PARTS = (
    "nummers", "gemeenten", "doelgroepen", "leefgebieden", "wetten", "checks", "werkprocessen",
    "absences__vervanger__state", "absences__vervanger__absences",
    "agency__werkgebied", "team__werkgebied", "agency__doelgroepen", "team__doelgroepen",
)  # fmt: skip
AGENCY_PARTS = ("contactpunten", WERKPROCESSEN, "doelgroepen", "leefgebieden", "wetten", "werkgebied", "checks")


@dataclass
class Rows:
    """Things by kind and key, and for a card who takes over; `regions` serves all later questions of visibility."""

    things: dict[tuple[str, int], Thing] = field(default_factory=dict)
    heirs: dict[int, ContactCardPage] = field(default_factory=dict)
    stand_ins: dict[int, ContactCardPage] = field(default_factory=dict)
    regions: Regions = field(default_factory=Regions)

    def get(self, match: Match) -> Thing | None:
        return self.things.get((match.soort, match.pk))


def load(matches: Iterable[Match], audience: Audience) -> Rows:
    """What of these matches this audience may see, in a fixed number of queries."""
    rows = Rows()
    wanted: dict[str, list[int]] = {}
    for match in matches:
        wanted.setdefault(match.soort, []).append(match.pk)
    cards = _cards(wanted.get("persoon", []) + wanted.get("functie", []), audience)
    for card in cards.values():
        if name_may_show(card):
            rows.things[card.soort, card.pk] = card
    for page in _agencies(wanted.get("organisatie", [])):
        rows.things["organisatie", page.pk] = page
    for point in _contactpunten(wanted.get("loket", []), audience, rows.regions):
        rows.things["loket", point.pk] = point
    _others(rows, cards, audience)
    return rows


def _cards(pks: list[int], audience: Audience) -> dict[int, ContactCardPage]:
    found = (
        cards_for(audience)
        .filter(pk__in=pks)
        .select_related("functie", "state__opvolger__state__opvolger__state", "vervanger__state", "houder")
        .select_related("agency__agency", "agency__soort", "team__agency", "team__soort")
        .prefetch_related(*CARD_PARTS, "vervanger__absences")
    )
    return {card.pk: card for card in found}


def _agencies(pks: list[int]) -> Iterable[AgencyPage]:
    pages = AgencyPage.objects.live().filter(pk__in=pks).select_related("soort", "agency__soort")
    return pages.prefetch_related(*AGENCY_PARTS, *(f"agency__{name}" for name in AGENCY_PARTS if isinstance(name, str)))


def _contactpunten(pks: list[int], audience: Audience, regions: Regions) -> Iterable[Contactpunt]:
    agency = AgencyPage.objects.select_related("soort", "agency__soort").prefetch_related(
        *AGENCY_PARTS, *(f"agency__{name}" for name in AGENCY_PARTS if isinstance(name, str))
    )
    points = Contactpunt.objects.filter(pk__in=pks, page__live=True).prefetch_related(Prefetch("page", agency))
    return [p for p in points if audience.holds(tokens_at(contactpunt_level(p), p.page, regions))]


def _others(rows: Rows, cards: dict[int, ContactCardPage], audience: Audience) -> None:
    """Who follows those who left, and who stands in for those who are away, as far as this audience may see them."""
    heirs = {pk: found.pk for pk, card in cards.items() if card.state.is_vertrokken() and (found := heir(card))}
    away = {pk: found.pk for pk, card in cards.items() if absence_on(card) and (found := stand_in(card))}
    missing = [pk for pk in {*heirs.values(), *away.values()} if pk not in cards]
    seen = cards | (_cards(missing, audience) if missing else {})
    rows.heirs = {pk: seen[other] for pk, other in heirs.items() if other in seen}
    rows.stand_ins = {pk: seen[other] for pk, other in away.items() if other in seen}
