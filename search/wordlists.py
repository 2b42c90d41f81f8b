"""Our own word files in `search/data`: read once, one entry a line or separated by spaces, `#` starts a comment."""

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def _entries(name: str) -> list[str]:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if not line.startswith("#") for entry in line.split()]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a file, folded as they stand there."""
    return frozenset(_entries(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """The `word=stem` lines of a file."""
    return dict(entry.split("=", 1) for entry in _entries(name))


def fingerprint() -> bytes:
    """All files together, to see that one of them changed."""
    return b"".join(path.read_bytes() for path in sorted(DATA.glob("*.txt")))
