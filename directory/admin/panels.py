"""The editing forms as an editor thinks: first what matters most, the rest behind a tab or a closed group."""

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
)

from directory.admin.card_status import StatusPanel
from directory.admin.forms import AgencyForm, CardForm, NummerForm, RegionForm, TelefoonForm
from directory.admin.panel_parts import Fold, PartsPanel, choice, closed, gemeenten, text, ticks
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage

AGENCY_PAGE = "directory.AgencyPage"
SOURCE = Fold([FieldRowPanel(["bron", "bron_op"])], summary="Bron")

# Agencies ---------------------------------------------------------------------------------------------------------
CONTACTPUNT: list[Any] = [
    "naam",
    FieldRowPanel(["kanaal", "voor"]),
    FieldRowPanel(["telefoon", "toestel"]),
    FieldRowPanel(["vraag_naar", "mail"]),
    FieldPanel("openingstijden"),
    Fold([text("toelichting", 2), FieldRowPanel(["bron", "bron_op"])], summary="Toelichting en bron"),
]
WERKPROCES: list[Any] = [
    "naam",
    text("wat"),
    FieldRowPanel(["toegang", FieldPanel("contactpunt", help_text="Een nieuw contactpunt kies je na het publiceren.")]),
    choice("kaart", help_text="Een kaart van jullie zelf, als je hiervoor iemand in het bijzonder belt."),
    Fold(
        [
            "stappen",
            FieldRowPanel(["doorlooptijd"]),
            FieldRowPanel(["wachttijd", "wachttijd_op"]),
            text("wat_vragen_we"),
        ],
        summary="Stappen, tijd en wat jullie vragen",
    ),
    Fold(
        [
            FieldRowPanel(["leeftijd_van", "leeftijd_tot"]),
            ticks("doelgroepen"),
            ticks("leefgebieden"),
            ticks("wetten"),
            "zoekwoorden",
        ],
        summary="Voor wie, leefgebied, wet en zoekwoorden",
    ),
    SOURCE,
]
SIX_THINGS = (
    "Om te publiceren heb je zes dingen nodig: naam, soort, opdracht, voor wie, werkgebied en één contactpunt. "
    "De rest kan later. Een team neemt van de organisatie over wat je hier leeg laat."
)
AGENCY_FIRST: list[Any] = [
    StatusPanel(),
    HelpPanel(SIX_THINGS),
    MultiFieldPanel(
        [
            FieldPanel("title", heading="Naam", help_text="Zoals iedereen jullie noemt."),
            choice("soort", help_text="Bijvoorbeeld: gemeente, gebiedsteam, GGZ."),
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
            gemeenten("werkgebied", help_text="Waar jullie werken. Dus niet alleen waar jullie kantoor staat."),
        ],
        heading="Werkgebied",
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
        ["laag", choice("functie"), choice("kaart"), "toelichting"],
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
            choice("functie"),
            FieldPanel("functie_lokaal", help_text="Alleen als die hier anders heet."),
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
    MultiFieldPanel([gemeenten("gemeenten")], heading="Gemeenten"),
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
        [PageChooserPanel("organisatie", AGENCY_PAGE), choice("functie"), FieldPanel("dagen"), "nummer"],
        heading="Ook te vinden bij",
        label="Plek",
        form_class=NummerForm,
    ),
    FieldPanel("foto", help_text="Alleen als deze persoon dat goed vindt."),
]

REGION: list[Any] = [
    StatusPanel(),
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
    MultiFieldPanel([gemeenten("gemeenten")], heading="Gemeenten"),
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
