"""How Dutch sounds: names, and words, that are spelt differently and said the same have one sound."""

import re
from collections.abc import Iterable
from functools import lru_cache

from search.language.lookalikes import ByLength, Near

# More than a large guide has words: after each new one all are read in turn, so with fewer none would be found kept.
KEPT = 400_000

RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("sch(?=[^aeiou]|$)", "s"), ("tsj", "j"), ("th", "t"), ("ch|gh", "g"), ("ck|q", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("eij|ij|ei|ey|y", "i"), ("ie|ii", "i"), ("ae|aa", "a"),
        ("oe|ou", "u"), ("au", "u"), ("ue|uu", "u"), ("oo", "o"), ("ee", "e"), ("tz|ts|z", "s"), ("v", "f"),
        ("dt|d$", "t"), ("b$", "p"), ("(?<=[aeiou])h|h$", ""), (r"(.)\1+", r"\1"), ("n?s$", "s"),
    )
]  # fmt: skip


@lru_cache(maxsize=KEPT)
def sound(word: str) -> str:
    """The sound of a folded word: `kuypers` and `kuipers`, `hoexstra` and `hoekstra`."""
    for pattern, replacement in RULES:
        word = pattern.sub(replacement, word)
    return word


WRITTEN_AS_SAID = [
    (re.compile(pattern), said)
    for pattern, said in (
        ("^ps", "s"), ("ci", "si"), ("s(?:ch|g|k)(?=[aeiouy])", "sk"), ("isch(?=e|$)", "is"),
        ("ti(?=[aeo])", "si"), ("i(?=[aou])", "j"), ("lijk|lik(?=e?$)", "luk"), ("i(?:g|ch)(?=e?$)", "ug"),
        ("eau", "o"), ("d(?=[bcfghklmnpstvwz])", "t"), ("b(?=[fkpst])", "p"),
    )
]  # fmt: skip
SHORTEST_SOUND = 3  # letters


@lru_cache(maxsize=KEPT)
def said(word: str) -> str:
    """The sound of a folded word of those who write as they speak: `sosjale` and `sociale`, `skult` and `schuld`."""
    for pattern, replacement in WRITTEN_AS_SAID:
        word = pattern.sub(replacement, word)
    return sound(word)


class BySound:
    """Some words, to be asked which of them sound like another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in words:
            if word.isalpha():
                self._words.setdefault(said(word), []).append(word)
        self._sounds = ByLength(self._words)

    def within(self, word: str, reach: int) -> list[Near]:
        """Those of which so many sounds differ (0: none), with how many."""
        heard = said(word)
        if len(heard) < SHORTEST_SOUND:
            return []
        return [Near(other, far) for like, far in self._sounds.within(heard, reach) for other in self._words[like]]
