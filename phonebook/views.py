"""The files and codes that bring a contact to a phone."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from directory.lines import heading
from directory.models import ContactCardPage, ExportLog
from directory.visibility import audience_of, cards_for
from phonebook import qr
from phonebook.bundle import Bundle, look_of, of_agency, of_card, of_contactpunt, of_selection
from phonebook.contacts import site_url, vcards
from phonebook.sending import hand_over, private, refuse, vcf
from phonebook.small import small_card

Vorm = ExportLog.Vorm


@require_safe
def kaart_vcf(request: HttpRequest, short_id: str) -> HttpResponse:
    """One card. The file is called after its number: no person's name stands in an address or a file name."""
    bundle = of_card(look_of(audience_of(request)), short_id)
    return _send(request, bundle, Vorm.KAART, f"kaart-{short_id}")


@require_safe
def organisatie_vcf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A whole organisation: itself, its contactpunten and its cards."""
    bundle = of_agency(look_of(audience_of(request)), key)
    name = slugify(bundle.agencies[0].title) if bundle and bundle.agencies else ""
    return _send(request, bundle, Vorm.ORGANISATIE, name or "organisatie")


@require_safe
def contactpunt_vcf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One contactpunt."""
    bundle = of_contactpunt(look_of(audience_of(request)), key)
    return _send(request, bundle, Vorm.KAART, f"contactpunt-{str(key)[:8]}")


@require_safe
def selectie_vcf(request: HttpRequest) -> HttpResponse:
    """What somebody ticked in a list."""
    values = request.GET.getlist("kaart")
    if not values:
        return refuse(request, "leeg", 400)
    bundle = of_selection(look_of(audience_of(request)), values)
    return _send(request, bundle, Vorm.LIJST, "vindelkaar-kaarten")


def _send(request: HttpRequest, bundle: Bundle | None, vorm: Vorm, name: str) -> HttpResponse:
    return hand_over(request, bundle, vorm, lambda allowed: vcf(vcards(allowed), name))


# Codes -----------------------------------------------------------------------------------------------------------
@require_safe
def kaart_qr(request: HttpRequest, short_id: str) -> HttpResponse:
    """A code with the address of a card's page: small, and right for as long as the card exists."""
    return private(HttpResponse(_address_code(_card(request, short_id)), content_type="image/svg+xml"))


@require_safe
def kaart_codes(request: HttpRequest, short_id: str) -> HttpResponse:
    """The code of a card's page to show to somebody, and the way to one with the card itself in it."""
    card = _card(request, short_id)
    context = {"card": card, "naam": heading(card), "code": _address_code(card), "adres": _address(card)}
    return private(render(request, "phonebook/kaart_qr.html", context))


@require_safe
def kaart_qr_los(request: HttpRequest, short_id: str) -> HttpResponse:
    """A code that holds the card itself, for a phone without internet; it takes the card along, so it counts."""
    bundle = of_card(look_of(audience_of(request)), short_id)
    return hand_over(request, bundle, Vorm.KAART, lambda allowed: _offline_page(request, allowed))


def _offline_page(request: HttpRequest, bundle: Bundle) -> HttpResponse:
    card = bundle.cards[0]
    desc = "Scan de code met je telefoon. Dan kun je de kaart bewaren, ook zonder internet."
    try:
        code = qr.svg(small_card(vcards(bundle)[0]), title="QR-code met deze kaart", desc=desc)
    except qr.TooLong:
        code = _address_code(card)
    context = {"card": card, "naam": heading(card), "code": code, "adres": _address(card), "los": True}
    return private(render(request, "phonebook/kaart_qr.html", context))


def _card(request: HttpRequest, short_id: str) -> ContactCardPage:
    """A card of somebody who works here: of who left only the card's own page tells, to whom it may."""
    cards = cards_for(audience_of(request)).working().filter(short_id=short_id.lower())
    card = cards.select_related("state").first()
    if card is None:
        raise Http404
    return card


def _address(card: ContactCardPage) -> str:
    return site_url(reverse("kaart", args=[card.short_id]))


def _address_code(card: ContactCardPage) -> SafeString:
    desc = "Scan de code met je telefoon. Dan opent de kaart in de gids."
    return qr.svg(_address(card), title="QR-code van deze kaart", desc=desc)
