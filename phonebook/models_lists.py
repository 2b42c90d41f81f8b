"""Lists that people keep (Mijn lijst) or make together (Samenlijst), and who looked into the log of exports."""

import secrets
import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from directory import numbers
from directory.fields import NummerField
from directory.models import AgencyPage, CardNumber, ContactCardPage
from directory.models.pages import ALPHABET

WEEKS = timedelta(weeks=8)  # a Samenlijst lives this long unless it is renewed
CODE_LIVES = timedelta(hours=24)  # long enough for a meeting, too short to guess


class Kaartlijst(models.Model):
    """A list of one login, of one browser without a login (`browser`), or the startlijst of an agency or team."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField("naam", max_length=60, default="Mijn lijst")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="kaartlijsten"
    )
    browser = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    startlijst_van = models.OneToOneField(
        AgencyPage, models.CASCADE, null=True, blank=True, related_name="startlijst", verbose_name="startlijst van"
    )
    gebruikt_op = models.DateField("laatst gebruikt", default=timezone.localdate)

    class Meta:
        verbose_name = "lijst"
        verbose_name_plural = "lijsten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, browser="", startlijst_van__isnull=True)
                | models.Q(user__isnull=True, browser__gt="", startlijst_van__isnull=True)
                | models.Q(user__isnull=True, browser="", startlijst_van__isnull=False),
                name="a_list_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def vraag(self) -> str:
        """What stands behind an address that takes this list along."""
        return f"?lijst={self.sleutel}"


class Lijstregel(models.Model):
    """One line: the `waarde` of a thing, which stays for life (`directory.waarden`).

    No foreign key: what is gone for good may still be counted as gone, and a contactpunt gets a new row at times.
    """

    lijst = models.ForeignKey(Kaartlijst, models.CASCADE, related_name="regels")
    waarde = models.CharField(max_length=40)
    plek = models.PositiveIntegerField()

    class Meta:
        verbose_name = "regel van een lijst"
        ordering = ["plek", "pk"]
        constraints = [models.UniqueConstraint(fields=["lijst", "waarde"], name="once_on_a_list")]

    def __str__(self) -> str:
        return self.waarde


def new_key() -> str:
    """The secret part of a Samenlijst's address."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


def new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def in_eight_weeks() -> date:
    return timezone.localdate() + WEEKS


class SamenlijstQuerySet(models.QuerySet["Samenlijst"]):
    def alive(self) -> "SamenlijstQuerySet":
        return self.filter(eindigt_op__gte=timezone.localdate())


class Samenlijst(models.Model):
    """A list that people at one table fill with their own cards; the address is the key to it."""

    sleutel = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    naam = models.CharField("naam", max_length=60)
    code = models.CharField("cijfers", max_length=6, default=new_code, db_index=True, editable=False)
    code_at = models.DateTimeField("cijfers gemaakt", default=timezone.now, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    browser = models.CharField(max_length=32, editable=False)  # of who opened it
    eindigt_op = models.DateField("eindigt op", default=in_eight_weeks)

    objects = SamenlijstQuerySet.as_manager()

    class Meta:
        verbose_name = "samenlijst"
        verbose_name_plural = "samenlijsten"

    def __str__(self) -> str:
        return self.naam

    @property
    def code_werkt(self) -> bool:
        """Do the six digits still open the list? The address does until the list ends."""
        return timezone.now() < self.code_at + CODE_LIVES


class Deelnemer(models.Model):
    """Somebody on a Samenlijst: with the own card, or a guest with a name, an organisation and a work number."""

    samenlijst = models.ForeignKey(Samenlijst, models.CASCADE, related_name="deelnemers")
    kaart = models.ForeignKey(ContactCardPage, models.CASCADE, null=True, blank=True, related_name="samenlijsten")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    browser = models.CharField(max_length=32, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    toont = models.JSONField("wat de lijst ziet", default=list, blank=True)  # kinds of number, and "mail"
    naam = models.CharField("naam", max_length=80, blank=True)
    organisatie = models.CharField("organisatie", max_length=100, blank=True)
    nummer = NummerField("werknummer", blank=True)
    toestel = models.CharField("toestel of keuze", max_length=6, blank=True)
    at = models.DateTimeField("sinds", default=timezone.now)

    MAIL = "mail"
    KEUZES = (*CardNumber.Soort.values, MAIL)

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["samenlijst", "kaart"], name="a_card_once_on_a_samenlijst"),
            models.UniqueConstraint(
                fields=["samenlijst", "browser"], condition=models.Q(kaart=None), name="a_guest_once_on_a_samenlijst"
            ),
        ]

    def __str__(self) -> str:
        return self.naam or "deelnemer"

    @property
    def tel(self) -> str:
        return numbers.tel(self.nummer) if self.nummer else ""

    @property
    def tonen(self) -> str:
        return numbers.tonen(self.nummer) if self.nummer else ""


class Inzage(models.Model):
    """An administrator read who has somebody's number, and said why; the person reads it too."""

    kaart = models.ForeignKey(ContactCardPage, models.CASCADE, related_name="inzages")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reden = models.CharField("reden", max_length=300)
    at = models.DateTimeField("wanneer", default=timezone.now)

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzages"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"inzage op {self.at:%d-%m-%Y}"
