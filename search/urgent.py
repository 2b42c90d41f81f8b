"""Does a question tell of something acute? Not by phrases but by parts: who, what happens, with what, now or not.

A term is a row of slots that all must be said near each other, in any order. A slot is `a/b` (one of the two) of words
in any inflection, `=woord` (just that form), `~werkwoord` (a verb in all its forms, also misspelt; `~aan|vallen` one
that may come apart), `@naam` (a class of klassen.txt; `iemand` is anybody), `a+b` (both), `a_b` (one right behind the
other). `-slot` forbids; with a dot behind it the question says nothing more; with `!` it is never over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz.distance import OSA

from search import analysis, wordlists
from search.analysis import usual
from search.sounds import said
from search.understand import MAX_QUESTION
from search.verbs import forms

ROOM = 5  # other words between those of a term, or on either side of them
BESIDE = 3  # other words beside those of a whole question
SOMEBODY = "iemand"
LONG_STEM = 4  # letters
LONG = 6  # letters of a word that may be misspelt
RARE = 2.0  # Zipf frequency up to which a word that no dictionary knows may be one
APART = "|"  # before the last word of a clause: `valt mij aan`, not `valt vaak, aan wie`
Tokens = frozenset[str]
Both = tuple[Tokens, ...]  # of each of which one is said
Slot = tuple[Both, ...]  # of which one holds


@dataclass(frozen=True)
class Term:
    """Slots that are all said; `unless`: none of these is; `whole`: and hardly anything else is; `firm`: it is now."""

    slots: tuple[Slot, ...]
    unless: tuple[Slot, ...] = ()
    whole: bool = False
    firm: bool = False

    @cached_property
    def tokens(self) -> Tokens:
        """All that its words are found by."""
        return Tokens().union(*(tokens for slot in self.slots for both in slot for tokens in both))


@dataclass(frozen=True)
class Told:
    """The words of a question in order, each as its stem key and its exact form."""

    words: tuple[Tokens, ...]

    @cached_property
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
        """The question of somebody who works on a subject."""
        return self.says("rustig") and not self.is_now

    @property
    def is_over(self) -> bool:
        return self.says("toen") and not self.says("nog")


def read_term(text: str) -> Term:
    """A term of the list of acute situations, or a rule of regels.txt."""
    chunks = text.split()
    slots = [_slot(chunk.rstrip(".")) for chunk in chunks if chunk[0] not in "-!"]
    unless = tuple(_slot(chunk[1:]) for chunk in chunks if chunk[0] == "-" and len(chunk) > 1)
    return Term(tuple(slot for slot in slots if slot), unless, text.endswith("."), "!" in chunks)


@cache
def rules(name: str = "regels") -> dict[str, tuple[Term, ...]]:
    """What every guide knows of the acute situations, by their code; in `zacht` what only may be one."""
    lines = (line.split(": ", 1) for line in wordlists.lines(f"spoed/{name}"))
    found = dict[str, tuple[Term, ...]]()
    for code, text in lines:
        found[code] = (*found.get(code, ()), read_term(text))
    return found


def read_question(question: str, known: frozenset[str]) -> Told:
    """A question; a long word that is no Dutch and nearly one of `known`, or said as that, is read as that."""
    words = [_meant(word, known) for word in analysis.words_of(question[:MAX_QUESTION])]
    ends = wordlists.words("spoed/einde")
    last = [following in ends for following in words[1:]] + [True]
    return Told(tuple(map(_tokens, ["", *words], words, last)))


def _tokens(before: str, word: str, is_last: bool) -> Tokens:
    return Tokens({analysis.key(word), f"={word}", f"{before}_{word}", *([f"{APART}{word}"] if is_last else ())})


def long_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of terms and rules that may be misspelt in a question."""
    return _own_words() | {word for text in texts for word in analysis.words_of(text) if len(word) >= LONG}


@cache
def _own_words() -> frozenset[str]:
    lines = [*wordlists.lines("spoed/regels"), *wordlists.lines("spoed/klassen")]
    written = (word for line in lines for word in analysis.words_of(line))
    told = (form.lstrip("=") for terms in rules().values() for term in terms for form in term.tokens)
    return frozenset(word for word in (*written, *told) if len(word) >= LONG)


def close(term: Term, told: Told) -> int:
    """How many slots of the term the question holds if it holds all of them; 0 where it does not mean that now."""
    size = len(term.slots)
    if not size or not _holds(term.slots, told.tokens) or _is_denied(term, told) or _is_subject(term, told):
        return 0
    if term.whole:
        is_all = len(told.words) <= size + BESIDE and _said(term.slots[-1], told.words[-1])
        return size if is_all and _counts(term, told) else 0
    if size == 1 and not _is_meant(term.tokens, told):
        return 0
    return size if any(_counts(term, around) for around in _places(term, told)) else 0


