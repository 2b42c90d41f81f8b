"""What the database knows of the search indexes: which there are, what waits for them, which upkeep was done when."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from search.models_words import OnbeantwoordeVraag, Splitswoorden

__all__ = ["Change", "ChangeQuerySet", "Job", "OnbeantwoordeVraag", "Splitswoorden", "Target"]


class Target(models.Model):
    """One generation of an index, on one computer or on a server: changes wait for each of them apart."""

    class Motor(models.TextChoices):
        INGEBOUWD = "ingebouwd", "ingebouwd"
        ELASTICSEARCH = "elasticsearch", "Elasticsearch"

    name = models.CharField("naam", max_length=200, unique=True)
    motor = models.CharField("motor", max_length=20, choices=Motor)
    host = models.CharField("computer", max_length=200, blank=True)
    is_live = models.BooleanField("geeft antwoord", default=False)  # false: still being built
    number = models.BigIntegerField("laatste nummer", default=0)  # of a delivery; only grows
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    seen_at = models.DateTimeField("bijgehouden op", default=timezone.now)

    class Meta:
        verbose_name = "index"
        verbose_name_plural = "indexen"

    def __str__(self) -> str:
        return self.name


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> "ChangeQuerySet":
        """What is still to be delivered; a parked change waits for nobody."""
        return self.filter(is_parked=False)

    def due(self, at: datetime) -> "ChangeQuerySet":
        return self.waiting().filter(next_at__lte=at)


class Change(models.Model):
    """Something changed and one index does not show it yet; how it is now is read when this is delivered.

    One row for each target and thing: a newer change takes the place of an older one. No constraint says so: two
    transactions that change the same two things in another order would wait for each other, and a save would fail.
    """

    class Kind(models.TextChoices):
        ORGANISATIE = "organisatie", "organisatie"
        KAART = "kaart", "kaart"
        LOKET = "loket", "loket"
        ALLES = "alles", "alles"  # the index is to be built anew; the key is 0

    target = models.ForeignKey(
        # No constraint in the database: a save never waits for, or fails by, an index that is being dropped.
        Target,
        models.CASCADE,
        related_name="changes",
        db_constraint=False,
    )
    kind = models.CharField("soort", max_length=20, choices=Kind)
    key = models.BigIntegerField("sleutel")
    changed_at = models.DateTimeField("wacht sinds", default=timezone.now)  # the oldest change that is not delivered
    next_at = models.DateTimeField("volgende poging", default=timezone.now)
    tries = models.PositiveIntegerField("pogingen", default=0)
    fault = models.CharField("fout", max_length=200, blank=True)
    is_parked = models.BooleanField("geparkeerd", default=False)  # the engine refuses it

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wachtende wijziging"
        verbose_name_plural = "wachtende wijzigingen"
        indexes = [
            models.Index(fields=["target", "kind", "key"], name="search_change_what"),
            models.Index(fields=["target", "is_parked", "next_at"], name="search_change_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"


class Job(models.Model):
    """When a piece of upkeep was done, for all (`host` empty) or on one computer."""

    name = models.CharField("naam", max_length=60)
    host = models.CharField("computer", max_length=200, blank=True)
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    done_at = models.DateTimeField("gedaan op", null=True, blank=True)
    fault = models.CharField("fout", max_length=200, blank=True)

    class Meta:
        verbose_name = "onderhoudstaak"
        verbose_name_plural = "onderhoudstaken"
        constraints = [models.UniqueConstraint(fields=["name", "host"], name="one_row_a_job")]

    def __str__(self) -> str:
        return self.name
