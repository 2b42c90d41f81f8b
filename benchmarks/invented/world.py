"""Puts invented agencies and cards in the database: lists and region first, then slice by slice."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from benchmarks.invented.agencies import SIZES, Agencies, Draft
from benchmarks.invented.cards import Cards
from benchmarks.invented.pages import BATCH, Writer, link, save_numchild
from benchmarks.invented.texts import Texts
from directory.loading.folder import read_folder
from directory.loading.problems import Problems
from directory.loading.writing import words
from directory.loading.writing.laying import Report, add_page
from directory.loading.writing.region import home_page
from directory.models import (
    Absence,
    AgencyIndexPage,
    AgencyPage,
    Arbeidsmarktregio,
    CardNumber,
    CardState,
    Check,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Gemeente,
    Leefgebied,
    Membership,
    Werkproces,
    Wet,
)
from search.lists.reading import lexicon_changed

REGION, LOGIN = "Meetland (voorbeeld)", "meter@meetland.example"
CARDS_A_REGION = 10_000  # with so many cards more, one arbeidsmarktregio more works together
LISTS = {Doelgroep: "doelgroepen", Leefgebied: "leefgebieden", Wet: "wetten"}


class World:
    """One region, made of as many arbeidsmarktregio's as its cards need."""

    def __init__(self, seed: int, cards: int) -> None:
        rng = self.rng = random.Random(seed)
        self.region = _region(max(1, cards // CARDS_A_REGION))
        texts = Texts(rng)
        self.agencies = Agencies(rng, texts, list(self.region.gemeenten.order_by("code")))
        self.cards = Cards(rng, texts, timezone.localdate())
        self.pages, self.card_pages = Writer(AgencyPage), Writer(ContactCardPage)

    def plan(self, cards: int) -> Iterator[tuple[Draft, int]]:
        """Agencies with how many cards each has, so many in all."""
        while cards > 0:
            size = min(cards, self.rng.choice(SIZES))
            cards -= size
            yield self.agencies.agency(), size

    @transaction.atomic
    def write(self, plan: list[tuple[Draft, int]]) -> int:
        """Write these agencies with all that belongs to them; gives the number of pages."""
        tops = [draft for draft, _ in plan]
        self._write_pages(tops, [self.region] * len(tops), [None] * len(tops))
        teams = [(team, top) for top in tops for team in top.teams]
        self._write_pages([t for t, _ in teams], [top.page for _, top in teams], [top.page for _, top in teams])
        everybody = [*tops, *(team for team, _ in teams)]
        for name in ("doelgroepen", "leefgebieden", "wetten", "werkgebied"):
            link(AgencyPage, name, [(draft.page, draft.lists[name]) for draft in everybody])
        cards = self._write_cards(plan)
        self._write_work(everybody, cards)
        save_numchild([draft.page for draft in everybody if draft.page])
        return len(everybody) + sum(map(len, cards.values()))

    def _write_pages(self, drafts: list[Draft], parents: list[Any], agencies: list[Any]) -> None:
        rows = [
            (parent, {**draft.values, "agency": agency})
            for draft, parent, agency in zip(drafts, parents, agencies, strict=True)
        ]
        for draft, page in zip(drafts, self.pages.write(rows), strict=True):
            draft.page = page

    # Cards --------------------------------------------------------------------------------------------------------
    def _write_cards(self, plan: list[tuple[Draft, int]]) -> dict[int, list[ContactCardPage]]:
        """The cards of each agency by its key."""
        rows, lists, tops = [], [], []
        for top, size in plan:
            for _ in range(size):
                place = self.rng.choice((top, *top.teams))
                values, own = self.cards.values(place)
                team = place.page if place is not top else None
                rows.append((place.page, {**values, "agency": top.page, "team": team}))
                lists.append(own)
                tops.append(top.page)
        cards = self.card_pages.write(rows)
        for name in ("doelgroepen", "leefgebieden", "wetten", "gemeenten"):
            link(ContactCardPage, name, [(card, own[name]) for card, own in zip(cards, lists, strict=True)])
        found: dict[int, list[ContactCardPage]] = {}
        for card, top_page in zip(cards, tops, strict=True):
            found.setdefault(top_page.pk, []).append(card)
        for colleagues in found.values():
            self._write_beside(colleagues)
        return found

    def _write_beside(self, cards: list[ContactCardPage]) -> None:
        made = self.cards
        CardState.objects.bulk_create([made.state(card, cards) for card in cards], BATCH)
        CardNumber.objects.bulk_create([row for card in cards for row in made.numbers(card)], BATCH)
        Absence.objects.bulk_create([row for card in cards for row in made.absences(card, cards)], BATCH)
        Check.objects.bulk_create([row for card in cards for row in made.checks(card)], BATCH)

    # What agencies do ---------------------------------------------------------------------------------------------
    def _write_work(self, drafts: list[Draft], cards: dict[int, list[ContactCardPage]]) -> None:
        desks = {id(draft): self.agencies.desks(draft) for draft in drafts}
        Contactpunt.objects.bulk_create([desk for found in desks.values() for desk in found], BATCH)
        work = [
            process
            for draft in drafts
            if draft.page
            for process in self.agencies.work(draft, desks[id(draft)], cards.get(draft.page.pk, []))
        ]
        Werkproces.objects.bulk_create(work, BATCH)
        chosen = [(process, self.agencies.work_lists()) for process in work]
        for model, name in LISTS.items():
            link(Werkproces, name, [(process, lists[model]) for process, lists in chosen])

    def finish(self) -> None:
        """Store the size of the region, make one login that is a professional there, and let the search know."""
        save_numchild([self.region])
        agency = AgencyPage.objects.child_of(self.region).order_by("path").first()
        if agency:
            user = User.objects.create_user(LOGIN, LOGIN)
            Membership.objects.create(user=user, agency=agency)
        lexicon_changed()


def _region(parts: int) -> AgencyIndexPage:
    """The word lists and places of fixtures/, and the page of the region; refuses where one is already."""
    if AgencyIndexPage.objects.exists():
        raise SystemExit("This database holds a region. Take an empty one: it is filled with invented people.")
    words.write(read_folder(Path("no region of its own"), Problems()), Report())
    page = AgencyIndexPage(title=REGION, slug="meetland")
    add_page(home_page(), page)
    regios = Arbeidsmarktregio.objects.order_by("code")[1 : parts + 1]
    page.gemeenten = list(Gemeente.objects.filter(arbeidsmarktregio__in=list(regios)))
    page.save()
    return page
