"""Pieces that the editing forms are built of: inline parts with a form of ours, a fold, plain lists and tick boxes."""

from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel, get_form_for_model

from directory.admin.forms import PartForm
from directory.admin.widgets import GroupedTicks, Ticks


class PartsPanel(InlinePanel):
    """Inline parts with a form of our own."""

    def __init__(self, *args: Any, form_class: type[PartForm] = PartForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_class = form_class

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "form_class": self.form_class}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        children = self.child_edit_handler.get_form_options()
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=self.form_class,
            defer_required_on_fields=children.get("defer_required_on_fields", []),
        )
        return options


class Fold(MultiFieldPanel):
    """A group that opens on a click, also inside an inline part, where Wagtail shows its groups open."""

    def __init__(self, children: Any = (), *args: Any, summary: str = "", **kwargs: Any) -> None:
        super().__init__(children, *args, **kwargs)
        self.summary = summary

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "summary": self.summary}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "directory/admin/fold.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            fields = self.panel.get_form_options().get("fields", [])
            is_open = self.form is not None and any(name in self.form.errors for name in fields)
            return {**context, "is_open": is_open}


class FromHook(Panel):
    """What upper apps add to a form: each function behind a hook gets the request and the row, and gives HTML or ""."""

    def __init__(self, hook_name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hook_name = hook_name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "hook_name": self.hook_name}

    class BoundPanel(Panel.BoundPanel):
        def render_html(self, parent_context: Any = None) -> SafeString:
            parts = (part(self.request, self.instance) for part in hooks.get_hooks(self.panel.hook_name))
            return format_html_join("", "{}", ((part,) for part in parts))


def text(name: str, rows: int = 3, **kwargs: Any) -> FieldPanel:
    """A box for a few lines."""
    return FieldPanel(name, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def ticks(name: str, **kwargs: Any) -> FieldPanel:
    """A word list as tick boxes; a draft may leave it empty."""
    return FieldPanel(name, widget=Ticks, required_on_save=False, **kwargs)


def gemeenten(name: str, **kwargs: Any) -> FieldPanel:
    """Gemeenten as tick boxes, those of the region on top."""
    return FieldPanel(name, widget=GroupedTicks, required_on_save=False, **kwargs)


def choice(name: str, **kwargs: Any) -> FieldPanel:
    """A plain list to choose from, for what would else be a chooser in a window."""
    return FieldPanel(name, widget=forms.Select, **kwargs)


def closed(children: list[Any], heading: str, **kwargs: Any) -> MultiFieldPanel:
    """A group of the page itself that opens on a click."""
    return MultiFieldPanel(children, heading=heading, classname="collapsed", **kwargs)
