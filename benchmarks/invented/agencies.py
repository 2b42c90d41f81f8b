"""Invented agencies and teams as values: what stands in their rows, what they do, and how to reach them."""

import random
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from benchmarks.invented.texts import AGENCIES, DESKS, HOURS, TEAMS, Texts
from directory.models import AgencyPage, Contactpunt, Doelgroep, Gemeente, Leefgebied, Werkproces, Wet

SIZES = (8, 20, 30, 40, 50, 50, 60, 70, 120)  # cards of one agency, about 50 on average
AREAS = (
    ("10", 7),
    ("20", 7),
    ("30", 7),
    ("40", 7),
    ("50", 7),
    ("58", 7),
    ("516", 6),
    ("561", 6),
    ("511", 6),
    ("515", 6),
)
TEAM_SHARE = 0.3


def number(n: int) -> str:
    """A number with an area code that exists, and behind it two zeros: no telephone can have it."""
    area, digits = AREAS[n % len(AREAS)]
    return f"+31{area}00{n // len(AREAS) % 10 ** (digits - 2):0{digits - 2}d}"


@dataclass
class Draft:
    """An agency or team before it has a row: where it works, its values, the rows of word lists beside it."""

    gemeenten: list[Gemeente]
    places: list[str]
    values: dict[str, Any]
    lists: dict[str, list[Any]]
    teams: list["Draft"] = field(default_factory=list)
    page: AgencyPage | None = None


class Agencies:
    """Makes agencies for the gemeenten of a region."""

    def __init__(self, rng: random.Random, texts: Texts, gemeenten: list[Gemeente]) -> None:
        self.rng, self.texts, self.gemeenten = rng, texts, gemeenten
        self.made = 0

    def agency(self) -> Draft:
        """An agency in one gemeente, a few or all, with its teams."""
        rng = self.rng
        area = rng.choices((1, 2, 4, len(self.gemeenten)), (60, 15, 15, 10))[0]
        start = rng.randrange(len(self.gemeenten))
        here = [self.gemeenten[(start + n) % len(self.gemeenten)] for n in range(min(area, len(self.gemeenten)))]
        places = [place for gemeente in here[:3] for place in self.texts.places[gemeente.pk]]
        draft = self._draft(AGENCIES, here, places)
        if rng.random() < TEAM_SHARE:
            draft.teams = [self._team(draft) for _ in range(rng.randint(1, 3))]
        return draft

    def _draft(self, forms: tuple[str, ...], here: list[Gemeente], places: list[str]) -> Draft:
        rng, texts = self.rng, self.texts
        self.made += 1
        soort = rng.choice(texts.soorten)
        title = f"{texts.written(forms, places, soort.naam)} (voorbeeld)"
        values = {
            "title": title,
            "slug": slugify(f"{title} {self.made}"),
            "ref": f"meet-{self.made}",
            "soort": soort,
            "voorbeeld": True,
            "opdracht": texts.paragraph(places, 1, 3),
            "voor_wie": texts.paragraph(places, 1, 1),
        }
        lists = {
            "doelgroepen": texts.some_doelgroepen(4),
            "leefgebieden": texts.some_of(texts.leefgebieden, 3),
            "wetten": texts.some_of(texts.wetten, 3),
            "werkgebied": here,
        }
        return Draft(here, places, values, lists)

    def _team(self, above: Draft) -> Draft:
        """A team states less, and takes the rest from its agency."""
        rng = self.rng
        gemeente = rng.choice(above.gemeenten)
        team = self._draft(TEAMS, [gemeente], self.texts.places[gemeente.pk])
        team.values |= {"soort": None, "opdracht": rng.choice(("", team.values["opdracht"])), "voor_wie": ""}
        team.lists |= {"leefgebieden": [], "wetten": []}
        return team

    # Its parts ----------------------------------------------------------------------------------------------------
    def desks(self, draft: Draft) -> list[Contactpunt]:
        return [self._desk(draft, order) for order in range(self.rng.randint(1, 3))]

    def _desk(self, draft: Draft, order: int) -> Contactpunt:
        rng, texts = self.rng, self.texts
        self.made += 1
        return Contactpunt(
            page=draft.page,
            sort_order=order,
            ref=f"punt-{self.made}",
            naam=texts.written(DESKS, draft.places)[:160],
            kanaal=rng.choice(Contactpunt.Kanaal.values),
            voor=rng.choice(Contactpunt.Voor.values),
            telefoon=number(900_000 + self.made),
            vraag_naar=rng.choice(("", texts.functie().naam)),
            mail=f"punt{self.made}@meetland.example",
            openingstijden=[rng.choice(HOURS)],
            toelichting=texts.paragraph(draft.places, 0, 1),
        )

    def work(self, draft: Draft, desks: list[Contactpunt], cards: list[Any]) -> list[Werkproces]:
        """What an agency does; some of it names a desk or a card to ring."""
        return [self._process(draft, order, desks, cards) for order in range(self.rng.randint(2, 8))]

    def _process(self, draft: Draft, order: int, desks: list[Contactpunt], cards: list[Any]) -> Werkproces:
        rng, texts = self.rng, self.texts
        self.made += 1
        return Werkproces(
            page=draft.page,
            sort_order=order,
            ref=f"werk-{self.made}",
            naam=texts.lines(draft.places, 1, 1)[0],
            wat=texts.paragraph(draft.places, 1, 3),
            stappen=texts.lines(draft.places, 0, 3),
            toegang=rng.choice(("", *Werkproces.Toegang.values)),
            contactpunt=rng.choice((None, *desks)),
            kaart=rng.choice((None, rng.choice(cards))) if cards else None,
            zoekwoorden=texts.loose(5),
        )

    def work_lists(self) -> dict[type, list[Any]]:
        """The rows of word lists beside one werkproces."""
        texts = self.texts
        return {
            Doelgroep: texts.some_doelgroepen(3),
            Leefgebied: texts.some_of(texts.leefgebieden, 2),
            Wet: texts.some_of(texts.wetten, 2),
        }
