"""The forms of a Dutch verb as people write them, those with d, t and dt mixed up too."""

import re
from functools import cache

from search import wordlists

OPEN = re.compile(r"(?<![aeiou])([aeou])([^aeiouwx])$")  # slap-en: slaap
SHORT = re.compile(r"(?:aan|oen|(?<![ao])ien)$")  # gaan, doen, zien: all their forms are in the list
DOUBLE = re.compile(r"([^aeiou])\1$")  # stikk-en: stik
ENDINGS = ("", "t", "d", "dt", "de", "den", "te", "ten")
HARD = str.maketrans({"v": "f", "z": "s"})


@cache
def forms(verb: str) -> frozenset[str]:
    """All forms of a verb by its infinitive; those of a strong one stand in werkwoorden.txt."""
    return frozenset({verb, *_strong().get(verb, ()), *_weak(verb)})


def _weak(verb: str) -> set[str]:
    if SHORT.search(verb):
        return set()
    stems = _stems(verb.removesuffix("en"))
    made = {f"{stem}{ending}" for stem in stems for ending in ENDINGS}
    return made | {f"ge{stem}{ending}" for stem in stems for ending in ("t", "d", "dt", "")}


def _stems(root: str) -> set[str]:
    """Of what stands before -en; two where the stress decides (`mishandel`, `reageer`)."""
    short = DOUBLE.sub(r"\1", root)
    found = {short} if short != root else {root, OPEN.sub(r"\1\1\2", root)}
    return {stem[:-1] + stem[-1].translate(HARD) for stem in found}


@cache
def _strong() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in wordlists.lines("spoed/werkwoorden"))
    return {verb: tuple(others) for verb, *others in lines}
