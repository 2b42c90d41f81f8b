"""The first screen of the editing part: what needs attention, with one click each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from directory import rules
from directory.admin.meldingen import meldingen_of
from directory.freshness import MAANDEN, checked_on, checked_within
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage, Melding

SHOWN = 10
MOST = 500  # more agencies than this nobody keeps alone


@dataclass(frozen=True)
class Regel:
    """One page that needs attention, and why."""

    page: Page
    naam: str
    waarom: str
    klopt_url: str = ""

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


class Aandacht(Component):
    """Own pages that nobody checked for long, reports, and agencies that still miss something."""

    order = 50
    template_name = "directory/admin/aandacht.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        own = page_permission_policy.instances_user_has_permission_for(user, "change")
        due = unchecked(own)
        unfinished = [line for agency in _unfinished(own) if (line := _incomplete(agency))]
        return {
            "te_checken": [
                _line(page) for page in due.prefetch_related("checks").order_by("last_published_at", "title")[:SHOWN]
            ],
            "te_checken_totaal": due.count(),
            "meldingen": meldingen_of(user).filter(stand=Melding.Stand.OPEN).count(),
            "onvolledig": unfinished[:SHOWN],
            "onvolledig_totaal": len(unfinished),
            "csrf_token": get_token(parent_context["request"]),  # a component sees nothing of its page by itself
            "concepten": own.filter(has_unpublished_changes=True).count(),
        }


def unchecked(pages: QuerySet[Page], today: date | None = None) -> QuerySet[Page]:
    """The live agencies and cards among these pages of which a part was not confirmed within the check cycle."""
    months = min(AgencyIndexPage.objects.values_list("controle_maanden", flat=True), default=MAANDEN)
    of_guide = Q(pk__in=AgencyPage.objects.values("pk")) | Q(pk__in=ContactCardPage.objects.working().values("pk"))
    return pages.filter(of_guide, ~checked_within(months, today), live=True)


def _line(page: Any) -> Regel:
    day = checked_on(page)
    why = f"nagekeken op {day:%d-%m-%Y}" if day else "nog niet helemaal nagekeken"
    return Regel(page, page.title, why, reverse("gids_klopt", args=[page.pk]))


def _unfinished(pages: QuerySet[Page]) -> list[AgencyPage]:
    found = AgencyPage.objects.filter(pk__in=pages.values("pk")).select_related("agency")
    lists = found.prefetch_related("doelgroepen", "werkgebied", "contactpunten")
    return list(lists.order_by("live", "title")[:MOST])


def _incomplete(agency: AgencyPage) -> Regel | None:
    lacking = rules.missing(rules.values_of(agency), agency.agency)
    why = ", ".join(rules.REQUIRED[name] for name in lacking)
    return Regel(agency, agency.title, f"mist nog: {why}") if lacking else None
