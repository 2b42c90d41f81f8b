"""Words by how long they are: what differs in few letters is found without looking at all others."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST = 20  # that look like one word


class ByLength:
    """Some words, to be asked which of them look like another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[int, list[str]] = {}
        for word in words:
            self._words.setdefault(len(word), []).append(word)

    def within(self, word: str, reach: int) -> list[tuple[str, int]]:
        """Those that so many letters are wrong in, with how many: the nearest first, then by the alphabet."""
        lengths = range(len(word) - reach, len(word) + reach + 1)
        words = [other for length in lengths for other in self._words.get(length, ())]
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
        return sorted(((other, int(far)) for other, far, _ in found), key=lambda pair: (pair[1], pair[0]))[:MOST]
