"""What a device asks: PROPFIND and the three reports, from a checked request to the parts of a multistatus."""

import uuid
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from phonebook.dav import book
from phonebook.dav.filters import read_filter
from phonebook.dav.lines import only_properties
from phonebook.dav.places import ADDRESS_DATA, CARD_NAMES, CardForm, Kind, Place, Tree, card_form
from phonebook.dav.rows import Told, among, present
from phonebook.dav.xml import (
    Element,
    Refused,
    Xml,
    card,
    dav,
    element,
    only_child,
    response,
    status,
    text_of,
    too_many,
)


# PROPFIND ---------------------------------------------------------------------------------------------------------
def propfind(tree: Tree, place: Place, depth: str, root: Element | None) -> list[Xml]:
    """The properties of a place, and with depth 1 of what stands below it."""
    if depth == "infinity" and place.kind is not Kind.CARD:
        raise Refused(403, element(dav("propfind-finite-depth")))
    asked = _Asked(root)
    if place.kind is Kind.CARD:
        return [asked.of_card(tree, _told_of(tree, place.uid))]
    below = [place, *(tree.children(place) if depth == "1" else [])]
    answers = [asked.of_place(tree, one) for one in below]
    if place.kind is Kind.BOOK and depth == "1":
        book.settle(tree.subscription)
        answers += [asked.of_card(tree, told) for told in present(tree.subscription)]
    return answers


class _Asked:
    """Which properties a PROPFIND wants: named ones, all, or only the names of all; without a body all."""

    def __init__(self, root: Element | None) -> None:
        if root is not None and root.tag != dav("propfind"):
            raise Refused(400)
        kinds = (dav("prop"), dav("allprop"), dav("propname"))
        kind = None if root is None else only_child(root, *kinds)
        self.named = [child.tag for child in kind] if kind is not None and kind.tag == dav("prop") else None
        self.only_names = kind is not None and kind.tag == dav("propname")
        self.card = card_form(*(CARD_NAMES if self.named is None else self.named))

    def of_place(self, tree: Tree, place: Place) -> Xml:
        if self.only_names:
            return response(place.path, map(element, tree.names(place)))
        names = tree.names(place) if self.named is None else self.named
        return response(place.path, *tree.properties(place, names))

    def of_card(self, tree: Tree, told: Told) -> Xml:
        path = tree.path_of(told.uid)
        return response(path, map(element, CARD_NAMES)) if self.only_names else self.card.filled(path, told.etag)


def _told_of(tree: Tree, uid: uuid.UUID | None) -> Told:
    book.settle(tree.subscription)
    found = among(tree.subscription, [uid]) if uid else {}
    if not found:
        raise Refused(404)
    return next(iter(found.values()))


# REPORT -----------------------------------------------------------------------------------------------------------
def report(tree: Tree, place: Place, depth: str, root: Element | None) -> list[Xml]:
    """The parts of a multistatus for one of the three reports that an address book has."""
    if root is None:
        raise Refused(400)
    run = {
        dav("sync-collection"): _sync_collection,
        card("addressbook-multiget"): _multiget,
        card("addressbook-query"): _query,
    }.get(root.tag)
    allowed = (Kind.BOOK,) if run is _sync_collection else (Kind.BOOK, Kind.CARD)
    if run is None or place.kind not in allowed:
        raise Refused(403, element(dav("supported-report")))
    return run(tree, place, depth, root)


def _sync_collection(tree: Tree, place: Place, depth: str, root: Element) -> list[Xml]:
    """What changed since a token (RFC 6578). Any depth is taken: Thunderbird sends 1 and breaks on a refusal."""
    if text_of(root, dav("sync-level")) not in ("", "1", "infinite"):
        raise Refused(400)
    names = [child.tag for child in only_child(root, dav("prop"))]
    token, limit, told = text_of(root, dav("sync-token")), _limit(root, dav), tree.token
    since = tree.seq_of(token) if token else 0
    if since is None:
        raise Refused(403, element(dav("valid-sync-token")))
    changed, form = book.changes(tree.subscription, since), card_form(*names)
    answers = [_changed(tree, one, form) for one in changed[:limit]]
    if limit is not None and len(changed) > limit:
        told = tree.token_at(changed[limit - 1].seq)
        answers.append(too_many(tree.book.path))
    return [*answers, element(dav("sync-token"), text=told)]


