"""Words by how long they are and by some of their letters: what differs in few letters is found among few."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST = 20  # that look like one word
FIRST, MIDDLE, LAST = slice(0, 1), slice(2, 4), slice(-1, None)
PARTS = (FIRST, MIDDLE, LAST)
# With one letter wrong, or two that changed places, the first letter or the last is right. With two that are wrong one
# of these is, or else one is wrong at each end and the middle is right, perhaps one place further.
ONE_WRONG = ((FIRST, FIRST), (LAST, LAST))
TWO_WRONG = (*ONE_WRONG, (slice(1, 3), MIDDLE), (MIDDLE, MIDDLE), (slice(3, 5), MIDDLE))
RIGHT_PARTS = {0: (3, ONE_WRONG), 1: (3, ONE_WRONG), 2: (7, TWO_WRONG)}  # from so many letters on


class Near(NamedTuple):
    """A word that looks or sounds like another, and in how many letters or sounds it differs."""

    text: str
    far: int


class ByLength:
    """Some words, to be asked which of them look like another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[int, list[str]] = {}
        self._with: dict[tuple[int, int, str], list[str]] = {}  # by length, where a part begins, and its letters
        for word in words:
            self._words.setdefault(len(word), []).append(word)
            for part in PARTS:
                self._with.setdefault((len(word), part.start, word[part]), []).append(word)

    def within(self, word: str, reach: int) -> list[Near]:
        """Those that so many letters are wrong in, with how many: the nearest first, then by the alphabet."""
        near: dict[str, int] = {}
        for words in self._among(word, reach):  # one by one: to lay them together takes half as long as looking
            found = process.extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
            near |= {other: int(far) for other, far, _ in found}
        alike = [Near(*pair) for pair in near.items()]
        return sorted(alike, key=lambda p: (p.far, p.text))[:MOST]

    def _among(self, word: str, reach: int) -> Iterator[list[str]]:
        """Where they are: among the words of about this length with a part that is right, if one must be."""
        shortest, right = RIGHT_PARTS.get(reach, (0, ()))
        for length in range(len(word) - reach, len(word) + reach + 1):
            if right and len(word) >= shortest:
                parts = ((length, there.start, word[here]) for here, there in right)
                yield from (self._with[part] for part in parts if part in self._with)
            elif length in self._words:
                yield self._words[length]
