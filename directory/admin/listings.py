"""Flat lists in the menu: all contact cards and all agencies that somebody may edit."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.forms import CheckboxSelectMultiple
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from directory.freshness import checked_on
from directory.models import AgencyPage, Check, ContactCardPage, Gemeente
from directory.templatetags.gids import geleden


def _checked(page: AgencyPage | ContactCardPage) -> str:
    """How long ago in words: a check has a day and no hour, so it is never `14 uur geleden`."""
    return geleden(checked_on(page)) or "nog niet helemaal"


def _function(card: ContactCardPage) -> str:
    """What somebody does, or that they left: such a card stands in the list like any other."""
    left = card.state.vertrokken_op
    return f"Vertrokken, {geleden(left)}" if left and card.state.is_vertrokken() else card.functienaam


COLUMNS = {
    "bulk": BulkActionsColumn("bulk_actions"),
    "status": PageStatusColumn("status", label="Status", sort_key="live", width="10%"),
    "op": Column("nagekeken", label="Nagekeken", accessor=_checked, width="14%"),
}


class GidsIndexView(IndexView):
    """A list with the date of the last check, by name."""

    default_ordering = "title"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related(Prefetch("checks", Check.objects.all()))


def _on_cards(request: Any) -> QuerySet[Gemeente]:
    """Of the hundreds of gemeenten those that a card names."""
    return Gemeente.objects.filter(pk__in=ContactCardPage.gemeenten.through.objects.values("gemeente"))


class CardFilterSet(PageFilterSet):
    """What the list of cards is narrowed down by."""

    gemeenten = ModelMultipleChoiceFilter(queryset=_on_cards, label="Gemeenten", widget=CheckboxSelectMultiple)

    class Meta:
        model = ContactCardPage
        fields = ["soort", "gemeenten"]


class CardIndexView(GidsIndexView):
    """The list of cards, which also says who left."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("state", "functie")


class CardListing(PageListingViewSet):
    """Contactkaarten."""

    model = ContactCardPage
    name = "contactkaarten"
    menu_label = "Contactkaarten"
    icon = "user"
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = CardIndexView
    filterset_class = CardFilterSet
    columns = [
        COLUMNS["bulk"],
        PageTitleColumn("title", label="Naam", sort_key="title", classname="title"),
        Column("functie", label="Functie", accessor=_function, width="20%"),
        ParentPageColumn("parent", label="Bij"),
        COLUMNS["op"],
        COLUMNS["status"],
    ]


class AgencyListing(PageListingViewSet):
    """Organisaties."""

    model = AgencyPage
    name = "organisaties"
    menu_label = "Organisaties"
    icon = "group"
    menu_order = 105
    add_to_admin_menu = True
    index_view_class = GidsIndexView
    columns = [
        COLUMNS["bulk"],
        PageTitleColumn("title", label="Naam", sort_key="title", classname="title"),
        ParentPageColumn("parent", label="Bij"),
        COLUMNS["op"],
        COLUMNS["status"],
    ]
