"""What readers report: a list of what is wrong on one's own pages, and for coordinators every gap."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from directory.admin.members import regions_of
from directory.admin.permissions import EditorRequest
from directory.models import Melding


def meldingen_of(user: Any) -> QuerySet[Melding]:
    """The reports on pages that somebody may edit; whoever keeps a region also gets those without a page."""
    if user.is_superuser:
        return Melding.objects.all()
    rule = Q(page__in=page_permission_policy.instances_user_has_permission_for(user, "change").values("pk"))
    if regions_of(user).exists():
        rule |= Q(page=None)
    return Melding.objects.filter(rule)


def lijst(request: EditorRequest) -> HttpResponse:
    """Open reports first, the newest on top."""
    found = meldingen_of(request.user).select_related("page")
    context = {
        "open": found.filter(stand=Melding.Stand.OPEN),
        "klaar": found.filter(stand=Melding.Stand.KLAAR)[:20],
        "page_title": "Meldingen",
        "header_icon": "mail",
        "breadcrumbs_items": [{"url": "", "label": "Meldingen"}],
    }
    return render(request, "directory/admin/meldingen.html", context)


@require_POST
def klaar(request: EditorRequest, pk: int) -> HttpResponse:
    """Somebody dealt with a report."""
    melding = get_object_or_404(Melding, pk=pk)
    if not meldingen_of(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    melding.stand = Melding.Stand.KLAAR
    melding.save(update_fields=["stand"])
    if melding.page:
        log(instance=melding.page.specific, action="gids.melding_klaar", user=request.user, title="Melding")
    messages.success(request, "De melding is afgehandeld.")
    return redirect("gids_meldingen")
