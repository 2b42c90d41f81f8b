"""The rows behind matches, asked through visibility again: an index may be a moment behind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils import timezone

from directory.keeping import kept, kept_each
from directory.models import ContactCardPage, Contactpunt
from directory.succession import heir, stand_in
from directory.visibility import Audience, Regions, contactpunt_level, tokens_at
from search.answer import Thing
from search.plan import Key, Match
from search.showing import things

STAND_IN_PARTS = (
    "absences__vervanger__state", "absences__vervanger__absences", "vervanger__state", "vervanger__absences",
)  # fmt: skip
Cards = dict[int, ContactCardPage]


@dataclass
class Rows:
    """Things by kind and key, and for a card who takes over; `regions` serves all later questions of visibility."""

    things: dict[Key, Thing] = field(default_factory=dict)
    heirs: Cards = field(default_factory=dict)
    stand_ins: Cards = field(default_factory=dict)
    regions: Regions = field(default_factory=lambda: kept("regions of agencies", Regions))

    def get(self, match: Match) -> Thing | None:
        return self.things.get(match.key)


def load(matches: Iterable[Match], audience: Audience) -> Rows:
    """What of these matches this audience may see, in a fixed number of queries."""
    rows, held = Rows(), audience.tokens
    wanted: dict[str, list[int]] = {}
    for match in matches:
        wanted.setdefault(match.soort, []).append(match.pk)
    page_of = kept_each("pages of contactpunten", wanted.get("loket", []), _pages_of_contactpunten)
    shown = {*wanted.get("organisatie", []), *page_of.values()}
    _load_cards(rows, things.cards(wanted.get("persoon", []) + wanted.get("functie", []), beside=shown), held)
    pages = things.agencies(shown)
    rows.things |= {("organisatie", pk): pages[pk] for pk in wanted.get("organisatie", []) if pk in pages}
    with_lines = (pages[pk] for pk in set(page_of.values()) if pk in pages)
    punten = {punt.pk: punt for page in with_lines for punt in things.contactpunten(page)}
    for punt in (punten[pk] for pk in page_of if pk in punten):
        if not held.isdisjoint(tokens_at(contactpunt_level(punt), punt.page, rows.regions)):
            rows.things["loket", punt.pk] = punt
    return rows


def _load_cards(rows: Rows, cards: Cards, held: frozenset[str]) -> None:
    day = timezone.localdate()
    left = [card for card in cards.values() if things.today(card, day).left]
    away = [card for card in cards.values() if things.today(card, day).away]
    heirs, stand_ins = _others(left, away) if left or away else ({}, {})
    others = things.cards({*heirs.values(), *stand_ins.values()} - cards.keys())
    seen = {pk: card for pk, card in (cards | others).items() if not held.isdisjoint(things.today(card, day).tokens)}
    rows.heirs = {pk: seen[other] for pk, other in heirs.items() if other in seen}
    rows.stand_ins = {pk: seen[other] for pk, other in stand_ins.items() if other in seen}
    rows.things = {(card.soort, pk): card for pk, card in seen.items() if pk in cards}


def _pages_of_contactpunten(pks: list[int]) -> dict[int, int]:
    return dict(Contactpunt.objects.filter(pk__in=pks).values_list("pk", "page_id"))


def _others(left: list[ContactCardPage], away: list[ContactCardPage]) -> tuple[dict[int, int], dict[int, int]]:
    """Who follows those who left, and who stands in for those who are away, by key."""
    prefetch_related_objects(left, "state__opvolger__state__opvolger__state")
    prefetch_related_objects(away, *STAND_IN_PARTS)
    heirs = {card.pk: found.pk for card in left if (found := heir(card))}
    return heirs, {card.pk: found.pk for card in away if (found := stand_in(card))}
