"""A begrip that is also called as a place here: who saves it is told what that means for questions."""

from django.db.models import Model
from wagtail.admin import messages

from directory.admin.permissions import EditorRequest
from directory.models import Begrip
from directory.regions import live_regions
from search.language import analysis
from search.lists.reading import places_here


def tell_place(request: EditorRequest, instance: Model) -> None:
    """Warns; where a place is meant (`SWF`) it is as it should be."""
    if not isinstance(instance, Begrip):
        return
    places = places_here(live_regions())
    found = {form: places.get(tuple(analysis.words_of(form)), []) for form in instance.schrijfwijzen}
    others = [form for form, named in found.items() if not any(place.in_region for place in named)]
    for form, named in found.items():
        here = [place for place in named if place.in_region]
        if here:
            leads = not instance.dubbel and not all(place.weak for place in here)
            messages.warning(
                request, f"‘{form}’ is ook de naam van een plaats in deze gids. {_told(form, leads, others)}"
            )


def _told(form: str, leads: bool, others: list[str]) -> str:
    """`leads`: all ways to write the begrip are read as the place."""
    if not others:
        return f"Wie ‘{form}’ vraagt, zoekt in die plaats."
    if not leads:
        return f"Wie ‘{form}’ vraagt, krijgt antwoorden uit die plaats en over dit begrip door elkaar."
    asked = " of ".join(f"‘{other}’" for other in others)
    return (
        f"Daarom zoekt ook wie {asked} vraagt in die plaats. Bedoel je de plaats niet? Haal ‘{form}’ dan weg bij dit "
        "begrip, of vink ‘een van meer betekenissen’ aan."
    )
