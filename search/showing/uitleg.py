"""What a word means, for a question that asks just that: `wat is wmo`, `wat doet een poh`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.keeping import kept
from directory.lines import sentence
from directory.models import Begrip, Functie, Hulpvraag, Organisatiesoort, Wet
from directory.names import fold
from search.answer import Answer, SearchQuery
from search.understand.topics import WAAR

ASKS = re.compile(r"wat (?:is|zijn|doet|doen|betekent|betekenen|houdt)\b")
SHORTEST = 3  # words of an explanation: `Politie: Politie` is none
Meanings = dict[str, dict[str, str]]  # of each way to write it the names of what it may be, each with what that is


@dataclass(frozen=True)
class Uitleg:
    """A word of the lists, as it is called in full, and what it is in plain words."""

    naam: str
    tekst: str


def uitleg(query: SearchQuery, answer: Answer) -> list[Uitleg]:
    """What it is that is asked for; of a word with two meanings both, of anything else nothing."""
    asked = [slot for slot in answer.slots if slot.kind != WAAR]
    if len(asked) != 1 or not ASKS.match(fold(query.vraag)):
        return []
    meanings = kept("uitleg", _read)
    said = (asked[0].text, asked[0].label, asked[0].meant)  # `meant` is one need, or no name at all
    found = next((meanings[form] for form in map(fold, said) if form in meanings), {})
    return [Uitleg(naam, sentence(tekst)) for naam, tekst in found.items()]


def _read() -> Meanings:
    """All words that have an explanation; what a word means on a list goes before what it means on the next."""
    begrippen = [(str(b), b.gewone_taal, b.schrijfwijzen) for b in Begrip.objects.all()]
    wetten = [(str(w), w.gewone_taal, (w.afkorting, w.naam)) for w in Wet.objects.all()]
    functies = [(f.naam, f.gewone_taal, (f.naam, *f.andere_namen)) for f in Functie.objects.all()]
    soorten = [(s.naam, s.gewone_taal, (s.naam, *_each(s.naam))) for s in Organisatiesoort.objects.all()]
    hulpvragen = [(h.naam, h.gewone_taal, (h.naam, *h.andere_namen)) for h in Hulpvraag.objects.all()]
    found: Meanings = {}
    for rows in (hulpvragen, soorten, functies, wetten, begrippen):
        found |= _by_form(rows)
    return found


def _each(naam: str) -> list[str]:
    """Each of `Gebiedsteam of sociaal wijkteam`, and the noun that an adjective goes before (`wijkteam`)."""
    parts = re.split(r" (?:of|en) |, ", naam)
    nouns = (re.fullmatch(r"\w+(?:aal|ale|isch|ische|iële) (\w+)", part) for part in parts)
    return [*parts, *(noun[1] for noun in nouns if noun)]


def _by_form(rows: Iterable[tuple[str, str, Sequence[str]]]) -> Meanings:
    found: Meanings = {}
    for naam, tekst, forms in rows:
        for form in filter(None, map(fold, forms if len(tekst.split()) >= SHORTEST else ())):
            found.setdefault(form, {})[naam] = tekst
    return found
