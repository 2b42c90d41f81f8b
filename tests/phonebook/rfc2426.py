"""A small reader of vCard 3.0, written from RFC 2425 and 2426 alone; it asserts what a phone may insist on."""

import re
from dataclasses import dataclass

LINE = re.compile(r"(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[^:;]+)*):(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True)
class Property:
    name: str
    params: str
    value: str  # as it stands in the file, unfolded

    @property
    def text(self) -> str:
        return unescape(self.value)

    def parts(self, mark: str) -> list[str]:
        """The pieces of a structured value (";") or of a list (",")."""
        pieces = [""]
        for piece in re.findall(r"\\.|.", self.value, re.DOTALL):
            if piece == mark:
                pieces.append("")
            else:
                pieces[-1] += piece
        return [unescape(piece) for piece in pieces]


@dataclass(frozen=True)
class Card:
    properties: tuple[Property, ...]

    def all(self, name: str) -> list[Property]:
        return [p for p in self.properties if p.name == name]

    def one(self, name: str) -> Property:
        (found,) = self.all(name)
        return found

    def text(self, name: str) -> str:
        return self.one(name).text


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def read(octets: bytes) -> list[Card]:
    """The cards of a file; fails where a line is too long, ends wrongly or is no property."""
    assert octets.endswith(b"\r\n")
    lines = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two by folding
    return list(_cards(octets.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")))


def _cards(lines):
    found = []
    for line in lines:
        match = LINE.fullmatch(line)
        assert match, line
        found.append(Property(match["name"].upper(), match["params"].removeprefix(";"), match["value"]))
        if line == "END:VCARD":
            assert (found[0].name, found[0].value) == ("BEGIN", "VCARD")
            assert (found[1].name, found[1].value) == ("VERSION", "3.0")
            yield Card(tuple(found))
            found = []
    assert not found
