"""The first screen of the editing part: what needs attention, with one click each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from directory import rules
from directory.admin.meldingen import meldingen_of
from directory.models import AgencyIndexPage, AgencyPage, Check, ContactCardPage, Melding

SHOWN = 10


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


class Aandacht(Component):  # type: ignore[misc]  # Wagtail ships no types
    """Own pages that nobody checked for long, reports, and agencies that still miss something."""

    order = 50
    template_name = "directory/admin/aandacht.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        own = page_permission_policy.instances_user_has_permission_for(user, "change")
        due = unchecked(own)
        return {
            "te_checken": [_line(page) for page in due.order_by("nagekeken", "title")[:SHOWN]],
            "te_checken_totaal": due.count(),
            "meldingen": meldingen_of(user).filter(stand=Melding.Stand.OPEN).count(),
            "onvolledig": [line for agency in _unfinished(own) if (line := _incomplete(agency))],
            "concepten": own.filter(has_unpublished_changes=True).count(),
        }


def unchecked(pages: QuerySet[Page], today: date | None = None) -> QuerySet[Page]:
    """The agencies and cards among these pages that were not confirmed within the check cycle (`nagekeken`)."""
    months = min(AgencyIndexPage.objects.values_list("controle_maanden", flat=True), default=6)
    limit = (today or timezone.localdate()) - relativedelta(months=months)
    last = Check.objects.filter(page=OuterRef("pk"), veldgroep=Check.Veldgroep.ALLES).values("op")[:1]
    of_guide = Q(pk__in=AgencyPage.objects.values("pk")) | Q(pk__in=ContactCardPage.objects.working().values("pk"))
    checked = pages.filter(of_guide, live=True).annotate(nagekeken=Subquery(last))
    return checked.filter(Q(nagekeken=None) | Q(nagekeken__lt=limit))


def _line(page: Any) -> Regel:
    why = f"nagekeken op {page.nagekeken:%d-%m-%Y}" if page.nagekeken else "nog nooit nagekeken"
    return Regel(page, page.title, why, reverse("gids_klopt", args=[page.pk]))


def _unfinished(pages: QuerySet[Page]) -> list[AgencyPage]:
    found = AgencyPage.objects.filter(pk__in=pages.values("pk")).select_related("agency")
    lists = found.prefetch_related("doelgroepen", "werkgebied", "contactpunten")
    return list(lists.order_by("live", "title")[: 5 * SHOWN])


def _incomplete(agency: AgencyPage) -> Regel | None:
    lacking = rules.missing(rules.values_of(agency), agency.agency)
    why = ", ".join(rules.REQUIRED[name] for name in lacking)
    return Regel(agency, agency.title, f"mist nog: {why}") if lacking else None
