"""The models of the guide, one module a subject; import them from here."""

from directory.models.agency import AgencyPage
from directory.models.agency_parts import AndereNaam, Bron, Contactpunt, Escalatie, NietDoen, Werkproces
from directory.models.card import CardNumber, ContactCardPage, OokTeVinden, Zichtbaar
from directory.models.people import EditorGroup, ExportLog, Membership
from directory.models.places import Arbeidsmarktregio, Gemeente, Plaats
from directory.models.region import AgencyIndexPage
from directory.models.state import Absence, CardState, Check, Melding
from directory.models.version import GuideVersion
from directory.models.words import (
    Begrip,
    Doelgroep,
    Domein,
    Functie,
    Gebeurtenis,
    Hulpvraag,
    Leefgebied,
    Organisatiesoort,
    Spoed,
    Wet,
)

__all__ = [
    "Absence",
    "AgencyIndexPage",
    "AgencyPage",
    "AndereNaam",
    "Arbeidsmarktregio",
    "Begrip",
    "Bron",
    "CardNumber",
    "CardState",
    "Check",
    "ContactCardPage",
    "Contactpunt",
    "Doelgroep",
    "Domein",
    "EditorGroup",
    "Escalatie",
    "ExportLog",
    "Functie",
    "Gebeurtenis",
    "Gemeente",
    "GuideVersion",
    "Hulpvraag",
    "Leefgebied",
    "Melding",
    "Membership",
    "NietDoen",
    "OokTeVinden",
    "Organisatiesoort",
    "Plaats",
    "Spoed",
    "Werkproces",
    "Wet",
    "Zichtbaar",
]
