"""Who belongs where: memberships of logins, the editors' group of a page, and the log of exports."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from wagtail.models import Collection, Page

from directory.models.agency import AgencyPage
from directory.models.card import ContactCardPage
from directory.models.region import AgencyIndexPage


class Membership(models.Model):
    """A login belongs to an agency or team (as professional or editor) or to a region (as coordinator)."""

    class Rol(models.TextChoices):
        PROFESSIONAL = "professional", "professional"
        REDACTIE = "redactie", "redactie"
        COORDINATOR = "coordinator", "coördinator"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(AgencyPage, models.CASCADE, null=True, blank=True, related_name="memberships")
    regio = models.ForeignKey(AgencyIndexPage, models.CASCADE, null=True, blank=True, related_name="memberships")
    rol = models.CharField("rol", max_length=12, choices=Rol, default=Rol.PROFESSIONAL)
    exporteren = models.BooleanField("mag kaarten in de telefoon bewaren", default=True)
    meer_exporteren = models.BooleanField(
        "mag op één dag veel kaarten bewaren", default=False, help_text="Bijvoorbeeld iemand die hier nieuw is."
    )
    sinds = models.DateField("sinds", default=timezone.localdate)

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency__isnull=False, regio__isnull=True, rol__in=["professional", "redactie"])
                | models.Q(agency__isnull=True, regio__isnull=False, rol="coordinator"),
                name="agency_for_members_region_for_coordinators",
            ),
            models.UniqueConstraint(fields=["user", "agency", "rol"], name="one_role_once_an_agency"),
            models.UniqueConstraint(fields=["user", "regio"], name="one_coordinator_once_a_region"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} bij {self.agency or self.regio}"


class EditorGroup(models.Model):
    """The group that edits one page and all below it, and the collection for its photos."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="editor_group")
    group = models.OneToOneField(Group, models.CASCADE, related_name="editor_group")
    collection = models.OneToOneField(Collection, models.SET_NULL, null=True, blank=True, related_name="editor_group")

    class Meta:
        verbose_name = "redactiegroep"
        verbose_name_plural = "redactiegroepen"

    def __str__(self) -> str:
        return self.group.name


class ExportLog(models.Model):
    """Which card left for a phone or a file, when, by whom (empty: somebody who was not logged in) and how."""

    class Vorm(models.TextChoices):
        KAART = "kaart", "een kaart"
        LIJST = "lijst", "een lijst"
        ORGANISATIE = "organisatie", "een hele organisatie"
        ABONNEMENT = "abonnement", "een abonnement"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="exports")
    card = models.ForeignKey(ContactCardPage, models.CASCADE, null=True, blank=True, related_name="exports")
    agency = models.ForeignKey(AgencyPage, models.CASCADE, null=True, blank=True, related_name="exports")
    vorm = models.CharField("vorm", max_length=12, choices=Vorm)
    at = models.DateTimeField("wanneer", default=timezone.now)

    class Meta:
        verbose_name = "export"
        verbose_name_plural = "exports"
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.get_vorm_display()} op {self.at:%d-%m-%Y}"