def _counts(term: Term, around: Told) -> bool:
    """Is nothing said there that takes it away, and is it not over?"""
    return not any(_said(slot, around.tokens) for slot in term.unless) and (term.firm or not around.is_over)


def _is_subject(term: Term, told: Told) -> bool:
    """Is it what somebody works on?"""
    return told.is_calm and (len(term.slots) == 1 or not told.says("verteld"))


def _is_denied(term: Term, told: Told) -> bool:
    """Is it said that it is not so: `niet suicidaal`, `geen brand`?"""
    no = keys("niet")
    if not no.isdisjoint(term.tokens):
        return False
    tokens = term.tokens - klassen()[SOMEBODY][0][0]
    before = zip(told.words, told.words[1:], strict=False)
    return any(not no.isdisjoint(first) and not tokens.isdisjoint(then) for first, then in before)


def _is_meant(tokens: Tokens, told: Told) -> bool:
    """A word that also stands for a subject: beside a word for now, or as all that is asked; a cry: as all."""
    if tokens <= keys("roep"):
        return all(not keys("roep").isdisjoint(word) for word in told.words)
    if not tokens <= keys("breed"):
        return True
    urgent = keys("nu")
    if len(told.words) == 1:
        return urgent.isdisjoint(told.tokens)
    return any(not urgent.isdisjoint(word) and tokens.isdisjoint(word) for word in told.words)


def _places(term: Term, told: Told) -> Iterator[Told]:
    """Each part of the question that holds all slots, with the words around it."""
    words, reach = told.words, len(term.slots) + ROOM
    for start in range(len(words)):
        tokens = Tokens()
        for end in range(start, min(len(words), start + reach)):
            tokens |= words[end]
            if _holds(term.slots, tokens):
                yield Told(words[max(0, start - ROOM) : end + 1 + ROOM])
                break


def _holds(slots: tuple[Slot, ...], tokens: Tokens) -> bool:
    return all(_said(slot, tokens) for slot in slots)


def _said(slot: Slot, tokens: Tokens) -> bool:
    return any(not any(one.isdisjoint(tokens) for one in both) for both in slot)


def _slot(text: str) -> Slot:
    return tuple(both for alternative in text.split("/") for both in _alternatives(alternative))


def _alternatives(text: str) -> Slot:
    if text == SOMEBODY or (text.startswith("@") and text[1:] in klassen()):
        return klassen()[text.removeprefix("@")]
    if text.startswith("~"):
        return _verb(text[1:])
    both = tuple(tokens for part in text.split("+") if (tokens := _written(part)))
    return (both,) if both else ()


def _verb(text: str) -> Slot:
    particle, _, verb = text.rpartition(APART)
    apart = Tokens(f"={form}" for form in forms(verb))
    if not particle:
        return ((apart,),)
    return ((Tokens(f"={particle}{form}" for form in forms(verb)),), (apart, Tokens({f"{APART}{particle}"})))


@cache
def klassen() -> dict[str, Slot]:
    """The classes of words; one that names another stands below it."""
    found = dict[str, Slot]()
    for line in wordlists.lines("spoed/klassen"):
        name, words = line.split(": ", 1)
        slots = [found[word[1:]] if word[0] == "@" else _alternatives(word) for word in words.split()]
        merged = Tokens().union(*(both[0] for slot in slots for both in slot if len(both) == 1))
        several = tuple(both for slot in slots for both in slot if len(both) > 1)
        found[name] = (*found.get(name, ()), (merged,), *several)
    return found


def _written(word: str) -> Tokens:
    """Its stem, if that is long enough to be of this word only: not `ben` of a been."""
    if "_" in word:
        return Tokens({word})
    exact = word.startswith("=")
    stems = ((part, analysis.key(part)) for part in analysis.words_of(word))
    return Tokens(f"={part}" if exact or (len(stem) < LONG_STEM and stem != part) else stem for part, stem in stems)


def _meant(word: str, known: frozenset[str]) -> str:
    word = wordlists.pairs("spoed/spelling").get(word, word)
    if len(word) < LONG or word in known or analysis.is_ordinary(word) or usual(word) > RARE:
        return word
    return min((other for other in known if other[0] == word[0] and _is_nearly(word, other)), default=word)


def _is_nearly(word: str, other: str) -> bool:
    return OSA.distance(word, other, score_cutoff=1) == 1 or said(word) == said(other)


@cache
def keys(name: str) -> Tokens:
    """What the words of a file are found by; they are written as those of a term."""
    return Tokens().union(*map(_written, wordlists.words(f"spoed/{name}")))
