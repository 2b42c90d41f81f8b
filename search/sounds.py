"""How a Dutch name sounds: names that are spelt differently and said the same have one sound."""

import re
from functools import lru_cache

RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("sch(?=[^aeiou]|$)", "s"), ("tsj", "j"), ("th", "t"), ("ch|gh", "g"), ("ck|q", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("eij|ij|ei|ey|y", "i"), ("ie|ii", "i"), ("ae|aa", "a"),
        ("oe|ou", "u"), ("au", "u"), ("ue|uu", "u"), ("oo", "o"), ("ee", "e"), ("tz|ts|z", "s"), ("v", "f"),
        ("dt|d$", "t"), ("b$", "p"), ("(?<=[aeiou])h|h$", ""), (r"(.)\1+", r"\1"), ("n?s$", "s"),
    )
]  # fmt: skip


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The sound of a folded word: `kuypers` and `kuipers`, `hoexstra` and `hoekstra`."""
    for pattern, replacement in RULES:
        word = pattern.sub(replacement, word)
    return word
