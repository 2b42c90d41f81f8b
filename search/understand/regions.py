"""The region that a guide is of, said in a question: the whole of it is meant, so it asks for nothing more."""

from collections.abc import Sequence

from search.lists.lexicon import MAX_WORDS, Lexicon
from search.lists.meanings import names_agency
from search.understand.topics import NIET, WAAR, Topic, Word


def apart(topics: Sequence[Topic], words: Sequence[Word], lexicon: Lexicon) -> tuple[list[Topic], list[Topic]]:
    """The topics without those that only name a region, and one for each region beside something else that is asked.

    Who says so himself comes first; nobody has to: all that stands in the guide is there for its region.
    """
    rest, found = list(topics), list[Topic]()
    for said, naam in _named(words, lexicon):
        here = [topic for topic in rest if not said.isdisjoint(topic.words)]
        others = [topic for topic in rest if topic not in here and topic.kind != NIET]
        if here and others and all(_is_only(topic, said) for topic in here):
            rest = [topic for topic in rest if topic not in here]
            found.append(Topic(WAAR, tuple(word for word in words if word in said), label=naam, soft=True))
    return rest, found


def _named(words: Sequence[Word], lexicon: Lexicon) -> list[tuple[frozenset[Word], str]]:
    found, start = list[tuple[frozenset[Word], str]](), 0
    while start < len(words):
        parts = (words[start:stop] for stop in range(min(len(words), start + MAX_WORDS), start, -1))
        part = next((part for part in parts if tuple(word.text for word in part) in lexicon.regions), ())
        if part:
            found.append((frozenset(part), lexicon.regions[tuple(word.text for word in part)]))
        start += len(part) or 1
    return found


def _is_only(topic: Topic, said: frozenset[Word]) -> bool:
    """Words of the region's name, and no agency, person or place that is called so."""
    named = topic.is_name or topic.places or names_agency(topic.meanings)
    return not named and said.issuperset(topic.words)
