"""Who may see what: the only place that decides it, for page, search, export and file alike.

Every thing has a level (`Zichtbaar`); the narrowest that applies to it counts. A level is turned into *tokens*: the
thing carries the tokens that open it, an audience carries the tokens it holds, and one in common is enough. The
database asks the same rule as a `Q`; a test holds the two against each other.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from directory.freshness import Cycles, is_long_unconfirmed, long_unconfirmed
from directory.keeping import kept
from directory.models import (
    AgencyIndexPage,
    AgencyPage,
    CardNumber,
    ContactCardPage,
    Contactpunt,
    Membership,
    OokTeVinden,
    Zichtbaar,
)
from directory.models.card import CardQuerySet
from directory.regions import live_regions

IEDEREEN = "iedereen"
ALLE_REGIOS = "regio:alle"
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Audience:
    """Somebody who looks: the ids of the regions, agencies and gemeenten that the login gives a view of."""

    user_id: int | None = None
    regios: frozenset[int] = frozenset()
    gemeenten: frozenset[int] = field(default=frozenset(), repr=False)  # of those regions
    agencies: frozenset[int] = frozenset()
    redactie: frozenset[int] = frozenset()
    coordinator: frozenset[int] = frozenset()  # regions
    exporteren: bool = True

    @property
    def is_professional(self) -> bool:
        """Logged in and a member somewhere (or coordinator, or administrator)."""
        return bool(self.regios or self.agencies)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """What this audience holds, to be laid beside the tokens of a thing."""
        regios = {f"regio:{pk}" for pk in self.regios} | ({ALLE_REGIOS} if self.regios else set())
        own = {f"org:{pk}" for pk in self.agencies} | {f"redactie:{pk}" for pk in self.redactie}
        return frozenset({IEDEREEN} | regios | own | {f"coordinator:{pk}" for pk in self.coordinator})

    @cached_property
    def who(self) -> "Audience":
        """The same view without the login: what is kept for one holds for all who see the same."""
        return replace(self, user_id=None)

    def holds(self, tokens: Iterable[str]) -> bool:
        """May this audience see a thing that carries these tokens?"""
        return not self.tokens.isdisjoint(tokens)


VISITOR = Audience()


def audience_of(request: HttpRequest) -> Audience:
    """The audience behind a request, read once a request."""
    if not hasattr(request, "_audience"):
        request._audience = audience_for(getattr(request, "user", AnonymousUser()))  # type: ignore[attr-defined]  # kept with the request that it belongs to
    return request._audience  # type: ignore[attr-defined]  # set above


def audience_for(user: AbstractBaseUser | AnonymousUser) -> Audience:
    """The audience that a login is; at most four queries, none for a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return VISITOR
    return kept(("audience", user.pk, user.is_superuser), lambda: _audience_of(user))


def _audience_of(user: User) -> Audience:
    if user.is_superuser:
        regios = list(AgencyIndexPage.objects.prefetch_related("gemeenten"))
        return _audience(user, regios, [], coordinator=regios)
    memberships = list(Membership.objects.filter(user=user).select_related("agency__agency"))
    if not memberships:
        return Audience(user_id=user.pk, exporteren=False)
    agencies = [m.agency.top for m in memberships if m.agency]
    coordinated = {m.regio_id for m in memberships if m.regio_id}
    regios = [
        r
        for r in _regions_with_gemeenten()
        if r.pk in coordinated or any(_works_in(a, r.gemeente_ids) for a in agencies)
    ]
    return _audience(
        user, [r.page for r in regios], memberships, coordinator=[r.page for r in regios if r.pk in coordinated]
    )


@dataclass(frozen=True)
class _Region:
    page: AgencyIndexPage
    gemeente_ids: frozenset[int]

    @property
    def pk(self) -> int:
        return int(self.page.pk)


def _regions_with_gemeenten() -> list[_Region]:
    return [_Region(page, frozenset(g.pk for g in page.gemeenten.all())) for page in live_regions()]


def _works_in(agency: AgencyPage, gemeente_ids: frozenset[int]) -> bool:
    return agency.landelijk or not gemeente_ids.isdisjoint(g.pk for g in agency.werkgebied.all())


