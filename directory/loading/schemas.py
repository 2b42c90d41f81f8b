"""Every field that a region's own files may hold, as fixtures/README.md tells them."""

import re
from typing import Any

from django.db.models import Model

from directory.loading import kinds
from directory.loading.nodes import Mapping, Node, Scalar, Sequence, scalars_of
from directory.loading.records import Field, Schema
from directory.models import (
    AgencyIndexPage,
    AgencyPage,
    AndereNaam,
    Bron,
    CardNumber,
    ContactCardPage,
    Contactpunt,
    Escalatie,
    Membership,
    NietDoen,
    Werkproces,
    Zichtbaar,
)

ZICHTBAAR = {
    "iedereen": Zichtbaar.IEDEREEN,
    "professionals": Zichtbaar.PROFESSIONALS,
    "organisatie": Zichtbaar.ORGANISATIE,
}
ROLLEN = {value: value for value in (*Membership.Rol.values, "beheerder")}


def text_of(model: type[Model], name: str, *, required: bool = False) -> Field:
    """A text that fits the column of a model."""
    return Field(kinds.text(getattr(model._meta.get_field(name), "max_length", None)), required)


def choice_of(options: Any, *, required: bool = False) -> Field:
    known = options if isinstance(options, dict) else {value: value for value in options.values}
    return Field(kinds.choice(known), required)


def one(to: str, *, required: bool = False) -> Field:
    return Field(kinds.reference, required, to)


def many(to: str) -> Field:
    return Field(kinds.references, to=to)


WORDS = Field(kinds.words())
BRON = {"bron": Field(kinds.text(300)), "bron_op": Field(kinds.past_day)}
INDELING = {"doelgroepen": many("doelgroep"), "leefgebieden": many("leefgebied"), "wetten": many("wet")}

# regio.yaml ----------------------------------------------------------------------------------------------------------
COORDINATOR = Schema(
    "coördinator",
    {
        "naam": text_of(AgencyIndexPage, "coordinator", required=True),
        "telefoon": Field(kinds.number),
        "mail": Field(kinds.mail),
        "bereikbaar": Field(kinds.hours),
    },
)
REGIO = Schema(
    "regio",
    {
        "ref": Field(kinds.ref, required=True),
        "naam": text_of(AgencyIndexPage, "title", required=True),
        "slug": Field(kinds.code, required=True),
        "arbeidsmarktregio": one("arbeidsmarktregio"),
        "gemeenten": many("gemeente"),
        "soort": choice_of(AgencyIndexPage.Soort),
        "coordinator": Field(records=COORDINATOR, single=True),
        "afzender": text_of(AgencyIndexPage, "afzender"),
        "controle_maanden": Field(kinds.whole),
    },
)

# organisaties/*.yaml -------------------------------------------------------------------------------------------------
ANDERE_NAAM = Schema(
    "andere naam",
    {"naam": text_of(AndereNaam, "naam", required=True), "soort": choice_of(AndereNaam.Soort)},
)
CONTACTPUNT = Schema(
    "contactpunt",
    {
        "ref": Field(kinds.ref, required=True),
        "naam": text_of(Contactpunt, "naam", required=True),
        "kanaal": choice_of(Contactpunt.Kanaal),
        "voor": choice_of(Contactpunt.Voor),
        "telefoon": Field(kinds.number),
        "toestel": Field(kinds.extension),
        "vraag_naar": text_of(Contactpunt, "vraag_naar"),
        "mail": Field(kinds.mail),
        "openingstijden": Field(kinds.hours),
        "toelichting": text_of(Contactpunt, "toelichting"),
        **BRON,
    },
)
WERKPROCES = Schema(
    "werkproces",
    {
        "ref": Field(kinds.ref, required=True),
        "naam": text_of(Werkproces, "naam", required=True),
        "wat": text_of(Werkproces, "wat"),
        "stappen": WORDS,
        "toegang": choice_of(Werkproces.Toegang),
        "doorlooptijd": text_of(Werkproces, "doorlooptijd"),
        "wachttijd": text_of(Werkproces, "wachttijd"),
        "wachttijd_op": Field(kinds.past_day),
        "wat_vragen_we": text_of(Werkproces, "wat_vragen_we"),
        "contactpunt": one("contactpunt"),
        "kaart": one("kaart"),
        "leeftijd": Field(kinds.ages),
        **INDELING,
        "zoekwoorden": WORDS,
        **BRON,
    },
)
NIET_DOEN = Schema(
    "regel van wat_wij_niet_doen",
    {
        "wat": text_of(NietDoen, "wat", required=True),
        "voor_wie": text_of(NietDoen, "voor_wie"),
        "organisatie": one("organisatie"),
        "buiten": text_of(NietDoen, "buiten"),
        "niemand": Field(kinds.yes_no),
    },
)
ESCALATIE = Schema(
    "regel van escalatie",
    {
        "laag": choice_of(Escalatie.Laag, required=True),
        "functie": one("functie"),
        "kaart": one("kaart"),
        "toelichting": text_of(Escalatie, "toelichting"),
    },
)
BRON_REGEL = Schema(
    "bron",
    {
        "onderdelen": Field(kinds.references, required=True),
        "bron": text_of(Bron, "bron", required=True),
        "bron_op": Field(kinds.past_day, required=True),
    },
)
_SHARED = {
    "ref": Field(kinds.ref, required=True),
    "naam": text_of(AgencyPage, "title", required=True),
    "andere_namen": Field(records=ANDERE_NAAM),
    "opdracht": text_of(AgencyPage, "opdracht"),
    "voor_wie": text_of(AgencyPage, "voor_wie"),
    "niet_voor_wie": text_of(AgencyPage, "niet_voor_wie"),
    "leeftijd": Field(kinds.ages),
    **INDELING,
    "werkgebied": Field(kinds.werkgebied, to="werkgebied"),
    "adres": text_of(AgencyPage, "adres"),
    "adres_tonen": Field(kinds.yes_no),
    "website": Field(kinds.url),
    "onderdeel_van": one("organisatie"),
    "contactpunten": Field(records=CONTACTPUNT),
    "werkprocessen": Field(records=WERKPROCES),
    "wat_wij_niet_doen": Field(records=NIET_DOEN),
    "escalatie": Field(records=ESCALATIE),
    "regie": text_of(AgencyPage, "regie"),
    "nagekeken_op": Field(kinds.past_day),
    "bronnen": Field(records=BRON_REGEL),
}
NO_TEAMS = "een team heeft geen eigen teams. Zet dit team onder de organisatie."
TEAM = Schema(
    "team",
    {
        **_SHARED,
        "soort": one("organisatiesoort"),
        "voorbeeld": Field(kinds.yes_no),
        "teams": Field(kinds.references, refused=NO_TEAMS),
    },
)
ORGANISATIE = Schema(
    "organisatie",
    {
        **_SHARED,
        "soort": one("organisatiesoort", required=True),
        "voorbeeld": Field(kinds.yes_no, required=True),
        "teams": Field(records=TEAM),
    },
)

