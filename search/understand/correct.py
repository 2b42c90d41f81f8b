"""Reading a misspelt word as one that exists; never a number, an abbreviation or a valid Dutch word."""

from collections.abc import Callable, Sequence
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
Exists = Callable[[Sequence[str]], bool]


class Corrector:
    """Knows the words of the lexicon, and of the index as this audience may know it."""

    def __init__(self, lexicon: Lexicon, view: View, exists: Exists) -> None:
        self.lexicon, self.view, self.exists = lexicon, view, exists

    def is_known(self, word: str) -> bool:
        """Is there something to find or to mean under this word as it stands?"""
        if word in self.lexicon.words or word in self.lexicon.place_words:
            return True
        return self.view.knows("=" + word) or self.view.knows(analysis.key(word))

    def is_valid(self, word: str) -> bool:
        """A Dutch word in good order, also one that nothing here is about."""
        return analysis.is_ordinary(word) or bool(analysis.parts(word))

    def read(self, word: Word) -> Word:
        """The word, or the word that it was probably meant to be."""
        text = word.text
        if len(text) < MIN_LENGTH or not text.isalpha() or word.shouted or word.is_sentence:
            return word
        if self.is_known(text) or self.is_valid(text) or (word.cut and self.view.starting_with(text)):
            return word
        found = self._nearest(text, 2 if len(text) >= LONG else 1)
        if not found:
            return word
        best, distance = found[0]
        return Word(best, word.typed, tuple(pair for pair in found[1:] if pair[1] == distance), distance, cut=word.cut)

    def agree(self, words: list[Word]) -> list[Word]:
        """Names that were read apart must be names of one person; else what is a little further off is tried."""
        names = [word for word in words if self.view.is_name(word.text) and not word.is_sentence]
        doubtful = [word for word in names if word.distance]
        if len(names) < 2 or not doubtful or self.exists([word.text for word in names]):
            return words
        for word in doubtful:
            others = [other.text for other in names if other is not word]
            reach = 2 if len(word.typed) >= BESIDE_A_NAME else 1
            tries = (pair for pair in self._ranked(word.typed, reach)[:MOST_TRIES] if self.view.is_name(pair[0]))
            best = next((pair for pair in tries if self.exists([pair[0], *others])), None)
            if best:
                better = replace(word, text=best[0], distance=best[1], others=())
                return [better if other is word else other for other in words]
        return words

    def _nearest(self, word: str, reach: int) -> list[tuple[str, int]]:
        """Existing words within reach, the nearest and most used first."""
        return [pair for pair in self._ranked(word, reach)[: 2 * NEAREST] if self._stands(pair[0])][:NEAREST]

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

    def _stands(self, word: str) -> bool:
        """The vocabulary is as old as its generation: what was hidden since must not come back as a correction."""
        return word in self.lexicon.words or word in self.lexicon.place_words or self.exists([word])
