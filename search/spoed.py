"""Spoed first: does a question speak of an acute situation, and whom to ring then? Needs no search engine."""

from dataclasses import dataclass

from phonenumber_field.phonenumber import PhoneNumber

from directory import numbers
from directory.keeping import kept
from directory.models import Spoed
from search import analysis, wordlists

MOST = 3  # situations shown at once


@dataclass(frozen=True)
class Belnummer:
    """A number of the list, to show and to dial."""

    tonen: str
    tel: str


@dataclass(frozen=True)
class Noodgeval:
    """An acute situation and its numbers; without a number `situatie.wie` tells whom to ask."""

    situatie: Spoed
    nummers: tuple[Belnummer, ...]


def noodgevallen(vraag: str) -> list[Noodgeval]:
    """The acute situations that a question speaks of, the closest first; none for a question about a subject."""
    words = [analysis.key(word) for word in analysis.words_of(vraag[:500])]
    if not words or _keys("spoed/rustig") & set(words):
        return []
    closeness = {spoed: max((_close(term, words) for term in terms), default=0) for spoed, terms in _all()}
    found = sorted((s for s in closeness if closeness[s]), key=lambda s: (-closeness[s], s.code))
    return [Noodgeval(spoed, tuple(_belnummers(spoed))) for spoed in found[:MOST]]


def _all() -> list[tuple[Spoed, list[list[str]]]]:
    """Each situation with the keys of its terms."""
    return kept("spoed", lambda: [(spoed, _terms(spoed)) for spoed in Spoed.objects.order_by("code")])


def _terms(spoed: Spoed) -> list[list[str]]:
    return [[analysis.key(word) for word in analysis.words_of(text)] for text in (spoed.naam, *spoed.zoekwoorden)]


def _close(term: list[str], words: list[str]) -> int:
    """How many words of the term the question holds if it holds all of them; a broad one needs "nu" or the like."""
    if not term or not set(term) <= set(words):
        return 0
    if len(term) > 1:
        return len(term) if _near(term, words) else 0
    urgent = _keys("spoed/nu")
    if term[0] in _keys("spoed/breed"):
        alone = len(words) == 1 and term[0] not in urgent
        return 1 if alone or urgent & (set(words) - set(term)) else 0
    return 1


def _near(term: list[str], words: list[str]) -> bool:
    """The words of a term stand within a few words of each other."""
    places = [words.index(word) for word in term]
    return max(places) - min(places) <= len(term) + 2


def _keys(name: str) -> frozenset[str]:
    return frozenset(map(analysis.key, wordlists.words(name)))


def _belnummers(spoed: Spoed) -> list[Belnummer]:
    read: list[PhoneNumber] = [numbers.lees(text).nummer for text in spoed.nummers]
    return [Belnummer(numbers.tonen(number), numbers.tel(number)) for number in read]
