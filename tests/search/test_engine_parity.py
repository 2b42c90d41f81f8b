"""The same answers from both engines: every question, each hit, its place and score, the totals and the facets.

The demo region is asked three hundred questions and more; once as it is loaded and once after a fifth of its cards
changed or went. Whatever `ask` then asks of its engine is put to all (see comparing.py): an answer is made of nothing
else, so where these agree the answers do.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from directory.models import AgencyPage, ContactCardPage, Doelgroep, Functie, Gemeente, Leefgebied, Plaats, Wet
from directory.visibility import VISITOR, Audience
from search.answer import Answer, SearchQuery
from search.ask import ask
from search.engines import get_engine
from search.indexing import collect
from search.lists.reading import lexicon_changed
from search.plan import Filters
from tests.conftest import ROOT
from tests.search.asking import colleague, professional
from tests.search.servers import Server, own_indexes, used_by_site

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("elastic8")]

Question = tuple[SearchQuery, Audience]
VRAGEN = yaml.safe_load((ROOT / "tests/search/vragen.yaml").read_text(encoding="utf-8"))
MOMENTS = ("loaded", "changed")
ENGINES = ("one shard", "three shards")


@dataclass(frozen=True)
class Asked:
    """One round of all questions."""

    answers: list[Answer]
    differences: dict[str, list[Any]]


@pytest.fixture(scope="module")
def asked(
    elastic8: Server, tmp_path_factory: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[dict[str, Asked]]:
    """All is asked once, in one transaction that never happened."""
    engine = "tests.search.comparing.ComparingEngine"
    with (
        own_indexes(elastic8) as prefix,
        override_settings(SEARCH_INDEX_DIR=tmp_path_factory.mktemp("parity") / "index"),
        used_by_site(elastic8, prefix, SEARCH_ENGINE=engine),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        lexicon_changed()
        call_command("load_region", str(ROOT / "fixtures/friesland"), verbosity=0)
        questions = list(_questions())
        lexicon_changed()
        get_engine().rebuild(collect.all_documents())
        loaded = _ask_all(questions)
        changed = _change_a_fifth()
        for some in (changed[start : start + 4] for start in range(0, len(changed), 4)):
            get_engine().update(some, collect.documents_of(some))
        yield {"loaded": loaded, "changed": _ask_all(questions)}
        transaction.set_rollback(True)
    lexicon_changed()


def _ask_all(questions: list[Question]) -> Asked:
    engine = get_engine()
    engine.differences = {name: [] for name in ENGINES}
    return Asked([ask(*question) for question in questions], engine.differences)


def _change_a_fifth() -> list[int]:
    """Half of them get another name and other words, half go; the agencies that this concerns."""
    cards = list(ContactCardPage.objects.live().order_by("pk"))
    chosen = random.Random(1).sample(cards, len(cards) // 5)
    agencies = {card.agency_id for card in chosen}
    gone, other = chosen[::2], chosen[1::2]
    for card in gone:
        card.delete()
    for number, card in enumerate(ContactCardPage.objects.filter(pk__in=[card.pk for card in other])):
        card.achternaam, card.onderwerpen = f"Nieuwstad{number}", ["zwerfjongeren", "schulden"]
        card.save()
    return sorted(agencies)


# The questions ---------------------------------------------------------------------------------------------------
def _questions() -> Iterator[Question]:
    """As visitor, professional and colleague in turn; every third with something ticked."""
    agency = AgencyPage.objects.live().agencies().order_by("pk").first()
    looking = (professional(), VISITOR, colleague(agency))
    ticked = list(_ticked())
    for number, text in enumerate(dict.fromkeys(_texts())):
        filters = ticked[number % len(ticked)] if number % 3 == 2 else Filters()
        yield SearchQuery(text, filters), looking[number % len(looking)]
    for filters in ticked:
        yield SearchQuery("", filters), looking[0]


def _ticked() -> Iterator[Filters]:
    gemeenten = Gemeente.objects.filter(slug__in=("heerenveen", "leeuwarden", "ooststellingwerf"))
    slugs = tuple(gemeenten.values_list("slug", flat=True))
    doelgroepen = tuple(Doelgroep.objects.values_list("code", flat=True)[:4])
    leefgebieden = tuple(Leefgebied.objects.values_list("code", flat=True)[:4])
    yield Filters(gemeente=slugs[:1])
    yield Filters(gemeente=slugs, doelgroep=doelgroepen)
    yield Filters(leefgebied=leefgebieden, soort=("loket", "organisatie"))
    yield Filters(soort=("persoon", "functie"))
    yield Filters(organisatie=tuple(AgencyPage.objects.live().values_list("slug", flat=True)[:9]))


def _texts() -> Iterator[str]:
    yield from (row["vraag"] for row in VRAGEN)
    cards = list(ContactCardPage.objects.live().exclude(achternaam="").order_by("pk"))
    plaatsen = list(Plaats.objects.filter(gemeente__slug="heerenveen").values_list("naam", flat=True))
    picked = random.Random(2)
    for card in picked.sample(cards, 45):
        yield card.volledige_naam
        yield card.achternaam[: picked.randint(2, 6)]
    for functie in picked.sample(list(Functie.objects.all()), 36):
        yield functie.naam
        yield f"{functie.naam[: picked.randint(3, 9)]}"
        yield f"{functie.naam} {picked.choice(plaatsen)}"
    for gebied in Leefgebied.objects.all():
        yield f"{gebied.naam} jongeren"
    for wet in Wet.objects.all()[:15]:
        yield f"wie doet {wet.afkorting} in {picked.choice(plaatsen)}"
    for agency in picked.sample(list(AgencyPage.objects.live()), 18):
        yield agency.title
        yield _misspelt(agency.title, picked)
    yield from ("058", "0566 12", "zwerfjongeren", "nieuwstad", '* ( " :', "\N{GRINNING FACE}")


def _misspelt(text: str, picked: random.Random) -> str:
    place = picked.randrange(1, len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


# What must hold --------------------------------------------------------------------------------------------------
def test_there_are_three_hundred_questions_and_nearly_all_have_an_answer(asked: dict[str, Asked]):
    found = [answer for answer in asked["loaded"].answers if answer.people.hits or answer.organisations.hits]

    assert len(asked["loaded"].answers) >= 300
    assert len(found) >= 230


def test_the_change_changed_answers(asked: dict[str, Asked]):
    rounds = zip(asked["loaded"].answers, asked["changed"].answers, strict=True)

    assert sum(before.total != after.total for before, after in rounds) >= 50


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("engine", ENGINES)
def test_elasticsearch_answers_every_question_the_same(asked: dict[str, Asked], engine: str, moment: str):
    assert asked[moment].differences[engine] == []
