"""A subscription: what one device is kept up to date with, and what that device has been told so far."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from directory.models import AgencyPage, Gemeente
from phonebook.models_lists import Deelnemer, Inzage, Kaartlijst, Lijstregel, Samenlijst

__all__ = ["Bron", "Deelnemer", "Inzage", "Kaartlijst", "Lijstregel", "Member", "Samenlijst", "Subscription"]

Bron = AgencyPage | Gemeente | Kaartlijst | Samenlijst


class Subscription(models.Model):
    """One device, one app password, one address book. What it holds follows from its source (`bron`).

    A row outlives its login and its source: the device must first be told to take the cards off.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="abonnementen")
    naam = models.CharField("naam van het apparaat", max_length=60)
    slug = models.SlugField("gebruikersnaam", max_length=20, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, editable=False)
    agency = models.ForeignKey(AgencyPage, models.SET_NULL, null=True, blank=True, related_name="abonnementen")
    gemeente = models.ForeignKey(Gemeente, models.SET_NULL, null=True, blank=True, related_name="abonnementen")
    lijst = models.ForeignKey(Kaartlijst, models.SET_NULL, null=True, blank=True, related_name="abonnementen")
    samenlijst = models.ForeignKey(Samenlijst, models.SET_NULL, null=True, blank=True, related_name="abonnementen")
    made_at = models.DateTimeField("gemaakt", default=timezone.now)
    used_at = models.DateTimeField("laatst gebruikt", null=True, blank=True)
    ended_at = models.DateTimeField("gestopt", null=True, blank=True)
    seq = models.PositiveBigIntegerField("stand", default=0, editable=False)

    class Meta:
        verbose_name = "abonnement"
        verbose_name_plural = "abonnementen"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency=None, gemeente=None, lijst=None)
                | models.Q(agency=None, gemeente=None, samenlijst=None)
                | models.Q(agency=None, lijst=None, samenlijst=None)
                | models.Q(gemeente=None, lijst=None, samenlijst=None),
                name="at_most_one_bron",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def bron(self) -> Bron | None:
        """What the device is subscribed to; None where that is gone."""
        return self.agency or self.gemeente or self.lijst or self.samenlijst

    @bron.setter
    def bron(self, bron: Bron) -> None:
        self.agency = bron if isinstance(bron, AgencyPage) else None
        self.gemeente = bron if isinstance(bron, Gemeente) else None
        self.lijst = bron if isinstance(bron, Kaartlijst) else None
        self.samenlijst = bron if isinstance(bron, Samenlijst) else None


class Member(models.Model):
    """What a device was told of one card: which content, since when, and as which change.

    Rows stay when the card is gone, so that a device that was away for a year still hears of it.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="members")
    uid = models.UUIDField()
    content = models.CharField(max_length=64)  # a hash: no name stays behind here
    op = models.DateField("zo sinds")
    again = models.PositiveIntegerField(default=0)  # raised to make the device fetch its card anew
    seq = models.PositiveBigIntegerField()
    gone = models.BooleanField(default=False)
    taken = models.BooleanField(default=False)  # the device fetched it: it stands in the export log

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "uid"], name="one_member_a_card")]
        indexes = [models.Index(fields=["subscription", "seq"])]

    def __str__(self) -> str:
        return f"{self.uid} ({self.seq})"