def _audience(
    user: User, regios: list[AgencyIndexPage], memberships: list[Membership], coordinator: list[AgencyIndexPage]
) -> Audience:
    redactie = (m for m in memberships if m.rol == Membership.Rol.REDACTIE)
    return Audience(
        user_id=user.pk,
        regios=frozenset(r.pk for r in regios),
        gemeenten=frozenset(g.pk for r in regios for g in r.gemeenten.all()),
        agencies=frozenset(m.agency.top.pk for m in memberships if m.agency),
        redactie=frozenset(m.agency.top.pk for m in redactie if m.agency),
        coordinator=frozenset(r.pk for r in coordinator),
        exporteren=user.is_superuser or any(m.exporteren for m in memberships),
    )


# The rule as tokens ----------------------------------------------------------------------------------------------
class Regions:
    """Which regions an agency counts in; read once, for building many documents or pages."""

    def __init__(self) -> None:
        self._regions = kept("regions with gemeenten", _regions_with_gemeenten)
        self._tokens: dict[int, frozenset[str]] = {}  # by agency: each of its hundreds of numbers asks the same

    def tokens(self, agency: AgencyPage) -> frozenset[str]:
        """`regio:<id>` for each region that an agency (or team) works in; a national one counts in all."""
        top = agency.top
        if top.pk not in self._tokens:
            self._tokens[top.pk] = self._tokens_of(top)
        return self._tokens[top.pk]

    def _tokens_of(self, top: AgencyPage) -> frozenset[str]:
        if top.landelijk:
            return frozenset({ALLE_REGIOS})
        here = frozenset(g.pk for g in top.werkgebied.all())
        return frozenset(f"regio:{r.pk}" for r in self._regions if not r.gemeente_ids.isdisjoint(here))

    def pks(self, agency: AgencyPage) -> frozenset[int]:
        """The ids of the regions that an agency works in."""
        return frozenset(r.pk for r in self._regions if _works_in(agency.top, r.gemeente_ids))


def tokens_at(level: int, agency: AgencyPage, regions: Regions) -> frozenset[str]:
    """The tokens that open a thing of this level at this agency (or team)."""
    org = frozenset({f"org:{agency.top.pk}"})
    if level == Zichtbaar.IEDEREEN:
        return frozenset({IEDEREEN})
    if level == Zichtbaar.PROFESSIONALS:
        return regions.tokens(agency) | org
    if level == Zichtbaar.ORGANISATIE:
        return org
    return frozenset({f"redactie:{agency.top.pk}"} | {f"coordinator:{pk}" for pk in regions.pks(agency)})


def card_level(card: ContactCardPage) -> int:
    """The narrowest of what the editor chose and what the person allows."""
    return max(card.zichtbaar, card.state.plafond)


def level_of(card: ContactCardPage, on: date | None = None, known: Cycles | None = None) -> int:
    """The level at which a card is shown on a day (today): a person whom nobody confirmed for long is for editors."""
    return Zichtbaar.REDACTIE if is_long_unconfirmed(card, on, known) else card_level(card)


def number_level(number: CardNumber, card: ContactCardPage) -> int:
    """A number is never wider than its card."""
    return max(number.zichtbaar, card_level(card))


def contactpunt_level(contactpunt: Contactpunt) -> int:
    residents = contactpunt.voor == Contactpunt.Voor.INWONERS
    return Zichtbaar.IEDEREEN if residents else Zichtbaar.PROFESSIONALS


def card_tokens(card: ContactCardPage, regions: Regions) -> frozenset[str]:
    """The tokens that open a card; none for a card that stands nowhere."""
    return tokens_at(level_of(card), card.agency, regions) if card.agency else frozenset()


# The rule as a query ---------------------------------------------------------------------------------------------
def cards_for(audience: Audience, *, wide: bool = False) -> CardQuerySet:
    """The live cards that an audience may see, also of people who left (see `CardQuerySet.working`).

    `wide` is for who reads most of the guide and asks the same otherwise: first which agencies work here, then their
    cards. Without it the agency of each card is looked at. Eight cards of 50,000 take 2.2 and 0.2 ms, all 0.12 and
    0.34 s (SQLite, measured).
    """
    return ContactCardPage.objects.live().filter(_cards_q(audience, long_unconfirmed(), wide=wide))


def unconfirmed_for(audience: Audience) -> CardQuerySet:
    """The cards of people that an audience no longer sees, only because nobody confirmed them for long."""
    hidden = long_unconfirmed() & ~_cards_q(audience, long_unconfirmed())
    return ContactCardPage.objects.live().filter(_cards_q(audience, NOBODY) & hidden)


