"""The strip above an editing form: when it was checked, who is away or gone, and what can be said in one click."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from directory.freshness import checked_on
from directory.models import ContactCardPage


class StatusPanel(Panel):  # type: ignore[misc]  # Wagtail ships no types
    """Shows what stands outside the form, with the ways to change it; nothing for a new page."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc,name-defined]  # Wagtail ships no types
        template_name = "directory/admin/status.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **status_of(self.instance), "next": self.request.path}


def status_of(page: Any) -> dict[str, Any]:
    """What the strip tells of a page."""
    card = page if isinstance(page, ContactCardPage) else None
    return {
        "page": page,
        "card": card,
        "nagekeken": checked_on(page),
        "afwezig": card.absences.on().select_related("vervanger").first() if card else None,
        "straks_afwezig": card.absences.filter(van__gt=timezone.localdate()).first() if card else None,
        "klopt_url": reverse("gids_klopt", args=[page.pk]),
        "leden_url": None if card else reverse("gids_leden", args=[page.pk]),
    }
