"""Mijn lijst: the pages that show it, and the buttons that change it; all of it works without script."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.freshness import controle_maanden
from directory.models import AgencyPage
from directory.regions import first_region
from directory.visibility import audience_of
from phonebook import lists
from phonebook.bundle import look_of
from phonebook.forms import LijstForm
from phonebook.models import Kaartlijst
from phonebook.owners import marked_owner_of, owner_of
from phonebook.sending import private

CURRENT = "lijst"  # the list that somebody looked at last: new cards go there


# Reading ---------------------------------------------------------------------------------------------------------
@require_safe
def mijn_lijst(request: HttpRequest) -> HttpResponse:
    """The list that somebody looked at last, else the first."""
    return _page(request, current(request))


@require_safe
def lijst(request: HttpRequest, sleutel: uuid.UUID) -> HttpResponse:
    """One of somebody's lists; from now on new cards go here."""
    found = _mine(request, sleutel)
    request.session[CURRENT] = str(found.sleutel)
    return _page(request, found)


def current(request: HttpRequest) -> Kaartlijst | None:
    """The list that new cards go to; None for who has none."""
    return lists.current(owner_of(request), request.session.get(CURRENT))


def _mine(request: HttpRequest, sleutel: uuid.UUID) -> Kaartlijst:
    return get_object_or_404(lists.lists_of(owner_of(request)), sleutel=sleutel)


def _page(request: HttpRequest, shown: Kaartlijst | None, form: LijstForm | None = None) -> HttpResponse:
    look = look_of(audience_of(request))
    inhoud = lists.contents(look, lists.values_of(shown)) if shown else lists.Inhoud()
    context = {
        "lijst": shown,
        "inhoud": inhoud,
        "kaarten": inhoud.kaarten,
        "andere": [other for other in lists.lists_of(owner_of(request)) if shown is None or other.pk != shown.pk],
        "naam_form": form or LijstForm(initial={"naam": shown.naam if shown else ""}, auto_id="lijst-%s"),
        "nieuw_form": LijstForm(auto_id="nieuw-%s"),
        "teams": publishable(request) if shown else [],
        "max_maanden": controle_maanden(first_region()),
        **(_undo(request, look) if shown else {}),
    }
    return private(render(request, "phonebook/lijst.html", context, status=422 if form else 200))


def _undo(request: HttpRequest, look: Any) -> dict[str, Any]:
    """What was just taken off, to put back."""
    gone = lists.contents(look, lists.readable([request.GET.get("weg", "")])).regels
    return {"weg": gone[0], "weg_plek": request.GET.get("plek", "")} if gone else {}


# Changing --------------------------------------------------------------------------------------------------------
@require_POST
def erbij(request: HttpRequest) -> HttpResponse:
    """Put what was ticked on the list, and go back to the page where it was ticked."""
    values = request.POST.getlist("kaart")
    if not lists.readable(values):
        messages.warning(request, "Kies eerst wie je in je lijst wilt zetten: zet een vinkje bij ‘Kies’.")
        return _back(request)
    owner = marked_owner_of(request)
    mine = current(request) or lists.make(owner=owner)
    if mine is None:
        raise Http404
    new = lists.add(lijst=mine, look=look_of(audience_of(request)), values=values)
    messages.success(request, _added(new, mine))
    return _back(request)


