"""Finding terms, agencies and places in the words of a question: the longest first, all their meanings."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.lexicon import MAX_WORDS, Lexicon, Meaning, Place
from search.understand.topics import Word

BEFORE_A_PLACE = frozenset({"in", "te", "uit", "rond", "rondom", "omgeving", "gemeente", "bij", "naar", "regio"})


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


def _longest(words: Sequence[Word], start: int, lexicon: Lexicon) -> Span | None:
    for stop in range(min(len(words), start + MAX_WORDS + 1), start, -1):
        part = words[start:stop]
        if part[0].is_sentence and part[-1].is_sentence and len(part) < 3:
            continue
        meanings, places = _meanings(part, lexicon), _places(words, start, stop, lexicon)
        if meanings or places:
            return Span(start, stop, meanings, places)
    return None


def _meanings(part: Sequence[Word], lexicon: Lexicon) -> tuple[Meaning, ...]:
    keys = tuple(word.key for word in part)
    found = lexicon.terms.get(keys, [])
    if found or part[0].is_sentence or part[-1].is_sentence:
        return tuple(found)
    # A term in other order, or with a word that says nothing in between.
    content = [word.key for word in part if not word.is_sentence]
    if len(content) < 2:
        return ()
    return tuple(lexicon.terms.get(lexicon.unordered.get(frozenset(content), ()), []))


def _places(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> tuple[Place, ...]:
    part = tuple(word.text for word in words[start:stop])
    found = lexicon.places.get(part, [])
    here = [place for place in found if place.in_region]
    if here:
        return tuple(here)
    said = start > 0 and words[start - 1].text in BEFORE_A_PLACE
    return tuple(place for place in found if said or not place.weak)
