"""Does a question tell of something acute? Not by phrases but by parts: who, what happens, with what, now or not.

A rule is a line of regels.txt, or what a coordinator wrote in the list of acute situations (decision 20): parts that
all must be said near each other, in any order. A part is a word in any inflection, `=woord` (just that form),
`~werkwoord` (a verb in all its forms, also misspelt; `~aan|vallen` one that may come apart) or `@naam` (a class of
klassen.txt; `iemand` is anybody); `a/b` is one of these, `a+b` both, `a_b` one right behind the other. `-a` must not be
said; with a dot at the end the question says nothing more; with `!` it is never over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz.distance import OSA

from search import wordlists
from search.language import analysis
from search.language.analysis import usual
from search.language.sounds import said
from search.language.verbs import forms
from search.understand import MAX_QUESTION

ROOM = 5  # other words between those of a rule, or on either side of them
BESIDE = 3  # other words beside those of a whole question
SOMEBODY = "iemand"
LONG_STEM = 4  # letters
LONG = 6  # letters of a word that may be misspelt
RARE = 2.0  # Zipf frequency up to which a word that no dictionary knows may be one
APART = "|"  # before the last word of a clause: `valt mij aan`, not `valt vaak, aan wie`
Tokens = frozenset[str]  # one of these is said
Together = tuple[Tokens, ...]  # each of these is said
Part = tuple[Together, ...]  # one of these will do


@dataclass(frozen=True)
class Rule:
    """What a question says that tells of something acute."""

    parts: tuple[Part, ...]  # all of them
    unless: tuple[Part, ...] = ()  # none of these
    whole: bool = False  # and hardly anything else
    firm: bool = False  # it is now, also in the past tense

    @cached_property
    def tokens(self) -> Tokens:
        """All that its words are found by."""
        return Tokens().union(*(tokens for part in self.parts for together in part for tokens in together))


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


def read_rule(text: str) -> Rule:
    """A line of regels.txt, or a name or search word of the list of acute situations."""
    chunks = text.split()
    parts = [_part(chunk.rstrip(".")) for chunk in chunks if chunk[0] not in "-!"]
    unless = tuple(_part(chunk[1:]) for chunk in chunks if chunk[0] == "-" and len(chunk) > 1)
    return Rule(tuple(part for part in parts if part), unless, text.endswith("."), "!" in chunks)


@cache
def rules(name: str = "regels") -> dict[str, tuple[Rule, ...]]:
    """What every guide knows of the acute situations, by their code; in `zacht` what only may be one."""
    lines = (line.split(": ", 1) for line in wordlists.lines(f"spoed/{name}"))
    found = dict[str, tuple[Rule, ...]]()
    for code, text in lines:
        found[code] = (*found.get(code, ()), read_rule(text))
    return found


def read_question(question: str, known: frozenset[str]) -> Told:
    """A question; a long word that is no Dutch and nearly one of `known`, or said as that, is read as that."""
    words = [_spelled_right(word, known) for word in analysis.words_of(question[:MAX_QUESTION])]
    ends = wordlists.words("spoed/einde")
    last = [following in ends for following in words[1:]] + [True]
    return Told(tuple(map(_tokens, ["", *words], words, last)))


def _tokens(before: str, word: str, is_last: bool) -> Tokens:
    return Tokens({analysis.key(word), f"={word}", f"{before}_{word}", *([f"{APART}{word}"] if is_last else ())})


def long_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of our rules and of these texts that may be misspelt in a question."""
    return _own_words() | {word for text in texts for word in analysis.words_of(text) if len(word) >= LONG}


@cache
def _own_words() -> frozenset[str]:
    lines = [*wordlists.lines("spoed/regels"), *wordlists.lines("spoed/klassen")]
    written = (word for line in lines for word in analysis.words_of(line))
    told = (form.lstrip("=") for some in rules().values() for rule in some for form in rule.tokens)
    return frozenset(word for word in (*written, *told) if len(word) >= LONG)


def close(rule: Rule, told: Told) -> int:
    """How many parts of the rule the question holds if it holds all of them; 0 where it does not mean that now."""
    size = len(rule.parts)
    if not size or not _holds(rule.parts, told.tokens) or _is_denied(rule, told) or _is_subject(rule, told):
        return 0
    if rule.whole:
        is_all = len(told.words) <= size + BESIDE and _said(rule.parts[-1], told.words[-1])
        return size if is_all and _counts(rule, told) else 0
    if size == 1 and not _is_meant(rule.tokens, told):
        return 0
    return size if any(_counts(rule, around) for around in _places(rule, told)) else 0


