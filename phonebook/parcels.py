"""What is taken along at once: some cards, a list, a whole organisation or team, or the answers to a question."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.text import slugify

from directory.lines import Look
from directory.models import AgencyPage, ExportLog
from phonebook import lists
from phonebook.bundle import Bundle, of_agency, of_selection
from phonebook.contacts import vcards
from phonebook.owners import Owner
from phonebook.vcard import Vcard
from search.ask import ask
from search.forms import read
from search.planning.finding import PER_PAGE

MOST = 300  # values that are looked at; the limit of a day is lower


@dataclass(frozen=True)
class Parcel:
    """What is asked for, trimmed to what this audience may take along; `None` as bundle: nothing of it is visible."""

    titel: str
    vorm: ExportLog.Vorm
    bundle: Bundle | None
    order: tuple[str, ...] = ()  # UIDs, for a list that keeps its order

    @cached_property
    def cards(self) -> list[Vcard]:
        """The contacts, in the order of the list that they come from."""
        found = vcards(self.bundle) if self.bundle else []
        place = {uid: n for n, uid in enumerate(self.order)}
        return sorted(found, key=lambda card: place.get(card.uid, len(place)))

    @property
    def naam(self) -> str:
        """What a file is called: never after a person, so not after the title that somebody gave a list."""
        named = self.vorm == ExportLog.Vorm.ORGANISATIE and slugify(self.titel)
        return str(named or "vindelkaar-kaarten")


def parcel_of(look: Look, owner: Owner, data: QueryDict) -> Parcel | None:
    """Read an address: `kaart=` values, `lijst=`, `org=` (an organisation or team), else a question; None if empty."""
    if "org" in data:
        return _of_agency(look, str(data["org"]))
    if "lijst" in data:
        return _of_list(look, owner, str(data["lijst"]))
    if "kaart" in data:
        return of_values(look, data.getlist("kaart")[:MOST])
    return _of_question(look, data)


def of_values(look: Look, values: Iterable[str], titel: str = "Je keuze") -> Parcel | None:
    """These values in their order; of somebody who left the successor stands at that place."""
    shown = lists.contents(look, lists.readable(values))
    order = tuple(str(regel.thing.uuid) for regel in shown.regels)
    if not shown.regels:
        return Parcel(titel, ExportLog.Vorm.LIJST, None)
    return Parcel(titel, ExportLog.Vorm.LIJST, of_selection(look, shown.kaarten) or Bundle(look), order)


def _of_list(look: Look, owner: Owner, key: str) -> Parcel | None:
    lijst = lists.lists_of(owner).filter(sleutel=_uuid(key)).first()
    if lijst is None:
        return None
    return of_values(look, lists.values_of(lijst), lijst.naam)


def _of_agency(look: Look, key: str) -> Parcel | None:
    page = AgencyPage.objects.live().filter(uuid=_uuid(key)).first()
    if page is None:
        return None
    return Parcel(page.naam, ExportLog.Vorm.ORGANISATIE, of_agency(look, page.uuid))


def _of_question(look: Look, data: QueryDict) -> Parcel | None:
    """The answers to a question, the best first, as many as the results page would show in ten steps."""
    query = read(data)
    if query.is_empty:
        return None
    pages = 100 // PER_PAGE
    answer = ask(replace(query, pagina=pages, pagina_organisaties=pages), look.audience)
    hits = [*answer.people.hits, *answer.organisations.hits]
    return of_values(look, [hit.thing.waarde for hit in hits], "Antwoorden op je vraag")


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
