"""The text of a vCard 3.0 (RFC 2426): plain values in, folded octets out that every phone reads.

Version 3.0, because Android refuses 4.0 and an iPhone garbles its accents.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75  # of one line, RFC 2426 section 2.6
PRODID = "-//VindElkaar//NL"
LINE_ENDS = "\n\x0b\x0c\x85\u2028\u2029"
# Control signs, halves of characters, code points that XML (and so CardDAV) may not hold, and signs that turn the
# reading direction: with those a name could show as another one.
UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane | last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
ESCAPED = re.compile(r"[\\;,\n]")
WORK = ("WORK", "VOICE")
CELL = ("CELL",)


@dataclass(frozen=True)
class Tel:
    """The digits to dial, and the kinds of number it is."""

    nummer: str
    kinds: tuple[str, ...] = WORK


@dataclass(frozen=True)
class Adres:
    straat: str
    postcode: str = ""
    plaats: str = ""


@dataclass(frozen=True)
class Naam:
    """A name in one line (FN) and in its parts (N): phones show the parts, so what must be seen stands in both.

    The tussenvoegsel stands in `family` ("de Vries"): phones that leave out the middle name would make "Anna Vries"
    of her. `sort` ("Vries") tells who can read it where she stands in the list (RFC 2426 section 3.6.5 does the same).
    """

    voluit: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Vcard:
    """One contact; `uid` stays for life, `rev` is the last change of its content."""

    uid: str
    naam: Naam
    org: tuple[str, ...] = ()
    title: str = ""
    tels: tuple[Tel, ...] = ()
    mail: str = ""
    adres: Adres | None = None
    urls: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    note: tuple[str, ...] = ()  # lines
    rev: datetime | None = None
    is_company: bool = False


def write(cards: Iterable[Vcard]) -> bytes:
    """The octets of a file with these cards, one after another."""
    return "".join(_text(card) for card in cards).encode()


def _text(card: Vcard) -> str:
    lines = "".join(f"{fold(line)}\r\n" for line in _lines(card))
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:{PRODID}\r\n{lines}END:VCARD\r\n"


def _lines(card: Vcard) -> Iterator[str]:
    """The properties in a fixed order, so that the same card always gives the same octets."""
    yield f"UID:{_escaped(one_line(card.uid))}"
    if card.adres:
        adres = (card.adres.straat, card.adres.plaats, "", card.adres.postcode, "Nederland")
        yield f"ADR;TYPE=WORK:;;{_joined(';', adres)}"
    if categories := _joined(",", filter(None, card.categories)):
        yield f"CATEGORIES:{categories}"
    if card.mail:
        yield f"EMAIL;TYPE=INTERNET:{_escaped(one_line(card.mail))}"
    yield f"FN:{_escaped(one_line(card.naam.voluit)) or 'Contactkaart'}"
    yield f"N:{_joined(';', (card.naam.family, card.naam.given, '', '', card.naam.suffix))}"
    if note := "\n".join(filter(None, map(clean, card.note))):
        yield f"NOTE:{_escaped(note)}"
    if org := _joined(";", filter(None, card.org)):
        yield f"ORG:{org}"
    yield from _last_lines(card)


def _last_lines(card: Vcard) -> Iterator[str]:
    if card.rev:
        yield f"REV:{card.rev.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if sort := one_line(card.naam.sort):
        yield f"SORT-STRING:{_escaped(sort)}"
    for tel in card.tels:
        yield f"TEL;TYPE={','.join(tel.kinds)}:{_escaped(one_line(tel.nummer))}"
    if title := one_line(card.title):
        yield f"TITLE:{_escaped(title)}"
    for url in filter(None, map(safe_url, card.urls)):
        yield f"URL:{url}"
    if card.is_company:
        yield "X-ABSHOWAS:COMPANY"


def _joined(mark: str, parts: Iterable[str]) -> str:
    """The pieces of a structured value (";") or a list (","); a mark inside a piece is escaped."""
    return mark.join(_escaped(one_line(part)) for part in parts)


def _escaped(text: str) -> str:
    """A value in which nothing ends it (RFC 2426 section 4)."""
    return ESCAPED.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


def fold(line: str) -> str:
    """Cut a line into pieces of at most 75 octets, never inside a character; each next piece begins with a space."""
    if not line.isascii():
        return _fold_by_octets(line)
    if len(line) <= OCTETS:
        return line
    pieces = [line[start : start + OCTETS - 1] for start in range(OCTETS, len(line), OCTETS - 1)]
    return "\r\n ".join([line[:OCTETS], *pieces])


def _fold_by_octets(line: str) -> str:
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    return "\r\n".join([*pieces, piece])


def clean(text: str) -> str:
    """Text without control signs: one of those in one card makes an iPhone stop reading all of them."""
    plain = text.isascii() and text.isprintable()  # so nearly always, and told ten times as fast
    if not plain and UNWANTED.search(text):
        text = UNWANTED.sub(_instead, text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()


def _instead(found: re.Match[str]) -> str:
    if found[0] in LINE_ENDS:
        return "\n"
    return " " if found[0] == "\t" else ""


def one_line(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def safe_url(url: str) -> str:
    """A web address that no client cuts off at ; or , (they do, tried); "" for what is no web address."""
    plain = one_line(url)
    if not plain.startswith(("https://", "http://")):
        return ""
    return plain.replace(";", "%3B").replace(",", "%2C").replace("\\", "%5C").replace(" ", "%20")
