"""The pages on which somebody makes, installs and stops a subscription."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from directory.visibility import audience_of
from phonebook import subscriptions
from phonebook.contacts import site_url
from phonebook.forms import AbonnementForm
from phonebook.models import Subscription
from phonebook.profiles import is_signed, mobileconfig
from phonebook.qr import svg
from phonebook.sending import private
from phonebook.sources import bron_of, card_count, naam_of
from phonebook.subscriptions import DRAIN, Issued, TooManySubscriptions, may_subscribe, subscribe

ISSUED = "abonnement_gemaakt"  # in the session: the form that made the last one, and which that is


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Mijn abonnementen."""
    own = _own(request).annotate(aantal=Count("members", filter=Q(members__gone=False))).order_by("-made_at")
    listed = [
        one for one in own.select_related("agency", "gemeente", "lijst", "samenlijst") if not subscriptions.is_over(one)
    ]
    context = {"abonnementen": listed, "dagen": DRAIN.days, "mag": may_subscribe(audience_of(request))}
    return private(render(request, "phonebook/abonnementen.html", context))


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Choose a name for the device; the answer to the form shows the password, this once."""
    audience, user = audience_of(request), request.user
    if not may_subscribe(audience) or not isinstance(user, User):
        return private(render(request, "phonebook/niet_bewaard.html", {"reden": "recht"}, status=403))
    bron = bron_of(request.GET.get("bron", ""), user)
    if bron is None:
        raise Http404
    sent, made = request.session.get(ISSUED, ("", ""))
    if request.method == "POST" and sent and sent == request.POST.get("eenmalig"):
        return _again(request, made)
    form = AbonnementForm(request.POST or None, initial={"naam": "Werktelefoon"})
    number = card_count(bron, audience)
    context = {"form": form, "bron": bron, "aantal": number, "hoogstens": settings.SUBSCRIPTION_CARDS}
    context["eenmalig"] = secrets.token_hex(8)
    context["past"] = number <= settings.SUBSCRIPTION_CARDS
    if request.method == "POST" and context["past"] and form.is_valid():
        try:
            issued = subscribe(user=user, naam=form.cleaned_data["naam"], bron=bron)
            request.session[ISSUED] = (request.POST.get("eenmalig", ""), issued.subscription.slug)
            return _installed(request, issued)
        except TooManySubscriptions:
            context["vol"] = settings.SUBSCRIPTIONS_A_PERSON
    return private(render(request, "phonebook/abonnement_nieuw.html", context))


@login_required
@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """How to install a subscription; its password is not shown again."""
    found = get_object_or_404(_own(request), slug=slug, ended_at=None)
    return private(render(request, "phonebook/abonnement.html", _context(found)))


def _again(request: HttpRequest, slug: str) -> HttpResponse:
    """The same form once more: a page with a password was loaded again. One device, one subscription."""
    messages.warning(
        request,
        "Dit abonnement is al gemaakt. Het wachtwoord zie je maar één keer. "
        "Heb je het niet meer? Stop dit abonnement en maak een nieuw.",
    )
    return redirect("abonnement", slug)


def _installed(request: HttpRequest, issued: Issued) -> HttpResponse:
    context = _context(issued.subscription)
    davx5 = f"davx5://{issued.subscription.slug}:{issued.token}@{_server()}{reverse('carddav')}"
    context |= {
        "wachtwoord": [issued.token[i : i + 4] for i in range(0, len(issued.token), 4)],
        "davx5": davx5,
        "davx5_qr": svg(davx5, title="Code die DAVx5 opent, met je gebruikersnaam en wachtwoord"),
    }
    return private(render(request, "phonebook/abonnement.html", context, status=201))


def _context(subscription: Subscription) -> dict[str, Any]:
    page = site_url(reverse("abonnement", args=[subscription.slug]))
    return {
        "abonnement": subscription,
        "bron": naam_of(subscription.bron),
        "server": _server(),
        "adres": site_url(reverse("carddav")),
        "pagina": page,
        "pagina_qr": svg(page, title="Code met het adres van deze pagina"),
        "ondertekend": is_signed(),
    }


def _server() -> str:
    return urlsplit(site_url("")).netloc


@login_required
@require_POST
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop a subscription; the device first clears its cards."""
    found = get_object_or_404(_own(request), slug=slug)
    subscriptions.stop(found)
    messages.success(
        request,
        f"‘{found.naam}’ is gestopt. Bij de volgende keer bijwerken haalt je apparaat de kaarten weg.",
    )
    return redirect("abonnementen")


@login_required
@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """A profile for iPhone, iPad and Mac."""
    found = get_object_or_404(_own(request), slug=slug, ended_at=None)
    response = HttpResponse(mobileconfig(found), content_type="application/x-apple-aspen-config")
    response["Content-Disposition"] = 'attachment; filename="vindelkaar.mobileconfig"'
    return private(response)


def _own(request: HttpRequest) -> Any:
    return Subscription.objects.filter(user=request.user.pk)
