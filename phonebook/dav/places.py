"""The fixed tree of addresses, and what is told of each (RFC 4918, 3744, 5397, 6352, 6578).

A subscription is one principal with one address book: an iPhone takes every book that it finds.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache

from django.urls import reverse

from phonebook.dav import book
from phonebook.dav.xml import Refused, Xml, apple, card, dav, element, escaped, href, response
from phonebook.models import Subscription
from phonebook.vcard import one_line

CONTENT_TYPE = "text/vcard; charset=utf-8"
BOOK_NAME = "gids"


class Kind(Enum):
    ROOT = auto()
    PRINCIPALS = auto()
    PRINCIPAL = auto()
    BOOKS = auto()
    HOME = auto()
    BOOK = auto()
    CARD = auto()


@dataclass(frozen=True)
class Place:
    """One address; `uid` only for a card."""

    kind: Kind
    path: str
    uid: uuid.UUID | None = None


class Tree:
    """The addresses of one subscription, and its book, compared with what was told once a request."""

    def __init__(self, subscription: Subscription) -> None:
        self.subscription = subscription
        slug, root = subscription.slug, reverse("carddav")
        self.root = Place(Kind.ROOT, root)
        self.principals = Place(Kind.PRINCIPALS, f"{root}principals/")
        self.principal = Place(Kind.PRINCIPAL, f"{root}principals/{slug}/")
        self.books = Place(Kind.BOOKS, f"{root}books/")
        self.home = Place(Kind.HOME, f"{root}books/{slug}/")
        self.book = Place(Kind.BOOK, f"{root}books/{slug}/{BOOK_NAME}/")
        self._collections = {
            place.path.rstrip("/"): place
            for place in (self.root, self.principals, self.principal, self.books, self.home, self.book)
        }

    def at(self, path: str) -> Place | None:
        """The place of an address; also without its last slash, for a redirect would lose the method and the body."""
        found = self._collections.get(path.rstrip("/"))
        if found or not (path.startswith(self.book.path) and path.endswith(".vcf")):
            return found
        try:
            return self.card(uuid.UUID(path.removeprefix(self.book.path).removesuffix(".vcf")))
        except ValueError:
            return None

    def card(self, uid: uuid.UUID) -> Place:
        return Place(Kind.CARD, self.path_of(uid), uid)

    def path_of(self, uid: uuid.UUID) -> str:
        """The address of a card."""
        return f"{self.book.path}{uid}.vcf"

    def children(self, place: Place) -> list[Place]:
        """What stands directly below; the cards of the book are left to the caller, who has their ETags."""
        below = {Kind.ROOT: [self.principals, self.books], Kind.PRINCIPALS: [self.principal]}
        below |= {Kind.BOOKS: [self.home], Kind.HOME: [self.book]}
        return below.get(place.kind, [])

    @cached_property
    def token(self) -> str:
        """The sync token of now, after a comparison. None ever expires: Thunderbird never recovers from a refusal."""
        book.settle(self.subscription)
        return self.token_at(self.subscription.seq)

    def token_at(self, seq: int) -> str:
        return f"data:,{self.subscription.slug}-{seq}"

    def seq_of(self, token: str) -> int | None:
        """What was told when this token was given; None for one that was not given here."""
        slug, _, seq = token.removeprefix("data:,").rpartition("-")
        given = token.startswith("data:,") and slug == self.subscription.slug and seq.isascii() and seq.isdigit()
        return int(seq) if given and len(seq) < 19 and int(seq) <= self.subscription.seq else None

    # Properties ---------------------------------------------------------------------------------------------------
    def properties(self, place: Place, names: list[str]) -> tuple[list[Xml], list[str]]:
        """Those of the properties asked for that this place has, and the names of the others."""
        known = _PROPERTIES[place.kind]
        found = [known[name](self) for name in names if name in known]
        return found, [name for name in names if name not in known]

    def names(self, place: Place) -> list[str]:
        return list(_PROPERTIES[place.kind])


def card_properties(etag: str, names: list[str]) -> tuple[list[Xml], list[str]]:
    """The properties of a card; its text is asked by a report, never here."""
    values = {dav("getetag"): f'"{etag}"', dav("getcontenttype"): CONTENT_TYPE, dav("resourcetype"): ""}
    found = [element(name, text=values[name]) for name in names if name in values]
    return found, [name for name in names if name not in values]


CARD_NAMES = [dav("resourcetype"), dav("getetag"), dav("getcontenttype")]
ADDRESS_DATA = card("address-data")
MOST_ASKED = 10_000  # octets of properties in the answer about one card; of the longest that we saw of a phone 600
PATH, ETAG, TEXT = "\x01", "\x02", "\x03"  # no XML holds these, so nothing that a device or a card says is one of them


class CardForm:
    """The answer about a card, for a request that asks the same of each: built once, then filled in for each card.

    That takes a tenth of the time of building it anew, and a first sync tells of thousands.
    """

    def __init__(self, names: Iterable[str], *, with_text: bool = False) -> None:
        found, missing = card_properties(ETAG, list(names))
        text = [element(ADDRESS_DATA, text=TEXT)] if with_text else []
        self._form = response(PATH, [*found, *text], missing)
        if len(self._form) > MOST_ASKED:  # it is said again for each card
            raise Refused(400)

    def filled(self, path: str, etag: str, text: str = "") -> Xml:
        """The answer about the card at a path, which may be as the device wrote it."""
        return Xml(self._form.replace(PATH, escaped(path)).replace(ETAG, etag).replace(TEXT, escaped(text)))


@lru_cache(maxsize=64)
def card_form(*names: str, with_text: bool = False) -> CardForm:
    """The form for a request that asks these properties, the same one each time."""
    return CardForm(names, with_text=with_text)


Property = Callable[[Tree], Xml]


def _linked(name: str, place: Callable[[Tree], Place]) -> Property:
    return lambda tree: element(name, href(place(tree).path))


def _type(*names: str) -> Property:
    return lambda tree: element(dav("resourcetype"), *map(element, names))


def _title(naam: str) -> Property:
    return lambda tree: element(dav("displayname"), text=naam)


def _book_title(tree: Tree) -> Xml:
    bron = tree.subscription.bron
    naam = one_line(bron.naam) if bron else ""
    return element(dav("displayname"), text=f"VindElkaar {naam}".strip())


def _reports(*names: str) -> Property:
    def build(tree: Tree) -> Xml:
        reports = [element(dav("supported-report"), element(dav("report"), element(name))) for name in names]
        return element(dav("supported-report-set"), *reports)

    return build


def _read_only(tree: Tree) -> Xml:
    """Nothing but reading: phones then offer no editing (DAVx5, iOS and Thunderbird look here)."""
    rights = [element(dav("privilege"), element(dav(n))) for n in ("read", "read-current-user-privilege-set")]
    return element(dav("current-user-privilege-set"), *rights)


def _address_data(tree: Tree) -> Xml:
    kind = element(card("address-data-type"), **{"content-type": "text/vcard", "version": "3.0"})
    return element(card("supported-address-data"), kind)


def _collations(tree: Tree) -> Xml:
    names = ("i;ascii-casemap", "i;octet", "i;unicode-casemap")
    return element(
        card("supported-collation-set"), *(element(card("supported-collation"), text=name) for name in names)
    )


_EVERYWHERE: dict[str, Property] = {
    dav("current-user-principal"): _linked(dav("current-user-principal"), lambda tree: tree.principal),
    dav("principal-collection-set"): _linked(dav("principal-collection-set"), lambda tree: tree.principals),
    dav("owner"): _linked(dav("owner"), lambda tree: tree.principal),
    dav("current-user-privilege-set"): _read_only,
    dav("supported-report-set"): _reports(),
}
_COLLECTION = {**_EVERYWHERE, dav("resourcetype"): _type(dav("collection")), dav("displayname"): _title("VindElkaar")}
_PRINCIPAL: dict[str, Property] = {
    **_COLLECTION,
    dav("resourcetype"): _type(dav("collection"), dav("principal")),
    dav("principal-URL"): _linked(dav("principal-URL"), lambda tree: tree.principal),
    card("addressbook-home-set"): _linked(card("addressbook-home-set"), lambda tree: tree.home),
}
_BOOK: dict[str, Property] = {
    **_COLLECTION,
    dav("resourcetype"): _type(dav("collection"), card("addressbook")),
    dav("displayname"): _book_title,
    dav("supported-report-set"): _reports(
        dav("sync-collection"), card("addressbook-multiget"), card("addressbook-query")
    ),
    dav("sync-token"): lambda tree: element(dav("sync-token"), text=tree.token),
    apple("getctag"): lambda tree: element(apple("getctag"), text=f'"{tree.token}"'),
    card("supported-address-data"): _address_data,
    card("supported-collation-set"): _collations,
}
_PROPERTIES: dict[Kind, dict[str, Property]] = {
    Kind.ROOT: _COLLECTION,
    Kind.PRINCIPALS: _COLLECTION,
    Kind.PRINCIPAL: _PRINCIPAL,
    Kind.BOOKS: _COLLECTION,
    Kind.HOME: _COLLECTION,
    Kind.BOOK: _BOOK,
}
