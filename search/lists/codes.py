"""Codes: the one token by which documents and questions name a row of the word lists or an agency.

`f:wijkverpleegkundige` is a functie by its code, `o:12` an agency or team by its key.
"""

from typing import Any

from directory.models import AgencyPage

OPENINGS = {
    "functie": "f", "organisatiesoort": "s", "doelgroep": "d", "leefgebied": "l", "wet": "w", "organisatie": "o",
    "gebeurtenis": "g", "hulpvraag": "v",
}  # fmt: skip


def coded(soort: str, key: str | int) -> str:
    """The code of what this kind of thing knows under this key."""
    return f"{OPENINGS[soort]}:{key}"


def code_of(row: Any) -> str:
    """The code of a row of a word list, or of the page of an agency or team; AttributeError for any other row."""
    if isinstance(row, AgencyPage):
        return coded("organisatie", row.pk)
    return coded(row._meta.model_name, row.code)


def is_code_of(soort: str, token: str) -> bool:
    """Is this token a code of that kind of thing?"""
    return token.startswith(coded(soort, ""))


def key_of(code: str) -> str:
    """Under which key that kind of thing knows it."""
    return code.partition(":")[2]
