"""The files and codes that bring a contact to a phone."""

import io
import uuid

import segno
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from directory.export import TooMany, exporter_of, record_export
from directory.models import ExportLog
from directory.visibility import audience_of, cards_for
from phonebook.bundle import Bundle, look_of, of_agency, of_card, of_desk, of_selection
from phonebook.contacts import site_url, vcards
from phonebook.vcard import write

Vorm = ExportLog.Vorm


@require_safe
def kaart_vcf(request: HttpRequest, short_id: str) -> HttpResponse:
    """One card. The file is called after its number: no person's name stands in an address or a file name."""
    bundle = of_card(look_of(audience_of(request)), short_id)
    return _send(request, bundle, Vorm.KAART, f"kaart-{short_id}")


@require_safe
def organisatie_vcf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A whole organisation: itself, its desks and its cards."""
    bundle = of_agency(look_of(audience_of(request)), key)
    name = slugify(bundle.agencies[0].title) if bundle and bundle.agencies else ""
    return _send(request, bundle, Vorm.ORGANISATIE, name or "organisatie")


@require_safe
def contactpunt_vcf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One desk."""
    bundle = of_desk(look_of(audience_of(request)), key)
    return _send(request, bundle, Vorm.KAART, f"contactpunt-{str(key)[:8]}")


@require_safe
def selectie_vcf(request: HttpRequest) -> HttpResponse:
    """What somebody ticked in a list."""
    values = request.GET.getlist("kaart")
    if not values:
        return _refuse(request, "leeg", 400)
    bundle = of_selection(look_of(audience_of(request)), values)
    return _send(request, bundle, Vorm.LIJST, "vindelkaar-kaarten")


@require_safe
def kaart_qr(request: HttpRequest, short_id: str) -> HttpResponse:
    """A code with the address of a card's page: small, and right for as long as the card exists."""
    card = cards_for(audience_of(request)).filter(short_id=short_id.lower()).first()
    if card is None:
        raise Http404
    code = segno.make(site_url(reverse("kaart", args=[card.short_id])), error="m", micro=False, boost_error=False)
    svg = io.BytesIO()
    code.save(
        svg,
        kind="svg",
        dark="black",
        light="white",
        border=4,
        omitsize=True,
        title="QR-code van deze kaart",
        desc="Scan de code met je telefoon. Dan opent de kaart in de gids.",
    )
    drawing = svg.getvalue().replace(b"<svg ", b'<svg role="img" ', 1)
    return _private(HttpResponse(drawing, content_type="image/svg+xml"))


def _send(request: HttpRequest, bundle: Bundle | None, vorm: Vorm, name: str) -> HttpResponse:
    """The file, written down in the same transaction; hidden and unknown give the same 404."""
    if bundle is None:
        raise Http404
    if not bundle:
        return _refuse(request, "kaart" if bundle.look.audience.exporteren else "recht", 403)
    if request.method == "HEAD":
        return _file(bundle, name)
    try:
        with transaction.atomic():
            desks = [punt.page for punt in bundle.desks]
            record_export(exporter_of(request), vorm=vorm, cards=bundle.cards, agencies=[*bundle.agencies, *desks])
            return _file(bundle, name)
    except TooMany as error:
        return _refuse(request, "vol", 429, gevraagd=error.asked, over=error.remaining)


def _file(bundle: Bundle, name: str) -> HttpResponse:
    """Inline for one card: Safari then shows it at once. Several cards are a file to keep or open."""
    response = HttpResponse(write(vcards(bundle)), content_type="text/vcard; charset=utf-8")
    kind = "inline" if len(bundle) == 1 else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}.vcf"'
    return _private(response)


def _refuse(request: HttpRequest, reden: str, status: int, **numbers: int) -> HttpResponse:
    context = {"reden": reden, "per_dag": settings.EXPORT_CARDS_A_DAY, **numbers}
    return _private(render(request, "phonebook/niet_bewaard.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """What is about a person is kept by nothing between us and the phone."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
