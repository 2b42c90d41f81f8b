"""State that changes outside the editing form: no revision holds it, so publishing an older draft cannot undo it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from directory.models.card import ContactCardPage, Zichtbaar
from directory.models.saving import SavedWhole


class CardState(SavedWhole):
    """What the person decides and what happens to the card; the card itself can only be narrower than `plafond`."""

    card = models.OneToOneField(ContactCardPage, models.CASCADE, primary_key=True, related_name="state")
    plafond = models.PositiveSmallIntegerField(
        "hoogstens te zien voor", choices=Zichtbaar, default=Zichtbaar.PROFESSIONALS
    )
    alleen_functie = models.BooleanField("alleen de functie, zonder naam", default=False)
    exporteren = models.BooleanField("mag in een telefoon bewaard worden", default=True)
    vertrokken_op = models.DateField("vertrokken op", null=True, blank=True)
    opvolger = models.ForeignKey(
        ContactCardPage, models.SET_NULL, null=True, blank=True, related_name="volgt_op", verbose_name="opvolger"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="card_state"
    )

    class Meta:
        verbose_name = "stand van een kaart"

    def __str__(self) -> str:
        return f"stand van kaart {self.card_id}"

    @staticmethod
    def defaults_for(card: ContactCardPage) -> dict[str, Any]:
        """Public by name always starts off: a person starts at professionals, a function may be open to all."""
        return {"plafond": Zichtbaar.PROFESSIONALS if card.is_persoon else Zichtbaar.IEDEREEN}

    def clean(self) -> None:
        super().clean()
        if self.opvolger_id and self.opvolger_id == self.card_id:
            raise ValidationError({"opvolger": "Iemand kan zichzelf niet opvolgen. Kies een andere kaart."})

    def is_vertrokken(self, on: date | None = None) -> bool:
        return self.vertrokken_op is not None and self.vertrokken_op <= (on or timezone.localdate())


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date | None = None) -> "AbsenceQuerySet":
        """Absences that hold on a day (today)."""
        day = day or timezone.localdate()
        return self.filter(van__lte=day).filter(models.Q(tot=None) | models.Q(tot__gte=day))


class Absence(SavedWhole):
    """Somebody is away, both days included, never with a reason."""

    card = models.ForeignKey(ContactCardPage, models.CASCADE, related_name="absences")
    van = models.DateField("afwezig vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    vervanger = models.ForeignKey(
        ContactCardPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="vervangt_bij",
        verbose_name="wie vervangt",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheid"
        ordering = ["van"]

    def __str__(self) -> str:
        return f"{self.van} – {self.tot or ''}"

    def clean(self) -> None:
        super().clean()
        if self.tot and self.van and self.tot < self.van:
            raise ValidationError({"tot": "De laatste dag ligt voor de eerste dag."})
        if self.vervanger_id and self.vervanger_id == self.card_id:
            raise ValidationError({"vervanger": "Iemand kan zichzelf niet vervangen. Kies een andere kaart."})

    def holds(self, day: date) -> bool:
        return self.van <= day and (self.tot is None or day <= self.tot)


class Check(SavedWhole):
    """Somebody looked at a group of fields of a page and said that it is right; the last time counts."""

    class Veldgroep(models.TextChoices):
        ALLES = "alles", "alles"
        CONTACT = "contact", "nummers en tijden"
        WERK = "werk", "wat, voor wie, waar"

    page = models.ForeignKey(Page, models.CASCADE, related_name="checks")
    veldgroep = models.CharField("wat", max_length=10, choices=Veldgroep, default=Veldgroep.ALLES)
    op = models.DateField("nagekeken op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "controle"
        verbose_name_plural = "controles"
        constraints = [models.UniqueConstraint(fields=["page", "veldgroep"], name="one_check_a_veldgroep")]

    def __str__(self) -> str:
        return f"{self.get_veldgroep_display()} op {self.op}"


class Melding(models.Model):
    """What a reader tells the editors: something is wrong on a page, or nobody is known for a need."""

    class Soort(models.TextChoices):
        FOUT = "fout", "er klopt iets niet"
        GAT = "gat", "hier mist iets of iemand"

    class Stand(models.TextChoices):
        OPEN = "open", "open"
        KLAAR = "klaar", "afgehandeld"

    soort = models.CharField("soort", max_length=6, choices=Soort)
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="meldingen")
    tekst = models.TextField("wat er mist of niet klopt", max_length=1000)
    van = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    gemeld_at = models.DateTimeField("gemeld", default=timezone.now)
    stand = models.CharField("stand", max_length=6, choices=Stand, default=Stand.OPEN)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-gemeld_at"]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({self.gemeld_at:%d-%m-%Y})"
