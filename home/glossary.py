"""The glossary as a page: words from A to Z with all their meanings, and a filter over them."""

from dataclasses import dataclass
from itertools import groupby

from directory import names
from directory.listing import letter_of
from directory.models import Begrip


@dataclass(frozen=True)
class Woord:
    """One word with all its meanings; the anchor is the key of the first, which never changes."""

    afkorting: str
    betekenissen: list[Begrip]

    @property
    def anker(self) -> str:
        return self.betekenissen[0].code


@dataclass(frozen=True)
class Letter:
    letter: str
    woorden: list[Woord]

    @property
    def anker(self) -> str:
        return f"letter-{self.letter.lower()}"


def glossary(zoek: str = "") -> list[Letter]:
    """The words by letter; with `zoek` those that hold it in their name, meaning or other names."""
    rows = sorted(
        Begrip.objects.all(), key=lambda b: (letter_of(b.afkorting), names.fold(b.afkorting), b.afkorting, b.pk)
    )
    words = [Woord(naam, list(group)) for naam, group in groupby(rows, key=lambda b: b.afkorting)]
    found = [word for word in words if any(_holds(b, names.fold(zoek)) for b in word.betekenissen)]
    return [Letter(letter, list(group)) for letter, group in groupby(found, key=lambda w: letter_of(w.afkorting))]


def _holds(begrip: Begrip, zoek: str) -> bool:
    texts = (begrip.afkorting, begrip.voluit, begrip.gewone_taal, *begrip.andere_namen)
    return any(zoek in names.fold(text) for text in texts)