def _at_most(level: int) -> Q:
    return Q(zichtbaar__lte=level, state__plafond__lte=level)


def _cards_q(audience: Audience, old: Q, *, wide: bool = False) -> Q:
    """The rule; what is `old` is shown as if it were for editors only."""
    rule = _at_most(Zichtbaar.IEDEREEN)
    own = Q(agency_id__in=audience.agencies)
    if audience.regios:
        rule |= _at_most(Zichtbaar.PROFESSIONALS) & (_works_here(audience.gemeenten, wide=wide) | own)
    if audience.agencies:
        rule |= _at_most(Zichtbaar.ORGANISATIE) & own
    rule &= ~old
    if audience.redactie:
        rule |= (_only_editors() | old) & Q(agency_id__in=audience.redactie)
    if audience.coordinator:
        coordinated = AgencyIndexPage.objects.filter(pk__in=audience.coordinator).values("gemeenten")
        rule |= (_only_editors() | old) & _works_here(coordinated, wide=wide)
    return rule & Q(agency__live=True)


def _works_here(gemeenten: Collection[int] | QuerySet[Any, Any], *, wide: bool) -> Q:
    """Of an agency that works in one of these gemeenten (ids, or a query of them)."""
    if wide:
        return Q(agency_id__in=AgencyPage.objects.in_gemeenten(gemeenten).values("pk"))
    works = AgencyPage.werkgebied.through.objects.filter(agencypage=OuterRef("agency_id"), gemeente__in=gemeenten)
    return Q(agency__landelijk=True) | Q(Exists(works))


def _only_editors() -> Q:
    return Q(zichtbaar=Zichtbaar.REDACTIE) | Q(state__plafond=Zichtbaar.REDACTIE)


# The rule for the parts of a page --------------------------------------------------------------------------------
def sees_professional_lines(audience: Audience, agency: AgencyPage, regions: Regions | None = None) -> bool:
    """May this audience see what an agency keeps for professionals: lines, escalation, regie?"""
    if not audience.is_professional:
        return False
    return audience.holds(tokens_at(Zichtbaar.PROFESSIONALS, agency, regions or Regions()))


def contactpunten_for(audience: Audience, agency: AgencyPage, regions: Regions | None = None) -> list[Contactpunt]:
    """The contactpunten of an agency that an audience may see, in the editor's order."""
    all_of_them = list(agency.contactpunten.all())
    if not sees_professional_lines(audience, agency, regions):
        return [c for c in all_of_them if contactpunt_level(c) == Zichtbaar.IEDEREEN]
    return all_of_them


def numbers_for(audience: Audience, card: ContactCardPage, regions: Regions | None = None) -> list[CardNumber]:
    """The numbers of a card that an audience may see, for a card that it may see."""
    if card.agency is None:
        return []
    regions = regions or Regions()
    return [n for n in card.nummers.all() if audience.holds(tokens_at(number_level(n, card), card.agency, regions))]


def ook_te_vinden_for(
    audience: Audience, card: ContactCardPage, places: Iterable[OokTeVinden] | None = None
) -> list[OokTeVinden]:
    """The other places of a card whose organisation is live; they follow the card's own level.

    `places` are the card's own where they were read with many cards at once.
    """
    if places is None:
        places = card.ook_te_vinden.select_related("organisatie__agency", "functie").order_by("sort_order", "pk")
    return [o for o in places if o.organisatie.live]


# Exporting is a right of its own ---------------------------------------------------------------------------------
def exportable_cards(audience: Audience, *, wide: bool = False) -> CardQuerySet:
    """The cards that an audience may take along to a phone or a file: visible, allowed by the person, still there."""
    if not audience.exporteren:
        return ContactCardPage.objects.none()
    return cards_for(audience, wide=wide).working().filter(state__exporteren=True)


def may_export_card(audience: Audience, card: ContactCardPage) -> bool:
    """The same rule for one card that this audience may see, read with its state."""
    return audience.exporteren and card.state.exporteren and not card.state.is_vertrokken()


def may_export_agency(audience: Audience, agency: AgencyPage) -> bool:
    """The contactpunten of a live agency may be saved by whoever may export at all."""
    return audience.exporteren and agency.live
