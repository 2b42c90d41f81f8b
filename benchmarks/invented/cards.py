"""Invented contact cards as values: people and functions, with what life does to them (absence, leaving, checks)."""

import random
from datetime import date, timedelta
from typing import Any

from benchmarks.invented.agencies import Draft, number
from benchmarks.invented.names import People
from benchmarks.invented.texts import HOURS, TALEN, Texts
from directory.models import Absence, CardNumber, CardState, Check, ContactCardPage, Zichtbaar
from directory.models.pages import ALPHABET
from directory.names import fold

FUNCTIONS, LEFT, AWAY, PUBLIC, HIDDEN, MOBILE = 0.1, 0.03, 0.02, 0.1, 0.05, 0.3
CHECKED = 0.9


class Cards:
    """Makes cards for agencies and teams; the same ones for the same seed."""

    def __init__(self, rng: random.Random, texts: Texts, today: date) -> None:
        self.rng, self.texts, self.today = rng, texts, today
        self.people = People(rng)
        self.made = 0

    def values(self, draft: Draft) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        """The fields of one card at an agency or team, and the rows of word lists beside it."""
        rng, texts = self.rng, self.texts
        self.made += 1
        functie = texts.functie()
        values = {
            "ref": f"meet-k{self.made}",
            "short_id": self._short_id(),
            "voorbeeld": True,
            "functie": functie,
            "functie_lokaal": rng.choice(("", "", f"{functie.naam} {rng.choice(draft.places)}")),
            "bel_mij_voor": texts.lines(draft.places, 1, 3),
            "onderwerpen": texts.loose(4),
            "talen": ["Nederlands", *rng.choice(((), (), (rng.choice(TALEN),)))],
            "werkdagen": [rng.choice(HOURS)],
            "zichtbaar": self._level(),
            **(self._function() if rng.random() < FUNCTIONS else self._person()),
        }
        values["slug"] = values["short_id"]
        values["title"] = ContactCardPage(**values).naam
        lists = {
            "doelgroepen": texts.some_doelgroepen(2),
            "leefgebieden": texts.some_of(texts.leefgebieden, 2),
            "wetten": texts.some_of(texts.wetten, 2),
            "gemeenten": rng.sample(draft.gemeenten, min(rng.choice((0, 1, 1, 2)), len(draft.gemeenten))),
        }
        return values, lists

    def _short_id(self) -> str:
        """Eight characters by number and chance, so never the same twice."""
        n, letters = self.made, ""
        for _ in range(4):
            n, rest = divmod(n, len(ALPHABET))
            letters = ALPHABET[rest] + letters
        return letters + "".join(self.rng.choices(ALPHABET, k=4))

    def _level(self) -> int:
        chance = self.rng.random()
        if chance < PUBLIC:
            return Zichtbaar.IEDEREEN
        return Zichtbaar.ORGANISATIE if chance > 1 - HIDDEN else Zichtbaar.PROFESSIONALS

    def _person(self) -> dict[str, Any]:
        who = self.people.person()
        letters = "".join(c for c in fold(f"{who.voornaam[0]}.{who.achternaam}") if c.isalpha() or c == ".")
        mail = f"{letters}{self.made}@meetland.example"
        return {
            "soort": ContactCardPage.Soort.PERSOON,
            "voornaam": who.voornaam,
            "tussenvoegsel": who.tussenvoegsel,
            "achternaam": who.achternaam,
            "mail": mail,
        }

    def _function(self) -> dict[str, Any]:
        return {"soort": ContactCardPage.Soort.FUNCTIE, "mail": f"functie{self.made}@meetland.example"}

    # Beside the card ----------------------------------------------------------------------------------------------
    def numbers(self, card: ContactCardPage) -> list[CardNumber]:
        n = int(str(card.ref).removeprefix("meet-k"))
        found = [CardNumber(page=card, sort_order=0, nummer=number(n), zichtbaar=card.zichtbaar)]
        if self.rng.random() < MOBILE:
            mobile = f"+31600{n % 1_000_000:06d}"
            found.append(CardNumber(page=card, sort_order=1, soort=CardNumber.Soort.MOBIEL, nummer=mobile))
        return found

    def state(self, card: ContactCardPage, others: list[ContactCardPage]) -> CardState:
        """The state of a card; of who left with the day, and mostly a successor."""
        rng = self.rng
        values = CardState.defaults_for(card)
        if card.zichtbaar == Zichtbaar.IEDEREEN:
            values["plafond"] = Zichtbaar.IEDEREEN
        if rng.random() < LEFT:
            values["vertrokken_op"] = self.today - timedelta(days=rng.randint(1, 200))
            values["opvolger"] = next((c for c in rng.sample(others, min(2, len(others))) if c.pk != card.pk), None)
        return CardState(card=card, **values)

    def absences(self, card: ContactCardPage, others: list[ContactCardPage]) -> list[Absence]:
        rng = self.rng
        if rng.random() >= AWAY:
            return []
        stand_in = next((c for c in rng.sample(others, min(2, len(others))) if c.pk != card.pk), None)
        day = self.today - timedelta(days=rng.randint(0, 10))
        return [Absence(card=card, van=day, tot=day + timedelta(days=rng.randint(12, 60)), vervanger=stand_in)]

    def checks(self, card: ContactCardPage) -> list[Check]:
        if self.rng.random() >= CHECKED:
            return []
        return [Check(page_id=card.pk, op=self.today - timedelta(days=self.rng.randint(0, 300)))]
