"""Keeping the indexes in step with the database: all of it, or the agencies that a change concerns."""

from collections.abc import Iterable

from django.db.models import Q

from directory.models import AgencyPage, ContactCardPage
from search import delivering, outbox, rebuilding
from search.models import Change


def rebuild() -> int:
    """Build the whole index beside the live one and swap; returns the number of documents."""
    return rebuilding.rebuild()


def refresh(agency_pks: Iterable[int]) -> None:
    """Bring the documents of these agencies, and of what names them, up to date now; never raises."""
    outbox.note(Change.Kind.ORGANISATIE, with_dependents(set(agency_pks)))
    delivering.deliver_soon()


def with_dependents(pks: set[int]) -> set[int]:
    """Also the agencies whose documents carry a name of these: parts of them, and cards that are also found there."""
    elsewhere = ContactCardPage.objects.filter(
        Q(ook_te_vinden__organisatie__in=pks) | Q(ook_te_vinden__organisatie__agency__in=pks)
    )
    parts = AgencyPage.objects.filter(onderdeel_van__in=pks)
    found = pks | set(elsewhere.values_list("agency", flat=True))
    found |= {agency or pk for pk, agency in parts.values_list("pk", "agency")}
    return {pk for pk in found if pk}
