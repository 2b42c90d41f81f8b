"""The screens beside a card's form: checked, away, back, left, without a name, erased."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from directory import actions
from directory.admin import widgets
from directory.admin.forms import limit_to_colleagues
from directory.admin.permissions import EditorRequest, tester
from directory.models import Absence, AgencyPage, CardState, ContactCardPage

View = Callable[..., HttpResponse]


class AbsenceForm(forms.ModelForm):
    """When somebody is away and who stands in; never why."""

    class Meta:
        model = Absence
        fields = ["van", "tot", "vervanger"]
        widgets = {"van": AdminDateInput, "tot": AdminDateInput}
        help_texts = {"tot": "Laat leeg als je het nog niet weet.", "vervanger": "Wie bellen mensen in die tijd?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        card = self.instance.card
        limit_to_colleagues(self.fields["vervanger"], widgets.colleagues(card.agency, card))
        _call_nobody(self.fields["vervanger"], "Niemand")
        self.initial["van"] = self.initial.get("van") or timezone.localdate()


class LeaveForm(forms.ModelForm):
    """From when somebody no longer works here, and who takes over."""

    class Meta:
        model = CardState
        fields = ["vertrokken_op", "opvolger"]
        widgets = {"vertrokken_op": AdminDateInput}
        labels = {"vertrokken_op": "Vertrokken sinds", "opvolger": "Wie neemt het over"}
        help_texts = {
            "vertrokken_op": "De eerste dag waarop deze persoon hier niet meer werkt.",
            "opvolger": "Wie de oude kaart opent, komt bij deze collega of dit loket uit.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vertrokken_op"].required = True
        card = self.instance.card
        limit_to_colleagues(self.fields["opvolger"], widgets.colleagues(card.agency, card))
        _call_nobody(self.fields["opvolger"], "Nog niet bekend")
        self.initial["vertrokken_op"] = self.initial.get("vertrokken_op") or timezone.localdate()


def _call_nobody(field: Any, words: str) -> None:
    """What stands in a list of colleagues for nobody, instead of a row of dashes."""
    field.empty_label = words


class PlainForm(forms.Form):
    """Nothing to fill in: only a button that says it."""


def on_page(model: Any, right: str) -> Callable[[View], View]:
    """Hand the view its page, for who may do this with it; everybody else hears nothing about that page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: EditorRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
            page = get_object_or_404(Page, pk=pk).specific
            if not isinstance(page, model) or not getattr(tester(page, request.user), right)():
                raise PermissionDenied
            return view(request, page, *args, **kwargs)

        return wrapped

    return decorate


def back_to(request: EditorRequest, page: Page) -> HttpResponse:
    """Where the editor came from, else the form of the page."""
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_pages:edit", args=[page.pk]))


def screen(request: EditorRequest, page: Page, form: Any, **context: Any) -> HttpResponse:
    """A small form beside a page: `titel`, `uitleg`, `knop`, and `gevaar` where it cannot be undone."""
    titel = f"{context['titel']} · {page.get_admin_display_title()}"  # whose card this is
    crumbs = [
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
        {"url": "", "label": titel},
    ]
    context = {"page_title": titel, "header_icon": "user", "breadcrumbs_items": crumbs, **context}
    terug = get_valid_next_url_from_request(request)
    return render(
        request,
        "directory/admin/screen.html",
        {"form": form, "media": form.media, "next": terug, "page": page, **context},
    )


@require_POST
@on_page((AgencyPage, ContactCardPage), "can_edit")
def klopt(request: EditorRequest, page: Page) -> HttpResponse:
    """One click: this still is right."""
    actions.check_page(page=page, user=request.user)
    messages.success(request, "Bedankt. De datum van nakijken is vandaag.")
    return back_to(request, page)


@on_page(ContactCardPage, "can_edit")
def afwezig(request: EditorRequest, card: ContactCardPage) -> HttpResponse:
    form = AbsenceForm(request.POST or None, instance=Absence(card=card))
    if form.is_valid():
        actions.set_absence(card=card, by=request.user, **form.cleaned_data)
        messages.success(request, "De afwezigheid staat op de kaart.")
        return back_to(request, card)
    uitleg = "Iedereen die de kaart ziet, ziet deze dagen en wie vervangt. Schrijf nooit een reden op."
    return screen(request, card, form, titel="Afwezig melden", uitleg=uitleg, knop="Bewaren")


@require_POST
@on_page(ContactCardPage, "can_edit")
def aanwezig(request: EditorRequest, card: ContactCardPage) -> HttpResponse:
    actions.end_absence(card=card, by=request.user)
    messages.success(request, "Weer aanwezig.")
    return back_to(request, card)


@on_page(ContactCardPage, "can_publish")
def vertrokken(request: EditorRequest, card: ContactCardPage) -> HttpResponse:
    form = LeaveForm(request.POST or None, instance=card.state)
    if form.is_valid():
        typed = form.cleaned_data
        actions.leave(card=card, on=typed["vertrokken_op"], opvolger=typed["opvolger"], by=request.user)
        messages.success(request, _left_message(card))
        return back_to(request, card)
    uitleg = "De kaart verdwijnt uit zoeken en lijsten. Het adres van de kaart blijft en wijst naar wie het overneemt."
    return screen(request, card, form, titel="Vertrokken", uitleg=uitleg, knop="Vertrek melden")


def _left_message(card: ContactCardPage) -> str:
    text = "Het vertrek staat op de kaart."
    return f"{text} Haal bij Leden ook de toegang weg." if card.state.user_id else text


@require_POST
@on_page(ContactCardPage, "can_publish")
def terug(request: EditorRequest, card: ContactCardPage) -> HttpResponse:
    actions.undo_leave(card=card, by=request.user)
    messages.success(request, "Het vertrek is ongedaan gemaakt.")
    return back_to(request, card)


@on_page(ContactCardPage, "can_publish")
def alleen_functie(request: EditorRequest, card: ContactCardPage) -> HttpResponse:
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.strip_name(card=card, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "De naam is weg. Op de kaart staat alleen nog de functie.")
        return back_to(request, card)
    uitleg = (
        "De naam, de foto en een mailadres met de naam gaan weg: van de kaart, uit oude versies en uit het logboek. "
        "De functie en de nummers blijven staan. Kijk zelf of een nummer nog past."
    )
    return screen(request, card, form, titel="Alleen de functie", uitleg=uitleg, knop="Haal de naam weg", gevaar=True)


@on_page(ContactCardPage, "can_delete")
def wissen(request: EditorRequest, card: ContactCardPage) -> HttpResponse:
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        parent = card.get_parent()
        actions.erase_person(card=card, by=request.user)
        messages.success(request, "De kaart en alle oude versies zijn gewist.")
        return redirect("wagtailadmin_explore", parent.pk)
    uitleg = (
        "De kaart, alle oude versies, de foto en de naam in het logboek gaan weg. Links naar de kaart werken dan niet. "
        "Is iemand alleen van baan veranderd? Kies dan Vertrokken."
    )
    return screen(request, card, form, titel="Persoon wissen", uitleg=uitleg, knop="Wis alles", gevaar=True)
