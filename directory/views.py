"""The pages and files of the guide that have an address of their own: cards, photos, reports, uploaded files."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods, require_safe
from django.views.static import serve

from directory.card_view import card_context, unconfirmed_context
from directory.forms import MeldingForm
from directory.lines import heading
from directory.models import AgencyPage, ContactCardPage, Melding
from directory.privacy import keep_private
from directory.rights import may_open_file
from directory.visibility import audience_of, cards_for, unconfirmed_for

PHOTO = "fill-240x240|format-jpeg"
MELDINGEN_AN_HOUR = 10
FORM_IDS = "melding-%s"


@require_safe
def kaart(request: HttpRequest, short_id: str) -> HttpResponseBase:
    """A contact card; hidden, withdrawn and unknown cards all give the same answer."""
    card = _card(request, short_id)
    if card:
        context = {"page": card, **card_context(card, request)}
    elif old := _unconfirmed(request, short_id):
        context = unconfirmed_context(old, request)
    else:
        return keep_private(render(request, "directory/card_missing.html", status=404), no_cache=True)
    return keep_private(render(request, "directory/card.html", context), no_cache=True)


def _card(request: HttpRequest, short_id: str) -> ContactCardPage | None:
    cards = cards_for(audience_of(request)).for_display().prefetch_related("agency__werkgebied")
    return cards.filter(short_id=short_id.lower()).first()


def _unconfirmed(request: HttpRequest, short_id: str) -> ContactCardPage | None:
    cards = unconfirmed_for(audience_of(request)).select_related("functie", "agency", "team", "state")
    return cards.filter(short_id=short_id.lower()).first()


@require_safe
def foto(request: HttpRequest, short_id: str) -> HttpResponseBase:
    """The photo of a card, for who may see the card; never of who left or chose to stand here without a name."""
    cards = cards_for(audience_of(request)).working().filter(state__alleen_functie=False)
    card = cards.filter(short_id=short_id.lower()).select_related("foto").first()
    if card is None or card.foto is None:
        raise Http404
    with card.foto.get_rendition(PHOTO).file.open("rb") as file:
        return keep_private(HttpResponse(file.read(), content_type="image/jpeg"), max_age=300)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded file as it is, for who may choose it in the editing screens; everybody else asks `foto`."""
    if not may_open_file(request.user, path):
        raise Http404
    return keep_private(serve(request, path, document_root=str(settings.MEDIA_ROOT)), no_cache=True)


@require_http_methods(["GET", "HEAD", "POST"])
def melding(request: HttpRequest) -> HttpResponse:
    """Tell the editors that something is wrong or missing; without a login too."""
    page = _page(request)
    if request.method != "POST":
        initial = {"pagina": page.pk if page else None, "soort": request.GET.get("soort", "")}
        return _melding_form(request, MeldingForm(initial=initial, auto_id=FORM_IDS), page)
    form = MeldingForm(request.POST, auto_id=FORM_IDS)
    if not form.is_valid():
        return _melding_form(request, form, page, status=422)
    if not form.is_robot and not _within_limit(request):
        form.add_error(None, "Er kwamen net veel meldingen van jouw plek. Probeer het over een uur nog eens.")
        return _melding_form(request, form, page, status=429)
    return _thank(request, form, page)


def _melding_form(
    request: HttpRequest, form: MeldingForm, page: AgencyPage | ContactCardPage | None, status: int = 200
) -> HttpResponse:
    about = {"naam": _name_of(page), "url": page.get_url(request)} if page else {}
    return render(request, "directory/melding.html", {"form": form, **about}, status=status)


def _name_of(page: AgencyPage | ContactCardPage) -> str:
    if isinstance(page, AgencyPage):
        return page.naam
    return page.functienaam or "een kaart" if page.state.is_vertrokken() else heading(page)


def _thank(request: HttpRequest, form: MeldingForm, page: AgencyPage | ContactCardPage | None) -> HttpResponseRedirect:
    if not form.is_robot:
        user = request.user if request.user.is_authenticated else None
        Melding.objects.create(soort=form.cleaned_data["soort"], page=page, tekst=form.cleaned_data["tekst"], van=user)
    messages.success(request, "Dank je wel. De redactie kijkt ernaar.")
    return redirect(page.get_url(request) if page else "/")


def _page(request: HttpRequest) -> AgencyPage | ContactCardPage | None:
    """The page that a report is about, if this reader may see it."""
    number = (request.POST if request.method == "POST" else request.GET).get("pagina", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    agency = AgencyPage.objects.live().filter(pk=number).first()
    return agency or cards_for(audience_of(request)).filter(pk=number).first()


def _within_limit(request: HttpRequest) -> bool:
    """Count the reports of one login or one address; the address itself is not kept."""
    who = request.user.pk if request.user.is_authenticated else get_adapter().get_client_ip(request)
    key = "melding-" + salted_hmac("melding", str(who)).hexdigest()
    count = cache.get(key, 0)
    cache.set(key, count + 1, 3600)
    return bool(count < MELDINGEN_AN_HOUR)
