"""The Samenlijst: small pages that open on a bad connection, without script and without a login."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.models import ExportLog
from directory.visibility import audience_of
from phonebook import lists, qr, samen, tables
from phonebook.bundle import look_of
from phonebook.contacts import site_url
from phonebook.export_views import CSV, paper
from phonebook.forms import CodeForm, GastForm, KaartForm, SamenlijstForm
from phonebook.list_views import current
from phonebook.models import Samenlijst
from phonebook.owners import marked_owner_of, owner_of
from phonebook.samen_cards import contacts
from phonebook.sending import file, hand_over, private, refuse, vcf
from phonebook.vcard import Vcard

TOO_OFTEN = "Dit ging te vaak mis. Wacht tien minuten, of scan de QR-code: die werkt altijd."


# Beginning -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Type the six digits of a list, or open one."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = samen.by_code(form.cleaned_data["code"], _address(request))
        except samen.TooOften:
            form.add_error("code", TOO_OFTEN)
            return _begin(request, form, SamenlijstForm(), 429)
        if found:
            return redirect("samenlijst", found.sleutel)
        form.add_error("code", "Deze cijfers kennen we niet. Kijk ze na, of vraag om de QR-code.")
    return _begin(request, form, SamenlijstForm(), 422 if form.errors else 200)


def _begin(request: HttpRequest, form: CodeForm, naam: SamenlijstForm, status: int) -> HttpResponse:
    return private(render(request, "phonebook/samen.html", {"form": form, "naam_form": naam}, status=status))


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))


@require_POST
def open_lijst(request: HttpRequest) -> HttpResponse:
    """Open a list; its code and digits are shown at once."""
    naam = SamenlijstForm(request.POST)
    if not naam.is_valid():
        return _begin(request, CodeForm(), naam, 422)
    owner = marked_owner_of(request)
    try:
        made = samen.open_new(owner=owner, naam=naam.cleaned_data["naam"], address=_address(request))
    except samen.TooOften:
        naam.add_error("naam", "Er zijn net veel lijsten geopend. Wacht een uur.")
        return _begin(request, CodeForm(), naam, 429)
    return redirect("samenlijst", made.sleutel)


# One list --------------------------------------------------------------------------------------------------------
def _list(sleutel: str) -> Samenlijst:
    found = Samenlijst.objects.alive().filter(sleutel=sleutel.lower()).first()
    if found is None:
        raise Http404
    return found


@require_safe
def samenlijst(request: HttpRequest, sleutel: str) -> HttpResponse:
    """A list. Who is not on it (yet) sees its name and how to join; who is sees the people."""
    found = _list(sleutel)
    own = samen.place_of(found, owner_of(request))
    card = samen.own_card(owner_of(request))
    if card:
        form = KaartForm(card=card, initial={"toont": own.toont if own and own.kaart_id else samen.usually_shown(card)})
        return _page(request, found, kaart_form=form)
    initial = {"naam": own.naam, "organisatie": own.organisatie, "nummer": own.tonen} if own else {}
    return _page(request, found, gast_form=GastForm(initial=initial))


def _page(request: HttpRequest, found: Samenlijst, status: int = 200, **forms: Any) -> HttpResponse:
    owner = owner_of(request)
    opener, own = samen.is_opener(found, owner), samen.place_of(found, owner)
    inside = bool(own or opener)
    address = site_url(reverse("samenlijst", args=[found.sleutel]))
    context = {
        "samenlijst": found,
        "plaatsen": samen.places(found, look_of(audience_of(request))) if inside else [],
        "aantal": found.deelnemers.count(),
        "inside": inside,
        "opener": opener,
        "own": own,
        "kaart": samen.own_card(owner),
        "adres": address,
        "code": qr.svg(address, title="QR-code van deze lijst", desc="Scan de code om mee te doen.") if inside else "",
        **forms,
    }
    return private(render(request, "phonebook/samenlijst.html", context, status=status))


@require_POST
def doe_mee(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Stand on the list, or change what it sees."""
    found, owner = _list(sleutel), marked_owner_of(request)
    card = samen.own_card(owner)
    if card:
        form = KaartForm(request.POST, card=card)
        if not form.is_valid():
            return _page(request, found, 422, kaart_form=form)
        place = samen.join(samenlijst=found, owner=owner, card=card, toont=form.cleaned_data["toont"])
    else:
        gast = GastForm(request.POST)
        if not gast.is_valid():
            return _page(request, found, 422, gast_form=gast)
        typed = gast.cleaned_data
        read = typed.pop("nummer")
        place = samen.join_as_guest(samenlijst=found, owner=owner, nummer=read.nummer, toestel=read.toestel, **typed)
    if place is None:
        messages.warning(request, f"Deze lijst is vol: er staan al {samen.PEOPLE} mensen op.")
    else:
        messages.success(request, "Je staat op de lijst.")
    return redirect("samenlijst", found.sleutel)


