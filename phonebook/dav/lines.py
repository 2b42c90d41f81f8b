"""A small reader of the cards that we write ourselves, for the filters and partial answers of RFC 6352."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from phonebook.vcard import fold

ALWAYS = frozenset({"BEGIN", "VERSION", "END"})


@dataclass(frozen=True)
class Line:
    """One property: its name, its parameters with their values, its value without escapes."""

    name: str
    params: dict[str, list[str]]
    value: str


def read(text: str) -> list[Line]:
    """The lines of one card."""
    return [_line(line) for line in _unfolded(text)]


def only_properties(text: str, names: Collection[str]) -> str:
    """A card with these properties alone (RFC 6352 section 10.4)."""
    kept = [line for line in _unfolded(text) if _name(line) in ALWAYS or _name(line) in names]
    return "".join(f"{fold(line)}\r\n" for line in kept)


def _unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def _name(line: str) -> str:
    return re.split("[;:]", line, maxsplit=1)[0].upper()


def _line(line: str) -> Line:
    head, _, value = line.partition(":")  # no parameter of ours holds a colon
    name, *params = head.split(";")
    pairs = (param.partition("=") for param in params)
    plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
    return Line(name.upper(), {key.upper(): values.split(",") for key, _, values in pairs}, plain)
