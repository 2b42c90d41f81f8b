"""What coordinators do with words: questions that had no answer, and words by which compounds are split."""

from datetime import date

from django.db import models
from django.utils import timezone

from directory.fields import WoordenField


class OnbeantwoordeVraagQuerySet(models.QuerySet["OnbeantwoordeVraag"]):
    def shown(self) -> "OnbeantwoordeVraagQuerySet":
        """What enough different people asked."""
        return self.filter(is_genoeg=True)

    def open(self) -> "OnbeantwoordeVraagQuerySet":
        """Nobody dealt with these yet; what is asked most first."""
        return self.shown().filter(stand=OnbeantwoordeVraag.Stand.OPEN).order_by("-aantal", "-laatst_op", "vraag")

    def done(self) -> "OnbeantwoordeVraagQuerySet":
        return self.shown().exclude(stand=OnbeantwoordeVraag.Stand.OPEN).order_by("-afgehandeld_op", "vraag")


class OnbeantwoordeVraag(models.Model):
    """A question without an answer, of ordinary words only (search/unanswered.py takes out all else before).

    `vragers` holds who asked, as hashes too short to tell one person from another, with the day; they go with their
    salt as soon as enough different people asked, and after a month.
    """

    class Aard(models.TextChoices):
        GEEN = "geen", "geen antwoord"
        RUIMER = "ruimer", "alleen antwoorden in de buurt"

    class Stand(models.TextChoices):
        OPEN = "open", "open"
        SYNONIEM = "synoniem", "begrip gemaakt"
        UITNODIGING = "uitnodiging", "organisatie gevraagd"
        HOORT_NIET = "hoort_niet", "hoort hier niet"

    sleutel = models.CharField("sleutel", max_length=200, unique=True)  # the stem keys in order of the alphabet
    vraag = models.CharField("vraag", max_length=200)
    aard = models.CharField("aard", max_length=10, choices=Aard, default=Aard.GEEN)
    aantal = models.PositiveIntegerField("keer gevraagd", default=0)
    zout = models.CharField(max_length=32, blank=True, editable=False)
    vragers = models.JSONField(default=dict, editable=False)
    is_genoeg = models.BooleanField("genoeg vragers", default=False)
    eerst_op = models.DateField("voor het eerst op", default=timezone.localdate)
    laatst_op = models.DateField("voor het laatst op", default=timezone.localdate)
    stand = models.CharField("stand", max_length=20, choices=Stand, default=Stand.OPEN)
    afgehandeld_op = models.DateField("afgehandeld op", null=True, blank=True)

    objects = OnbeantwoordeVraagQuerySet.as_manager()

    class Meta:
        verbose_name = "onbeantwoorde vraag"
        verbose_name_plural = "onbeantwoorde vragen"
        ordering = ["-laatst_op", "vraag"]

    def __str__(self) -> str:
        return self.vraag

    def settle(self, stand: str, on: date | None = None) -> None:
        """Somebody dealt with it."""
        self.stand, self.afgehandeld_op = stand, on or timezone.localdate()
        self.save(update_fields=["stand", "afgehandeld_op"])


class Splitswoorden(models.Model):
    """One row: what coordinators add to our own word files on compounds (search/data/bouwstenen.txt)."""

    ONLY = 1

    bouwstenen = WoordenField("woorden om op te splitsen")
    geen_splitsing = WoordenField("woorden die heel blijven")

    class Meta:
        verbose_name = "splitswoorden"
        verbose_name_plural = "splitswoorden"

    def __str__(self) -> str:
        return "Splitswoorden"