@require_POST
def eraf(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Leave the list; who opened it may take anybody off."""
    found, owner = _list(sleutel), owner_of(request)
    own, chosen = samen.place_of(found, owner), request.POST.get("wie", "")
    if chosen and not samen.is_opener(found, owner):
        raise Http404
    if chosen and chosen.isdecimal() and len(chosen) < 12:
        own = found.deelnemers.filter(pk=chosen).first()
    if own is None:
        raise Http404
    own.delete()
    messages.success(request, "Van de lijst gehaald.")
    return redirect("samenlijst", found.sleutel)


def _inside(request: HttpRequest, sleutel: str) -> Samenlijst:
    found, owner = _list(sleutel), owner_of(request)
    if not (samen.place_of(found, owner) or samen.is_opener(found, owner)):
        raise Http404
    return found


@require_POST
def langer(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Keep the list for another eight weeks."""
    found = _inside(request, sleutel)
    samen.renew(samenlijst=found)
    messages.success(request, "De lijst blijft weer acht weken.")
    return redirect("samenlijst", found.sleutel)


@require_POST
def cijfers(request: HttpRequest, sleutel: str) -> HttpResponse:
    """New digits for another day."""
    found = _inside(request, sleutel)
    samen.renew_code(samenlijst=found)
    return redirect("samenlijst", found.sleutel)


@require_POST
def in_mijn_lijst(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The cards of a list on Mijn lijst; guests have none."""
    look, found = look_of(audience_of(request)), _inside(request, sleutel)
    values = [place.kaart.waarde for place in samen.places(found, look) if place.kaart]
    mine = current(request) or lists.make(owner=marked_owner_of(request))
    if mine is None:
        raise Http404
    new = lists.add(lijst=mine, look=look, values=values)
    messages.success(request, f"{new} {'kaart staat' if new == 1 else 'kaarten staan'} nu in ‘{mine.naam}’.")
    return redirect("samenlijst", found.sleutel)


# Taking it along ---------------------------------------------------------------------------------------------------
def _send(request: HttpRequest, sleutel: str, answer: Callable[[list[Vcard]], HttpResponse]) -> HttpResponse:
    found, owner, look = _inside(request, sleutel), owner_of(request), look_of(audience_of(request))
    going = [place for place in samen.places(found, look) if place.mag_mee]
    if not look.audience.exporteren:
        return refuse(request, "recht", 403)
    if not going:
        return refuse(request, "leeg", 400)
    cards = contacts(found, going, look)
    logged = samen.bundle(going, look)
    if not logged:
        return answer(cards)  # only guests: nobody's card leaves
    return hand_over(request, logged, ExportLog.Vorm.LIJST, lambda _: answer(cards), samen.exporter(found, owner))


@require_safe
def samen_vcf(request: HttpRequest, sleutel: str) -> HttpResponse:
    return _send(request, sleutel, lambda cards: vcf(cards, "samenlijst"))


@require_safe
def samen_zip(request: HttpRequest, sleutel: str) -> HttpResponse:
    return _send(request, sleutel, lambda cards: file(tables.zip_of(cards), "application/zip", "samenlijst.zip"))


@require_safe
def samen_outlook(request: HttpRequest, sleutel: str) -> HttpResponse:
    return _send(request, sleutel, lambda cards: file(tables.outlook_csv(cards), CSV, "samenlijst-outlook.csv"))


@require_safe
def samen_google(request: HttpRequest, sleutel: str) -> HttpResponse:
    return _send(request, sleutel, lambda cards: file(tables.google_csv(cards), CSV, "samenlijst-google.csv"))


@require_safe
def samen_papier(request: HttpRequest, sleutel: str) -> HttpResponse:
    return _send(request, sleutel, lambda cards: paper(request, _list(sleutel).naam, cards))
