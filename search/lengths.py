"""Words by how long they are and how they begin and end: what differs in few letters is found among few."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST = 20  # that look like one word
ENDS = (0, -1)
WITH_ENDS = 3  # letters of a word that one wrong letter, or two that changed places, leave the first or the last of


class ByLength:
    """Some words, to be asked which of them look like another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[int, list[str]] = {}
        self._ends: dict[tuple[int, int, str], list[str]] = {}  # by length, end and the letter there
        for word in words:
            self._words.setdefault(len(word), []).append(word)
            for end in ENDS if word else ():
                self._ends.setdefault((len(word), end, word[end]), []).append(word)

    def within(self, word: str, reach: int) -> list[tuple[str, int]]:
        """Those that so many letters are wrong in, with how many: the nearest first, then by the alphabet."""
        near: dict[str, int] = {}
        for words in self._among(word, reach):  # one by one: to lay them together takes half as long as looking
            found = process.extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
            near |= {other: int(far) for other, far, _ in found}
        return sorted(near.items(), key=lambda pair: (pair[1], pair[0]))[:MOST]

    def _among(self, word: str, reach: int) -> Iterator[list[str]]:
        """Where they are: with one letter wrong among those with the same first or last letter."""
        for length in range(len(word) - reach, len(word) + reach + 1):
            if reach <= 1 and len(word) >= WITH_ENDS:
                yield from (self._ends.get((length, end, word[end]), []) for end in ENDS)
            else:
                yield self._words.get(length, [])
