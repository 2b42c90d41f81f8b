"""The rows behind matches, read fresh and asked through visibility again: an index may be a moment behind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, prefetch_related_objects

from directory.keeping import kept_each
from directory.models import AgencyPage, ContactCardPage, Contactpunt, Werkproces
from directory.succession import absence_on, heir, stand_in
from directory.visibility import Audience, Regions, card_tokens, contactpunt_level, tokens_at
from search.answer import Thing
from search.links import lay
from search.plan import Match

# Only what a result shows: a gemeente has dozens of werkprocessen, each with rows of word lists.
WORK = Prefetch("werkprocessen", Werkproces.objects.only("naam", "zoekwoorden", "page", "contactpunt", "kaart"))
CARD_PARTS = ("nummers", "checks", "absences", WORK)
CARD_LISTS = ("gemeenten", "doelgroepen", "wetten")
AGENCY_LISTS = ("doelgroepen", "wetten", "werkgebied")
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
    cards = _cards(wanted.get("persoon", []) + wanted.get("functie", []))
    heirs, stand_ins = _others(cards)
    everybody = cards | _cards({*heirs.values(), *stand_ins.values()} - cards.keys())
    points = _points(wanted.get("loket", []))
    shown = {*wanted.get("organisatie", []), *points.values()}
    above = {pk for card in everybody.values() for pk in (card.agency_id, card.team_id) if pk}
    agencies = _agencies(shown | above)
    _read_work([agencies[pk] for pk in shown if pk in agencies])
    for card in everybody.values():
        card.agency, card.team = agencies.get(card.agency_id), agencies.get(card.team_id)
    held = audience.tokens
    seen = {pk: card for pk, card in everybody.items() if not held.isdisjoint(card_tokens(card, rows.regions))}
    rows.heirs = {pk: seen[other] for pk, other in heirs.items() if other in seen}
    rows.stand_ins = {pk: seen[other] for pk, other in stand_ins.items() if other in seen}
    rows.things = {(card.soort, pk): card for pk, card in seen.items() if pk in cards}
    rows.things |= {("organisatie", pk): agencies[pk] for pk in wanted.get("organisatie", []) if pk in agencies}
    for pk, page in points.items():
        point = next(each for each in agencies[page].contactpunten.all() if each.pk == pk)
        if not held.isdisjoint(tokens_at(contactpunt_level(point), point.page, rows.regions)):
            rows.things["loket", point.pk] = point
    return rows


def _cards(pks: Collection[int]) -> dict[int, ContactCardPage]:
    """These cards as far as they are live, each with its parts; who may see one is asked for each request."""
    return kept_each("card with parts", pks, _read_cards)


def _read_cards(pks: list[int]) -> dict[int, ContactCardPage]:
    live = ContactCardPage.objects.live().filter(pk__in=pks).select_related("functie", "state", "houder")
    found = list(live.prefetch_related(*CARD_PARTS))
    lay(found, *CARD_LISTS)
    return {card.pk: card for card in found}


def _points(pks: Collection[int]) -> dict[int, int]:
    """Of each contactpunt of a live page, that page."""
    live = Contactpunt.objects.filter(page__live=True)
    return kept_each("pages of desks", pks, lambda some: dict(live.filter(pk__in=some).values_list("pk", "page_id")))


def _agencies(pks: Iterable[int]) -> dict[int, AgencyPage]:
    """Live agencies and teams with what their cards show of them; requests share them, so nobody changes them."""
    return kept_each("agency with desks", pks, _read_agencies)


def _read_agencies(pks: list[int]) -> dict[int, AgencyPage]:
    above = AgencyPage.objects.filter(pk__in=pks).values("agency")
    pages = AgencyPage.objects.live().filter(Q(pk__in=pks) | Q(pk__in=above)).select_related("soort")
    found = {page.pk: page for page in pages.prefetch_related("contactpunten")}
    lay(list(found.values()), *AGENCY_LISTS)
    for page in found.values():
        page.agency = found.get(page.agency_id)
        for point in page.contactpunten.all():
            point.page = page
    return {pk: found[pk] for pk in pks if pk in found}


def _read_work(pages: list[AgencyPage]) -> None:
    """What these agencies do and when they were checked, of those of which that was not read before."""
    unread = [page for page in pages if "werkprocessen" not in page._prefetched_objects_cache]
    prefetch_related_objects(unread, "checks", WORK)
    lay([process for page in unread for process in page.werkprocessen.all()], "doelgroepen")


Other = dict[int, int]


def _others(cards: dict[int, ContactCardPage]) -> tuple[Other, Other]:
    """Who follows those who left, and who stands in for those who are away, by key."""
    left = [card for card in cards.values() if card.state.is_vertrokken()]
    away = [card for card in cards.values() if absence_on(card)]
    prefetch_related_objects(left, "state__opvolger__state__opvolger__state")
    prefetch_related_objects(away, *STAND_IN_PARTS)
    heirs = {card.pk: found.pk for card in left if (found := heir(card))}
    return heirs, {card.pk: found.pk for card in away if (found := stand_in(card))}
