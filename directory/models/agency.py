"""An agency, or a team under its agency: who they are, what they do, for whom and where."""

from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from directory.models.pages import GidsPage
from directory.models.places import Gemeente
from directory.models.words import Doelgroep, Leefgebied, Organisatiesoort, Wet, leeftijd_tekst, validate_leeftijden
from directory.waarden import of_organisatie

# The texts that a team takes from its agency as long as it states none itself; so it does with every list of words.
INHERITED = ("opdracht", "voor_wie", "niet_voor_wie", "website", "regie")


def _is_team(page: Page) -> bool:
    specific = page.specific
    return isinstance(specific, AgencyPage) and specific.is_team


class AgencyQuerySet(PageQuerySet):
    def serving(self, gemeente: Gemeente) -> "AgencyQuerySet":
        """Agencies that work in a gemeente, wherever their office stands."""
        return self.filter(models.Q(landelijk=True) | models.Q(werkgebied=gemeente)).distinct()

    def in_gemeenten(self, gemeenten: Any) -> "AgencyQuerySet":
        """Agencies that work in at least one of these gemeenten (ids or objects)."""
        return self.filter(models.Q(landelijk=True) | models.Q(werkgebied__in=gemeenten)).distinct()

    def agencies(self) -> "AgencyQuerySet":
        """Without the teams."""
        return self.filter(agency=None)


AgencyManager = PageManager.from_queryset(AgencyQuerySet)


class AgencyPage(GidsPage):
    """An agency, or (with `agency` filled in) a team that takes over what it does not state itself."""

    soort = models.ForeignKey(
        Organisatiesoort, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="soort organisatie"
    )
    voorbeeld = models.BooleanField("verzonnen voorbeeld", default=False)
    onderdeel_van = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="onderdelen", verbose_name="is deel van"
    )
    opdracht = models.TextField("opdracht", blank=True)
    voor_wie = models.TextField("voor wie wel", blank=True)
    niet_voor_wie = models.TextField("voor wie niet", blank=True)
    leeftijd_van = models.PositiveSmallIntegerField("vanaf leeftijd", null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField("tot en met leeftijd", null=True, blank=True)
    doelgroepen = ParentalManyToManyField(Doelgroep, blank=True, verbose_name="doelgroepen", related_name="agencies")
    leefgebieden = ParentalManyToManyField(Leefgebied, blank=True, verbose_name="leefgebieden", related_name="agencies")
    wetten = ParentalManyToManyField(Wet, blank=True, verbose_name="wetten", related_name="agencies")
    werkgebied = ParentalManyToManyField(Gemeente, blank=True, verbose_name="werkgebied", related_name="agencies")
    landelijk = models.BooleanField("werkt in heel Nederland", default=False)
    adres = models.CharField("bezoekadres", max_length=250, blank=True)
    adres_tonen = models.BooleanField("bezoekadres tonen", default=True)
    website = models.URLField("website", blank=True)
    regie = models.TextField("werken met één plan", blank=True)
    # The agency of a team; kept by save() and by a move, so that rules can ask it in a query.
    agency = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="teams", editable=False)

    objects = AgencyManager()

    parent_page_types = ["directory.AgencyIndexPage", "directory.AgencyPage"]
    subpage_types = ["directory.AgencyPage", "directory.ContactCardPage"]
    template = "directory/agency.html"

    class Meta:
        verbose_name = "organisatie of team"
        verbose_name_plural = "organisaties en teams"

    def clean(self) -> None:
        super().clean()
        from directory.rules import validate_onderdeel_van  # the rule walks over pages of this model

        validate_leeftijden(self.leeftijd_van, self.leeftijd_tot)
        validate_onderdeel_van(self)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.set_place()
        return super().save(*args, **kwargs)

    def set_place(self) -> None:
        """Read from the tree whether this is a team, and of which agency."""
        if self.path and self.depth > 1:
            parent = Page.get_parent(self, update=True)
            specific = parent.specific if parent else None
            self.agency = specific if isinstance(specific, AgencyPage) else None

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """A team stands directly under its agency; a team has no teams of its own."""
        return bool(super().can_create_at(parent)) and not _is_team(parent)

    def can_move_to(self, parent: Page) -> bool:
        return bool(super().can_move_to(parent)) and not _is_team(parent)

    def permissions_for_user(self, user: Any) -> Any:
        from directory.admin.permissions import ParentPermissionTester  # it knows these models

        return ParentPermissionTester(user, self)

    @property
    def waarde(self) -> str:
        """What stands for it in a pick box and on a list."""
        return of_organisatie(self.uuid)

    @property
    def is_team(self) -> bool:
        return self.agency_id is not None

    @property
    def naam(self) -> str:
        """The name as people see it everywhere; what is invented says so, once."""
        says_so = self.title.startswith("Voorbeeld ")
        return f"{self.title} (voorbeeld)" if self.voorbeeld and not says_so else self.title

    @property
    def top(self) -> "AgencyPage":
        """The agency itself, for a team the agency it belongs to."""
        return self.agency or self

    def stated(self, name: str) -> Any:
        """The value of a field, for a team its agency's where it states none (see INHERITED)."""
        value = getattr(self, name)
        return value or (getattr(self.agency, name) if self.agency and name in INHERITED else value)

    def stated_list(self, name: str) -> list[Any]:
        """The rows of a many-to-many field, for a team its agency's where it states none."""
        own = list(getattr(self, name).all())
        return own if own or not self.agency else list(getattr(self.agency, name).all())

    @cached_property
    def gemeenten(self) -> list[Gemeente]:
        """Where it works: its own werkgebied, for a team without one its agency's; empty where it works nationally."""
        return self.stated_list("werkgebied")

    @property
    def werkt_landelijk(self) -> bool:
        own = self.landelijk or bool(self.werkgebied.all())
        return self.landelijk if own or not self.agency else self.agency.landelijk

    @property
    def leeftijd(self) -> str:
        """The inclusive age range in words, a team's own or its agency's."""
        own = leeftijd_tekst(self.leeftijd_van, self.leeftijd_tot)
        return own or (leeftijd_tekst(self.agency.leeftijd_van, self.agency.leeftijd_tot) if self.agency else "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.agency_view import agency_context  # shapes what this audience may see

        return {**super().get_context(request, *args, **kwargs), **agency_context(self, request)}
