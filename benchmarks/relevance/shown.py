"""Prints as JSON lines what each audience may see of a filled guide, a line of text for each thing: to grade it by.

The environment names the guide's database. Each line is {als, ref, kop, tekst, met_naam}: who looks, the thing, its
name with what it is, that with what its page tells in at most 600 characters, and whether it shows its name: the card
of somebody who left does not after a while, and nobody finds it then.
"""

import json
import os
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db.models import Q  # noqa: E402  # after setup

from directory.card_view import feiten_of, waar_of  # noqa: E402  # after setup
from directory.lines import Look, heading, numbers_of, visible_cards  # noqa: E402  # after setup
from directory.models import AgencyIndexPage, AgencyPage, ContactCardPage, Contactpunt  # noqa: E402  # after setup
from directory.succession import absence_ahead, heir, name_may_show, stand_in_for  # noqa: E402  # after setup
from directory.visibility import Regions, cards_for, contactpunten_for  # noqa: E402  # after setup
from search.audiences import audience_named  # noqa: E402  # after setup
from search.indexing.collect import agencies_for_documents, cards_for_documents  # noqa: E402  # after setup

MOST = 600
LEAST = 120  # of what is done, also where the rest is long
Told = tuple[str, str]  # kop, tekst
Thing = tuple[str, Told, bool]  # ref, what is told, shows its name


def _all(label: str, words: Iterable[Any]) -> str:
    found = ", ".join(str(word) for word in words)
    return f"{label}: {found}" if found else ""


def _short(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder=" …")


def _told(kop: str, work: Iterable[Any], *parts: str) -> Told:
    """The header, what is done in as many words as there is room for, and the rest."""
    rows, rest = list(work), " | ".join(part for part in parts if part)
    room = max(MOST - len(kop) - len(rest) - 12, LEAST)
    full = "; ".join(f"{row.naam} ({row.wat})" if row.wat else row.naam for row in rows)
    doet = full if len(full) <= room else _short("; ".join(row.naam for row in rows), room)
    return kop, _short(" | ".join(part for part in (kop, f"doet: {doet}" if doet else "", rest) if part), MOST)


class Guide:
    """The guide as one audience sees it."""

    def __init__(self, wie: str) -> None:
        self.look = Look(audience_named(wie), Regions())
        self.region = AgencyIndexPage.objects.live().first()
        self.pages = {page.pk: page for page in agencies_for_documents()}
        for page in self.pages.values():
            page.agency = self.pages.get(page.agency_id)

    def things(self) -> Iterator[Thing]:
        """Each agency, team, desk and card that this audience may see, by its ref."""
        for page in self.pages.values():
            yield page.key, self._agency(page), True
            for desk in contactpunten_for(self.look.audience, page, self.look.regions):
                yield desk.key, self._desk(desk, page), True
        visible = cards_for(self.look.audience).values("pk")
        for card in cards_for_documents().filter(pk__in=visible).prefetch_related("werkprocessen"):
            card.agency, card.team = self.pages.get(card.agency_id), self.pages.get(card.team_id)
            told = self._left(card) if card.state.is_vertrokken() else self._card(card)
            yield card.key, told, self._shows_name(card)

    def _agency(self, page: AgencyPage) -> Told:
        soort = page.soort or page.top.soort
        place = f"team van {page.agency.naam}" if page.agency else f"{soort.naam if soort else 'organisatie'}"
        return _told(
            f"{page.naam} - {place}",
            page.werkprocessen.all(),
            _all("ook", (name.naam for name in page.andere_namen.all())),
            _short(page.stated("opdracht"), 200),
            _short(_all("voor wie", filter(None, [page.stated("voor_wie"), page.leeftijd])), 120),
            _short(_all("doelgroepen", page.stated_list("doelgroepen")), 120),
            _short(_all("niet voor", filter(None, [page.stated("niet_voor_wie")])), 80),
            _all("wetten", (wet.afkorting for wet in page.stated_list("wetten"))),
            _short(_all("doet niet", page.wat_wij_niet_doen.all()), 80),
            _all("werkt in", [waar_of(page, self.region)]),
        )

    def _desk(self, desk: Contactpunt, page: AgencyPage) -> Told:
        desk.page = page
        return _told(
            f"{desk.naam} - loket van {page.naam} ({desk.get_voor_display()})",
            (work for work in page.werkprocessen.all() if work.contactpunt_id == desk.pk),
            desk.get_kanaal_display() + (f" {desk.nummer}" if desk.telefoon else ""),
            _all("vraag naar", filter(None, [desk.vraag_naar])),
            _all("open", desk.openingstijden),
            _short(desk.toelichting, 150),
            _short(_all("van wie", filter(None, [page.stated("opdracht")])), 120),
            _all("werkt in", [waar_of(page, self.region)]),
        )

    def _kop(self, card: ContactCardPage) -> str:
        names = dict.fromkeys([card.functienaam, card.functie.naam if card.functie else ""])
        places = [page.naam for page in (card.team, card.agency) if page]
        return f"{heading(card)} - {', '.join(filter(None, names))} bij {', '.join(places)}"

    def _card(self, card: ContactCardPage) -> Told:
        facts = feiten_of(card)
        return _told(
            self._kop(card),
            card.werkprocessen.all(),
            _short(_all("bel mij voor", card.bel_mij_voor), 250),
            _all("wat", filter(None, [facts.wat])),
            _all("voor wie", filter(None, [facts.voor_wie])),
            _all("waar", filter(None, [facts.waar if card.gemeenten.all() else waar_of(card.plek, self.region)])),
            _all("wetten", (wet.afkorting for wet in card.wetten.all())),
            _all("talen", card.talen),
            _all("werkdagen", card.werkdagen),
            _all("nummers", (number.nummer for number in numbers_of(card, self.look))),
            self._named("houder", card.houder_id),
            self._away(card),
            _all("ook bij", (place.organisatie.naam for place in card.ook_te_vinden.all() if place.organisatie.live)),
        )

    def _away(self, card: ContactCardPage) -> str:
        absence = absence_ahead(card)
        if absence is None:
            return ""
        other = stand_in_for(card, absence)
        return f"afwezig van {absence.van} tot {absence.tot} {self._named('vervanger', other.pk if other else None)}"

    def _shows_name(self, card: ContactCardPage) -> bool:
        return name_may_show(card) and (self.look.audience.is_professional or not card.state.is_vertrokken())

    def _left(self, card: ContactCardPage) -> Told:
        kop = f"{self._kop(card) if self._shows_name(card) else card.functienaam} (werkt hier niet meer)"
        successor = heir(card)
        return _told(kop, (), self._named("opvolger", successor.pk if successor else None))

    def _named(self, label: str, pk: int | None) -> str:
        """The card that this one refers to, where this audience may see it."""
        found = visible_cards(self.look, Q(pk=pk)).values() if pk else ()
        return _all(label, (f"{heading(card)}, {card.functienaam}" for card in found))


def main() -> None:
    for wie in ("iedereen", "professional"):
        for ref, (kop, tekst), met_naam in Guide(wie).things():
            thing = {"als": wie, "ref": ref, "kop": kop, "tekst": tekst, "met_naam": met_naam}
            print(json.dumps(thing, ensure_ascii=False).replace(" (voorbeeld)", ""))  # said of nearly all


if __name__ == "__main__":
    main()
