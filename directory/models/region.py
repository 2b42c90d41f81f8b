"""A region: the page under which its agencies stand, and the gemeenten it is made of."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from directory.fields import NummerField, OpeningstijdenField
from directory.models.pages import GidsPage
from directory.models.places import Gemeente


class RegionQuerySet(PageQuerySet):
    def serving(self, gemeente: Gemeente) -> "RegionQuerySet":
        """The regions that a gemeente is part of."""
        return self.filter(gemeenten=gemeente)


RegionManager = PageManager.from_queryset(RegionQuerySet)


class AgencyIndexPage(GidsPage):
    """A region. Its coordinators hold their rights here; an agency counts in each region where it works."""

    class Soort(models.TextChoices):
        ARBEIDSMARKTREGIO = "arbeidsmarktregio", "arbeidsmarktregio"
        JEUGDREGIO = "jeugdregio", "jeugdregio"
        PROVINCIE = "provincie", "provincie"
        ANDERS = "anders", "anders"

    soort = models.CharField("soort", max_length=20, choices=Soort, default=Soort.ARBEIDSMARKTREGIO)
    gemeenten = ParentalManyToManyField(Gemeente, related_name="regios", blank=True, verbose_name="gemeenten")
    coordinator = models.CharField("naam van de coördinator of het loket", max_length=160, blank=True)
    coordinator_telefoon = NummerField("telefoon van de coördinator", blank=True)
    coordinator_mail = models.EmailField("mail van de coördinator", blank=True)
    coordinator_bereikbaar = OpeningstijdenField("wanneer bereikbaar")
    afzender = models.CharField("afzender van mails", max_length=120, blank=True)
    controle_maanden = models.PositiveSmallIntegerField(
        "maanden tussen twee controles", default=6, help_text="Zo lang geldt een controle als vers."
    )

    objects = RegionManager()

    parent_page_types = ["home.HomePage"]
    subpage_types = ["directory.AgencyPage"]
    template = "directory/region.html"

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio’s"

    def permissions_for_user(self, user: Any) -> Any:
        from directory.admin.permissions import ParentPermissionTester  # it knows these models

        return ParentPermissionTester(user, self)

    def get_admin_display_title(self) -> str:
        return self.draft_title or self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.listing import agencies_a_to_z  # the listing imports these models

        context = super().get_context(request, *args, **kwargs)
        return {**context, "letters": agencies_a_to_z(self), "kruimels": [(self.title, "")]}
