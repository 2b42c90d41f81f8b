"""What the browse lists show: agencies by letter, subject and gemeente, in a number of queries that never grows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Substr

from directory import names
from directory.freshness import freshness_of
from directory.keeping import kept
from directory.models import (
    AgencyIndexPage,
    AgencyPage,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Gemeente,
    Leefgebied,
)
from directory.models.agency import AgencyQuerySet
from directory.visibility import Audience, cards_for

SOORT_GEMEENTE = "gemeente"  # code of the Organisatiesoort
VOORDEUREN = (SOORT_GEMEENTE, "gebiedsteam")  # kinds that a gemeente lets its residents in by; itself goes first
CIJFERS = "0-9"
OVERIG = "overig"


# Which agencies -------------------------------------------------------------------------------------------------
def listed(region: AgencyIndexPage | None) -> AgencyQuerySet:
    """Live agencies, without their teams, that count in a region: they work there, or have their page there."""
    agencies = AgencyPage.objects.live().agencies()
    if region is None:
        return agencies
    here = AgencyPage.objects.in_gemeenten(Gemeente.objects.filter(regios=region)).values("pk")
    return agencies.filter(Q(pk__in=here) | Q(path__startswith=region.path))


def pages_of(agencies: AgencyQuerySet) -> AgencyQuerySet:
    """The live pages of these agencies: their own and those of their teams."""
    ids = agencies.values("pk")
    return AgencyPage.objects.live().filter(Q(pk__in=ids) | Q(agency__in=ids))


def about(agencies: AgencyQuerySet, woord: Leefgebied | Doelgroep) -> AgencyQuerySet:
    """Those of these agencies that name a leefgebied or doelgroep, themselves or through a team."""
    field = "leefgebieden" if isinstance(woord, Leefgebied) else "doelgroepen"
    naming = AgencyPage.objects.live().filter(**{field: woord}).values(top=Coalesce("agency", "pk"))
    return agencies.filter(pk__in=naming)


def serving(agencies: AgencyQuerySet, gemeente: Gemeente) -> AgencyQuerySet:
    """Those of these agencies that work in a gemeente, themselves or through a team."""
    local = AgencyPage.objects.live().filter(werkgebied=gemeente).values(top=Coalesce("agency", "pk"))
    return agencies.filter(Q(landelijk=True) | Q(pk__in=local))


# Counts: each in one query, and each the length of the list behind it ----------------------------------------------
def _top_count(agencies: AgencyQuerySet, also: Q | None = None) -> Count:
    ids = agencies.values("pk")
    here = Q(agencies__live=True) & (Q(agencies__in=ids) | Q(agencies__agency__in=ids))
    return Count(Coalesce("agencies__agency", "agencies__pk"), filter=here & also if also else here, distinct=True)


def leefgebieden_with_counts(agencies: AgencyQuerySet) -> list[Leefgebied]:
    """All leefgebieden in their order, each with `aantal`: how many of these agencies name it."""
    return list(Leefgebied.objects.annotate(aantal=_top_count(agencies)).order_by("naam"))


def doelgroepen_with_counts(agencies: AgencyQuerySet) -> list[Doelgroep]:
    """The doelgroepen that at least one of these agencies names, each with `aantal`."""
    return list(Doelgroep.objects.annotate(aantal=_top_count(agencies)).filter(aantal__gt=0).order_by("naam"))


def gemeenten_with_counts(region: AgencyIndexPage) -> list[Gemeente]:
    """The gemeenten of a region, each with `aantal`: the agencies that work there, national ones included."""
    agencies = listed(region)
    national = agencies.filter(landelijk=True).count()
    local = _top_count(agencies.filter(landelijk=False))
    gemeenten = Gemeente.objects.current().filter(regios=region).annotate(lokaal=local)
    return list(gemeenten.annotate(aantal=F("lokaal") + national).order_by("naam"))


# The way for residents ------------------------------------------------------------------------------------------
def residents_contactpunten(gemeenten: Iterable[Gemeente]) -> dict[int, Contactpunt]:
    """By gemeente the number that its residents may ring, never a guess.

    It is the first open one of the gemeente itself, else of the gebiedsteam or wijkteam that works there for it; where
    two of those work in equally few gemeenten, none: only the gemeente's own page can name both.
    """
    wanted = {gemeente.pk for gemeente in gemeenten}
    found: dict[int, list[Contactpunt]] = {pk: [] for pk in wanted}
    for punt in sorted(_doors_of(wanted), key=_nearest):
        for gemeente in punt.page.werkgebied.all():
            if gemeente.pk in wanted:
                found[gemeente.pk].append(punt)
    return {pk: punten[0] for pk, punten in found.items() if punten and _is_sure(punten)}


def _doors_of(gemeenten: set[int]) -> QuerySet[Contactpunt]:
    """The desks for residents of what lets them in there."""
    doors = AgencyPage.objects.live().agencies().filter(soort__code__in=VOORDEUREN, landelijk=False)
    there = doors.filter(werkgebied__in=gemeenten)
    punten = Contactpunt.objects.filter(page__in=there, voor=Contactpunt.Voor.INWONERS).exclude(telefoon="")
    return punten.select_related("page__soort").prefetch_related("page__werkgebied")


def _nearest(punt: Contactpunt) -> tuple[int, int, str, int, int]:
    """First what goes first of its kind, then who works in the fewest gemeenten."""
    return *_closeness(punt), punt.page.title, punt.sort_order or 0, punt.pk


def _closeness(punt: Contactpunt) -> tuple[int, int]:
    return VOORDEUREN.index(punt.page.soort.code), len(punt.page.werkgebied.all())


def _is_sure(punten: list[Contactpunt]) -> bool:
    first = punten[0]
    return is_gemeente(first.page) or not any(
        punt.page_id != first.page_id and _closeness(punt) == _closeness(first) for punt in punten
    )


def is_gemeente(page: AgencyPage) -> bool:
    """Is this agency the gemeente itself?"""
    return page.soort is not None and page.soort.code == SOORT_GEMEENTE


def residents_contactpunt(gemeente: Gemeente) -> Contactpunt | None:
    """The number that residents of one gemeente may ring (see residents_contactpunten)."""
    return kept(("residents", gemeente.pk), lambda: residents_contactpunten([gemeente]).get(gemeente.pk))


# From A to Z ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Regel:
    """A line of the A-Z: an agency or team by its name, or (`verwijst`) by another name that leads to it."""

    naam: str
    page: AgencyPage
    verwijst: bool = False


@dataclass(frozen=True)
class Letter:
    letter: str
    regels: list[Regel]

    @property
    def anker(self) -> str:
        return f"letter-{self.letter.lower()}"


def letter_of(text: str) -> str:
    """Under which letter a name stands: A to Z without accents, `0-9`, or `overig`."""
    first = next((c for c in names.fold(text) if c.isalnum()), "")
    if first.isdigit():
        return CIJFERS
    return first.upper() if "a" <= first <= "z" else OVERIG


def agencies_a_to_z(region: AgencyIndexPage | None) -> list[Letter]:
    """All agencies and teams of a region by letter, their other names too; the names are sorted without accents."""
    pages = pages_of(listed(region)).select_related("agency", "soort").prefetch_related("andere_namen")
    regels = [regel for page in pages for regel in _regels(page)]
    regels.sort(key=lambda regel: (letter_of(regel.naam), names.fold(regel.naam), regel.page.pk))
    return [Letter(letter, list(group)) for letter, group in groupby(regels, key=lambda r: letter_of(r.naam))]


def _regels(page: AgencyPage) -> list[Regel]:
    others = {names.fold(ander.naam): ander.naam for ander in page.andere_namen.all()}
    others.pop(names.fold(page.title), None)
    return [Regel(page.naam, page), *(Regel(naam, page, verwijst=True) for naam in others.values())]


def _people(audience: Audience) -> QuerySet[ContactCardPage]:
    """The people who work here, under their name, as far as this audience may see them."""
    people = cards_for(audience, wide=True).working().exclude(achternaam="")
    named = people.filter(soort=ContactCardPage.Soort.PERSOON, state__alleen_functie=False)
    return named.annotate(initiaal=Substr("achternaam", 1, 1))


def people_letters(audience: Audience) -> list[str]:
    """The letters under which this audience finds people; empty for a visitor, without asking the database."""
    if not audience.is_professional:
        return []
    return sorted({letter_of(initial) for initial in _initials(audience)})


def _initials(audience: Audience) -> Iterable[str]:
    return _people(audience).order_by("initiaal").values_list("initiaal", flat=True).distinct()


def people_at(audience: Audience, letter: str, maanden: int) -> list[ContactCardPage]:
    """The people under a letter of their surname, in Dutch order; cards that nobody confirmed for long stay out."""
    initials = [initial for initial in _initials(audience) if letter_of(initial) == letter]
    cards = _people(audience).filter(initiaal__in=initials).select_related("functie", "agency", "team", "state")
    fresh = (card for card in cards.prefetch_related("checks") if not freshness_of(card, maanden).is_old)
    return sorted(fresh, key=lambda card: names.sort_key(card.voornaam, card.tussenvoegsel, card.achternaam))
