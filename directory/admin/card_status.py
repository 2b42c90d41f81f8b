"""The strip above an editing form: when it was checked, who is away or gone, and what can be said in one click."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from directory.freshness import checked_on
from directory.models import AgencyIndexPage, ContactCardPage


class StatusPanel(Panel):
    """Shows what stands outside the form, with the ways to change it; nothing for a new page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/admin/status.html"

        def is_shown(self) -> bool:
            is_region = isinstance(self.instance, AgencyIndexPage)
            return bool(self.instance.pk) and (not is_region or self.request.user.is_superuser)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **status_of(self.instance, self.request.user), "next": self.request.path}


def status_of(page: Any, user: Any) -> dict[str, Any]:
    """What the strip tells of a page; of a region only its members, to who appoints coordinators."""
    card = page if isinstance(page, ContactCardPage) else None
    is_region = isinstance(page, AgencyIndexPage)
    return {
        "page": page,
        "card": card,
        "is_region": is_region,
        "nagekeken": checked_on(page),
        "afwezig": card.absences.on().select_related("vervanger").first() if card else None,
        "straks_afwezig": card.absences.filter(van__gt=timezone.localdate()).first() if card else None,
        "klopt_url": None if is_region else reverse("gids_klopt", args=[page.pk]),
        "leden_url": None if card or (is_region and not user.is_superuser) else reverse("gids_leden", args=[page.pk]),
    }