def _added(new: int, mine: Kaartlijst) -> str:
    if not new:
        return f"Stond al in ‘{mine.naam}’."
    return f"{'1 kaart staat' if new == 1 else f'{new} kaarten staan'} nu in ‘{mine.naam}’."


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that the button stood on, if it is one of ours."""
    where = request.POST.get("terug", "")
    safe = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    # A word alone `redirect` would take for the name of a view.
    return redirect(where if safe and where.startswith("/") else reverse("mijn_lijst"))


@require_POST
def nieuw(request: HttpRequest) -> HttpResponse:
    """A new list beside the others."""
    form = LijstForm(request.POST, auto_id="lijst-%s")
    if not form.is_valid():
        return _page(request, current(request), form)
    made = lists.make(owner=marked_owner_of(request), naam=form.cleaned_data["naam"])
    if made is None:
        messages.warning(request, f"Je hebt al {lists.LISTS} lijsten. Gooi er eerst een weg.")
        return redirect("mijn_lijst")
    return redirect("lijst", made.sleutel)


@require_POST
def wijzig(request: HttpRequest, sleutel: uuid.UUID) -> HttpResponse:
    """One button of the list: which one is its name, on which line is its value."""
    mine, data = _mine(request, sleutel), request.POST
    look = look_of(audience_of(request))
    for name, step in (("omhoog", -1), ("omlaag", 1)):
        if name in data:
            lists.move(lijst=mine, look=look, waarde=data[name], step=step)
            return _to(mine, anchor=f"regel-{data[name]}")
    if "weg" in data:
        return _to(mine, weg=data["weg"], plek=lists.remove(lijst=mine, look=look, waarde=data["weg"]))
    if "terug" in data:
        plek = data.get("plek", "")
        lists.put_back(lijst=mine, waarde=data["terug"], plek=int(plek) if plek.isdecimal() and len(plek) < 7 else 0)
    elif data.get("volgorde") in ("naam", "organisatie"):
        lists.sort(lijst=mine, look=look, by=data["volgorde"])
    elif "opruimen" in data:
        lists.tidy(lijst=mine, look=look)
    return _to(mine)


def _to(mine: Kaartlijst, anchor: str = "", **query: Any) -> HttpResponseRedirect:
    address = reverse("lijst", args=[mine.sleutel]) + (f"?{urlencode(query)}" if query else "")
    return redirect(f"{address}#{anchor}" if anchor and lists.readable([anchor.removeprefix("regel-")]) else address)


@require_POST
def naam(request: HttpRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Another name for a list."""
    mine, form = _mine(request, sleutel), LijstForm(request.POST, auto_id="lijst-%s")
    if not form.is_valid():
        return _page(request, mine, form)
    mine.naam = form.cleaned_data["naam"]
    mine.save()
    messages.success(request, f"De lijst heet nu ‘{mine.naam}’.")
    return _to(mine)


@require_http_methods(["GET", "HEAD", "POST"])
def weggooien(request: HttpRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Throw a list away, after asking."""
    mine = _mine(request, sleutel)
    if request.method != "POST":
        return private(render(request, "phonebook/lijst_weg.html", {"lijst": mine, "aantal": mine.regels.count()}))
    mine.delete()
    messages.success(request, f"De lijst ‘{mine.naam}’ is weg.")
    return redirect("mijn_lijst")


# The startlijst of an agency or team -------------------------------------------------------------------------------
def publishable(request: HttpRequest) -> list[AgencyPage]:
    """The agencies and teams of which this login is an editor."""
    redactie = audience_of(request).redactie
    pages = AgencyPage.objects.live().filter(pk__in=redactie) | AgencyPage.objects.live().filter(agency__in=redactie)
    return list(pages.order_by("path")) if redactie else []


@require_POST
def startlijst(request: HttpRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Give a copy of a list to new colleagues, on the page of an agency or team."""
    mine, chosen = _mine(request, sleutel), request.POST.get("team", "")
    page = next((page for page in publishable(request) if str(page.pk) == chosen), None)
    if page is None:
        raise Http404
    lists.publish(lijst=mine, agency=page)
    messages.success(request, f"Dit is nu de startlijst van {page.naam}. Collega’s zien haar op die pagina.")
    return redirect(page.get_url(request))


@require_POST
def startlijst_weg(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the startlijst off the page of an agency or team."""
    page = next((page for page in publishable(request) if page.pk == pk), None)
    if page is None:
        raise Http404
    Kaartlijst.objects.filter(startlijst_van=page).delete()
    messages.success(request, "De startlijst staat niet meer op deze pagina.")
    return redirect(page.get_url(request))
