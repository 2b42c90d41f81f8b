"""A card small enough for a QR code that an old phone still reads, for where there is no internet."""

from phonebook.vcard import Naam, Vcard, write

TELS = 2


def small_card(card: Vcard) -> str:
    """Name, organisation, function, two numbers and the mail of a card; as much of it as there is room for.

    Without UID, notes and links: the code would get too fine. Whoever scans it again gets the same contact twice.
    """
    naam = Naam(card.naam.voluit, family=card.naam.family, given=card.naam.given, suffix=card.naam.suffix)
    small = Vcard(uid="", naam=naam, org=card.org, title=card.title, tels=card.tels[:TELS], mail=card.mail)
    return "".join(line for line in write([small]).decode().splitlines(keepends=True) if not _is_spare(line))


def _is_spare(line: str) -> bool:
    return line.startswith(("PRODID:", "UID:"))
