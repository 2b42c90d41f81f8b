"""What is wrong in a region's files, and on which line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from directory.names import fold

# Above this many possible answers a list of them helps nobody.
SHORT_LIST = 8
ALIKE = 70


@dataclass(frozen=True, order=True)
class Spot:
    """A line (from 1) in a file, named as the person who loads it named the folder."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    spot: Spot
    message: str

    def __str__(self) -> str:
        return f"{self.spot}: {self.message}"


class Wrong(ValueError):
    """A value that cannot be read; the message is in Dutch, `spot` tells the line where that is not the value's own."""

    def __init__(self, message: str, spot: Spot | None = None) -> None:
        super().__init__(message)
        self.spot = spot


@dataclass
class Problems:
    """All that was found so far; the same thing on the same line is said once."""

    found: set[Problem] = field(default_factory=set)

    def add(self, spot: Spot, message: str) -> None:
        self.found.add(Problem(spot, message))

    def __bool__(self) -> bool:
        return bool(self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self.found))

    def __len__(self) -> int:
        return len(self.found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that begins with a space: the nearest known word, else the choices where they are few, else ""."""
    words = sorted(known)
    best = process.extractOne(word, words, scorer=fuzz.WRatio, processor=fold, score_cutoff=ALIKE) if word else None
    if best:
        return f" Bedoel je “{best[0]}”?"
    return f" Kies uit: {', '.join(words)}." if 0 < len(words) <= SHORT_LIST else ""
