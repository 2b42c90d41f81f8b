"""Finding terms, agencies and places in the words of a question: the longest first, all their meanings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.language.analysis import NEGATIONS, NOT, key_in_term
from search.lists.lexicon import ARTICLES, MAX_WORDS, Lexicon, denied
from search.lists.meanings import Meaning, Place
from search.understand.topics import Word, content

BEFORE_A_PLACE = frozenset({"in", "te", "uit", "rond", "rondom", "omgeving", "gemeente", "bij", "naar", "regio"})
NEAR_NOT = 3  # words from a negation


class Held(NamedTuple):
    """A term of which all words stand in a question: its keys, where these stand, what it means."""

    keys: frozenset[str]
    places: set[int]
    meanings: list[Meaning]


@dataclass(frozen=True)
class Span:
    """Words `start` up to `stop`, with the meanings and the places of them."""

    start: int
    stop: int
    meanings: tuple[Meaning, ...] = ()
    places: tuple[Place, ...] = ()


def find(words: Sequence[Word], lexicon: Lexicon) -> list[Span]:
    """Spans that do not overlap, from left to right."""
    spans, start = [], 0
    while start < len(words):
        span = _longest(words, start, lexicon)
        if span:
            spans.append(span)
        start = span.stop if span else start + 1
    return spans


def loose(words: Sequence[Word], lexicon: Lexicon) -> list[tuple[tuple[Word, ...], tuple[Meaning, ...]]]:
    """Terms of which all words stand in the question, in any order and with others between; the longest first."""
    plain = {key_in_term(word.text): place for place, word in enumerate(words) if not is_empty(word)}
    found = [held for held in _held(plain, lexicon) if NOT not in held.keys]
    found += _held_with_not(words, lexicon)
    taken: set[int] = set()
    chosen = []
    for held in sorted(found, key=lambda held: (-len(held.keys), sorted(held.keys))):
        said = {place for place in held.places if words[place].text not in NEGATIONS}
        if taken.isdisjoint(said):
            taken |= said
            chosen.append((tuple(words[place] for place in sorted(held.places)), tuple(held.meanings)))
    return chosen


def _held(keys: Mapping[str, int], lexicon: Lexicon) -> Iterator[Held]:
    """The terms of which all these keys, each with its place, are there."""
    for key in keys:
        for term, meanings in lexicon.loose.get(key, {}).items():
            if term <= keys.keys():
                yield Held(term, {keys[key] for key in term}, meanings)


def _held_with_not(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Held]:
    """Terms with a negation, near it: `weet niet meer waar mijn papieren zijn` is not about who has no papers."""
    keys = denied([word.text for word in words])
    negations = [place for place, word in enumerate(words) if word.text in NEGATIONS]
    near = {place for negation in negations for place in range(negation - NEAR_NOT, negation + NEAR_NOT + 1)}
    for held in _held(keys, lexicon):
        if NOT in held.keys and any(keys[key] in near for key in held.keys if key != NOT):
            yield held


def is_empty(word: Word) -> bool:
    """A word that says nothing in a loose term."""
    return word.says_nothing and word.text not in NEGATIONS


def _longest(words: Sequence[Word], start: int, lexicon: Lexicon) -> Span | None:
    for stop in range(min(len(words), start + MAX_WORDS + 1), start, -1):
        part = words[start:stop]
        empty = part[0].says_nothing and part[-1].says_nothing and len(part) < 3
        if empty and not (_is_lack(part, lexicon) or _is_only_a_place(words, start, stop)):
            continue
        meanings, places = _meanings(part, lexicon), _places(words, start, stop, lexicon)
        if meanings or places:
            return Span(start, stop, meanings, places)
    return None


def _is_only_a_place(words: Sequence[Word], start: int, stop: int) -> bool:
    """May a word of any sentence be meant as the village that is called so: `Hee`, `wmo Hee`?"""
    said = words[start]
    return stop - start == 1 and (len(words) == 1 or (said.capital and start > 0 and not said.opens))


def _is_lack(part: Sequence[Word], lexicon: Lexicon) -> bool:
    """A term that says what somebody has not (`geen adres`): there the word behind it does say something."""
    return len(part) == 2 and part[0].text in NEGATIONS and tuple(word.key for word in part) in lexicon.terms


def _meanings(part: Sequence[Word], lexicon: Lexicon) -> tuple[Meaning, ...]:
    keys = tuple(word.key for word in part)
    found = lexicon.terms.get(keys, [])
    if found or part[0].says_nothing or part[-1].says_nothing:
        return tuple(found)
    # A term in other order, or with a word that says nothing in between.
    keys = tuple(word.key for word in content(part))
    if len(keys) < 2:
        return ()
    return tuple(lexicon.terms.get(lexicon.unordered.get(frozenset(keys), ()), []))


def _places(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> tuple[Place, ...]:
    part = tuple(word.text for word in words[start:stop])
    before = words[start - 1].text if start else ""
    found = [p for p in lexicon.places.get(part, []) if not p.weak or _is_said_as_place(part, before, p)]
    if any(place.weak for place in found) and before not in BEFORE_A_PLACE and _is_in_a_term(part, words, lexicon):
        found = [place for place in found if not place.weak]
    return tuple([place for place in found if place.in_region] or found)


def _is_said_as_place(part: tuple[str, ...], before: str, place: Place) -> bool:
    """May a name that is an ordinary word too be meant as the place: `in Buren`, `wmo Buren`; not `de buren`?"""
    if before in BEFORE_A_PLACE:
        return place.in_region or part[0] not in ARTICLES  # `in de wijk`
    return place.in_region and before not in ARTICLES


def _is_in_a_term(part: tuple[str, ...], words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Do the other words of the question make a term of it: `ruzie buren`?"""
    return any(word.text in part for said, _ in loose(words, lexicon) for word in said)
