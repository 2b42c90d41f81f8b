"""No leak, for random cards: whoever asks, whatever is hidden from them changes nothing in what they are told.

For each audience the same is asked twice: of an index of everything, and of one from which what is hidden from it was
taken away. Hits with their reasons, facets, counts, corrections, chips and suggestions must be the same. VOLUIT=1
tries many more worlds.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from directory.models import AgencyPage, CardNumber, ContactCardPage, Zichtbaar
from directory.visibility import VISITOR, Audience, cards_for, numbers_for
from search.answer import SearchQuery
from search.ask import ask
from search.management.commands.ask import as_json
from search.plan import Filters
from search.showing.facets import facets
from search.suggestions import nearest, suggestions
from search.unanswered import cleaned
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card, make_gemeente, make_professional, make_region, make_werkproces
from tests.search.servers import own_indexes, used_by_site

pytestmark = pytest.mark.django_db

VOLUIT = bool(os.environ.get("VOLUIT"))
# Names that no dictionary has and that differ in more letters than a correction may.
NAMES = ("Zwaantjesma", "Quirkelaar", "Brimvoort", "Oplaffer", "Jintekamp", "Vlurpstra")
WORDS = ("kwazelzorg", "plimvraag", "dronkelhulp", "wixtoeslag", "fnirkwerk", "schomploket")
NUMBERS = ("0612345671", "0623456782", "0634567893", "0645678904", "0656789015", "0667890126")
LEVELS = st.sampled_from(list(Zichtbaar))


@dataclass(frozen=True)
class Kaart:
    """What is drawn of one card: where it stands, and who may see it and its number."""

    agency: int
    zichtbaar: int
    plafond: int
    nummer: int
    weg: str  # "", "weg" (left), "lang weg" (its name shows no more)


@dataclass
class World:
    """Cards of two agencies in one region and of one in another."""

    agencies: list[AgencyPage]
    cards: list[ContactCardPage] = field(default_factory=list)

    def audiences(self) -> dict[str, Audience]:
        home, _, away = self.agencies
        regions = [page.get_parent().specific for page in (home, away)]
        here, there = (
            {"regios": frozenset({r.pk}), "gemeenten": frozenset(g.pk for g in r.gemeenten.all())} for r in regions
        )
        own = frozenset({home.pk})
        return {
            "visitor": VISITOR,
            "login without a place": Audience(user_id=1, exporteren=False),
            "professional": Audience(**here),
            "of the other region": Audience(**there),
            "colleague": Audience(**here, agencies=own),
            "editor": Audience(**here, agencies=own, redactie=own),
            "coordinator": Audience(**here, coordinator=here["regios"]),
        }


KAARTEN = st.lists(
    st.builds(
        Kaart,
        agency=st.integers(0, 2),
        zichtbaar=LEVELS,
        plafond=LEVELS,
        nummer=LEVELS,
        weg=st.sampled_from(["", "", "", "weg", "lang weg"]),
    ),
    min_size=2,
    max_size=len(NAMES) if VOLUIT else 3,
)
WHO = ("visitor", "login without a place", "professional", "of the other region", "colleague", "editor", "coordinator")
LOOKERS = st.sets(st.sampled_from(WHO), min_size=len(WHO) if VOLUIT else 3)


def made(drawn: list[Kaart]) -> World:
    regions = [make_region(naam, gemeenten=[make_gemeente(naam)]) for naam in ("Noordstreek", "Zuidstreek")]
    world = World([make_agency(f"Stichting {n}", region=regions[n // 2]) for n in range(3)])
    for agency in world.agencies:
        make_werkproces(agency, "Schulden regelen")
    for place, kaart in enumerate(drawn):
        card = make_card(
            world.agencies[kaart.agency],
            voornaam="Anna",
            achternaam=NAMES[place],
            zichtbaar=kaart.zichtbaar,
            onderwerpen=["schulden", WORDS[place]],
        )
        card.nummers.add(CardNumber(nummer=NUMBERS[place], zichtbaar=kaart.nummer))
        card.save()
        card.state.plafond = kaart.plafond
        if kaart.weg:
            days = 1 if kaart.weg == "weg" else 90
            card.state.vertrokken_op = timezone.localdate() - timedelta(days=days)
        card.state.save()
        world.cards.append(card)
    return world


def questions(world: World) -> list[str]:
    """Names, misspelt names, beginnings, topics and numbers of all cards, and what all have in common."""
    asked = ["schulden", "anna", "stichting 0", "schulden noordstreek", "kwazel"]
    for place, _ in enumerate(world.cards):
        name, word, number = NAMES[place].lower(), WORDS[place], NUMBERS[place]
        asked += [f"anna {name}", name[:-2] + name[-1], word, f"schulden {word}", number, number[-6:]]
    return asked


def told(question: str, who: Audience) -> Any:
    """All that somebody is told who asks this, and who types its beginning."""
    found = ask(SearchQuery(question), who)
    offered = [asdict(group) for start in (question[:2], question[:-1]) for group in suggestions(start, who)]
    sides = [asdict(facet) for facet in facets(found.counts, Filters())]
    return as_json(found), found.counts, found.without, sides, offered, nearest(question, who)


def take_away_what_is_hidden(world: World, who: Audience) -> None:
    """Cards and numbers that this audience may not see, and people who left where no name may be read any more."""
    seen = set(cards_for(who).values_list("pk", flat=True))
    for card in world.cards:
        if card.pk not in seen:
            ContactCardPage.objects.get(pk=card.pk).delete()
            continue
        fresh = ContactCardPage.objects.get(pk=card.pk)
        shown = {number.pk for number in numbers_for(who, fresh)}
        CardNumber.objects.filter(page=card).exclude(pk__in=shown).delete()


def differences(world: World, lookers: set[str]) -> Iterator[tuple[str, str]]:
    """Audiences and questions of which the answer shows that there is something hidden."""
    rebuilding.rebuild()
    asked = questions(world)
    audiences = {name: who for name, who in world.audiences().items() if name in lookers}
    before = {name: [told(question, who) for question in asked] for name, who in audiences.items()}
    for name, who in audiences.items():
        with transaction.atomic():
            take_away_what_is_hidden(world, who)
            rebuilding.rebuild()
            for question, answer in zip(asked, before[name], strict=True):
                if told(question, who) != answer:
                    yield name, question
            transaction.set_rollback(True)


def no_world_leaks(examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=not VOLUIT,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(KAARTEN, LOOKERS)
    def holds(drawn: list[Kaart], lookers: set[str]) -> None:
        with transaction.atomic():
            assert list(differences(made(drawn), lookers)) == []
            transaction.set_rollback(True)

    holds()


def test_what_is_hidden_changes_nothing_on_the_embedded_engine(settings: Settings):
    settings.SEARCH_ENGINE = settings.SEARCH_EMBEDDED_ENGINE

    no_world_leaks(20 if VOLUIT else 3)


@pytest.mark.xdist_group("elastic8")
def test_what_is_hidden_changes_nothing_on_a_server(request: pytest.FixtureRequest):
    server = request.getfixturevalue("elastic8")
    with own_indexes(server) as prefix, used_by_site(server, prefix):
        no_world_leaks(5 if VOLUIT else 1)


HIDDEN = Kaart(agency=0, zichtbaar=Zichtbaar.REDACTIE, plafond=Zichtbaar.IEDEREEN, nummer=Zichtbaar.IEDEREEN, weg="")
OPEN = Kaart(agency=0, zichtbaar=Zichtbaar.IEDEREEN, plafond=Zichtbaar.IEDEREEN, nummer=Zichtbaar.REDACTIE, weg="")


def secrets() -> list[str]:
    """What of a world of a hidden and an open card no visitor or professional may meet anywhere."""
    return [NAMES[0], WORDS[0], *NUMBERS[:2], *(f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:8]} {n[8:]}" for n in NUMBERS[:2])]


@pytest.mark.parametrize("login", [False, True])
def test_pages_and_logs_hold_nothing_that_is_hidden(client: Client, caplog: pytest.LogCaptureFixture, login: bool):
    world = made([HIDDEN, OPEN])
    rebuilding.rebuild()
    if login:
        client.force_login(make_professional(world.agencies[1]))
    name, word = NAMES[0].lower(), WORDS[0]
    asked = [name[:-2] + name[-1], name[:5], f"schulden {word[:5]}", word[:-2] + word[-1], NUMBERS[0][:6], "schulden"]

    with caplog.at_level(logging.DEBUG):
        pages = [client.get(reverse("zoeken"), {"vraag": q}).content.decode() for q in asked]
        pages += [client.get(reverse("suggesties"), {"begin": q}).content.decode() for q in asked]

    logged = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert [
        (s, place) for place, text in enumerate([*pages, *logged]) for s in secrets() if s.lower() in text.lower()
    ] == []
    assert not any(q in text for q in asked for text in logged)


@given(level=LEVELS, plafond=LEVELS)
@settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_no_name_of_the_guide_reaches_the_work_list(level: int, plafond: int):
    with transaction.atomic():
        made([Kaart(0, level, plafond, level, "")])
        rebuilding.rebuild()

        assert cleaned(f"kettingzaag {NAMES[0]} {NUMBERS[0]} anna").text == "kettingzaag"
        transaction.set_rollback(True)
