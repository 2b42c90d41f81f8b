"""What a gemeente's page shows: its contactpunten, who does what the law asks of it, its agencies and its places."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from directory.lines import Bel, Look, bel_punt, contactpunten_of, first_number
from directory.listing import SOORT_GEMEENTE, VOORDEUREN, is_gemeente, listed, pages_of, serving
from directory.models import AgencyIndexPage, AgencyPage, Gemeente, Leefgebied, Werkproces
from directory.models.agency import AgencyQuerySet
from directory.visibility import Regions, audience_of

SOORT_INKOOP = "inkoop"  # code of the Organisatiesoort
NEAREST = 4  # how many werkprocessen a task names; the search page knows the rest


@dataclass(frozen=True)
class Taak:
    """A task of every gemeente: the werkprocessen under its law do it, or else those that bear its name.

    Where no werkproces does, it is done by who carries out that law for the gemeente, and names the law as its own.
    """

    naam: str
    vraag: str  # what to ask the search page for all of them
    wet: str  # afkorting, exact
    soorten: tuple[str, ...] = VOORDEUREN  # codes of the Organisatiesoort
    werkproces: str = ""

    def is_done_by(self, werkproces: Werkproces) -> bool:
        if self.werkproces:
            return self.werkproces in werkproces.naam.casefold()
        return any(wet.afkorting == self.wet for wet in werkproces.wetten.all())

    def is_of(self, page: AgencyPage) -> bool:
        """Does this agency carry out the law of the task, as far as it says of itself?"""
        if page.is_team or not any(_is_kind(page, soort) for soort in self.soorten):
            return False
        return any(wet.afkorting == self.wet for wet in page.wetten.all())


TAKEN = (
    Taak("Hulp thuis en meedoen", "wmo", "Wmo 2015"),
    Taak("Hulp voor kinderen en gezinnen", "jeugdhulp", "Jw"),
    Taak("Schulden", "schuldhulp", "Wgs", ("kredietbank", *VOORDEUREN)),
    Taak("Bijzondere bijstand", "bijzondere bijstand", "Pw", ("sociale_dienst", *VOORDEUREN), "bijzondere bijstand"),
)


@dataclass(frozen=True)
class Uitvoerder:
    """Who does a task, with its werkproces if it has one, and the number to ring, as far as the audience may see it."""

    page: AgencyPage
    bel: Bel | None
    werkproces: Werkproces | None = None


@dataclass(frozen=True)
class Onderwerp:
    leefgebied: Leefgebied | None  # None: agencies that name none
    agencies: list[AgencyPage]


def gemeente_context(gemeente: Gemeente, region: AgencyIndexPage | None, request: HttpRequest) -> dict[str, Any]:
    """The template's words for a gemeente, in a number of queries that does not grow with its agencies."""
    look = Look(audience_of(request), Regions())
    agencies = serving(listed(region), gemeente)
    pages = list(_local(agencies, gemeente))
    return {
        "gemeente": gemeente,
        **_loketten(pages, look),
        "taken": _tasks(pages, gemeente, look),
        "onderwerpen": _subjects(pages),
        "aantal": len([page for page in pages if not page.is_team]),
        "plaatsen": list(gemeente.plaatsen.all()),
    }


def _local(agencies: AgencyQuerySet, gemeente: Gemeente) -> AgencyQuerySet:
    """The agencies of a gemeente, and their teams that work in it (a team without its own werkgebied works in all)."""
    teams = Q(agency=None) | Q(werkgebied=gemeente) | Q(werkgebied=None)
    pages = pages_of(agencies).filter(teams).distinct().select_related("soort", "agency__soort")
    of_agency = [f"agency__{name}" for name in ("werkgebied", "leefgebieden", "contactpunten")]
    own = ("werkgebied", "leefgebieden", "wetten", "contactpunten")
    return pages.prefetch_related(*own, *of_agency).order_by("title", "pk")


def _loketten(pages: list[AgencyPage], look: Look) -> dict[str, Any]:
    """The contactpunten that this audience may see of the gemeente itself, else of who lets its residents in."""
    for soort in VOORDEUREN:
        doors = [page for page in pages if not page.is_team and not page.landelijk and _is_kind(page, soort)]
        found = [(page, punten) for page in doors if (punten := contactpunten_of(page, look))]
        if found:
            numbers = [(page, [(p, bel_punt(p) if p.telefoon else None) for p in punten]) for page, punten in found]
            return {"loketten": numbers, "eigen_loket": soort == SOORT_GEMEENTE}
    return {"loketten": [], "eigen_loket": True}


def _is_kind(page: AgencyPage, soort: str) -> bool:
    return page.soort is not None and page.soort.code == soort


def _tasks(pages: list[AgencyPage], gemeente: Gemeente, look: Look) -> list[tuple[Taak, list[Uitvoerder]]]:
    near = {page.pk: page for page in pages if gemeente in page.gemeenten and _helps(page, look)}
    names = Q(wetten__afkorting__in=[taak.wet for taak in TAKEN if not taak.werkproces])
    for taak in TAKEN:
        names |= Q(naam__icontains=taak.werkproces) if taak.werkproces else Q()
    found = Werkproces.objects.filter(names, page__in=near).distinct().prefetch_related("wetten")
    nearest = sorted(found, key=lambda w: (_distance(near[w.page_id]), near[w.page_id].title, w.sort_order or 0))
    return [(taak, _doers(taak, nearest, near, look)) for taak in TAKEN]


def _helps(page: AgencyPage, look: Look) -> bool:
    """Who only buys help is of no use to a resident, whose law and region it has in common with who gives it."""
    soort = page.soort or page.top.soort
    return look.audience.is_professional or soort is None or soort.code != SOORT_INKOOP


def _distance(page: AgencyPage) -> tuple[bool, int]:
    """The gemeente itself first, then who works in the fewest gemeenten."""
    return not is_gemeente(page), len(page.gemeenten)


def _doers(taak: Taak, found: list[Werkproces], near: dict[int, AgencyPage], look: Look) -> list[Uitvoerder]:
    doing = [werkproces for werkproces in found if taak.is_done_by(werkproces)][:NEAREST]
    if doing:
        return [Uitvoerder(near[w.page_id], _number(near[w.page_id], look, w), w) for w in doing]
    agencies = sorted(filter(taak.is_of, near.values()), key=lambda page: (_distance(page), page.title))
    return [Uitvoerder(page, _number(page, look)) for page in agencies[:NEAREST]]


def _number(page: AgencyPage, look: Look, werkproces: Werkproces | None = None) -> Bel | None:
    """The number of the werkproces' own contactpunt where this audience may see it, else the first of its page."""
    punten = contactpunten_of(page, look)
    own = [punt for punt in punten if werkproces and punt.pk == werkproces.contactpunt_id]
    return first_number([*own, *punten])


def _subjects(pages: list[AgencyPage]) -> list[Onderwerp]:
    """The agencies and local teams by leefgebied; a team stands only where it says something of its own."""
    by_subject: dict[Leefgebied | None, list[AgencyPage]] = {}
    for page in pages:
        if page.is_team and not page.werkgebied.all():
            continue
        for leefgebied in page.stated_list("leefgebieden") or [None]:
            by_subject.setdefault(leefgebied, []).append(page)
    ordered = sorted(by_subject, key=lambda lg: (lg is None, lg.naam if lg else ""))
    return [Onderwerp(leefgebied, by_subject[leefgebied]) for leefgebied in ordered]