# kaarten.csv and logins.yaml -----------------------------------------------------------------------------------------
OOK_BIJ = Schema(
    "plek in ook_bij",
    {
        "organisatie": one("organisatie", required=True),
        "functie": one("functie"),
        "dagen": Field(kinds.hours),
        "nummer": Field(kinds.number),
    },
)


def _split_ook_bij(node: Node) -> Node:
    """Make records of `ref / function / days / number`; a slash counts with a space at one side at least."""
    found = []
    for scalar in scalars_of(node):
        parts = [part.strip() for part in re.split(r"\s+/|/\s+|/$", scalar.text)]
        cells = {k: Scalar(v, scalar.spot, splits=True) for k, v in zip(OOK_BIJ.fields, parts, strict=False)}
        if len(parts) > len(OOK_BIJ.fields):
            cells["te veel delen"] = Scalar(parts[-1], scalar.spot)
        found.append(Mapping(cells, dict.fromkeys(cells, scalar.spot), scalar.spot))
    return Sequence(tuple(found), node.spot)


KAART = Schema(
    "kaart",
    {
        "ref": Field(kinds.ref, required=True),
        "soort": choice_of(ContactCardPage.Soort, required=True),
        "voorbeeld": Field(kinds.yes_no, required=True),
        "organisatie": one("organisatie", required=True),
        "voornaam": text_of(ContactCardPage, "voornaam"),
        "tussenvoegsel": text_of(ContactCardPage, "tussenvoegsel"),
        "achternaam": text_of(ContactCardPage, "achternaam"),
        "functie": one("functie"),
        "functie_lokaal": text_of(ContactCardPage, "functie_lokaal"),
        "laag": choice_of(ContactCardPage.Laag),
        "bel_mij_voor": WORDS,
        "onderwerpen": WORDS,
        **INDELING,
        "leeftijd": Field(kinds.ages),
        "gemeenten": many("gemeente"),
        "telefoon": Field(kinds.number),
        "telefoon_soort": choice_of(CardNumber.Soort),
        "toestel": Field(kinds.extension),
        "telefoon2": Field(kinds.number),
        "telefoon2_soort": choice_of(CardNumber.Soort),
        "telefoon2_voor": choice_of(ZICHTBAAR),
        "mail": Field(kinds.mail),
        "werkdagen": Field(kinds.hours),
        "talen": WORDS,
        "zichtbaar": choice_of(ZICHTBAAR),
        "houder": one("kaart"),
        "vervanger": one("kaart"),
        "afwezig_van": Field(kinds.day),
        "afwezig_tot": Field(kinds.day),
        "vertrokken_op": Field(kinds.day),
        "opvolger": one("kaart"),
        "ook_bij": Field(records=OOK_BIJ, split=_split_ook_bij),
        "nagekeken_op": Field(kinds.past_day),
    },
)
LOGIN = Schema(
    "login",
    {
        "mail": Field(kinds.mail, required=True),
        "naam": Field(kinds.text(150), required=True),
        "rol": choice_of(ROLLEN, required=True),
        "organisatie": one("organisatie"),
        "kaart": one("kaart"),
        "exporteren": Field(kinds.yes_no),
    },
)