def _changed(tree: Tree, changed: Told, form: CardForm) -> Xml:
    path = tree.path_of(changed.uid)
    return status(path, 404) if changed.gone else form.filled(path, changed.etag)


def _multiget(tree: Tree, place: Place, depth: str, root: Element) -> list[Xml]:
    """The cards of these addresses, each address answered once."""
    wanted = _Wanted(root)
    paths = dict.fromkeys((child.text or "").strip() for child in root if child.tag == dav("href"))
    uids = {path: _uid(tree, path) for path in paths}
    if not uids:
        raise Refused(400)
    given = book.fetch(tree.subscription, {uid for uid in uids.values() if uid})
    if wanted.text is not None:
        given.record(given.items)
    found = {path: given.items.get(uid) if uid else None for path, uid in uids.items()}
    return [wanted.answer(path, item) if item else status(path, 404) for path, item in found.items()]


def _uid(tree: Tree, address: str) -> uuid.UUID | None:
    """The card of an address, which may be a whole URL and may be escaped."""
    plain = address.startswith(tree.book.path) and "%" not in address  # as we gave it, so nearly always
    try:
        place = tree.at(address if plain else unquote(urlsplit(address).path))
    except ValueError:
        return None
    return place.uid if place else None


def _query(tree: Tree, place: Place, depth: str, root: Element) -> list[Xml]:
    """The cards that pass a filter; without a depth those of the book, as its oldest clients expect."""
    wanted, limit, passes = _Wanted(root), _limit(root, card), read_filter(root)
    if place.kind is Kind.BOOK and depth == "0":
        return []
    given = book.fetch(tree.subscription, {told.uid for told in _told(tree, place)})
    matching = [item for item in given.items.values() if passes(item.text)]
    if wanted.text is not None:
        given.record([item.uid for item in matching[:limit]])
    answers = [wanted.answer(tree.path_of(item.uid), item) for item in matching[:limit]]
    cut = limit is not None and len(matching) > limit
    return [*answers, too_many(tree.book.path)] if cut else answers


def _told(tree: Tree, place: Place) -> list[Told]:
    if place.kind is Kind.CARD:
        return [_told_of(tree, place.uid)]
    book.settle(tree.subscription)
    return present(tree.subscription)


def _limit(root: Element, name: Callable[[str], str]) -> int | None:
    """How many cards the device wants at most; None where it does not say."""
    if root.find(name("limit")) is None:
        return None
    number = text_of(root, f"{name('limit')}/{name('nresults')}")
    if not (number.isascii() and number.isdigit() and len(number) < 10 and int(number)):
        raise Refused(400)
    return int(number)


class _Wanted:
    """Which properties a report wants of each card, and whether it wants the text, whole or in part."""

    def __init__(self, root: Element) -> None:
        kind = only_child(root, dav("prop"), dav("allprop"), dav("propname"))
        named = kind.tag == dav("prop")
        names = [child.tag for child in kind if child.tag != ADDRESS_DATA] if named else CARD_NAMES
        self.text = kind.find(ADDRESS_DATA) if named else None
        self.parts = _parts(self.text) if self.text is not None else frozenset()
        self.form = card_form(*names, with_text=self.text is not None)

    def answer(self, path: str, item: book.Item) -> Xml:
        return self.form.filled(path, item.etag, only_properties(item.text, self.parts) if self.parts else item.text)


def _parts(asked: Element) -> frozenset[str]:
    """The properties of a vCard that are wanted, none for all; another format than ours is refused."""
    if (asked.get("content-type", "text/vcard"), asked.get("version", "3.0")) != ("text/vcard", "3.0"):
        raise Refused(403, element(card("supported-address-data")))
    named = [child.get("name", "").upper() for child in asked if child.tag == card("prop")]
    return frozenset() if asked.find(card("allprop")) is not None else frozenset(named)
