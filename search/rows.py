"""The rows behind matches, read fresh and asked through visibility again: an index may be a moment behind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, prefetch_related_objects

from directory.keeping import kept_each
from directory.models import AgencyPage, ContactCardPage, Contactpunt, Doelgroep, Werkproces, Wet
from directory.succession import absence_on, heir, stand_in
from directory.visibility import Audience, Regions, cards_for, contactpunt_level, tokens_at
from search.answer import Thing
from search.plan import Match

# Only what a result shows: a gemeente has dozens of werkprocessen, each with rows of word lists.
WORK = Prefetch("werkprocessen", Werkproces.objects.only("naam", "zoekwoorden", "page", "contactpunt", "kaart"))
FOR_WHOM = Prefetch("doelgroepen", Doelgroep.objects.only("code", "naam"))
LAWS = Prefetch("wetten", Wet.objects.only("code", "afkorting"))
CARD_PARTS = ("nummers", "gemeenten", FOR_WHOM, LAWS, "checks", "absences", WORK)
AGENCY_PARTS = (
    "contactpunten", WORK, Prefetch("werkprocessen__doelgroepen", Doelgroep.objects.only("code", "naam")),
    FOR_WHOM, LAWS, "werkgebied", "checks",
)  # fmt: skip
STAND_IN_PARTS = (
    "absences__vervanger__state", "absences__vervanger__absences", "vervanger__state", "vervanger__absences",
)  # fmt: skip


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
    _others(rows, cards, audience)
    points = _points(wanted.get("loket", []))
    everybody = [*cards.values(), *rows.heirs.values(), *rows.stand_ins.values()]
    pks = {pk for card in everybody for pk in (card.agency_id, card.team_id) if pk}
    agencies = _agencies({*pks, *wanted.get("organisatie", []), *points.values()})
    for card in everybody:
        card.agency, card.team = agencies.get(card.agency_id), agencies.get(card.team_id)
    for card in cards.values():
        rows.things[card.soort, card.pk] = card
    for pk in wanted.get("organisatie", []):
        if pk in agencies:
            rows.things["organisatie", pk] = agencies[pk]
    for pk, page in points.items():
        point = next(each for each in agencies[page].contactpunten.all() if each.pk == pk)
        if audience.holds(tokens_at(contactpunt_level(point), point.page, rows.regions)):
            rows.things["loket", point.pk] = point
    return rows


def _cards(pks: Collection[int], audience: Audience) -> dict[int, ContactCardPage]:
    """The cards of these that this audience may see, each with its parts; what of them it may see is asked later."""

    def visible(some: list[int]) -> dict[int, bool]:
        return dict.fromkeys(cards_for(audience).filter(pk__in=some).values_list("pk", flat=True), True)

    return kept_each("card with parts", kept_each(("visible", audience.who), pks, visible), _read_cards)


def _read_cards(pks: list[int]) -> dict[int, ContactCardPage]:
    found = ContactCardPage.objects.filter(pk__in=pks).select_related("functie", "state", "houder")
    return {card.pk: card for card in found.prefetch_related(*CARD_PARTS)}


def _points(pks: Collection[int]) -> dict[int, int]:
    """Of each contactpunt of a live page, that page."""
    live = Contactpunt.objects.filter(page__live=True)
    return kept_each("pages of desks", pks, lambda some: dict(live.filter(pk__in=some).values_list("pk", "page_id")))


def _agencies(pks: Iterable[int]) -> dict[int, AgencyPage]:
    """Live agencies and teams, each with its parts; requests share them, so nobody changes them."""
    return kept_each("agency with parts", pks, _read_agencies)


def _read_agencies(pks: list[int]) -> dict[int, AgencyPage]:
    above = AgencyPage.objects.filter(pk__in=pks).values("agency")
    pages = AgencyPage.objects.live().filter(Q(pk__in=pks) | Q(pk__in=above)).select_related("soort")
    found = {page.pk: page for page in pages.prefetch_related(*AGENCY_PARTS)}
    for page in found.values():
        page.agency = found.get(page.agency_id)
        for point in page.contactpunten.all():
            point.page = page
    return {pk: found[pk] for pk in pks if pk in found}


def _others(rows: Rows, cards: dict[int, ContactCardPage], audience: Audience) -> None:
    """Who follows those who left, and who stands in for those who are away, as far as this audience may see them."""
    left = [card for card in cards.values() if card.state.is_vertrokken()]
    away = [card for card in cards.values() if absence_on(card)]
    if not left and not away:
        return
    prefetch_related_objects(left, "state__opvolger__state__opvolger__state")
    prefetch_related_objects(away, *STAND_IN_PARTS)
    heirs = {card.pk: found.pk for card in left if (found := heir(card))}
    stand_ins = {card.pk: found.pk for card in away if (found := stand_in(card))}
    seen = cards | _cards({*heirs.values(), *stand_ins.values()} - cards.keys(), audience)
    rows.heirs = {pk: seen[other] for pk, other in heirs.items() if other in seen}
    rows.stand_ins = {pk: seen[other] for pk, other in stand_ins.items() if other in seen}
