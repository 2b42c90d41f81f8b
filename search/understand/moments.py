"""Times of the day and the week in a question (`'s nachts`, `in het weekend`): when it is, and no need of its own."""

from collections.abc import Sequence
from itertools import pairwise

from search.understand.topics import Word

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
PARTS = frozenset({"ochtend", "middag", "avond", "nacht"})  # behind `in de` or `elke`
OFFICE = frozenset({"kantooruren", "kantoortijd", "kantoortijden", "werktijd", "werktijden"})
ALWAYS = OFFICE | {
    *DAYS, *(f"{day}s" for day in DAYS), "nachts", "avonds", "ochtends", "morgens", "middags", "overdag", "doordeweeks",
    "weekend", "weekends", "weekenden",
}  # fmt: skip
EACH = frozenset({"elke", "iedere"})
AROUND = frozenset({"buiten", "na", "tijdens", "onder"})  # before office hours


def said(words: Sequence[Word]) -> set[Word]:
    """The words that say when."""
    found = {word for word in words if word.text in ALWAYS}
    for before, word in pairwise(words):
        if word.text in PARTS and before.text in EACH:
            found.add(word)
        elif word.text in OFFICE and before.text in AROUND:
            found.add(before)
    found |= {
        word
        for one, two, word in zip(words, words[1:], words[2:], strict=False)
        if word.text in PARTS and (one.text, two.text) == ("in", "de")
    }
    return found
