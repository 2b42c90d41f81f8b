"""The XML of WebDAV: reading what a device asks without its traps, and building answers that are always well-formed."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

Element = ET.Element

DAV, CARDDAV, APPLE = "DAV:", "urn:ietf:params:xml:ns:carddav", "http://calendarserver.org/ns/"
for _prefix, _namespace in (("d", DAV), ("card", CARDDAV), ("cs", APPLE)):
    ET.register_namespace(_prefix, _namespace)

STATUS = {
    200: "HTTP/1.1 200 OK",
    403: "HTTP/1.1 403 Forbidden",
    404: "HTTP/1.1 404 Not Found",
    507: "HTTP/1.1 507 Insufficient Storage",
}


class Refused(Exception):
    """A request that is answered with an error: a status, and the precondition of the RFC that was not met."""

    def __init__(self, status: int, error: Element | None = None) -> None:
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
def element(name: str, *children: Element, text: str = "", **attributes: str) -> Element:
    made = ET.Element(name, attributes)
    made.text = text or None
    made.extend(children)
    return made


def href(path: str) -> Element:
    return element(dav("href"), text=path)


def response(path: str, found: Iterable[Element], missing: Iterable[str] = ()) -> Element:
    """One resource. What was found comes first: Thunderbird passes over a resource whose first status is not 200."""
    known, unknown = list(found), [element(name) for name in missing]
    made = element(dav("response"), href(path))
    if known or not unknown:
        made.append(_propstat(known, 200))
    if unknown:
        made.append(_propstat(unknown, 404))
    return made


def refused_properties(path: str, names: Iterable[str]) -> Element:
    """The answer to PROPPATCH: nothing may be set."""
    return element(dav("response"), href(path), _propstat([element(name) for name in names], 403))


def _propstat(properties: list[Element], status: int) -> Element:
    return element(dav("propstat"), element(dav("prop"), *properties), element(dav("status"), text=STATUS[status]))


def status(path: str, code: int, *error: Element) -> Element:
    """A resource about which only its status is told."""
    made = element(dav("response"), href(path), element(dav("status"), text=STATUS[code]))
    if error:
        made.append(element(dav("error"), *error))
    return made


def too_many(path: str) -> Element:
    """Says that the answer was cut at the limit that the device gave (RFC 6578 section 3.6)."""
    return status(path, 507, element(dav("number-of-matches-within-limits")))


def serialize(root: Element) -> bytes:
    # A reader of XML makes a bare CR LF into LF; written like this the lines of a card end as they should.
    return ET.tostring(root, encoding="utf-8", xml_declaration=True).replace(b"\r", b"&#13;")
