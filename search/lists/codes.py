"""Kinds of things that words can mean, and codes: the one token by which documents and questions name one of them.

`f:wijkverpleegkundige` is a functie by its code, `o:12` an agency or team by its key.
"""

from enum import StrEnum
from typing import Any

from directory.models import AgencyPage


class Soort(StrEnum):
    """A kind of thing that words can mean: a word list, the agencies, or languages."""

    FUNCTIE = "functie"
    ORGANISATIESOORT = "organisatiesoort"
    DOELGROEP = "doelgroep"
    LEEFGEBIED = "leefgebied"
    WET = "wet"
    ORGANISATIE = "organisatie"
    GEBEURTENIS = "gebeurtenis"
    HULPVRAAG = "hulpvraag"
    BEGRIP = "begrip"
    TAAL = "taal"


# How codes begin: a begrip leads to other words, and a language is searched as the word that it is.
OPENINGS = {
    Soort.FUNCTIE: "f", Soort.ORGANISATIESOORT: "s", Soort.DOELGROEP: "d", Soort.LEEFGEBIED: "l", Soort.WET: "w",
    Soort.ORGANISATIE: "o", Soort.GEBEURTENIS: "g", Soort.HULPVRAAG: "v",
}  # fmt: skip


def coded(soort: Soort, key: str | int) -> str:
    """The code of what this kind of thing knows under this key."""
    return f"{OPENINGS[soort]}:{key}"


def code_of(row: Any) -> str:
    """The code of a row of a word list, or of the page of an agency or team; AttributeError for any other row."""
    if isinstance(row, AgencyPage):
        return coded(Soort.ORGANISATIE, row.pk)
    return coded(row._meta.model_name, row.code)


def is_code_of(soort: Soort, token: str) -> bool:
    """Is this token a code of that kind of thing?"""
    return token.startswith(coded(soort, ""))


def key_of(code: str) -> str:
    """Under which key that kind of thing knows it."""
    return code.partition(":")[2]
