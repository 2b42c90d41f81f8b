"""What a question about a life event shows above its answers: what may be due, what to mind, and whom to ring here."""

from dataclasses import dataclass, replace
from functools import partial

from directory.keeping import kept
from directory.lines import Bel, bel_punt, sentence
from directory.listing import is_gemeente, residents_contactpunt
from directory.models import AgencyIndexPage, Gebeurtenis, Gemeente
from search.answer import Answer, SearchQuery
from search.forms import address
from search.plan import Filters
from search.understand.topics import WAAR


@dataclass(frozen=True)
class Verder:
    """A law or function as a question of its own."""

    naam: str
    url: str


@dataclass(frozen=True)
class Gevolg:
    """An event with what may be due after it."""

    naam: str
    wat: str
    let_op: str
    regelingen: list[Verder]
    wie: list[Verder]


@dataclass(frozen=True)
class Gevolgen:
    """The events of a question; the contactpunt of its gemeente, or else the gemeenten to choose from."""

    gevallen: list[Gevolg]
    gemeente: Gemeente | None
    loket: Bel | None
    loket_van: str  # "" for the gemeente itself
    gemeenten: list[Gemeente]  # none where the question itself says which


def gevolgen(query: SearchQuery, answer: Answer, region: AgencyIndexPage | None) -> Gevolgen | None:
    """For a question about an event, None for any other."""
    events = [event for code in answer.events if (event := kept(("event", code), partial(_read, code)))]
    if not events:
        return None
    here = answer.gemeente
    punt = residents_contactpunt(here) if here else None
    settled = punt or (here and any(slot.kind == WAAR for slot in answer.slots))
    return Gevolgen(
        gevallen=[_gevolg(event, query, here) for event in events],
        gemeente=here,
        loket=bel_punt(punt) if punt else None,
        loket_van=punt.page.naam if punt and not is_gemeente(punt.page) else "",
        gemeenten=[] if settled or not region else kept(("gemeenten", region.pk), lambda: _gemeenten(region)),
    )


def _read(code: str) -> Gebeurtenis | None:
    return Gebeurtenis.objects.prefetch_related("wetten", "functies").filter(code=code).first()


def _gemeenten(region: AgencyIndexPage) -> list[Gemeente]:
    return list(Gemeente.objects.current().filter(regios=region).order_by("naam"))


def _gevolg(event: Gebeurtenis, query: SearchQuery, here: Gemeente | None) -> Gevolg:
    filters = Filters(gemeente=(here.slug,)) if here else query.filters

    def verder(naam: str) -> Verder:
        return Verder(naam, address(SearchQuery(naam, replace(filters, soort=()))))

    return Gevolg(
        str(event.naam),
        sentence(event.waarom),
        sentence(event.let_op),
        [verder(str(wet.naam)) for wet in event.wetten.all()],
        [verder(str(functie.naam)) for functie in event.functies.all()],
    )
