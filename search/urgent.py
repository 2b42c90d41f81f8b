"""Does a question tell of something acute? Terms as people type them, in any inflection, against all else they say.

In a term `iemand` stands for anybody (iemand.txt), `a/b` for one of the two and `=woord` for just that form; with a dot
behind it the question says nothing more. Its words may stand in any order, with a few others between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from search import analysis, wordlists
from search.analysis import usual
from search.sounds import said
from search.understand import MAX_QUESTION

ROOM = 4  # other words between those of a term, or beside those of a whole question
SOMEBODY = "iemand"
LONG = 6  # letters of a word that may be misspelt
RARE = 2.0  # Zipf frequency up to which a word that no dictionary knows may be one
Tokens = frozenset[str]


@dataclass(frozen=True)
class Term:
    """Groups of tokens, of each of which one is said; `whole`: and hardly anything else is."""

    groups: tuple[Tokens, ...]
    whole: bool = False


@dataclass(frozen=True)
class Told:
    """The words of a question in order, each as its stem key and its exact form."""

    words: tuple[Tokens, ...]

    @property
    def tokens(self) -> Tokens:
        return Tokens().union(*self.words)

    def says(self, name: str) -> bool:
        """Does a word of a file of `search/data/spoed` stand in it?"""
        return not keys(name).isdisjoint(self.tokens)

    @property
    def is_now(self) -> bool:
        return self.says("nu")

    @property
    def is_calm(self) -> bool:
        """The question of somebody who works on a subject, and tells of nobody."""
        return self.says("rustig") and not (self.says("verteld") or self.is_now)

    @property
    def is_over(self) -> bool:
        return self.says("toen") and not self.is_now


def read_term(text: str) -> Term:
    """A term of the list of acute situations."""
    groups = [Tokens().union(*map(_tokens_of, chunk.rstrip(".").split("/"))) for chunk in text.split()]
    return Term(tuple(group for group in groups if group), text.endswith("."))


def read_question(question: str, spelled: Iterable[str]) -> Told:
    """A question; a long word that is no Dutch and nearly one of `spelled`, or said as that, is read as that."""
    known = frozenset(spelled)
    words = (_meant(word, known) for word in analysis.words_of(question[:MAX_QUESTION]))
    return Told(tuple(Tokens({analysis.key(word), f"={word}"}) for word in words))


def long_words(texts: Iterable[str]) -> set[str]:
    """The words of terms that may be misspelt in a question."""
    return {word for text in texts for word in analysis.words_of(text) if len(word) >= LONG}


def close(term: Term, told: Told) -> int:
    """How many words of the term the question holds if it holds all of them; 0 where it does not mean that now."""
    size = len(term.groups)
    if not size or any(group.isdisjoint(told.tokens) for group in term.groups):
        return 0
    if term.whole:
        return size if len(told.words) < size + ROOM and not term.groups[-1].isdisjoint(told.words[-1]) else 0
    if size > 1:
        return size if _near(term, told) else 0
    return 1 if not term.groups[0] <= keys("breed") or _is_meant_now(term.groups[0], told) else 0


def _is_meant_now(group: Tokens, told: Told) -> bool:
    """A word that also stands for a subject: beside a word for now, or as all that is asked."""
    urgent = keys("nu")
    if len(told.words) == 1:
        return urgent.isdisjoint(told.tokens)
    return any(not urgent.isdisjoint(word) and group.isdisjoint(word) for word in told.words)


def _near(term: Term, told: Told) -> bool:
    reach = len(term.groups) + ROOM
    starts = range(max(1, len(told.words) - reach + 1))
    return any(_holds(term, Tokens().union(*told.words[start : start + reach])) for start in starts)


def _holds(term: Term, tokens: Tokens) -> bool:
    return not any(group.isdisjoint(tokens) for group in term.groups)


def _tokens_of(alternative: str) -> Tokens:
    return keys(SOMEBODY) if alternative == SOMEBODY else _written(alternative)


def _written(word: str) -> Tokens:
    exact = word.startswith("=")
    return Tokens(f"={part}" if exact else analysis.key(part) for part in analysis.words_of(word))


def _meant(word: str, known: frozenset[str]) -> str:
    if len(word) < LONG or word in known or analysis.is_ordinary(word) or usual(word) > RARE:
        return word
    near = (other for other in sorted(known) if other[0] == word[0] and _is_nearly(word, other))
    return next(near, word)


def _is_nearly(word: str, other: str) -> bool:
    return OSA.distance(word, other, score_cutoff=1) == 1 or said(word) == said(other)


@cache
def keys(name: str) -> Tokens:
    """What the words of a file are found by; they are written as those of a term."""
    return Tokens().union(*map(_written, wordlists.words(f"spoed/{name}")))
