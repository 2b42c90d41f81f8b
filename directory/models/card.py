"""A contact card: a person, or a function that outlives its holder. Its address and UID stay for life."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet

from directory import names, numbers
from directory.fields import NummerField, OpeningstijdenField, WoordenField
from directory.models.agency import AgencyPage
from directory.models.pages import GidsPage, new_short_id
from directory.models.places import Gemeente
from directory.models.words import Doelgroep, Functie, Leefgebied, Wet, leeftijd_tekst, validate_leeftijden
from directory.openingstijden import Openingstijden, Stand


class Zichtbaar(models.IntegerChoices):
    """Who may see something, from wide to narrow; the narrowest of all that is said about a thing counts."""

    IEDEREEN = 0, "iedereen"
    PROFESSIONALS = 1, "professionals in de regio"
    ORGANISATIE = 2, "alleen mijn organisatie"
    REDACTIE = 3, "alleen de redactie"


class CardQuerySet(PageQuerySet):
    def working(self) -> "CardQuerySet":
        """Cards of people who have not left, and of functions that still exist."""
        return self.filter(
            models.Q(state__vertrokken_op=None) | models.Q(state__vertrokken_op__gt=timezone.localdate())
        )

    def for_display(self) -> "CardQuerySet":
        """With all that a list of cards shows, in a fixed number of queries."""
        return self.select_related("functie", "agency", "team", "state", "vervanger", "houder").prefetch_related(
            "nummers", "gemeenten", "doelgroepen", "leefgebieden", "absences__vervanger", "checks"
        )


CardManager = PageManager.from_queryset(CardQuerySet)


class ContactCardPage(GidsPage):
    """A card under its agency or team; moving it to another agency is a change of employer."""

    class Soort(models.TextChoices):
        PERSOON = "persoon", "persoon"
        FUNCTIE = "functie", "functie of loket"

    class Laag(models.TextChoices):
        UITVOERING = "uitvoering", "uitvoering"
        MANAGEMENT = "management", "management"
        BESTUUR = "bestuur", "bestuur"

    short_id = models.CharField("adres", max_length=12, unique=True, default=new_short_id, editable=False)
    soort = models.CharField("soort kaart", max_length=8, choices=Soort, default=Soort.PERSOON)
    voorbeeld = models.BooleanField("verzonnen voorbeeld", default=False)
    voornaam = models.CharField("voornaam", max_length=60, blank=True)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=80, blank=True)
    functie = models.ForeignKey(
        Functie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="functie"
    )
    functie_lokaal = models.CharField("hoe die hier heet", max_length=120, blank=True)
    laag = models.CharField("laag", max_length=12, choices=Laag, default=Laag.UITVOERING)
    bel_mij_voor = WoordenField("bel mij voor", help_text="Een regel per onderwerp, in gewone taal.")
    onderwerpen = WoordenField("onderwerpen", help_text="Losse woorden, een per regel.")
    leeftijd_van = models.PositiveSmallIntegerField("vanaf leeftijd", null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField("tot en met leeftijd", null=True, blank=True)
    doelgroepen = ParentalManyToManyField(Doelgroep, blank=True, verbose_name="doelgroepen", related_name="kaarten")
    leefgebieden = ParentalManyToManyField(Leefgebied, blank=True, verbose_name="leefgebieden", related_name="kaarten")
    wetten = ParentalManyToManyField(Wet, blank=True, verbose_name="wetten", related_name="kaarten")
    gemeenten = ParentalManyToManyField(
        Gemeente,
        blank=True,
        verbose_name="gemeenten",
        related_name="kaarten",
        help_text="Leeg: het hele werkgebied van de organisatie.",
    )
    mail = models.EmailField("werkmail", blank=True)
    werkdagen = OpeningstijdenField("werkdagen en tijden")
    talen = WoordenField("talen")
    foto = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="foto"
    )
    zichtbaar = models.PositiveSmallIntegerField(
        "wie ziet deze kaart", choices=Zichtbaar, default=Zichtbaar.PROFESSIONALS
    )
    houder = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="bekleedt", verbose_name="wie doet dit nu"
    )
    vervanger = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="vervangt", verbose_name="wie vervangt"
    )
    # Where the card stands in the tree; kept by save() and by a move, so that rules can ask it in a query.
    agency = models.ForeignKey(AgencyPage, models.SET_NULL, null=True, related_name="kaarten", editable=False)
    team = models.ForeignKey(
        AgencyPage, models.SET_NULL, null=True, blank=True, related_name="teamkaarten", editable=False
    )

    objects = CardManager()

    exclude_fields_in_copy = [*GidsPage.exclude_fields_in_copy, "short_id"]
    parent_page_types = ["directory.AgencyPage"]
    subpage_types: list[str] = []
    template = "directory/card.html"

    class Meta:
        verbose_name = "contactkaart"
        verbose_name_plural = "contactkaarten"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.is_alleen_functie:
            self.voornaam = self.tussenvoegsel = self.achternaam = ""
            self.foto = None
        self.title = self.naam
        self.slug = self.short_id  # no name in any address
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        validate_leeftijden(self.leeftijd_van, self.leeftijd_tot)
        if self.is_persoon and not self.achternaam and not self.is_alleen_functie:
            raise ValidationError({"achternaam": "Vul de achternaam in, of maak er een kaart van een functie van."})
        if not self.is_persoon and not (self.functie_id or self.functie_lokaal):
            raise ValidationError({"functie": "Kies de functie, of vul in hoe die hier heet."})
        for name in ("vervanger", "houder"):
            if self.pk and getattr(self, f"{name}_id") == self.pk:
                raise ValidationError({name: "Een kaart kan niet naar zichzelf verwijzen. Kies een andere kaart."})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.title, self.slug = self.naam, self.short_id
        if not self.has_unpublished_changes:
            self.draft_title = self.title
        self.set_place()
        result = super().save(*args, **kwargs)
        from directory.models.state import CardState  # its key points here

        CardState.objects.get_or_create(card_id=self.pk, defaults=CardState.defaults_for(self))
        return result

    def set_place(self) -> None:
        """Read the agency and the team from the tree."""
        if self.path and self.depth > 1:
            parent = Page.get_parent(self, update=True)
            specific = parent.specific if parent else None
            page = specific if isinstance(specific, AgencyPage) else None
            self.agency = page.top if page else None
            self.team = page if page and page.is_team else None

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], self.get_absolute_url()) if parts else None

    def get_absolute_url(self) -> str:
        return reverse("kaart", args=[self.short_id])

    @property
    def waarde(self) -> str:
        """What stands for it in a pick box and on a list."""
        return self.short_id

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A card has one address, whatever its place in the tree; a hidden card is not betrayed by a redirect."""
        from directory.visibility import audience_of, cards_for  # the rule asks these models

        if not cards_for(audience_of(request)).filter(pk=self.pk).exists():
            raise Http404
        return redirect(self.get_absolute_url(), permanent=False)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "directory/card.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from directory.card_view import card_context  # shapes what this audience may see

        return {**super().get_context(request), **card_context(self, request)}

    @property
    def key(self) -> str:
        return self.ref or self.short_id

    @property
    def is_persoon(self) -> bool:
        return self.soort == self.Soort.PERSOON

    @property
    def is_alleen_functie(self) -> bool:
        """The person chose to stand here without a name; see actions.strip_name."""
        return bool(self.pk) and hasattr(self, "state") and self.state.alleen_functie

    @property
    def volledige_naam(self) -> str:
        """First name, tussenvoegsel and surname; "" for a function."""
        return names.volledig(self.voornaam, self.tussenvoegsel, self.achternaam) if self.is_persoon else ""

    @property
    def functienaam(self) -> str:
        """How this function is called here, else its standard name."""
        return self.functie_lokaal or (self.functie.naam if self.functie else "")

    @property
    def naam(self) -> str:
        """The name that heads the card: of the person, else of the function. What is invented says so."""
        name = self.volledige_naam or self.functienaam or "Contactkaart"
        return f"{name} (voorbeeld)" if self.voorbeeld else name

    @property
    def plek(self) -> AgencyPage | None:
        """The team, else the agency."""
        return self.team or self.agency

    @property
    def leeftijd(self) -> str:
        return leeftijd_tekst(self.leeftijd_van, self.leeftijd_tot)

    @property
    def tijden(self) -> Openingstijden:
        return Openingstijden.lees(self.werkdagen)

    def stand(self, at: datetime | None = None) -> Stand | None:
        """At work or not at a moment (now), None where no working days are known."""
        return self.tijden.stand(timezone.localtime(at))


