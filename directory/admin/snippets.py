"""The word lists in the menu, for the coordinator; Plaats is a plain table that comes with the gemeenten."""

from typing import Any

from django.db.models import Model
from django.utils.text import slugify
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from directory.admin.forms import WithoutBsn
from directory.admin.panel_parts import FromHook
from directory.admin.permissions import EditorRequest
from directory.admin.widgets import Ticks
from directory.models import (
    Begrip,
    Doelgroep,
    Domein,
    Functie,
    Gebeurtenis,
    Gemeente,
    Hulpvraag,
    Leefgebied,
    Organisatiesoort,
    Spoed,
    Wet,
)


def _ticks(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name, widget=Ticks) for name in names]


class WordForm(WithoutBsn, WagtailAdminModelForm):
    """A word of a list: its key is made from its name when it is new, and never changes after that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.required = False
        code.disabled = bool(self.instance.pk)
        code.help_text = "Ligt vast." if self.instance.pk else "Laat dit leeg. Dan maken wij er een."

    def clean_code(self) -> str:
        if typed := str(self.cleaned_data.get("code") or ""):
            return typed
        name = str(self.cleaned_data.get("naam") or self.cleaned_data.get("afkorting") or "")
        start = slugify(name)[:70] or "woord"
        taken = set(self._meta.model.objects.filter(code__startswith=start).values_list("code", flat=True))
        return next(
            code for n in range(1, len(taken) + 2) if (code := start if n == 1 else f"{start}-{n}") not in taken
        )


class FilledInView(CreateView):
    """A new word; an address may bring values for its fields."""

    def get_initial(self) -> dict[str, Any]:
        fields = self.get_form_class().base_fields
        return {**super().get_initial(), **{name: text for name, text in self.request.GET.items() if name in fields}}


def tell_meanings(request: EditorRequest, instance: Model) -> None:
    """A begrip was saved whose abbreviation stands there already: says with which meanings, or that it is the same."""
    if not isinstance(instance, Begrip):
        return
    others = list(Begrip.objects.filter(afkorting__iexact=instance.afkorting).exclude(pk=instance.pk))
    if not others:
        return
    if any(other.in_full.casefold() == instance.in_full.casefold() for other in others):
        messages.warning(request, f"‘{instance}’ staat er nu twee keer. Verwijder er een.")
        return
    meanings = " en ".join(f"‘{other.voluit or other.afkorting}’" for other in others)
    told = f"‘{instance.afkorting}’ staat er ook met de betekenis {meanings}. De gids toont alle betekenissen."
    if not all(begrip.dubbel for begrip in (instance, *others)):
        told += " Vink bij elk ervan ‘een van meer betekenissen’ aan. Dan haalt het zoeken ze niet door elkaar."
    messages.warning(request, told)


def _list(
    word_model: type,
    icon_name: str,
    search: list[str],
    columns: list[str | Column],
    own: list[Any],
    form: type[WagtailAdminModelForm] = WordForm,
) -> type[SnippetViewSet]:
    """A word list: its columns, what is searched, and its form."""

    class Words(SnippetViewSet):
        model = word_model
        icon = icon_name
        list_display = columns
        search_fields = search
        list_per_page = 100
        add_view_class = FilledInView
        edit_handler = ObjectList([*own, FromHook("gids_woord")], base_form_class=form)

    return Words


MEER_BETEKENISSEN = Column(
    "dubbel",
    label="Een van meer betekenissen",
    accessor=lambda begrip: "ja" if begrip.dubbel else "nee",
    sort_key="dubbel",
)
NAAM = ["naam", "code"]
WOORDEN = ["andere_namen", "zoekwoorden"]
AGES = FieldRowPanel(["leeftijd_van", "leeftijd_tot"])
PER_WORD = (
    (
        Functie,
        "user",
        [*NAAM, "gewone_taal", *WOORDEN, "dubbelzinnig", "domein", *_ticks("organisatiesoorten", "wetten")],
    ),
    (Leefgebied, "home", [*NAAM, "zrm_naam", "domein", *WOORDEN]),
    (
        Doelgroep,
        "group",
        [*NAAM, "gewone_taal", AGES, *WOORDEN, "dubbelzinnig", *_ticks("functies", "organisatiesoorten")],
    ),
    (Organisatiesoort, "folder-open-inverse", [*NAAM, "gewone_taal"]),
    (Domein, "tag", [*NAAM, "gewone_taal"]),
    (Gebeurtenis, "date", [*NAAM, "waarom", "let_op", *WOORDEN, *_ticks("leefgebieden", "wetten", "functies")]),
    (
        Hulpvraag,
        "pick",
        [*NAAM, "gewone_taal", *WOORDEN, *_ticks("leefgebieden", "functies", "organisatiesoorten")],
    ),
    (Spoed, "warning", [*NAAM, "wie", "nummers", "zoekwoorden", "bereik", "bron", "gecontroleerd_op", "opmerking"]),
)
LISTS = [
    *(_list(model, icon, ["naam", "code"], ["naam", "code"], panels) for model, icon, panels in PER_WORD),
    _list(
        Wet,
        "doc-full",
        ["naam", "afkorting", "code"],
        ["naam", "afkorting", "status"],
        [*NAAM, "afkorting", "soort", "uitvoerder", "gewone_taal", "status", "ingang_op", "opmerking"],
    ),
    _list(
        Begrip,
        "help",
        ["afkorting", "voluit", "code"],
        ["afkorting", "voluit", MEER_BETEKENISSEN],
        ["afkorting", "voluit", "gewone_taal", "code", "soort", "andere_namen", "dubbel", "opmerking"],
    ),
    _list(
        Gemeente,
        "site",
        ["naam", "frysk", "code"],
        ["naam", "provincie", "geldig_van", "geldig_tot", "opvolger"],
        [
            FieldRowPanel(["naam", "frysk"]),
            "officiele_naam",
            FieldRowPanel(["code", "slug"]),
            FieldRowPanel(["provincie", "arbeidsmarktregio"]),
            FieldRowPanel(
                ["geldig_van", "geldig_tot"], help_text="Bij een herindeling: wanneer, en waarin de gemeente opgaat."
            ),
            "opvolger",
            FieldRowPanel(["inwoners", "website"]),
        ],
        form=WagtailAdminModelForm,  # its code is that of CBS
    ),
]


class Woordenlijsten(SnippetViewSetGroup):
    """All word lists under one item of the menu."""

    menu_label = "Woordenlijsten"
    menu_icon = "list-ul"
    menu_order = 300
    items = LISTS
