"""How word lists and colleagues are chosen in the editing forms: tick boxes, in groups where there are many."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage, Gemeente


class Ticks(forms.CheckboxSelectMultiple):
    """Tick boxes in columns (see directory_admin.css)."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "gids-ticks", **(attrs or {})}, choices)


class GroupedTicks(Ticks):
    """Tick boxes in groups, in a box of their own that scrolls."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "gids-ticks gids-groepen", **(attrs or {})}, choices)


def gemeente_choices(near: Iterable[int], chosen: Iterable[int] = ()) -> list[Any]:
    """The gemeenten that exist: those nearby (or chosen before) first, then all others by province."""
    near = {*near, *chosen}
    exists = Q(pk__in=Gemeente.objects.current()) | Q(pk__in=near)
    all_of_them = list(Gemeente.objects.filter(exists).order_by("provincie", "naam"))
    first = sorted((g for g in all_of_them if g.pk in near), key=lambda g: g.naam)
    rest = groupby((g for g in all_of_them if g.pk not in near), key=lambda g: g.provincie or "Overig")
    groups = [("In deze regio", [(g.pk, g.roepnaam) for g in first])] if first else []
    return [*groups, *((province, [(g.pk, g.roepnaam) for g in rows]) for province, rows in rest)]


def region_gemeenten(page: Any) -> list[int]:
    """The ids of the gemeenten of the region under which a page stands."""
    region = AgencyIndexPage.objects.ancestor_of(page, inclusive=True).first() if page and page.path else None
    return [g.pk for g in region.gemeenten.all()] if region else []


def colleagues(agency: AgencyPage | None, besides: ContactCardPage | None = None) -> QuerySet[ContactCardPage]:
    """The cards of an agency and its teams that may be chosen in its forms; never those of another agency."""
    if agency is None:
        return ContactCardPage.objects.none()
    cards = ContactCardPage.objects.filter(agency=agency.top).working().select_related("functie")
    return cards.exclude(pk=besides.pk if besides else None).order_by("title")


def colleague_label(card: ContactCardPage) -> str:
    """A card in a list to choose from: name and function."""
    return f"{card.title} · {card.functienaam}" if card.is_persoon and card.functienaam else card.title
