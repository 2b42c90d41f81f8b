"""What words can mean: a term of the lists, an agency or a place; how much each way to say it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from search.lists.codes import Soort

# How much a name, another name and a search word of a term say about what is meant.
NAAM, ANDERE_NAAM, ZOEKWOORD = 1.0, 0.9, 0.55
Words = tuple[str, ...]


class Brought(NamedTuple):
    """What an event, a need or a group has to do with, and how much of it that is."""

    soort: Soort
    code: str
    share: float


class Phrase(NamedTuple):
    """Another way to say something, and how much it says."""

    words: Words
    worth: float


@dataclass(frozen=True)
class Meaning:
    """One thing that a term can mean: a code in the index, or other ways to say it."""

    soort: Soort
    code: str  # token in the index, "" for a begrip
    naam: str
    strength: float
    phrases: tuple[Phrase, ...] = ()
    near: tuple[str, ...] = ()  # codes of where to look when nothing says it itself
    brings: tuple[Brought, ...] = ()

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The codes of what has to do with it, and of what only comes near."""
        return (*(each.code for each in self.brings), *self.near)

    @property
    def is_called_so(self) -> bool:
        """Was it said by a name of its own, and not by a search word?"""
        return self.strength >= ANDERE_NAAM


def names_agency(meanings: Iterable[Meaning]) -> bool:
    """Is one of these meanings an agency or team?"""
    return any(meaning.soort == Soort.ORGANISATIE for meaning in meanings)


@dataclass(frozen=True)
class Place:
    """A gemeente that a place name can stand for."""

    code: str
    slug: str
    naam: str
    in_region: bool
    weak: bool  # the name is an ordinary word too
    dorp: str = ""  # of which village it is the gemeente
    buren: tuple[str, ...] = ()  # codes of the gemeenten beside it, the nearest first
