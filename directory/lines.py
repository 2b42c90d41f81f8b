"""Short lines of a page: a number to ring, one card in a list; each holds only what its audience may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Q
from django.utils import timezone

from directory import names
from directory.models import Absence, AgencyPage, ContactCardPage, Contactpunt
from directory.openingstijden import DAGEN, EINDE, Stand
from directory.succession import absence_on
from directory.visibility import Audience, Regions, cards_for, contactpunten_for, numbers_for


@dataclass(frozen=True)
class Look:
    """Who looks, with the regions read once; what every line of one page is asked with."""

    audience: Audience
    regions: Regions


@dataclass(frozen=True)
class Bel:
    """A number to ring: the digits to dial, the number as people read it, and who answers."""

    tel: str
    nummer: str
    naam: str
    toestel: str = ""
    soort: str = ""  # of a person's number: "vast", "mobiel"
    stand: Stand | None = None
    voor_inwoners: bool = False
    is_mens: bool = False  # of whom it is said whether they work now, not whether they are open


@dataclass(frozen=True)
class CardLine:
    """One card in a list; `bel` is the first number that this audience may see."""

    card: ContactCardPage
    naam: str
    rol: str
    bel: Bel | None
    dagen: str = ""
    absence: Absence | None = None
    kiesbaar: bool = False

    @property
    def url(self) -> str:
        return self.card.get_absolute_url()


class Headed(Protocol):
    """What says how a card is called: the card itself, or the few columns of one that it takes."""

    @property
    def voorbeeld(self) -> bool: ...
    @property
    def is_alleen_functie(self) -> bool: ...
    @property
    def naam(self) -> str: ...
    @property
    def functienaam(self) -> str: ...


def heading(card: Headed) -> str:
    """What heads a card: who chose to stand here without a name is called by the function."""
    if not card.is_alleen_functie:
        return card.naam
    naam = card.functienaam or "Contactkaart"
    return f"{naam} (voorbeeld)" if card.voorbeeld else naam


def numbers_of(card: ContactCardPage, look: Look) -> list[Bel]:
    """The numbers of a card that this audience may ring, in the editor's order."""
    found = numbers_for(look.audience, card, look.regions)
    return [Bel(n.tel, n.tonen, heading(card), n.toestel, n.get_soort_display()) for n in found]


def card_line(card: ContactCardPage, look: Look, exportable: Collection[int] = ()) -> CardLine:
    """The line of a card that this audience may see; `exportable` holds the ids that it may also save."""
    return CardLine(
        card=card,
        naam=heading(card),
        rol=_role(card),
        bel=next(iter(numbers_of(card, look)), None),
        dagen=_days(card),
        absence=absence_on(card),
        kiesbaar=card.pk in exportable,
    )


def _role(card: ContactCardPage) -> str:
    if card.is_alleen_functie:
        return "Zonder naam in de gids"
    return card.functienaam if card.is_persoon else "Functie of loket"


def _days(card: ContactCardPage) -> str:
    """The days on which somebody works, "" where that is every weekday or not known."""
    days = sorted({blok.dag for blok in card.tijden.blokken})
    return "" if len(days) >= 5 else opsomming([DAGEN[day] for day in days])


def sorted_cards(cards: Iterable[ContactCardPage]) -> list[ContactCardPage]:
    """Functions first (they outlive their holder), then people in Dutch order."""
    return sorted(
        cards,
        key=lambda c: (
            c.is_persoon and not c.is_alleen_functie,
            names.sort_key(c.voornaam, c.tussenvoegsel, c.achternaam),
            names.fold(heading(c)),
        ),
    )


def visible_cards(look: Look, which: Q) -> dict[int, ContactCardPage]:
    """The cards of people who still work here, of those asked for, that this audience may see; by id."""
    cards = cards_for(look.audience).working().filter(which)
    # Agency and team apart: joined, each of fifty cards would bring its own copy of them.
    rows = cards.select_related("functie", "state").prefetch_related(
        "nummers", "absences", "team", "agency__werkgebied"
    )
    return {card.pk: card for card in rows}


def contactpunten_of(page: AgencyPage | None, look: Look) -> list[Contactpunt]:
    """The contactpunten of a page for this audience; a team that has none is reached by its agency's."""
    if page is None:
        return []
    own = contactpunten_for(look.audience, page, look.regions)
    return own or (contactpunten_for(look.audience, page.agency, look.regions) if page.agency else [])


def bel_punt(punt: Contactpunt) -> Bel:
    """A contactpunt with a telephone as a number to ring."""
    residents = punt.voor == Contactpunt.Voor.INWONERS
    return Bel(punt.tel, punt.nummer, punt.naam, punt.toestel, stand=punt.stand(), voor_inwoners=residents)


def first_number(punten: Iterable[Contactpunt]) -> Bel | None:
    """The first contactpunt that can be rung."""
    return next((bel_punt(punt) for punt in punten if punt.telefoon), None)


def stands_until(things: Iterable[Contactpunt | ContactCardPage]) -> datetime:
    """When the first of these contactpunten or people begins or stops, at the latest when the day ends."""
    now = timezone.localtime()
    return datetime.combine(now.date(), min((t.tijden.until(now) for t in things), default=EINDE), now.tzinfo)


def sentence(text: str) -> str:
    """A text of a list with a full stop behind it; "" stays that."""
    return f"{text.rstrip('.')}." if text else ""


def opsomming(words: Iterable[str]) -> str:
    """A list in words: `a, b en c`."""
    *head, last = [*words] or [""]
    return f"{', '.join(head)} en {last}" if head else last


def in_zin(text: str) -> str:
    """A text in the middle of a line: opens with a small letter, but a name or abbreviation stays as it is."""
    second, following = text[1:2], text.split(maxsplit=2)[1:2]
    if not second.islower() or any(word[:1].isupper() and word[1:].islower() for word in following):
        return text  # SVB-loket; Burgerlijk Wetboek
    first = names.fold(second)
    is_loud = first != second and first == names.fold(text[:1])  # Eén: a capital takes no accent, a small letter does
    return (second if is_loud else text[:1].lower()) + text[1:]


def woorden(words: Iterable[str]) -> str:
    """The names of word lists in one line: `Schulden regelen en budget beheren`; abbreviations keep their capitals."""
    first, *rest = [*words] or [""]
    return opsomming([first, *map(in_zin, rest)])
