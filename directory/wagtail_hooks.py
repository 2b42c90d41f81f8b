"""Where the guide meets Wagtail's editing screens; the screens themselves stand in directory/admin/."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from directory.admin import doors, guards
from directory.admin.bulk import GegevensKloppen
from directory.admin.dashboard import Aandacht
from directory.admin.listings import AgencyListing, CardListing
from directory.admin.members import CoordinatorMenuItem
from directory.admin.permissions import EditorRequest
from directory.admin.snippets import Woordenlijsten, tell_meanings
from directory.admin.urls import urlpatterns as admin_urls


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What we write in Wagtail's log, in words for the history of a page."""
    for action, label, message in (
        ("gids.toegelaten", "Toegelaten", "Toegelaten tot de gids"),
        ("gids.lid_erbij", "Lid erbij", "Iemand kreeg toegang"),
        ("gids.lid_eraf", "Lid eraf", "Iemands toegang eindigde"),
        ("gids.nagekeken", "Nagekeken", "Nagekeken: dit klopt nog"),
        ("gids.afwezig", "Afwezig gemeld", "Afwezigheid gemeld"),
        ("gids.aanwezig", "Weer aanwezig", "Weer aanwezig gemeld"),
        ("gids.vertrokken", "Vertrek gemeld", "Vertrek gemeld"),
        ("gids.terug", "Vertrek ongedaan", "Vertrek ongedaan gemaakt"),
        ("gids.zichtbaar", "Zichtbaarheid", "Zichtbaarheid aangepast"),
        ("gids.alleen_functie", "Alleen functie", "De naam is van de kaart gehaald"),
        ("gids.wie_dan_wel", "Verwijzing aangepast", "Een genoemde organisatie is vervangen"),
        ("gids.melding_klaar", "Melding afgehandeld", "Een melding is afgehandeld"),
    ):
        actions.register_action(action, label, message)


# What is refused or asked first -----------------------------------------------------------------------------------
hooks.register("before_delete_page", guards.guard_delete)
hooks.register("before_unpublish_page", guards.guard_unpublish)
hooks.register("before_move_page", guards.guard_move)
hooks.register("before_copy_page", guards.guard_copy)
hooks.register("before_bulk_action", guards.guard_bulk)
hooks.register("construct_page_chooser_queryset", guards.choosable)
hooks.register("construct_admin_api", doors.narrow_api, order=10)
hooks.register("construct_page_action_menu", guards.publish_first)
hooks.register("construct_page_listing_buttons", guards.without_reordering)

# Lists, screens and menus -----------------------------------------------------------------------------------------
hooks.register("register_bulk_action", GegevensKloppen)
register_snippet(Woordenlijsten)
hooks.register("after_create_snippet", tell_meanings)
hooks.register("after_edit_snippet", tell_meanings)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [CardListing(), AgencyListing()]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    return admin_urls


@hooks.register("register_admin_menu_item")
def register_meldingen() -> MenuItem:
    return MenuItem("Meldingen", reverse_lazy("gids_meldingen"), name="meldingen", icon_name="mail", order=120)


@hooks.register("register_admin_menu_item")
def register_toelaten() -> CoordinatorMenuItem:
    return CoordinatorMenuItem("Toelaten", reverse_lazy("gids_toelaten"), name="toelaten", icon_name="plus", order=130)


@hooks.register("construct_main_menu")
def shorten_menu(request: EditorRequest, menu_items: list[Any]) -> None:
    """An editor finds the guide first; reports and settings are for administrators. Wagtail's help is in English."""
    hidden = {"help"} if request.user.is_superuser else {"help", "reports", "settings"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("construct_homepage_panels")
def add_aandacht(request: EditorRequest, panels: list[Any]) -> None:
    panels.insert(0, Aandacht())


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("directory_admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    return format_html('<script src="{}" defer></script>', static("directory_admin.js"))
