"""Rules that look further than one row: loops, what a page needs before it is published, who still names an agency."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from directory.models.agency import AgencyPage
from directory.models.agency_parts import NietDoen

# The six things without which a page of an agency is of no use to anybody.
REQUIRED = {
    "title": "de naam",
    "soort": "de soort organisatie",
    "opdracht": "de opdracht",
    "voor_wie": "voor wie jullie er zijn",
    "werkgebied": "het werkgebied",
    "contactpunten": "een contactpunt",
}


def validate_onderdeel_van(page: AgencyPage) -> None:
    """An agency is never part of itself, also not by way of others."""
    seen = {page.pk} if page.pk else set()
    above = page.onderdeel_van
    while above is not None:
        if above.pk in seen:
            raise ValidationError(
                {"onderdeel_van": f"Dit maakt een kring: {above.title} hoort al bij deze organisatie. Kies een andere."}
            )
        seen.add(above.pk)
        above = above.onderdeel_van


def values_of(page: AgencyPage) -> dict[str, Any]:
    """What a page states of the six things, as `missing` asks for it."""
    return {
        "title": page.title,
        "soort": page.soort_id,
        "opdracht": page.opdracht,
        "voor_wie": page.voor_wie or list(page.doelgroepen.all()),
        "werkgebied": page.landelijk or list(page.werkgebied.all()),
        "contactpunten": list(page.contactpunten.all()),
    }


def missing(values: Mapping[str, Any], agency: AgencyPage | None = None) -> list[str]:
    """The names (see REQUIRED) of what is still missing; a team has from its agency what it does not state."""
    inherited = {**values_of(agency), "title": None, "soort": None} if agency else {}
    return [name for name in REQUIRED if not (values.get(name) or inherited.get(name))]


def named_below(page: AgencyPage) -> QuerySet[NietDoen]:
    """The lines by which others name this agency, or a team of it, as the one who does it."""
    return NietDoen.objects.filter(organisatie__path__startswith=page.path)
