"""What is real has a source; what is invented says so, rings nobody and leads nowhere."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from directory import numbers
from directory.loading.folder import Content
from directory.loading.nodes import Scalar
from directory.loading.problems import Problems, did_you_mean
from directory.loading.records import Record
from directory.loading.register import Register, name_of, references_in
from directory.models import ContactCardPage

# No facts, or facts with a source of their own.
WITHOUT_SOURCE = {
    "ref", "voorbeeld", "adres_tonen", "contactpunten", "werkprocessen", "teams", "bronnen", "nagekeken_op",
}  # fmt: skip
# The Dutch area codes of three digits; all others have four (numbering plan of the Rijksinspectie Digitale
# Infrastructuur). No subscriber's number begins with 000, so what follows here rings nowhere.
SHORT_AREAS = "010|013|015|020|023|024|026|030|033|035|036|038|040|043|045|046|050|053|055|058|07[0-9]"
SILENT = re.compile(rf"^(?:(?:{SHORT_AREAS})000\d{{4}}|0(?!6|800|90)\d{{3}}000\d{{3}})$")
RINGS = "dit nummer kan bij iemand gaan rinkelen. Neem bij iets verzonnens een netnummer en dan 000: 058 000 0123."


def check(content: Content, register: Register, problems: Problems) -> None:
    """Hold every organisation and every card against the rules for real and for invented."""
    for agency, top in content.agencies():
        if (top or agency)["voorbeeld"]:
            _check_invented_agency(agency, problems)
        else:
            _check_sources(agency, problems)
            _check_no_invented_people(agency, register, problems)
    for kaart in content.kaarten:
        _check_card(kaart, register, problems)


# Real --------------------------------------------------------------------------------------------------------------
def _check_sources(agency: Record, problems: Problems) -> None:
    named = [scalar for bron in agency["bronnen"] for scalar in references_in(bron["onderdelen"])]
    names = set(agency.schema.fields) - WITHOUT_SOURCE
    for scalar in named:
        if scalar.text not in agency.schema.fields:
            hint = did_you_mean(scalar.text, names)
            problems.add(scalar.spot, f"onderdelen: “{scalar.text}” is geen onderdeel van een organisatie.{hint}")
    for name in sorted(names - {scalar.text for scalar in named}):
        if agency.has(name):
            problems.add(agency.at(name), f"{name}: de bron ontbreekt. Noem “{name}” bij bronnen, met bron en bron_op.")
    for part in (*agency["contactpunten"], *agency["werkprocessen"]):
        for name in ("bron", "bron_op"):
            if not part.has(name):
                problems.add(part.spot, f"{name} ontbreekt bij dit {part.schema.name} van een echte organisatie.")


def _check_no_invented_people(agency: Record, register: Register, problems: Problems) -> None:
    for part in (*agency["werkprocessen"], *agency["escalatie"]):
        kaart = register.kaarten.get(name_of(part["kaart"]))
        if kaart and kaart["voorbeeld"]:
            problems.add(part.at("kaart"), "kaart: een echte organisatie verwijst niet naar een verzonnen kaart.")


def _check_card(kaart: Record, register: Register, problems: Problems) -> None:
    here = register.is_voorbeeld(name_of(kaart["organisatie"]))
    if kaart["voorbeeld"]:
        places = [kaart["organisatie"], *(ook["organisatie"] for ook in kaart["ook_bij"])]
        if kaart["soort"] == ContactCardPage.Soort.PERSOON:
            _check_places(kaart, (place for place in places if place), register, problems)
        _check_silent(kaart, ("telefoon", "telefoon2"), problems)
        _check_example(kaart, problems)
        for ook in kaart["ook_bij"]:
            _check_silent(ook, ("nummer",), problems)
    elif kaart.has("voorbeeld") and here:
        problems.add(kaart.at("voorbeeld"), "voorbeeld: een echte kaart hoort niet bij een verzonnen organisatie.")


def _check_places(kaart: Record, places: Iterable[Scalar], register: Register, problems: Problems) -> None:
    for place in places:
        if register.is_voorbeeld(place.text) is False:
            message = f"organisatie: “{place.text}” bestaat echt, en daar verzinnen we geen mensen bij."
            problems.add(place.spot, f"{message} Kies een verzonnen organisatie, of een echte kaart.")


# Invented ----------------------------------------------------------------------------------------------------------
def _check_invented_agency(agency: Record, problems: Problems) -> None:
    _check_example(agency, problems)
    for contactpunt in agency["contactpunten"]:
        _check_silent(contactpunt, ("telefoon",), problems)
        _check_example(contactpunt, problems)


def _check_silent(record: Record, names: Iterable[str], problems: Problems) -> None:
    for name in names:
        if record[name] and not is_silent(record[name]):
            problems.add(record.at(name), f"{name}: {RINGS}")


def is_silent(number: numbers.Gelezen) -> bool:
    """A number that can ring nowhere: an area code and then 000, never mobile and never a service number."""
    return bool(SILENT.match(numbers.search_digits(number.nummer)))


def _check_example(record: Record, problems: Problems) -> None:
    """The site and the mail address of what is invented lie on .example, which exists nowhere (RFC 2606)."""
    for name in {"website", "mail"} & set(record.values):
        host = urlsplit(record[name]).hostname if name == "website" else record[name].rpartition("@")[2]
        if host and not host.endswith(".example"):
            problems.add(record.at(name), f"{name}: “{host}” kan van iemand zijn. Laat het eindigen op .example.")
