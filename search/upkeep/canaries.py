"""Questions that a new index must answer before it replaces the live one: search/data/proefvragen.txt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from directory.models import AgencyPage
from directory.visibility import Audience, cards_for
from search import wordlists
from search.answer import Answer, Hit, SearchQuery, Thing
from search.ask import ask
from search.audiences import professional
from search.engines import Index, SearchUnavailable

SAMPLES, FEWEST = 6, 3  # things for each question; of fewer one odd name would say too much
ENOUGH = 0.5  # of them must be found: two people may share a name, and a name may be a word


@dataclass(frozen=True)
class Sample:
    """A question, and whether an answer to it is right."""

    question: str
    is_right: Callable[[Answer], bool]


def check(index: Index) -> None:
    """Raises SearchUnavailable, without a name, where a new index answers too few."""
    audience = professional()
    for line in wordlists.lines("proefvragen"):
        samples = list(_samples(line, audience))
        if len(samples) < FEWEST:
            continue
        right = sum(sample.is_right(ask(SearchQuery(sample.question), audience, engine=index)) for sample in samples)
        if right < len(samples) * ENOUGH:
            asked = f"van {len(samples)} proefvragen als “{line}”"
            raise SearchUnavailable(f"{asked} beantwoordt de nieuwe index er {right}")


def _samples(line: str, audience: Audience) -> Iterator[Sample]:
    kind, _, template = line.partition(" ")
    if kind == "organisatie":
        for agency in _spread(AgencyPage.objects.live().agencies()):
            yield Sample(template.format(organisatie=agency.title), _finds(agency, agency.title))
        return
    here = cards_for(audience, wide=True).filter(live=True, agency__live=True, state__vertrokken_op=None)
    for card in _spread(here.exclude(achternaam="") if kind == "kaart" else here.exclude(functie=None)):
        words = {
            "naam": card.volledige_naam,
            "organisatie": card.agency.title if card.agency else "",
            "functie": card.functie.naam if card.functie else "",
            "plaats": next((g.naam for g in (*card.gemeenten.all(), *(card.plek.gemeenten if card.plek else ()))), ""),
        }
        yield Sample(template.format(**words), _finds(card, words["naam"]) if kind == "kaart" else _finds_any)


def _spread(rows: QuerySet[Any]) -> list[Any]:
    """A few of all, the same ones each time."""
    pks = sorted(rows.values_list("pk", flat=True))
    chosen = pks[:: max(1, len(pks) // SAMPLES)][:SAMPLES]
    return list(rows.filter(pk__in=chosen).order_by("pk"))


def _finds(thing: Thing, name: str) -> Callable[[Answer], bool]:
    def is_right(answer: Answer) -> bool:
        hits: tuple[Hit, ...] = (*answer.people.hits, *answer.organisations.hits)
        return any(hit.thing == thing or hit.name == name for hit in hits)

    return is_right


def _finds_any(answer: Answer) -> bool:
    return bool(answer.total or answer.people.wider or answer.organisations.wider)
