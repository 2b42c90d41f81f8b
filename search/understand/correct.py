"""Reading a misspelt word as one that exists; never a number, an abbreviation or a valid Dutch word."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import wordfreq
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import analysis
from search.lexicon import Lexicon
from search.understand.topics import Word
from search.vocabulary import View

MIN_LENGTH = 4
LONG = 7  # from here on two letters may differ
BESIDE_A_NAME = 5  # and from here on in the name of somebody whose other name is there
VALID = 2.5  # Zipf frequency of what people write; misspellings stay below
NEAREST = 3
MOST_TRIES = 12
Exist = Callable[[Sequence[Sequence[str]]], Iterable[bool]]  # for each: are these words found together now?


class Corrector:
    """Knows the words of the lexicon, and of the index as this audience may know it."""

    def __init__(self, lexicon: Lexicon, view: View, exist: Exist) -> None:
        self.lexicon, self.view, self.exist = lexicon, view, exist

    def is_known(self, word: str) -> bool:
        """Is there something to find or to mean under this word as it stands?"""
        if word in self.lexicon.words or word in self.lexicon.place_words:
            return True
        return self.view.knows("=" + word) or self.view.knows(analysis.key(word))

    def is_valid(self, word: str) -> bool:
        """A Dutch word in good order, also one that nothing here is about."""
        return analysis.is_ordinary(word) or bool(analysis.parts(word))

    def read(self, words: list[Word]) -> list[Word]:
        """The words, or those that they were probably meant to be."""
        near = {word: self._near(word) for word in words if self._may_be_misspelt(word)}
        there = self._standing({other for pairs in near.values() for other, _ in pairs})
        return self.agree([self._best(word, [p for p in near.get(word, ()) if p[0] in there]) for word in words])

    def _may_be_misspelt(self, word: Word) -> bool:
        text = word.text
        if len(text) < MIN_LENGTH or not text.isalpha() or word.shouted or word.is_sentence:
            return False
        return not (self.is_known(text) or self.is_valid(text) or (word.cut and self.view.starting_with(text)))

    def _best(self, word: Word, found: list[tuple[str, int]]) -> Word:
        if not found:
            return word
        best, distance = found[0]
        others = tuple(pair for pair in found[1:NEAREST] if pair[1] == distance)
        return Word(best, word.typed, others, distance, cut=word.cut)

    def agree(self, words: list[Word]) -> list[Word]:
        """Names that were read apart must be names of one person; else what is a little further off is tried."""
        names = [word for word in words if self.view.is_name(word.text) and not word.is_sentence]
        doubtful = [word for word in names if word.distance]
        if len(names) < 2 or not doubtful or all(self.exist([[word.text for word in names]])):
            return words
        tries = [(word, pair) for word in doubtful for pair in self._names_near(word)]
        found = self.exist([[pair[0], *(n.text for n in names if n is not word)] for word, pair in tries])
        for (word, (text, distance)), there in zip(tries, found, strict=True):
            if there:
                better = replace(word, text=text, distance=distance, others=())
                return [better if other is word else other for other in words]
        return words

    def _names_near(self, word: Word) -> list[tuple[str, int]]:
        reach = 2 if len(word.typed) >= BESIDE_A_NAME else 1
        return [pair for pair in self._ranked(word.typed, reach)[:MOST_TRIES] if self.view.is_name(pair[0])]

    def _near(self, word: Word) -> list[tuple[str, int]]:
        """Words within reach, the nearest and most used first."""
        return self._ranked(word.text, 2 if len(word.text) >= LONG else 1)[: 2 * NEAREST]

    def _ranked(self, word: str, reach: int) -> list[tuple[str, int]]:
        # Frequent but in no dictionary: a proper name, which may only be read as another name or place.
        proper = wordfreq.zipf_frequency(word, "nl") >= VALID
        near = {(other, far) for other, far in self._within(word, self.view.words, reach) if self._fits(other, proper)}
        if not proper:
            near |= set(self._within(word, self.lexicon.words, reach))
        near |= set(self._within(word, self.lexicon.place_words, 1))
        return sorted(near, key=lambda pair: (pair[1], pair[0][0] != word[0], -self._use(pair[0]), pair[0]))

    def _within(self, word: str, words: object, reach: int) -> list[tuple[str, int]]:
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=20)  # type: ignore[call-overload]  # its stubs know no sets
        return [(other, int(far)) for other, far, _ in found if len(other) >= MIN_LENGTH and other.isalpha()]

    def _fits(self, other: str, proper: bool) -> bool:
        return not proper or self.view.is_name(other)

    def _use(self, word: str) -> int:
        return self.view.frequency("=" + word)

    def _standing(self, words: set[str]) -> set[str]:
        """The vocabulary is as old as its generation: what was hidden since must not come back as a correction."""
        known = {word for word in words if word in self.lexicon.words or word in self.lexicon.place_words}
        asked = sorted(words - known)
        found = self.exist([[word] for word in asked])
        return known | {word for word, there in zip(asked, found, strict=True) if there}
