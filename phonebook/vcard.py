"""The text of a vCard 3.0 (RFC 2426): plain values in, folded octets out that every phone reads.

Version 3.0, because Android refuses 4.0 and an iPhone garbles its accents.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import vobject

OCTETS = 75  # of one line, RFC 2426 section 2.6
PRODID = "-//VindElkaar//NL"
# Signs that turn the reading direction: a name could show as another one.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")
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
    # vobject counts characters where octets are meant, and leaves long lines whole (tried): we fold ourselves.
    text = _filled(card).serialize(lineLength=10**9)
    return "".join(f"{fold(line)}\r\n" for line in text.split("\r\n") if line)


def _filled(card: Vcard) -> Any:
    v = vobject.vCard()
    family, given, suffix = (one_line(part) for part in (card.naam.family, card.naam.given, card.naam.suffix))
    v.add("prodid").value = PRODID
    v.add("uid").value = one_line(card.uid)
    v.add("n").value = vobject.vcard.Name(family=family, given=given, suffix=suffix)
    v.add("fn").value = one_line(card.naam.voluit) or "Contactkaart"
    for key, value in _optional(card):
        if value:
            v.add(key).value = value
    for tel in card.tels:
        line = v.add("tel")
        line.value, line.type_param = one_line(tel.nummer), list(tel.kinds)
    for url in filter(None, map(safe_url, card.urls)):
        v.add("url").value = url
    _add_adres(v, card.adres)
    if card.mail:
        line = v.add("email")
        line.value, line.type_param = one_line(card.mail), "INTERNET"
    return v


def _optional(card: Vcard) -> Iterable[tuple[str, Any]]:
    """Properties that stand there once or not at all; ORG and CATEGORIES must be lists (a str falls into letters)."""
    yield "sort-string", one_line(card.naam.sort)
    yield "org", [one_line(part) for part in card.org if part]
    yield "title", one_line(card.title)
    yield "categories", [one_line(part) for part in card.categories if part]
    yield "note", "\n".join(filter(None, map(clean, card.note)))
    yield "rev", card.rev.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if card.rev else ""
    yield "x-abshowas", "COMPANY" if card.is_company else ""


def _add_adres(v: Any, adres: Adres | None) -> None:
    if adres is None:
        return
    line = v.add("adr")
    line.type_param = "WORK"
    line.value = vobject.vcard.Address(
        street=one_line(adres.straat), city=one_line(adres.plaats), code=one_line(adres.postcode), country="Nederland"
    )


def fold(line: str) -> str:
    """Cut a line into pieces of at most 75 octets, never inside a character; each next piece begins with a space."""
    if len(line.encode()) <= OCTETS:
        return line
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
    return "".join(_clean_sign(c) for c in text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _clean_sign(c: str) -> str:
    if c in LINE_ENDS:
        return "\n"
    if c == "\t":
        return " "
    is_control = unicodedata.category(c) in ("Cc", "Cs")
    return "" if is_control or c in BIDI or _is_noncharacter(ord(c)) else c


def _is_noncharacter(code: int) -> bool:
    """Code points that XML, and so CardDAV, may not hold."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def one_line(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def safe_url(url: str) -> str:
    """A web address that no client cuts off at ; or , (they do, tried); "" for what is no web address."""
    plain = one_line(url)
    if not plain.startswith(("https://", "http://")):
        return ""
    return plain.replace(";", "%3B").replace(",", "%2C").replace("\\", "%5C").replace(" ", "%20")
