"""Reads whole agencies from the database for indexing, in a fixed number of queries for each batch."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from directory.models import AgencyPage, ContactCardPage, Werkproces
from directory.visibility import Regions
from search.indexing.documents import Builder, Document
from search.lists import compounds

BATCH = 40  # agencies

WERKPROCESSEN = Prefetch("werkprocessen", Werkproces.objects.prefetch_related("doelgroepen", "leefgebieden", "wetten"))


def agencies_for_documents() -> QuerySet[AgencyPage]:
    """Live agencies and teams with all that a document is made of."""
    return (
        AgencyPage.objects.live()
        .select_related("soort", "onderdeel_van", "agency__soort")
        .prefetch_related(
            "andere_namen", "onderdeel_van__andere_namen", "contactpunten", WERKPROCESSEN, "checks",
            "doelgroepen", "leefgebieden", "wetten", "werkgebied",
        )
    )  # fmt: skip


def cards_for_documents() -> QuerySet[ContactCardPage]:
    """Live cards with all that a document is made of."""
    return (
        ContactCardPage.objects.live()
        .select_related("functie", "state")
        .prefetch_related(
            "nummers", "gemeenten", "doelgroepen", "leefgebieden", "wetten", "checks", "functie__wetten",
            "ook_te_vinden__functie__wetten",
            "ook_te_vinden__organisatie__andere_namen", "ook_te_vinden__organisatie__agency__andere_namen",
        )
    )  # fmt: skip


def all_documents() -> Iterator[Document]:
    """The documents of all live agencies."""
    yield from documents_of(AgencyPage.objects.live().agencies().values_list("pk", flat=True))


def documents_of(agency_pks: Iterable[int]) -> Iterator[Document]:
    """The documents of these agencies, with their teams, contactpunten and cards; none for what is not live."""
    compounds.refresh()
    builder = Builder(Regions(), timezone.localdate())
    pks = sorted(agency_pks)
    for start in range(0, len(pks), BATCH):
        yield from _batch(builder, pks[start : start + BATCH])


def _batch(builder: Builder, pks: list[int]) -> Iterator[Document]:
    agencies = {page.pk: page for page in agencies_for_documents().filter(pk__in=pks, agency=None)}
    teams: dict[int, list[AgencyPage]] = {pk: [] for pk in agencies}
    pages = dict(agencies)
    for team in agencies_for_documents().filter(agency__in=list(agencies)):
        team.agency = agencies[team.agency_id]  # the one with everything prefetched
        teams[team.agency_id].append(team)
        pages[team.pk] = team
    cards: dict[int, list[ContactCardPage]] = {pk: [] for pk in agencies}
    for card in cards_for_documents().filter(agency__in=list(agencies)):
        card.agency, card.team = agencies[card.agency_id], pages.get(card.team_id)  # without a team that is not live
        cards[card.agency_id].append(card)
    for pk, agency in agencies.items():
        yield from builder.documents(agency, teams[pk], cards[pk])
