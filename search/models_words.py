"""What coordinators do with words: questions that had no answer, and words by which compounds are split."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.fields import WoordenField
from directory.models import AgencyIndexPage


class OnbeantwoordeVraagQuerySet(models.QuerySet["OnbeantwoordeVraag"]):
    def shown(self) -> "OnbeantwoordeVraagQuerySet":
        """What enough different people asked."""
        return self.filter(is_genoeg=True)

    def concerning(self, regions: Iterable[AgencyIndexPage]) -> "OnbeantwoordeVraagQuerySet":
        """What was asked of one of these regions, and what may have been asked of any."""
        return self.filter(Q(regio=None) | Q(regio__in=regions))

    def open(self) -> "OnbeantwoordeVraagQuerySet":
        """Nobody dealt with these yet; what is asked most first."""
        return self.shown().filter(stand=OnbeantwoordeVraag.Stand.OPEN).order_by("-aantal", "-laatst_op", "vraag")

    def done(self) -> "OnbeantwoordeVraagQuerySet":
        return self.shown().exclude(stand=OnbeantwoordeVraag.Stand.OPEN).order_by("-afgehandeld_op", "vraag")


class OnbeantwoordeVraag(models.Model):
    """A question without an answer, of ordinary words only (search/unanswered.py takes out all else before).

    `vragers` holds who asked, as hashes too short to tell one person from another, with the day; they go with their
    salt as soon as enough different people asked, and after a month. Each region has its own rows: what is no question
    for one may be for another. Of which region it is, is unknown (null) of most visitors, and where there is but one.
    """

    class Aard(models.TextChoices):
        GEEN = "geen", "geen antwoord"
        RUIMER = "ruimer", "alleen antwoorden in de buurt"

    class Stand(models.TextChoices):
        OPEN = "open", "open"
        SYNONIEM = "synoniem", "begrip gemaakt"
        UITNODIGING = "uitnodiging", "organisatie gevraagd"
        HOORT_NIET = "hoort_niet", "hoort hier niet"

    sleutel = models.CharField("sleutel", max_length=200)  # the stem keys in order of the alphabet
    regio = models.ForeignKey(
        AgencyIndexPage, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="regio"
    )
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
        constraints = [
            models.UniqueConstraint(fields=["sleutel", "regio"], name="one_question_once_a_region"),
            models.UniqueConstraint(fields=["sleutel"], condition=Q(regio=None), name="one_question_of_no_region"),
        ]

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
