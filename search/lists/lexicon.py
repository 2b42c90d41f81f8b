"""All that words mean here: terms by their keys, places by their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search import wordlists
from search.language import analysis
from search.language.alike import Alike
from search.language.analysis import NEGATIONS, NOT, key_in_term
from search.lists.codes import Soort
from search.lists.gist import Gist
from search.lists.meanings import Meaning, Place, Words
from search.lists.niet_doen import Refusing

MAX_WORDS = 6  # of a term or a place
ARTICLES = frozenset({"de", "het", "een", "mijn", "onze", "ons", "zijn", "haar", "hun", "je", "jouw", "die", "deze"})
TOWARDS = "naar"
# What is said with a negation besides: who dares not or may not go home is not who cannot.
TOLD = {"durf": "durf", "durft": "durf", "durven": "durf", "mag": "mag", "mogen": "mag", "mocht": "mag"}
Keys = tuple[str, ...]


@dataclass(eq=False)
class Lexicon:
    """Terms by their stem keys, places by their folded words, and all single words that occur in either.

    Each reading of the database is one by itself: what is made of it is kept as long as it is the last.
    """

    terms: dict[Keys, list[Meaning]] = field(default_factory=dict)
    unordered: dict[frozenset[str], Keys] = field(default_factory=dict)
    loose: dict[str, dict[frozenset[str], list[Meaning]]] = field(default_factory=dict)  # by one of their keys
    ranges: list[tuple[Meaning, int, int]] = field(default_factory=list)  # groups of a certain age
    places: dict[Keys, list[Place]] = field(default_factory=dict)
    regions: dict[Words, str] = field(default_factory=dict)  # what a live region is called, and its name
    words: set[str] = field(default_factory=set)
    place_words: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)  # words that name a kind of people: jongeren, ouders
    own: dict[str, Meaning] = field(default_factory=dict)  # of one agency only: `scheldeland`; for who leaves it out
    refusing: Refusing = field(default_factory=Refusing)
    gist: Gist = field(default_factory=Gist)

    @cached_property
    def words_alike(self) -> Alike:
        """The words, for what is not written as it should be."""
        return Alike(self.words)

    @cached_property
    def places_alike(self) -> Alike:
        """The words of places, for the same."""
        return Alike(self.place_words)

    def add(self, form: str, meaning: Meaning) -> None:
        """Let a written form, and its short form without sentence words, have a meaning."""
        words = analysis.words_of(form)
        if not words or len(words) > MAX_WORDS * 2:
            return
        self.words.update(words)
        for form_words in forms_of(words):
            if meaning.soort == Soort.ORGANISATIE and form_words in self.places and form_words != tuple(words):
                continue  # `Gemeente De Fryske Marren`: its short form is the place
            keys = tuple(map(analysis.key, form_words))
            found = self.terms.setdefault(keys, [])
            same = next((m for m in found if m.code == meaning.code and m.naam == meaning.naam), None)
            if same is None:
                found.append(meaning)
            elif meaning.strength > same.strength:
                found[found.index(same)] = meaning
            if len(keys) > 1:
                self.unordered.setdefault(frozenset(keys), keys)
        self._add_loose(words, meaning)

    def is_people(self, word: str) -> bool:
        """Does a word name a kind of people, one of them or more: `jongere`, `jongeren`; no `mantelzorg`?"""
        return not self.people.isdisjoint(word + ending for ending in ("", "s", "n", "en", "eren", f"{word[-1:]}en"))

    def _add_loose(self, words: list[str], meaning: Meaning) -> None:
        """A term of more content words is also found when they stand apart in a sentence."""
        if meaning.soort == Soort.ORGANISATIE:
            return
        for keys in {content_keys(words), frozenset(denied(words))}:
            if 1 < len(keys) <= MAX_WORDS and keys != {NOT}:
                found = self.loose.setdefault(min(keys - {NOT}), {}).setdefault(keys, [])
                if all((m.code, m.naam) != (meaning.code, meaning.naam) for m in found):
                    found.append(meaning)

    def add_place(self, form: str, place: Place) -> None:
        words = tuple(analysis.words_of(form))
        if not words or len(words) > MAX_WORDS:
            return
        self.place_words.update(word for word in words if len(word) > 3)
        short = words[1:] if words[0] == "de" and place.in_region else ()  # elsewhere `punt` is no De Punt
        for keys in {words, short, ("".join(words),)} - {()}:
            found = self.places.setdefault(keys, [])
            if all(other.code != place.code for other in found):
                found.append(place)


def content_keys(words: Iterable[str]) -> frozenset[str]:
    """The keys of the words that say something; all negations are one."""
    words = list(words)
    keys = {key_in_term(word) for word in words if word in NEGATIONS or not wordlists.says_nothing(word)}
    return frozenset(keys | {TOLD[word] for word in words if NOT in keys and word in TOLD})


def denied(words: Sequence[str]) -> dict[str, int]:
    """The keys of what is said with a negation and their places: `niet naar huis` is not `geen huis`; none without."""
    if NEGATIONS.isdisjoint(words):
        return {}
    found, before = dict[str, int](), ""
    for place, word in enumerate(words):
        if word in TOLD:
            found[TOLD[word]] = place
        elif word in NEGATIONS or not wordlists.says_nothing(word):
            key = key_in_term(word)
            found[f"{TOWARDS} {key}" if before == TOWARDS else key] = place
        before = before if word in ARTICLES else word
    return found


def forms_of(words: list[str]) -> set[Words]:
    """A written form whole, and without its sentence words where enough is left."""
    whole = tuple(words)
    short = tuple(word for word in words if not wordlists.says_nothing(word))
    with_people = words[0] == "mensen" and words[1:2] == ["met"] and len(short) == 1
    forms = {whole} if len(whole) <= MAX_WORDS else set()
    return forms | ({short} if 1 < len(short) <= MAX_WORDS or with_people else set())
