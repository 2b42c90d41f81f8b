"""Where search meets Wagtail's editing screens; the screens themselves stand in search/admin/."""

from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component

from directory.admin.members import CoordinatorMenuItem, regions_of
from directory.admin.permissions import EditorRequest
from search.admin.places import tell_place
from search.admin.preview import FIELDS
from search.admin.urls import urlpatterns as admin_urls
from search.admin.views import QUESTION, settle_by_admitting, settle_by_word
from search.admin.werklijst import questions_of


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    return admin_urls


@hooks.register("register_admin_menu_item")
def register_onbeantwoord() -> CoordinatorMenuItem:
    url = reverse_lazy("gids_onbeantwoord")
    return CoordinatorMenuItem("Zonder antwoord", url, name="onbeantwoord", icon_name="help", order=125)


@hooks.register("register_admin_menu_item")
def register_stand() -> CoordinatorMenuItem:
    url = reverse_lazy("gids_zoeken")
    return CoordinatorMenuItem("Gaat zoeken goed?", url, name="gaat-zoeken-goed", icon_name="search", order=127)


@hooks.register("register_admin_menu_item")
def register_splitswoorden() -> CoordinatorMenuItem:
    url = reverse_lazy("gids_splitswoorden")
    return CoordinatorMenuItem("Splitswoorden", url, name="splitswoorden", icon_name="cut", order=310)


class Onbeantwoord(Component):
    """On the first screen: how many questions without an answer wait for the coordinator."""

    order = 60
    template_name = "search/admin/_overzicht.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"aantal": questions_of(user).open().count() if regions_of(user).exists() else 0}


@hooks.register("construct_homepage_panels")
def add_onbeantwoord(request: EditorRequest, panels: list[Any]) -> None:
    panels.append(Onbeantwoord())


@hooks.register("gids_woord")
def try_out(request: EditorRequest, word: Model) -> SafeString | str:
    """Below the form of a word: try it out before it is saved."""
    if type(word) not in FIELDS:
        return ""
    values = request.POST if request.method == "POST" else request.GET
    args = [word._meta.model_name, *([word.pk] if word.pk else [])]
    context = {"url": reverse("gids_proef", args=args), "vraag": values.get(QUESTION, ""), "veld": QUESTION}
    return render_to_string("search/admin/_proef_veld.html", {**context, "werklijst": values.get("werklijst", "")})


for tell in (settle_by_word, tell_place):
    hooks.register("after_create_snippet", tell)
    hooks.register("after_edit_snippet", tell)
hooks.register("gids_toegelaten", settle_by_admitting)


@hooks.register("insert_editor_js")
def preview_js() -> str:
    return format_html('<script src="{}" defer></script>', static("proef.js"))
