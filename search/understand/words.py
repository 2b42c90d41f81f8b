"""The words of a question: where they stand, which have a capital, belong together or apart, what was misspelt."""

import re
from collections.abc import Iterable
from dataclasses import replace

from directory.names import TUSSENVOEGSELS, fold
from search.language import analysis
from search.lists.codes import Soort
from search.lists.lexicon import Lexicon
from search.lists.meanings import ANDERE_NAAM, Meaning
from search.understand.correct import Corrector
from search.understand.topics import Word

MAX_WORDS = 24
MIN_PART = 4  # letters of each of two words that were written as one
LONG_WORD = 8  # letters of a word that is written as two
MANY = 4  # words of a question of which a capital says nothing where all have one
SIGNS = re.compile(r"[,;:()?!]|(?<=[^\W\d_]{3})\.\s|\s[-–]\s")  # between the clauses of a question


def read_words(text: str, original: str, corrector: Corrector, letterlijk: bool) -> list[Word]:
    """The words of a question; `original` is how it was written, with its capitals and its end."""
    clauses = [analysis.words_of(clause) for clause in SIGNS.split(text)]
    typed = [(word, place == 0) for clause in clauses for place, word in enumerate(clause)][:MAX_WORDS]
    loud = set() if original.isupper() else {fold(w) for w in original.split() if w.isupper() and len(w) > 1}
    capitals = _with_a_capital(original)
    open_end = bool(typed) and original[-1:].isalpha()
    words = [Word(word, word, opens=opens) for word, opens in typed]
    words = [
        replace(word, shouted=word.text in loud, capital=word.text in capitals, cut=open_end and word is words[-1])
        for word in words
    ]
    return words if letterlijk else _apart_again(_joined(corrector.read(words), corrector), corrector)


def _with_a_capital(question: str) -> set[str]:
    """The words that are written with a capital, where others are not."""
    written = [word for word in question.split() if word[0].isalpha()]
    if len(written) >= MANY and all(word[0].isupper() for word in written):
        return set()
    return {said for word in written if word[0].isupper() for said in analysis.words_of(word)}


def _apart_again(words: list[Word], corrector: Corrector) -> list[Word]:
    """A term of two words that was written as one (`huishoudelijkehulp`) is read as two."""
    return [part for word in words for part in _two_of(word, corrector)]


def _two_of(word: Word, corrector: Corrector) -> tuple[Word, ...]:
    text, terms = word.text, corrector.lexicon.terms
    if len(text) < LONG_WORD or not text.isalpha() or (word.key,) in terms or corrector.view.knows("=" + text):
        return (word,)
    if (text,) in corrector.lexicon.places:
        return (word,)  # also one elsewhere: Nieuwdorp
    for cut in range(MIN_PART, len(text) - MIN_PART + 1):
        first, last = text[:cut], text[cut:]
        if (analysis.key(first), analysis.key(last)) in terms:
            return Word(first, first, opens=word.opens), Word(last, last)
    return corrector.halves(word) or (word,)


def _joined(words: list[Word], corrector: Corrector) -> list[Word]:
    """Neighbours that are one word here (`huis verbod`) are read as that word; a term as it stands is left alone."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        if last and _is_one_word(last, word, corrector):
            found[-1] = Word(last.text + word.text, f"{last.typed} {word.typed}", cut=word.cut, opens=last.opens)
        else:
            found.append(word)
    return found


def _is_one_word(first: Word, second: Word, corrector: Corrector) -> bool:
    glued = first.text + second.text
    lexicon, view = corrector.lexicon, corrector.view
    if first.text in TUSSENVOEGSELS and view.is_name(glued):
        return not view.is_name(second.text)  # `van Wersch`, who is called Vanwersch
    if first.says_nothing or second.says_nothing or not glued.isalpha() or len(glued) < LONG_WORD:
        return False
    named = [view.is_name(word.text) for word in (first, second)]
    if not all(named) and any(place.in_region for place in lexicon.places.get((glued,), ())):
        return not _is_better_apart(first, second, lexicon)  # `oranje woud`, as a phone writes it
    if any(named) or _is_better_apart(first, second, lexicon):
        return False
    return view.knows("=" + glued) or (glued in lexicon.words and not _is_law(first, lexicon))


def _is_better_apart(first: Word, second: Word, lexicon: Lexicon) -> bool:
    """Are these words a name as they stand, or a term that says as much as the one word does?"""
    keys = (first.key, second.key)
    apart = lexicon.terms.get(keys) or lexicon.terms.get(lexicon.unordered.get(frozenset(keys), ()), [])
    whole = lexicon.terms.get((analysis.key(first.text + second.text),), [])
    return bool(apart) and _strength(apart) >= min(ANDERE_NAAM, _strength(whole))


def _is_law(word: Word, lexicon: Lexicon) -> bool:
    """Says something by itself too: `wmo` in `wmo loket`."""
    return any(meaning.soort == Soort.WET for meaning in lexicon.terms.get((word.key,), ()))


def _strength(meanings: Iterable[Meaning]) -> float:
    return max((meaning.strength for meaning in meanings), default=0.0)
