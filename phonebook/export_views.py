"""Taking several contacts along at once: the page to choose how, the files, and a list on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from directory.export import exporter_of, limit_of, remaining_today
from directory.visibility import audience_of
from phonebook import lists, qr, tables
from phonebook.bundle import look_of
from phonebook.owners import owner_of
from phonebook.parcels import Parcel, parcel_of
from phonebook.sending import file, hand_over, private, refuse, vcf
from phonebook.vcard import Vcard
from search.engines import SearchUnavailable
from search.forms import read
from search.limits import may_ask

CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class PaperLine:
    """A contact on paper, with a code for the phone of who reads it."""

    naam: str
    rol: str
    tels: list[str]
    mail: str
    note: list[str]
    code: SafeString | None


@require_safe
def meenemen(request: HttpRequest) -> HttpResponse:
    """Choose how: a file for a phone, Outlook, Google, paper; with what a phone of your own may pass on."""
    parcel = _parcel(request)
    if parcel is None:
        return refuse(request, "leeg", 400)
    if parcel.bundle is None:
        raise Http404
    exporter = exporter_of(request)
    context = {
        "parcel": parcel,
        "aantal": len(parcel.bundle),
        "over": remaining_today(exporter),
        "per_dag": limit_of(exporter),
        "vraag": f"?{request.GET.urlencode()}",
    }
    return private(render(request, "phonebook/meenemen.html", context))


@require_safe
def meenemen_vcf(request: HttpRequest) -> HttpResponse:
    return _send(request, lambda parcel: vcf(parcel.cards, parcel.naam))


@require_safe
def meenemen_zip(request: HttpRequest) -> HttpResponse:
    return _send(request, lambda parcel: file(tables.zip_of(parcel.cards), "application/zip", f"{parcel.naam}.zip"))


@require_safe
def meenemen_outlook(request: HttpRequest) -> HttpResponse:
    return _send(request, lambda parcel: file(tables.outlook_csv(parcel.cards), CSV, f"{parcel.naam}-outlook.csv"))


@require_safe
def meenemen_google(request: HttpRequest) -> HttpResponse:
    return _send(request, lambda parcel: file(tables.google_csv(parcel.cards), CSV, f"{parcel.naam}-google.csv"))


@require_safe
def meenemen_papier(request: HttpRequest) -> HttpResponse:
    """A list to print, with a code for each contact."""
    return _send(request, lambda parcel: paper(request, parcel.titel, parcel.cards))


@require_POST
def kies(request: HttpRequest) -> HttpResponse:
    """From the ticked boxes of a page to their file: an address of its own, which every phone can open."""
    values = lists.readable(request.POST.getlist("kaart"))
    return redirect(f"{reverse('selectie_vcf')}?{urlencode({'kaart': values}, doseq=True)}")


def _parcel(request: HttpRequest) -> Parcel | None:
    """What is taken along; None for nothing, also for who looks up one part of a number after the other."""
    if not may_ask(request, read(request.GET).vraag):
        return None
    try:
        return parcel_of(look_of(audience_of(request)), owner_of(request), request.GET)
    except SearchUnavailable:
        raise Http404 from None


def _send(request: HttpRequest, answer: Callable[[Parcel], HttpResponse]) -> HttpResponse:
    parcel = _parcel(request)
    if parcel is None:
        return refuse(request, "leeg", 400)
    return hand_over(request, parcel.bundle, parcel.vorm, lambda _: answer(parcel))


# Paper -----------------------------------------------------------------------------------------------------------
def paper(request: HttpRequest, titel: str, cards: list[Vcard]) -> HttpResponse:
    """The page to print."""
    lines = [_on_paper(card) for card in cards]
    return private(
        render(request, "phonebook/print.html", {"titel": titel, "lines": lines, "adres": settings.SITE_URL})
    )


def _on_paper(card: Vcard) -> PaperLine:
    where = ", ".join(card.org)
    about = [line for line in card.note if line and not line.startswith("Stand van")]
    code = qr.svg(card.urls[0], title=f"QR-code van {card.naam.voluit}") if card.urls else None
    rol, tels = ", ".join(filter(None, [card.title, where])), [tables.number(tel.nummer) for tel in card.tels]
    return PaperLine(card.naam.voluit, rol, tels, card.mail, about, code)
