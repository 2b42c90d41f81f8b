"""The tables that every region shares, and the fields of their rows, as fixtures/README.md tells them."""

from django.db.models import Model

from directory.loading import kinds
from directory.loading.records import Field, Schema
from directory.loading.schemas import WORDS, choice_of, many, one, text_of
from directory.models import (
    Arbeidsmarktregio,
    Begrip,
    Doelgroep,
    Domein,
    Functie,
    Gebeurtenis,
    Gemeente,
    Hulpvraag,
    Leefgebied,
    Organisatiesoort,
    Plaats,
    Spoed,
    Wet,
)


def _woord(model: type[Model], **fields: Field) -> Schema:
    name = str(model._meta.verbose_name)
    keys = {"code": Field(kinds.code, required=True), "naam": text_of(model, "naam", required=True)}
    return Schema(name, keys | fields)


# In the order in which they are written: a table refers to tables above it (domeinen only tells what leefgebieden say).
TABLES: dict[str, tuple[type[Model], Schema]] = {
    "nederland/arbeidsmarktregios": (
        Arbeidsmarktregio,
        Schema(
            "arbeidsmarktregio",
            {"code": Field(kinds.code, required=True), "naam": text_of(Arbeidsmarktregio, "naam", required=True)},
        ),
    ),
    "nederland/gemeenten": (
        Gemeente,
        _woord(
            Gemeente,
            officiele_naam=text_of(Gemeente, "officiele_naam"),
            frysk=text_of(Gemeente, "frysk"),
            provincie=text_of(Gemeente, "provincie"),
            arbeidsmarktregio=one("arbeidsmarktregio"),
            inwoners=Field(kinds.whole),
            website=Field(kinds.url),
        ),
    ),
    "nederland/plaatsen": (
        Plaats,
        Schema(
            "plaats",
            {
                "naam": text_of(Plaats, "naam", required=True),
                "gemeente": one("gemeente", required=True),
                "frysk": text_of(Plaats, "frysk"),
                "stellingwerfs": text_of(Plaats, "stellingwerfs"),
                "zoeknamen": WORDS,
            },
        ),
    ),
    "woordenlijsten/domeinen": (
        Domein,
        _woord(Domein, gewone_taal=text_of(Domein, "gewone_taal"), leefgebieden=many("leefgebied")),
    ),
    "woordenlijsten/leefgebieden": (
        Leefgebied,
        _woord(
            Leefgebied,
            zrm_naam=text_of(Leefgebied, "zrm_naam"),
            andere_namen=WORDS,
            zoekwoorden=WORDS,
            domein=one("domein"),
        ),
    ),
    "woordenlijsten/wetten": (
        Wet,
        _woord(
            Wet,
            afkorting=text_of(Wet, "afkorting", required=True),
            soort=text_of(Wet, "soort"),
            uitvoerder=text_of(Wet, "uitvoerder"),
            gewone_taal=text_of(Wet, "gewone_taal"),
            status=text_of(Wet, "status"),
            ingang_op=Field(kinds.day),
            opmerking=text_of(Wet, "opmerking"),
        ),
    ),
    "woordenlijsten/organisatiesoorten": (
        Organisatiesoort,
        _woord(Organisatiesoort, gewone_taal=text_of(Organisatiesoort, "gewone_taal")),
    ),
    "woordenlijsten/functies": (
        Functie,
        _woord(
            Functie,
            andere_namen=WORDS,
            zoekwoorden=WORDS,
            dubbelzinnig=WORDS,
            organisatiesoorten=many("organisatiesoort"),
            wetten=many("wet"),
            domein=one("domein"),
            gewone_taal=text_of(Functie, "gewone_taal"),
        ),
    ),
    "woordenlijsten/doelgroepen": (
        Doelgroep,
        _woord(
            Doelgroep,
            gewone_taal=text_of(Doelgroep, "gewone_taal"),
            andere_namen=WORDS,
            zoekwoorden=WORDS,
            dubbelzinnig=WORDS,
            leeftijd_van=Field(kinds.whole),
            leeftijd_tot=Field(kinds.whole),
            functies=many("functie"),
            organisatiesoorten=many("organisatiesoort"),
        ),
    ),
    "woordenlijsten/gebeurtenissen": (
        Gebeurtenis,
        _woord(
            Gebeurtenis,
            andere_namen=WORDS,
            zoekwoorden=WORDS,
            waarom=text_of(Gebeurtenis, "waarom"),
            leefgebieden=many("leefgebied"),
            wetten=many("wet"),
            functies=many("functie"),
            let_op=text_of(Gebeurtenis, "let_op"),
        ),
    ),
    "woordenlijsten/hulpvragen": (
        Hulpvraag,
        _woord(
            Hulpvraag,
            gewone_taal=text_of(Hulpvraag, "gewone_taal"),
            andere_namen=WORDS,
            zoekwoorden=WORDS,
            leefgebieden=many("leefgebied"),
            functies=many("functie"),
            organisatiesoorten=many("organisatiesoort"),
        ),
    ),
    "woordenlijsten/spoed": (
        Spoed,
        _woord(
            Spoed,
            zoekwoorden=WORDS,
            nummers=Field(kinds.number_texts),
            wie=text_of(Spoed, "wie", required=True),
            bereik=choice_of(Spoed.Bereik, required=True),
            bron=text_of(Spoed, "bron"),
            gecontroleerd_op=Field(kinds.past_day),
            opmerking=text_of(Spoed, "opmerking"),
        ),
    ),
    "woordenlijsten/begrippen": (
        Begrip,
        Schema(
            "begrip",
            {
                "code": Field(kinds.code, required=True),
                "afkorting": text_of(Begrip, "afkorting", required=True),
                "voluit": text_of(Begrip, "voluit"),
                "gewone_taal": text_of(Begrip, "gewone_taal"),
                "soort": text_of(Begrip, "soort"),
                "andere_namen": WORDS,
                "dubbel": Field(kinds.yes_no, required=True),
                "opmerking": text_of(Begrip, "opmerking"),
            },
        ),
    ),
}
