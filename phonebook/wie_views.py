"""Who has somebody's number: for that person, and for an administrator who writes down why."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from directory.lines import heading, opsomming
from directory.models import CardState, ContactCardPage, ExportLog, Membership
from phonebook.forms import RedenForm
from phonebook.models import Inzage
from phonebook.sending import private


@dataclass(frozen=True)
class Drager:
    """Somebody who took a card along: who, how, how often, and when last."""

    wie: str
    waar: str
    hoe: str
    keer: int
    laatst: datetime


@login_required
@require_safe
def wie_heeft_mijn_nummer(request: HttpRequest) -> HttpResponse:
    """Who took the own card along; nobody else sees this but an administrator with a reason, shown here too."""
    state = CardState.objects.filter(user=request.user.pk).select_related("card").first()
    card = state.card if state else None
    context = {
        "kaart": card,
        "dragers": carriers(card) if card else [],
        "inzages": card.inzages.select_related("user") if card else [],
    }
    return private(render(request, "phonebook/wie_heeft.html", context))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wie_heeft_het_nummer(request: HttpRequest, short_id: str) -> HttpResponse:
    """The same for an administrator, who says why first; that is written down before anything is shown."""
    if not request.user.is_superuser:
        raise Http404
    card = get_object_or_404(ContactCardPage.objects.select_related("state"), short_id=short_id.lower())
    form = RedenForm(request.POST if request.method == "POST" else None)
    context = {"kaart": card, "naam": heading(card), "form": form}
    if not form.is_valid():
        return private(render(request, "phonebook/wie_heeft_reden.html", context, status=422 if form.errors else 200))
    Inzage.objects.create(kaart=card, user_id=request.user.pk, reden=form.cleaned_data["reden"])
    return private(render(request, "phonebook/wie_heeft.html", {**context, "dragers": carriers(card), "beheer": True}))


def carriers(card: ContactCardPage) -> list[Drager]:
    """Everybody who took a card along, who did so last first; visitors together, because nobody knows who they are."""
    taken: dict[int | None, list[ExportLog]] = {}
    for log in ExportLog.objects.filter(card=card).select_related("user__card_state__card__state").order_by("-at"):
        taken.setdefault(log.user_id, []).append(log)
    where = _where([pk for pk in taken if pk])
    return [
        Drager(_who(logs[0].user), where.get(pk or 0, ""), _how(logs), len(logs), logs[0].at)
        for pk, logs in taken.items()
    ]


def _who(user: User | None) -> str:
    """The name on somebody's own card, else of the login, else the mail address that the login goes by."""
    if user is None:
        return "Iemand zonder login, of van wie de login weg is"
    state = getattr(user, "card_state", None)
    return heading(state.card) if state else user.get_full_name() or user.email


def _where(users: list[int]) -> dict[int, str]:
    """The organisations of these logins."""
    found: dict[int, list[str]] = {}
    for membership in Membership.objects.filter(user__in=users).select_related("agency__agency", "regio"):
        place = membership.agency or membership.regio
        found.setdefault(membership.user_id, []).append(membership.agency.naam if membership.agency else str(place))
    return {user: opsomming(dict.fromkeys(names)) for user, names in found.items()}


def _how(logs: list[ExportLog]) -> str:
    return opsomming(dict.fromkeys(log.get_vorm_display() for log in logs))
