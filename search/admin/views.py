"""The screens of search below /admin/: trying a word out, questions without an answer, splitting words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from directory.admin.members import regions_of
from directory.admin.permissions import EditorRequest
from directory.fields import LinesField
from directory.regions import live_regions
from directory.visibility import audience_of
from search.admin.preview import FIELDS, new_names, preview, unsaved_word
from search.admin.werklijst import by_need, need_of, questions_of, same_need
from search.engines import SearchUnavailable
from search.lists import compounds
from search.models import OnbeantwoordeVraag
from search.understand import MAX_QUESTION

Stand = OnbeantwoordeVraag.Stand
QUESTION = "proefvraag"
FROM_QUESTION = {"begrip": "afkorting", "hulpvraag": "zoekwoorden"}  # where the words of a question go


def only_coordinators(request: EditorRequest) -> None:
    """The words of all regions are kept by who coordinates one."""
    if not regions_of(request.user).exists():
        raise PermissionDenied


# Trying a word out -----------------------------------------------------------------------------------------------
@require_POST
def proef(request: EditorRequest, naam: str, pk: int | None = None) -> HttpResponse:
    """What questions find now, and with the word as the form holds it; as part of the form, or as a page."""
    model = next((each for each in FIELDS if each._meta.model_name == naam), None)
    if model is None:
        raise Http404
    if not request.user.has_perm(f"directory.{'change' if pk else 'add'}_{naam}"):
        raise PermissionDenied
    word, errors = unsaved_word(model, pk, request.POST)
    typed = request.POST.get(QUESTION, "").strip()[:MAX_QUESTION]
    context: dict[str, Any] = {"fouten": errors, "page_title": "Probeer dit woord uit", "header_icon": "search"}
    try:
        if not errors:
            context["proeven"] = preview(word, [typed] if typed else new_names(word), audience_of(request))
    except SearchUnavailable:
        context["fouten"] = ["Zoeken kan nu even niet. Probeer het straks nog eens."]
    part = request.headers.get("X-Requested-With") == "fetch"
    return render(request, f"search/admin/{'_proef' if part else 'proef'}.html", context)


# Questions without an answer -------------------------------------------------------------------------------------
def lijst(request: EditorRequest) -> HttpResponse:
    """What was asked most and found nothing, on top."""
    only_coordinators(request)
    context = {
        "open": by_need(questions_of(request.user).open()[:200]),
        "klaar": questions_of(request.user).done()[:30],
        "gedeeld": len(live_regions()) > 1 and not request.user.is_superuser,
        "page_title": "Vragen zonder antwoord",
        "header_icon": "help",
        "breadcrumbs_items": [{"url": "", "label": "Vragen zonder antwoord"}],
    }
    return render(request, "search/admin/onbeantwoord.html", context)


def woord(request: EditorRequest, pk: int, soort: str) -> HttpResponse:
    """The form of a new begrip or hulpvraag, filled in with the words of a question; saving it settles the question."""
    only_coordinators(request)
    row = get_object_or_404(questions_of(request.user), pk=pk)
    if soort not in FROM_QUESTION:
        raise Http404
    values = urlencode({FROM_QUESTION[soort]: need_of(row.vraag), QUESTION: row.vraag, "werklijst": str(row.pk)})
    return redirect(f"{reverse(f'wagtailsnippets_directory_{soort}:add')}?{values}")


def afhandelen(request: EditorRequest, pk: int) -> HttpResponse:
    """Put a question aside or on the list again, or go and ask an organisation to join: sending that settles it.

    Who had to log in first comes back here with nothing chosen, and chooses again on the list.
    """
    only_coordinators(request)
    if request.method != "POST":
        return redirect("gids_onbeantwoord")
    row = get_object_or_404(questions_of(request.user), pk=pk)
    stand = request.POST.get("stand", "")
    if stand not in (Stand.OPEN, Stand.UITNODIGING, Stand.HOORT_NIET):
        raise Http404
    if stand == Stand.UITNODIGING:
        text = f"Laat hier de organisatie toe die helpt bij ‘{row.vraag}’. De vraag blijft open tot je haar toelaat."
        messages.info(request, text)
        return redirect(f"{reverse('gids_toelaten')}?{urlencode({'werklijst': row.pk})}")
    for each in same_need(row, questions_of(request.user)):
        each.settle(stand)
    if stand == Stand.OPEN:
        messages.success(request, "De vraag staat weer open.")
    else:
        messages.success(request, _with_undo(request, f"‘{row.vraag}’ is opzij gezet.", row))
    return redirect("gids_onbeantwoord")


def _with_undo(request: EditorRequest, text: str, row: OnbeantwoordeVraag) -> SafeString:
    """What was done, and a button that takes it back."""
    context = {"tekst": text, "vraag": row}
    return render_to_string("search/admin/_gedaan.html", context, request=request)


def settle_by_admitting(request: EditorRequest) -> None:
    """An organisation was admitted from the work list: that question is dealt with."""
    for row in _from_work_list(request, request.GET.get("werklijst", "")):
        row.settle(Stand.UITNODIGING)
        messages.success(request, _with_undo(request, f"‘{row.vraag}’ is afgehandeld.", row))


def settle_by_word(request: EditorRequest, instance: Any) -> None:
    """A word was saved from the work list: as all regions share it, that need is dealt with, wherever it was asked."""
    for row in _from_work_list(request, request.POST.get("werklijst", "")) if type(instance) in FIELDS else ():
        for each in same_need(row, OnbeantwoordeVraag.objects.shown()):
            each.settle(Stand.SYNONIEM)


def _from_work_list(request: EditorRequest, number: str) -> Iterable[OnbeantwoordeVraag]:
    """The open question that a form was opened for."""
    if not (number.isdecimal() and len(number) < 10 and regions_of(request.user).exists()):
        return ()
    return questions_of(request.user).filter(pk=number)


# Splitting words -------------------------------------------------------------------------------------------------
class SplitsForm(forms.Form):
    """Two lists of words, one a line."""

    bouwstenen = LinesField(
        label="Woorden om op te splitsen",
        required=False,
        help_text="Eén per regel. Met ‘maatje’ vindt schuldhulpmaatje ook wat er staat over schuld, hulp en maatje.",
    )
    geen_splitsing = LinesField(
        label="Woorden die heel blijven", required=False, help_text="Eén per regel. Deze woorden splitsen we nooit."
    )

    def clean_bouwstenen(self) -> list[str]:
        return compounds.checked(self.cleaned_data["bouwstenen"])

    def clean_geen_splitsing(self) -> list[str]:
        return compounds.checked(self.cleaned_data["geen_splitsing"], compounds.SHORTEST_WHOLE)


def splitswoorden(request: EditorRequest) -> HttpResponse:
    """What coordinators add to the words by which compounds are split."""
    only_coordinators(request)
    bouwstenen, geen_splitsing = compounds.current()
    initial = {"bouwstenen": bouwstenen, "geen_splitsing": geen_splitsing}
    form = SplitsForm(request.POST or None, initial=initial)
    if form.is_valid():
        compounds.save(**form.cleaned_data)
        messages.success(request, "Bewaard. Vragen worden nu zo gesplitst.")
        return redirect("gids_splitswoorden")
    context = {
        "form": form,
        "titel": "Splitswoorden",
        "uitleg": "Een samenstelling als schuldhulpverlening vinden we ook op haar delen. Hier voeg je woorden toe. "
        "Nieuwe vragen worden meteen zo gesplitst. In de teksten van de gids werkt het pas als de zoekindex opnieuw "
        "is gemaakt. Dat gebeurt bij het volgende onderhoud, meestal binnen een paar minuten.",
        "knop": "Bewaar",
        "page_title": "Splitswoorden",
        "header_icon": "list-ul",
        "breadcrumbs_items": [{"url": "", "label": "Splitswoorden"}],
    }
    return render(request, "directory/admin/screen.html", {"media": form.media, **context})
