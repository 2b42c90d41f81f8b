"""The contacts of a Samenlijst: of each person what that person chose to show there, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from directory import names
from directory.lines import Look
from directory.models import CardNumber
from phonebook.bundle import Bundle, of_selection
from phonebook.contacts import dated, site_url, undated, without_numbers
from phonebook.models import Samenlijst
from phonebook.samen import Nummer, Plaats
from phonebook.vcard import CELL, WORK, Naam, Tel, Vcard


def contacts(samenlijst: Samenlijst, shown: Iterable[Plaats], look: Look) -> list[Vcard]:
    """Everybody on a list who may be in a file, in the order of the list."""
    return [dated(card, timezone.localdate()) for card in undated_contacts(samenlijst, shown, look)]


def undated_contacts(samenlijst: Samenlijst, shown: Iterable[Plaats], look: Look) -> list[Vcard]:
    """The same without the day that they were made on, for a device that compares."""
    going = [place for place in shown if place.mag_mee]
    after = [place.kaart.short_id for place in going if place.opvolger and place.kaart]
    found = (after and of_selection(look, after)) or Bundle(look)
    successors = {card.uid: card for card in undated(found, timezone.localdate())}
    made = [successors.get(place.uid) if place.opvolger else _contact(samenlijst, place) for place in going]
    return [card for card in made if card]


def _contact(samenlijst: Samenlijst, place: Plaats) -> Vcard:
    base = without_numbers(place.kaart) if place.kaart else _guest(place)
    tels = tuple(Tel(number.tel, CELL if number.soort == CardNumber.Soort.MOBIEL else WORK) for number in place.nummers)
    note = [f"Van de samenlijst ‘{samenlijst.naam}’", *filter(None, map(_toestel, place.nummers))]
    return replace(base, tels=tels, mail=place.mail, note=tuple(note))


def _guest(place: Plaats) -> Vcard:
    """A guest has no page; the link leads to the guide, because the list's own address is a key."""
    parts = names.lees(place.naam)
    naam = Naam(place.naam, family=f"{parts.tussenvoegsel} {parts.achternaam}".strip(), given=parts.voornaam)
    return Vcard(place.uid, naam, org=(place.organisatie,), urls=(site_url("/"),), categories=("VindElkaar",))


def _toestel(number: Nummer) -> str:
    return f"{number.tonen}: toestel of keuze {number.toestel}" if number.toestel else ""
