"""Which tokens the index holds and in how many documents, per audience: made with an index generation, then frozen.

It weighs words (idf) and knows which words exist, for prefixes and corrections. Counts are kept apart by the token
that opens a document, so nobody's scores, prefixes or corrections can show what others alone may see.
"""

import json
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from directory.visibility import IEDEREEN
from search.indexing.documents import Document
from search.language.alike import Alike
from search.language.sounds import sound
from search.plan import idf

NAME = "@"  # marks a word of a person's name
COUNTED = ("naam", "functie", "werk", "tags", "org", "bij", "breed", "tekst", "plaats", "heel")
MAX_PREFIX = 30
MAX_VIEWS = 200
SHORT = 2  # letters


class Vocabulary:
    """Counts per opening token: `counts["regio:5"]["=schulden"]` documents."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.added: dict[str, set[str]] = defaultdict(set)  # since this generation was made
        self._views: dict[tuple[str, ...], View] = {}

    def count(self, document: Document) -> None:
        """Take a document of a new generation in."""
        for opening in openings(document):
            self.documents[opening] += 1
            self.counts[opening].update(_tokens(document))

    def new_in(self, document: Document) -> dict[str, list[str]]:
        """The tokens of a changed document that were not there yet, per opening token."""
        tokens = _tokens(document)
        known = {o: self.counts[o].keys() | self.added[o] for o in openings(document) if o in self.counts}
        fresh = {o: sorted(tokens - known.get(o, set())) for o in openings(document)}
        return {opening: found for opening, found in fresh.items() if found}

    def add(self, tokens: dict[str, list[str]]) -> None:
        """Know these tokens too; their weight is that of a rare word until the next generation."""
        for opening, found in tokens.items():
            self.added[opening].update(found)
        self._views.clear()

    def save(self, path: Path) -> None:
        path.write_text(self.as_json(), encoding="utf-8")

    def as_json(self) -> str:
        return json.dumps({"documents": self.documents, "counts": self.counts})

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        return cls.from_json(path.read_text(encoding="utf-8"))

    @classmethod
    def from_json(cls, text: str) -> "Vocabulary":
        data = json.loads(text)
        found = cls()
        found.documents.update(data["documents"])
        for opening, counts in data["counts"].items():
            found.counts[opening] = Counter(counts)
        return found

    def seen_by(self, held: frozenset[str]) -> "View":
        """What an audience that holds these tokens may know of it."""
        key = tuple(sorted(token for token in held if token in self.documents or token in self.added))
        view = self._views.get(key)
        if view is None:  # another thread may forget them all at any moment
            if len(self._views) >= MAX_VIEWS:
                self._views.clear()
            view = self._views[key] = View(self, key)
        return view


def openings(document: Document) -> frozenset[str]:
    """Under which tokens a document is counted: all, else its regions, else its own organisation."""
    if IEDEREEN in document.zichtbaar:
        return frozenset({IEDEREEN})
    regions = frozenset(token for token in document.zichtbaar if token.startswith("regio:"))
    return regions or document.zichtbaar


def _tokens(document: Document) -> set[str]:
    tokens = {token for name in COUNTED for token in document.fields.get(name, ())}
    if document.soort == "persoon":
        tokens |= {NAME + token[1:] for token in document.fields.get("naam", ())}
    return tokens


class View:
    """A vocabulary as one audience may know it."""

    def __init__(self, vocabulary: Vocabulary, held: tuple[str, ...]) -> None:
        self._vocabulary, self._held = vocabulary, held
        self._most_used_names: dict[str, list[str]] = {}  # with a short beginning: there are thousands
        self._counts = [vocabulary.counts[opening] for opening in held if opening in vocabulary.counts]
        added = [vocabulary.added[opening] for opening in held if opening in vocabulary.added]
        self._known: list[Collection[str]] = [*self._counts, *added]

    @cached_property
    def total(self) -> int:
        return sum(self._vocabulary.documents[opening] for opening in self._held)

    def frequency(self, token: str) -> int:
        """In how many documents (0 for a token added after this generation, see `knows`)."""
        found = 0
        for counts in self._counts:  # asked thousands of times a question
            found += counts.get(token, 0)
        return found

    def knows(self, token: str) -> bool:
        return any(token in tokens for tokens in self._known)

    def idf(self, tokens: Iterable[str]) -> float:
        """The rarity of documents that hold any of these."""
        return idf(sum(map(self.frequency, tokens)), self.total)

    def is_name(self, word: str) -> bool:
        return self.knows(NAME + word)

    @cached_property
    def words(self) -> list[str]:
        """All exact words, sorted."""
        return self._spelled("=")

    @cached_property
    def names(self) -> list[str]:
        """All words of people's names, sorted."""
        return self._spelled(NAME)

    def _spelled(self, mark: str) -> list[str]:
        found: set[str] = set()
        for opening in self._held:
            added = self._vocabulary.added.get(opening, set()).copy()  # another thread may add to it
            for tokens in (self._vocabulary.counts.get(opening, ()), added):
                found.update(token[1:] for token in tokens if token[0] == mark)
        return sorted(found)

    @cached_property
    def words_alike(self) -> Alike:
        """The exact words, for what is not written as it should be."""
        return Alike(self.words)

    @cached_property
    def names_alike(self) -> Alike:
        """The words of people's names, for the same."""
        return Alike(self.names)

    @cached_property
    def names_by_sound(self) -> dict[str, list[str]]:
        """The words of people's names that are said the same."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(sound(name), []).append(name)
        return found

    def starting_with(self, start: str) -> list[str]:
        """The words with this start, the most used first."""
        first, last = _span(self.words, start)
        return sorted(self.words[first:last], key=lambda word: (-self.frequency("=" + word), word))[:MAX_PREFIX]

    def names_starting_with(self, start: str) -> list[str]:
        """The words of people's names with this start, the most used first."""
        known = self._most_used_names.get(start)
        if known is None:
            first, last = _span(self.names, start)
            most = sorted(zip(self._names_used[first:last], self.names[first:last], strict=True))[:MAX_PREFIX]
            known = [name for _, name in most]
            if len(start) <= SHORT:
                self._most_used_names[start] = known
        return known

    @cached_property
    def _names_used(self) -> "array[int]":
        """How often each of the names is used, below zero: what is used most sorts first."""
        return array("l", (-self.frequency(NAME + name) for name in self.names))


def _span(words: list[str], start: str) -> tuple[int, int]:
    """Where in sorted words those are that begin so."""
    return bisect_left(words, start), bisect_left(words, start + "\uffff")
