"""The XML of WebDAV: reading what a device asks without its traps, and building answers that are always well-formed."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NewType
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

Element = ET.Element  # of what a device sent
Xml = NewType("Xml", str)  # a piece of an answer: text, because a tree of 5,000 cards takes ten times as long

DAV, CARDDAV, APPLE = "DAV:", "urn:ietf:params:xml:ns:carddav", "http://calendarserver.org/ns/"
PREFIXES = {DAV: "d", CARDDAV: "card", APPLE: "cs"}
DECLARED = "".join(f' xmlns:{prefix}="{space}"' for space, prefix in PREFIXES.items())
XML = "http://www.w3.org/XML/1998/namespace"  # has its prefix by itself, and may have no other

STATUS = {
    200: "HTTP/1.1 200 OK",
    403: "HTTP/1.1 403 Forbidden",
    404: "HTTP/1.1 404 Not Found",
    507: "HTTP/1.1 507 Insufficient Storage",
}


class Refused(Exception):
    """A request that is answered with an error: a status, and the precondition of the RFC that was not met."""

    def __init__(self, status: int, error: Xml | None = None) -> None:
        super().__init__(status)
        self.status, self.error = status, error


def dav(name: str) -> str:
    return f"{{{DAV}}}{name}"


def card(name: str) -> str:
    return f"{{{CARDDAV}}}{name}"


def apple(name: str) -> str:
    return f"{{{APPLE}}}{name}"


# Reading ----------------------------------------------------------------------------------------------------------
def parse(body: bytes) -> Element:
    """The root of a request; Refused(400) for what is not XML, or holds a DTD (entities could fill the memory)."""
    try:
        return fromstring(body, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError) as error:  # the last two: odd encodings
        raise Refused(400) from error


def only_child(parent: Element, *names: str) -> Element:
    """The one child that must be there out of these; anything unknown beside it is left for what it is."""
    found = [child for child in parent if child.tag in names]
    if len(found) != 1:
        raise Refused(400)
    return found[0]


def text_of(parent: Element, name: str) -> str:
    return (parent.findtext(name) or "").strip()


# Building ---------------------------------------------------------------------------------------------------------
def document(name: str, *children: Xml) -> bytes:
    """A whole answer."""
    tag, _ = _tag(name)
    return f"<?xml version='1.0' encoding='utf-8'?>\n<{tag}{DECLARED}>{''.join(children)}</{tag}>".encode()


def element(name: str, *children: Xml, text: str = "", **attributes: str) -> Xml:
    tag, declared = _tag(name)
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    inside = escaped(text) + "".join(children)
    return Xml(f"<{tag}{declared}{told}>{inside}</{tag}>" if inside else f"<{tag}{declared}{told}/>")


@lru_cache(maxsize=256)
def _tag(name: str) -> tuple[str, str]:
    """How a name is written, and the namespace to declare with it where that is none of ours: devices ask anything."""
    space, _, local = name.removeprefix("{").rpartition("}")
    if not space:
        return local, ""
    prefix = "xml" if space == XML else PREFIXES.get(space)
    return (f"{prefix}:{local}", "") if prefix else (f"x:{local}", f" xmlns:x={quoteattr(space)}")


def escaped(text: str) -> str:
    """Text between two tags. A reader makes a bare CR LF into LF; like this the lines of a card end as they should."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def href(path: str) -> Xml:
    return element(dav("href"), text=path)


def response(path: str, found: Iterable[Xml], missing: Iterable[str] = ()) -> Xml:
    """One resource. What was found comes first: Thunderbird passes over a resource whose first status is not 200."""
    known, unknown = list(found), [element(name) for name in missing]
    first = [_propstat(known, 200)] if known or not unknown else []
    return element(dav("response"), href(path), *first, *([_propstat(unknown, 404)] if unknown else []))


def refused_properties(path: str, names: Iterable[str]) -> Xml:
    """The answer to PROPPATCH: nothing may be set."""
    return element(dav("response"), href(path), _propstat([element(name) for name in names], 403))


def _propstat(properties: list[Xml], status: int) -> Xml:
    return element(dav("propstat"), element(dav("prop"), *properties), element(dav("status"), text=STATUS[status]))


def status(path: str, code: int, *error: Xml) -> Xml:
    """A resource about which only its status is told."""
    told = element(dav("status"), text=STATUS[code])
    return element(dav("response"), href(path), told, *([element(dav("error"), *error)] if error else []))


def too_many(path: str) -> Xml:
    """Says that the answer was cut at the limit that the device gave (RFC 6578 section 3.6)."""
    return status(path, 507, element(dav("number-of-matches-within-limits")))
