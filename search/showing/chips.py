"""The parts of a question as links: to the question without one of them, or with it again; and other questions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from directory import numbers
from directory.names import TUSSENVOEGSELS, fold
from search.answer import Answer, SearchQuery, Slot
from search.forms import address
from search.language import analysis
from search.plan import LANDELIJK
from search.showing.facets import NAMES, Chosen
from search.showing.meant import MOST, in_quotes
from search.understand.topics import WAAR, WAT, WIE

SIGNS = ".,;:?!()\"'‘’“”"  # around a word
FEW = 10  # answers: with more nobody looks for a wider question


@dataclass(frozen=True)
class Chip:
    """A slot as a link: to the question without it, or (`weg`) with it again."""

    slot: Slot
    naam: str
    url: str
    weg: bool = False


@dataclass(frozen=True)
class Choice:
    """One meaning of a word that has more, as a question of its own."""

    naam: str
    url: str


def chips(query: SearchQuery, answer: Answer) -> list[Chip]:
    """What was understood, and what was taken off."""
    there = [
        Chip(slot, shown(slot, query.vraag), address(query, zonder=(*query.zonder, slot.id))) for slot in answer.slots
    ]
    gone = [
        Chip(
            slot, shown(slot, query.vraag), address(query, zonder=tuple(z for z in query.zonder if z != slot.id)), True
        )
        for slot in answer.without
    ]
    return there + gone


def shown(slot: Slot, vraag: str) -> str:
    """A part of the question as people write it: a name with its capitals, a number with spaces, a word as typed."""
    if slot.kind != WIE:
        return slot.label if slot.is_other else _as_typed(slot.label, vraag)
    if slot.label != slot.label.lower():
        return slot.label
    if slot.label.isdecimal():
        return _number(slot.label)
    typed = {fold(word): word for word in vraag.split() if word != word.lower()}
    words = slot.label.split()
    return " ".join(typed.get(word) or (word if word in TUSSENVOEGSELS else word.title()) for word in words)


def _as_typed(label: str, vraag: str) -> str:
    """Words that are kept without their signs, as they stand in the question: `ww-uitkering`, `POH-jeugd`."""
    if label != fold(label):
        return label  # as it is called here
    words = [word.strip(SIGNS) for word in vraag.split()]
    for start in range(len(words)):
        for stop in range(start + 1, len(words) + 1):
            if analysis.glue(" ".join(words[start:stop])) == analysis.glue(label):
                return " ".join(words[start:stop])
    return label


def said(slot: Slot, vraag: str) -> str:
    """A part of the question inside a sentence: a place, name or number as people write it, a word between quotes."""
    if slot.kind == WAAR:
        return slot.label.partition(" (")[0]
    return shown(slot, vraag) if slot.kind == WIE else f"‘{_as_typed(slot.text, vraag)}’"


def nobody(query: SearchQuery, answer: Answer) -> str:
    """What is told where one thing was asked and nobody has it; "" where more was asked, or something was ticked."""
    if len(answer.slots) != 1 or answer.total or query.filters.chosen():
        return ""
    slot = answer.slots[0]
    if any(hit.over for hit in answer.near):
        return f"Niemand noemt precies {said(slot, query.vraag)}"
    verb = "noemt" if slot.kind != WIE else "heeft nummer" if slot.label.isdecimal() else "heet"
    return f"Niemand in deze gids {verb} {said(slot, query.vraag)}"


def nearby(answer: Answer, *, says_what_lacks: bool) -> str:
    """What is told above those who only come near: what they may think along about, else that it is near."""
    if answer.of_anybody:
        return "Hieronder staat wie je met elke vraag kunt bellen of mailen."
    hits = answer.near
    needs = list(dict.fromkeys(naam for hit in hits for naam in hit.over))
    if not needs:
        lacks = " Bij elk antwoord staat welk woord er mist." if says_what_lacks else ""
        return f"Hieronder staat wat in de buurt komt.{lacks}"
    if len(needs) > MOST:
        return "Wie hieronder staat, kan misschien meedenken. Bij elk antwoord staat waarover."
    some = "" if all(hit.over for hit in hits) else ", en wat verder in de buurt komt"
    return f"Hieronder staat wie kan meedenken over {in_quotes(needs)}{some}."


def _number(digits: str) -> str:
    try:
        return numbers.tonen(numbers.lees(digits).nummer)
    except ValidationError:
        return digits  # a part of one


def choices(query: SearchQuery, answer: Answer) -> list[tuple[str, list[Choice]]]:
    """Words of the question with more than one meaning in the glossary."""
    found = []
    for slot in answer.slots:
        if len(slot.readings) > 1:
            rest = _rest(query.vraag, analysis.words_of(slot.text))
            meanings = [
                Choice(naam, address(replace(query, vraag=" ".join([naam, *rest]), zonder=())))
                for naam in slot.readings
            ]
            found.append((slot.text.upper(), meanings))
    return found


def _rest(vraag: str, words: list[str]) -> list[str]:
    """A question without these words, the others as they were typed."""
    rest = []
    for typed in vraag.split():
        said = analysis.words_of(typed)
        left = [word for word in said if word not in words]
        rest += [typed] if left == said else left
    return rest


def wider(query: SearchQuery, answer: Answer) -> list[Choice]:
    """The same question without one of its slots, for when it has few answers; who was asked for is found."""
    kinds = {slot.kind for slot in answer.slots}
    found_by_name = answer.total and WIE in kinds and WAT not in kinds
    if answer.total >= FEW or len(answer.slots) < 2 or found_by_name:
        return []
    needs = [slot.id for slot in answer.slots if slot.kind in (WAT, WIE)]  # a place alone is no question
    return [
        Choice(f"zonder {said(slot, query.vraag)}", address(query, zonder=(*query.zonder, slot.id)))
        for slot in answer.slots
        if needs != [slot.id]
    ]


def perhaps(query: SearchQuery, answer: Answer) -> list[Choice]:
    """The question with a place, or a word of the lists, instead of a word that looks like one."""
    read = {re.sub(rf"\b{re.escape(typed)}\b", naam, query.vraag, flags=re.I): naam for typed, naam in answer.perhaps}
    return [Choice(naam, address(query, vraag=vraag)) for vraag, naam in read.items() if vraag != query.vraag]


def two_places(query: SearchQuery, answer: Answer, ticked: Iterable[Chosen]) -> list[Choice]:
    """The question with only its own place, and with only the gemeente that was ticked, where these are two."""
    gemeenten = [slug for slug in query.filters.gemeente if slug != LANDELIJK]
    asked = [slot for slot in answer.slots if slot.kind == WAAR]
    names = [each.naam for each in ticked if each.soort == NAMES["gemeente"]]
    if not (names and gemeenten and len(asked) == 1 and answer.gemeente) or answer.gemeente.slug in gemeenten:
        return []
    return [
        Choice(said(asked[0], query.vraag), address(query, gemeente=())),
        Choice(" of ".join(names), address(query, zonder=(*query.zonder, asked[0].id))),
    ]
