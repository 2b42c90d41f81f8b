"""Where things are: labour-market regions, gemeenten and places. A herindeling is a change of data, not a release."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone

from directory.fields import WoordenField
from directory.models.saving import SavedWhole


class Arbeidsmarktregio(models.Model):
    """One of the 35 labour-market regions (CBS table 86247NED)."""

    code = models.CharField("code", max_length=8, unique=True)
    naam = models.CharField("naam", max_length=120)

    class Meta:
        verbose_name = "arbeidsmarktregio"
        verbose_name_plural = "arbeidsmarktregio’s"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class GemeenteQuerySet(models.QuerySet["Gemeente"]):
    def current(self, on: date | None = None) -> "GemeenteQuerySet":
        """The gemeenten that exist on a day (today)."""
        day = on or timezone.localdate()
        return self.filter(
            models.Q(geldig_van=None) | models.Q(geldig_van__lte=day),
            models.Q(geldig_tot=None) | models.Q(geldig_tot__gt=day),
        )


class Gemeente(SavedWhole):
    """A gemeente by its CBS code (GM0085); `geldig_tot` is the first day on which it no longer exists."""

    code = models.CharField("CBS-code", max_length=8, unique=True)
    naam = models.CharField("naam", max_length=120)
    slug = models.SlugField("adres", max_length=120, unique=True)
    officiele_naam = models.CharField("officiële naam", max_length=160, blank=True)
    frysk = models.CharField("Friese naam", max_length=120, blank=True)
    provincie = models.CharField("provincie", max_length=60, blank=True)
    arbeidsmarktregio = models.ForeignKey(
        Arbeidsmarktregio, models.PROTECT, null=True, blank=True, related_name="gemeenten"
    )
    inwoners = models.PositiveIntegerField("inwoners", null=True, blank=True)
    website = models.URLField("website", blank=True)
    geldig_van = models.DateField("bestaat sinds", null=True, blank=True)
    geldig_tot = models.DateField("opgeheven op", null=True, blank=True)
    opvolger = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="opgegaan in")

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.roepnaam

    @property
    def roepnaam(self) -> str:
        """Its name as people write it: `Middelburg` for `Middelburg (Z.)`, where the gemeente itself says no more."""
        return self.naam if "(" in self.officiele_naam else self.naam.partition(" (")[0]

    def get_absolute_url(self) -> str:
        return reverse("gemeente", args=[self.slug])


class Plaats(SavedWhole):
    """A village or town; names that people use beside the official one are for searching."""

    naam = models.CharField("naam", max_length=120)
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="plaatsen")
    frysk = models.CharField("Friese naam", max_length=120, blank=True)
    stellingwerfs = models.CharField("Stellingwerfse naam", max_length=120, blank=True)
    zoeknamen = WoordenField("zoeknamen")

    class Meta:
        verbose_name = "plaats"
        verbose_name_plural = "plaatsen"
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["naam", "gemeente"], name="plaats_once_a_gemeente")]

    def __str__(self) -> str:
        return self.naam
