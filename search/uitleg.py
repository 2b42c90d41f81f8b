"""What a word means, for a question that asks just that: `wat is wmo`, `wat doet een poh`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.keeping import kept
from directory.lines import sentence
from directory.models import Begrip, Functie, Organisatiesoort, Wet
from directory.names import fold
from search.answer import Answer, SearchQuery
from search.understand.topics import WAAR, WAT

ASKS = re.compile(r"wat (?:is|zijn|doet|doen|betekent|betekenen|houdt)\b")
Meanings = dict[str, dict[str, str]]  # of each way to write it the names of what it may be, each with what that is


@dataclass(frozen=True)
class Uitleg:
    """A word of the lists, as it is called in full, and what it is in plain words."""

    naam: str
    tekst: str


def uitleg(query: SearchQuery, answer: Answer) -> list[Uitleg]:
    """What it is that is asked for; of a word with two meanings both, of anything else nothing."""
    asked = [slot for slot in answer.slots if slot.kind != WAAR]
    if len(asked) != 1 or asked[0].kind != WAT or not ASKS.match(fold(query.vraag)):
        return []
    meanings = kept("uitleg", _read)
    found = meanings.get(fold(asked[0].text)) or meanings.get(fold(asked[0].label), {})
    return [Uitleg(naam, sentence(tekst)) for naam, tekst in found.items()]


def _read() -> Meanings:
    """All words that have an explanation; what a word means on a list goes before what it means on the next."""
    begrippen = [(str(b), b.gewone_taal, b.schrijfwijzen) for b in Begrip.objects.all()]
    wetten = [(str(w), w.gewone_taal, (w.afkorting, w.naam)) for w in Wet.objects.all()]
    functies = [(f.naam, f.gewone_taal, (f.naam, *f.andere_namen)) for f in Functie.objects.all()]
    soorten = [(s.naam, s.gewone_taal, (s.naam,)) for s in Organisatiesoort.objects.all()]
    found: Meanings = {}
    for rows in (soorten, functies, wetten, begrippen):
        found |= _by_form(rows)
    return found


def _by_form(rows: Iterable[tuple[str, str, Sequence[str]]]) -> Meanings:
    found: Meanings = {}
    for naam, tekst, forms in rows:
        for form in filter(None, map(fold, forms if tekst else ())):
            found.setdefault(form, {})[naam] = tekst
    return found
