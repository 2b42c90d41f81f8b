"""Flat lists in the menu: all contact cards and all agencies that somebody may edit."""

from typing import Any

from django.db.models import Prefetch
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from directory.freshness import checked_on
from directory.models import AgencyPage, Check, ContactCardPage

COLUMNS = {
    "bulk": BulkActionsColumn("bulk_actions"),
    "status": PageStatusColumn("status", label="Status", sort_key="live", width="10%"),
    "op": DateColumn("nagekeken", label="Nagekeken", accessor=checked_on, width="14%"),
}


class GidsIndexView(IndexView):
    """A list with the date of the last check, by name."""

    default_ordering = "title"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related(Prefetch("checks", Check.objects.all()))


class CardListing(PageListingViewSet):
    """Contactkaarten."""

    model = ContactCardPage
    name = "contactkaarten"
    menu_label = "Contactkaarten"
    icon = "user"
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = GidsIndexView
    list_filter = ["soort", "gemeenten"]
    columns = [
        COLUMNS["bulk"],
        PageTitleColumn("title", label="Naam", sort_key="title", classname="title"),
        Column("functie", label="Functie", accessor="functienaam", width="20%"),
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
