"""Our own word files in `search/data`: read once, one entry a line or separated by spaces, `#` starts a comment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def _entries(name: str) -> list[str]:
    return [entry for line in lines(name) for entry in line.split()]


@dataclass
class _Added:
    """Words besides those of the files, by the name of the file: coordinators add them (search/lists/compounds.py)."""

    words: dict[str, frozenset[str]] = field(default_factory=dict)
    changes: int = 0


_added = _Added()


def lines(name: str) -> list[str]:
    """The lines of a file, for those whose lines are more than words."""
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a file, folded as they stand there, and those that were added."""
    return frozenset(_entries(name)) | _added.words.get(name, frozenset())


def says_nothing(word: str) -> bool:
    """A word that any sentence has, and that says nothing about what, for whom or where: `iemand`, `die`, `naar`."""
    return word in words("zinswoorden")


def add(added: dict[str, frozenset[str]]) -> bool:
    """Use these words besides those of the files of their names; True where that is a change."""
    added = {name: some for name, some in added.items() if some}
    if added == _added.words:
        return False
    _added.words, _added.changes = added, _added.changes + 1
    words.cache_clear()
    return True


def changes() -> int:
    """How often words were added or taken away in this process: for who keeps what was made of them."""
    return _added.changes


@cache
def pairs(name: str) -> dict[str, str]:
    """The `word=stem` lines of a file."""
    return dict(entry.split("=", 1) for entry in _entries(name))


def fingerprint(names: Iterable[str]) -> bytes:
    """These files together, to see that one of them changed."""
    return b"".join((DATA / f"{name}.txt").read_bytes() for name in names)


@cache
def pointing_to() -> dict[str, list[str]]:
    """The words of `wijzers` by the code of the need that they point to."""
    split = (line.split(": ", 1) for line in lines("wijzers"))
    return {code: said.split(", ") for code, said in split}
