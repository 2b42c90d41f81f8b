"""A begrip that is also called as a place here: who saves it is told what that means for questions."""

from django.db.models import Model
from wagtail.admin import messages

from directory.admin.permissions import EditorRequest
from directory.models import Begrip
from directory.regions import live_regions
from search.language import analysis
from search.lists.reading import places_here


def tell_place(request: EditorRequest, instance: Model) -> None:
    """Warns, once for all ways to write it with the same consequence; where a place is meant (`SWF`) it is right."""
    if not isinstance(instance, Begrip):
        return
    places = places_here(live_regions())
    found = {form: places.get(tuple(analysis.words_of(form)), []) for form in instance.schrijfwijzen}
    named = {form: here for form, all_so in found.items() if (here := [place for place in all_so if place.in_region])}
    others = [form for form in found if form not in named]
    may_lead = others and not instance.dubbel
    leading = [form for form, here in named.items() if may_lead and not all(place.weak for place in here)]
    mixed = [form for form in named if form not in leading]
    for forms, leads in ((leading, True), (mixed, False)):
        if forms:
            messages.warning(request, f"{_are_places(forms)} {_told(forms, leads, others)}")


def _are_places(forms: list[str]) -> str:
    if len(forms) == 1:
        return f"‘{forms[0]}’ is ook de naam van een plaats in deze gids."
    return f"{_joined(forms, 'en')} zijn ook namen van plaatsen in deze gids."


def _told(forms: list[str], leads: bool, others: list[str]) -> str:
    """`leads`: all ways to write the begrip are read as the place."""
    there = "die plaats" if len(forms) == 1 else "die plaatsen"
    asked = f"Wie {_joined(forms, 'of')} vraagt"
    if not others:
        return f"{asked}, zoekt in {there}."
    if not leads:
        return f"{asked}, krijgt antwoorden uit {there} en over dit begrip door elkaar."
    meant = there.removeprefix("die ")
    return (
        f"Daarom zoekt ook wie {_joined(others, 'of')} vraagt in {there}. Bedoel je de {meant} niet? Haal "
        f"{_joined(forms, 'en')} dan weg bij dit begrip, of vink ‘een van meer betekenissen’ aan."
    )


def _joined(forms: list[str], last: str) -> str:
    """`‘A’, ‘B’ of ‘C’`."""
    *first, end = [f"‘{form}’" for form in forms]
    return f"{', '.join(first)} {last} {end}" if first else end