def _counts(rule: Rule, around: Told) -> bool:
    """Is nothing said there that takes it away, and is it not over?"""
    return not any(_said(part, around.tokens) for part in rule.unless) and (rule.firm or not around.is_over)


def _is_subject(rule: Rule, told: Told) -> bool:
    """Is it what somebody works on?"""
    return told.is_calm and (len(rule.parts) == 1 or not told.says("verteld"))


def _is_denied(rule: Rule, told: Told) -> bool:
    """Is it said that it is not so: `niet suicidaal`, `geen brand`?"""
    no = keys("niet")
    if not no.isdisjoint(rule.tokens):
        return False
    tokens = rule.tokens - _anybody()
    before = zip(told.words, told.words[1:], strict=False)
    return any(not no.isdisjoint(first) and not tokens.isdisjoint(then) for first, then in before)


def _anybody() -> Tokens:
    """The single words of who somebody may be: the first thing that will do for `iemand`."""
    return klassen()[SOMEBODY][0][0]


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


def _places(rule: Rule, told: Told) -> Iterator[Told]:
    """Each stretch of the question that holds all parts of the rule, with the words around it."""
    words, reach = told.words, len(rule.parts) + ROOM
    for start in range(len(words)):
        tokens = Tokens()
        for end in range(start, min(len(words), start + reach)):
            tokens |= words[end]
            if _holds(rule.parts, tokens):
                yield Told(words[max(0, start - ROOM) : end + 1 + ROOM])
                break


def _holds(parts: tuple[Part, ...], tokens: Tokens) -> bool:
    return all(_said(part, tokens) for part in parts)


def _said(part: Part, tokens: Tokens) -> bool:
    return any(not any(one.isdisjoint(tokens) for one in together) for together in part)


def _part(text: str) -> Part:
    return tuple(together for alternative in text.split("/") for together in _alternatives(alternative))


def _alternatives(text: str) -> Part:
    if text == SOMEBODY or (text.startswith("@") and text[1:] in klassen()):
        return klassen()[text.removeprefix("@")]
    if text.startswith("~"):
        return _verb(text[1:])
    together = tuple(tokens for word in text.split("+") if (tokens := _written(word)))
    return (together,) if together else ()


def _verb(text: str) -> Part:
    particle, _, verb = text.rpartition(APART)
    apart = Tokens(f"={form}" for form in forms(verb))
    if not particle:
        return ((apart,),)
    return ((Tokens(f"={particle}{form}" for form in forms(verb)),), (apart, Tokens({f"{APART}{particle}"})))


@cache
def klassen() -> dict[str, Part]:
    """The classes of words; one that names another stands below it."""
    found = dict[str, Part]()
    for line in wordlists.lines("spoed/klassen"):
        name, words = line.split(": ", 1)
        parts = [found[word[1:]] if word[0] == "@" else _alternatives(word) for word in words.split()]
        merged = Tokens().union(*(together[0] for part in parts for together in part if len(together) == 1))
        several = tuple(together for part in parts for together in part if len(together) > 1)
        found[name] = (*found.get(name, ()), (merged,), *several)
    return found


def _written(word: str) -> Tokens:
    """Its stem, if that is long enough to be of this word only: not `ben` of a been."""
    if "_" in word:
        return Tokens({word})
    exact = word.startswith("=")
    stems = ((form, analysis.key(form)) for form in analysis.words_of(word))
    return Tokens(f"={form}" if exact or (len(stem) < LONG_STEM and stem != form) else stem for form, stem in stems)


def _spelled_right(word: str, known: frozenset[str]) -> str:
    """A word, or the known one that it nearly is; never an ordinary word read as another."""
    word = wordlists.pairs("spoed/spelling").get(word, word)
    if len(word) < LONG or word in known or analysis.is_ordinary(word) or usual(word) > RARE:
        return word
    return min((other for other in known if other[0] == word[0] and _is_nearly(word, other)), default=word)


def _is_nearly(word: str, other: str) -> bool:
    return OSA.distance(word, other, score_cutoff=1) == 1 or said(word) == said(other)


@cache
def keys(name: str) -> Tokens:
    """What the words of a file are found by; they are written as those of a rule."""
    return Tokens().union(*map(_written, wordlists.words(f"spoed/{name}")))
