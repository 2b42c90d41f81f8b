"""Words that look or sound like another: of some words each way to look for them is made when it is first asked."""

from collections.abc import Collection
from functools import cached_property

from search.language.lookalikes import ByLength, Near
from search.language.sounds import BySound


class Alike:
    """Some words, to be asked which of them another one may have been meant to be."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = words

    def looking_like(self, word: str, reach: int) -> list[Near]:
        """Those that so many letters are wrong in, for what is misspelt."""
        return self._by_length.within(word, reach)

    def sounding_like(self, word: str, reach: int) -> list[Near]:
        """Those of which so many sounds differ, for what is written as it is said."""
        return self._by_sound.within(word, reach)

    @cached_property
    def _by_length(self) -> ByLength:
        return ByLength(self._words)

    @cached_property
    def _by_sound(self) -> BySound:
        return BySound(self._words)
