"""The editing forms as an editor thinks: first what matters most, the rest behind a tab or a closed group."""

from typing import Any

from django import forms
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
    get_form_for_model,
)

from directory.admin.card_status import StatusPanel
from directory.admin.forms import AgencyForm, CardForm, NummerForm, PartForm, RegionForm, TelefoonForm
from directory.admin.widgets import Ticks
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage

AGENCY_PAGE = "directory.AgencyPage"


class PartsPanel(InlinePanel):  # type: ignore[misc]  # Wagtail ships no types
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


def text(name: str, rows: int = 3, **kwargs: Any) -> FieldPanel:
    """A box for a few lines."""
    return FieldPanel(name, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def ticks(name: str, **kwargs: Any) -> FieldPanel:
    """A word list as tick boxes; a draft may leave it empty."""
    return FieldPanel(name, widget=Ticks, required_on_save=False, **kwargs)


def choice(name: str, **kwargs: Any) -> FieldPanel:
    """A plain list to choose from, for what would else be a page chooser."""
    return FieldPanel(name, widget=forms.Select, **kwargs)


def closed(children: list[Any], heading: str, **kwargs: Any) -> MultiFieldPanel:
    """A group that opens on a click."""
    return MultiFieldPanel(children, heading=heading, classname="collapsed", **kwargs)


SOURCE = closed([FieldRowPanel(["bron", "bron_op"])], heading="Bron")

# Agencies ---------------------------------------------------------------------------------------------------------
CONTACTPUNT: list[Any] = [
    "naam",
    FieldRowPanel(["kanaal", "voor"]),
    FieldRowPanel(["telefoon", "toestel"]),
    FieldRowPanel(["vraag_naar", "mail"]),
    FieldPanel("openingstijden"),
    closed([text("toelichting", 2), FieldRowPanel(["bron", "bron_op"])], heading="Toelichting en bron"),
]
WERKPROCES: list[Any] = [
    "naam",
    text("wat"),
    FieldRowPanel(["toegang", FieldPanel("contactpunt", help_text="Een nieuw contactpunt kies je na het publiceren.")]),
    choice("kaart", help_text="Een kaart van jullie zelf, als je hiervoor iemand in het bijzonder belt."),
    closed(
        [
            "stappen",
            FieldRowPanel(["doorlooptijd"]),
            FieldRowPanel(["wachttijd", "wachttijd_op"]),
            text("wat_vragen_we"),
        ],
        heading="Stappen, tijd en wat jullie vragen",
    ),
    closed(
        [
            FieldRowPanel(["leeftijd_van", "leeftijd_tot"]),
            ticks("doelgroepen"),
            ticks("leefgebieden"),
            ticks("wetten"),
            "zoekwoorden",
        ],
        heading="Voor wie, leefgebied, wet en zoekwoorden",
    ),
    SOURCE,
]
AGENCY_FIRST: list[Any] = [
    StatusPanel(),
    MultiFieldPanel(
        [
            FieldPanel("title", heading="Naam", help_text="Zoals iedereen jullie noemt."),
            FieldPanel("soort", help_text="Bijvoorbeeld: gemeente, gebiedsteam, GGZ."),
            text("opdracht", help_text="Waar zijn jullie voor? Schrijf het zoals je het aan een buurvrouw vertelt."),
        ],
        heading="Wie jullie zijn",
    ),
    MultiFieldPanel(
        [
            text("voor_wie", 2, help_text="In een of twee zinnen. Of kies hieronder de doelgroepen."),
            ticks("doelgroepen"),
            text("niet_voor_wie", 2),
            FieldRowPanel(["leeftijd_van", "leeftijd_tot"]),
        ],
        heading="Voor wie",
    ),
    MultiFieldPanel(
        [
            FieldPanel("landelijk"),
            ticks("werkgebied", help_text="Waar jullie werken. Dus niet alleen waar jullie kantoor staat."),
        ],
        heading="Werkgebied",
        classname="gids-werkgebied",
    ),
    PartsPanel(
        "contactpunten",
        CONTACTPUNT,
        heading="Contactpunten",
        label="Contactpunt",
        form_class=TelefoonForm,
        help_text="Minstens één. Het eerste staat bovenaan en is de belknop.",
    ),
]
AGENCY_WORK: list[Any] = [
    HelpPanel("Dit hoeft niet in één keer. Begin met wat anderen jullie het vaakst vragen."),
    PartsPanel("werkprocessen", WERKPROCES, heading="Werkprocessen", label="Werkproces"),
]
AGENCY_NOT: list[Any] = [
    PartsPanel(
        "wat_wij_niet_doen",
        [
            "wat",
            "voor_wie",
            PageChooserPanel("organisatie", AGENCY_PAGE),
            FieldRowPanel(["buiten", "niemand"]),
        ],
        heading="Wat wij niet doen",
        label="Regel",
        help_text="Wat vragen mensen jullie wel, maar doet iemand anders? Kies wie dan wel.",
    ),
    PartsPanel(
        "escalatie",
        [FieldRowPanel(["laag", "functie"]), choice("kaart"), "toelichting"],
        heading="Als het vastzit",
        label="Regel",
        help_text="Wie bel je als het niet lukt? Alleen professionals zien dit.",
    ),
    text(
        "regie", help_text="Hoe werken jullie mee met één plan? Wie mag de regie nemen? Alleen professionals zien dit."
    ),
]
AGENCY_MORE: list[Any] = [
    PartsPanel("andere_namen", [FieldRowPanel(["naam", "soort"])], heading="Andere namen", label="Naam"),
    PageChooserPanel("onderdeel_van", AGENCY_PAGE),
    MultiFieldPanel([FieldRowPanel(["adres", "adres_tonen"]), "website"], heading="Adres en website"),
    closed([ticks("leefgebieden")], heading="Leefgebieden"),
    closed([ticks("wetten")], heading="Wetten"),
    PartsPanel("bronnen", ["bron", "bron_op", "onderdelen"], heading="Bronnen", label="Bron"),
]

# Cards ------------------------------------------------------------------------------------------------------------
CARD_FIRST: list[Any] = [
    StatusPanel(),
    MultiFieldPanel(
        [
            FieldPanel("soort", help_text="Een loket of rol die blijft als iemand weggaat is een functie."),
            FieldRowPanel(["voornaam", "tussenvoegsel", "achternaam"]),
            FieldRowPanel(["functie", FieldPanel("functie_lokaal", help_text="Alleen als die hier anders heet.")]),
            "bel_mij_voor",
        ],
        heading="Wie",
    ),
    PartsPanel(
        "nummers",
        [FieldRowPanel(["soort", "zichtbaar"]), FieldRowPanel(["nummer", "toestel"])],
        heading="Telefoonnummers",
        label="Nummer",
        form_class=NummerForm,
        help_text="Het eerste nummer is de belknop.",
    ),
    MultiFieldPanel(["mail", FieldPanel("werkdagen"), FieldPanel("zichtbaar")], heading="Bereikbaar", help_text=""),
]
CARD_FOR: list[Any] = [
    MultiFieldPanel([ticks("gemeenten")], heading="Gemeenten", classname="gids-werkgebied"),
    MultiFieldPanel([ticks("doelgroepen"), FieldRowPanel(["leeftijd_van", "leeftijd_tot"])], heading="Voor wie"),
    MultiFieldPanel([ticks("leefgebieden"), "onderwerpen", "talen"], heading="Waarover"),
    closed([ticks("wetten")], heading="Wetten"),
]
CARD_MORE: list[Any] = [
    MultiFieldPanel(
        [
            choice("vervanger", help_text="Wie bel je als deze persoon er niet is?"),
            choice("houder", help_text="Alleen voor een functie of loket: wie zit er nu?"),
            FieldPanel("laag", help_text="Om te vinden wie er over gaat als het vastzit."),
        ],
        heading="Wie nog meer",
    ),
    PartsPanel(
        "ook_te_vinden",
        [PageChooserPanel("organisatie", AGENCY_PAGE), "functie", FieldPanel("dagen"), "nummer"],
        heading="Ook te vinden bij",
        label="Plek",
        form_class=NummerForm,
    ),
    FieldPanel("foto", help_text="Alleen als deze persoon dat goed vindt."),
]

REGION: list[Any] = [
    FieldPanel("title", heading="Naam"),
    "soort",
    MultiFieldPanel(
        [
            "coordinator",
            FieldRowPanel(["coordinator_telefoon", "coordinator_mail"]),
            FieldPanel("coordinator_bereikbaar"),
            "afzender",
        ],
        heading="Coördinator",
    ),
    "controle_maanden",
    MultiFieldPanel([ticks("gemeenten")], heading="Gemeenten", classname="gids-werkgebied"),
]


def _tabs(form: type, *tabs: tuple[str, list[Any]]) -> Panel:
    return TabbedInterface([ObjectList(children, heading=heading) for heading, children in tabs], base_form_class=form)


def attach() -> None:
    """Give the page models their editing forms; called once, when the app is ready."""
    AgencyPage.edit_handler = _tabs(
        AgencyForm,
        ("Het belangrijkste", AGENCY_FIRST),
        ("Werkprocessen", AGENCY_WORK),
        ("Niet bij ons", AGENCY_NOT),
        ("Meer", AGENCY_MORE),
    )
    ContactCardPage.edit_handler = _tabs(
        CardForm, ("Het belangrijkste", CARD_FIRST), ("Waarvoor en waar", CARD_FOR), ("Meer", CARD_MORE)
    )
    AgencyIndexPage.edit_handler = ObjectList(REGION, base_form_class=RegionForm)