class CardNumber(Orderable):
    """A typed number on a card, with its own audience (never wider than the card's)."""

    class Soort(models.TextChoices):
        VAST = "vast", "vast"
        MOBIEL = "mobiel", "mobiel"
        TEAM = "team", "nummer van het team"
        RECEPTIE = "receptie", "receptie"

    page = ParentalKey(ContactCardPage, on_delete=models.CASCADE, related_name="nummers")
    soort = models.CharField("soort", max_length=10, choices=Soort, default=Soort.VAST)
    nummer = NummerField("nummer")
    toestel = models.CharField("toestel of keuze", max_length=6, blank=True)
    zichtbaar = models.PositiveSmallIntegerField(
        "wie ziet dit nummer", choices=Zichtbaar, default=Zichtbaar.PROFESSIONALS
    )

    class Meta(Orderable.Meta):
        verbose_name = "telefoonnummer"
        verbose_name_plural = "telefoonnummers"

    def __str__(self) -> str:
        return self.tonen

    @property
    def tel(self) -> str:
        return numbers.tel(self.nummer)

    @property
    def tonen(self) -> str:
        return numbers.tonen(self.nummer)


class OokTeVinden(Orderable):
    """Another place where the same person works: one card, one result."""

    page = ParentalKey(ContactCardPage, on_delete=models.CASCADE, related_name="ook_te_vinden")
    organisatie = models.ForeignKey(
        AgencyPage, models.CASCADE, related_name="ook_hier", verbose_name="organisatie of team"
    )
    functie = models.ForeignKey(
        Functie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="functie daar"
    )
    dagen = OpeningstijdenField("dagen en tijden")
    nummer = NummerField("nummer daar", blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "ook te vinden bij"
        verbose_name_plural = "ook te vinden bij"

    def __str__(self) -> str:
        return self.organisatie.title

    @property
    def tel(self) -> str:
        return numbers.tel(self.nummer) if self.nummer else ""

    @property
    def tonen(self) -> str:
        return numbers.tonen(self.nummer) if self.nummer else ""
