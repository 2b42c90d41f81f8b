"""Questions to the invented cards, as different as people ask them: names, needs, places, numbers, typing errors."""

import random
from collections.abc import Callable

from benchmarks.invented.texts import Texts
from directory import numbers
from directory.models import AgencyPage, ContactCardPage, Gemeente
from directory.names import volledig

LOOKED_AT = 5_000  # cards and agencies among which are chosen


class Questions:
    """Makes questions of every kind in turn, the same ones for the same seed and database."""

    def __init__(self, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        self.texts = Texts(self.rng)
        people = ContactCardPage.objects.filter(soort="persoon").order_by("pk")
        keys = list(people.values_list("pk", flat=True))
        some = keys[:: max(1, len(keys) // LOOKED_AT)][:LOOKED_AT]
        self.people = list(people.filter(pk__in=some).prefetch_related("nummers"))
        self.agencies = list(AgencyPage.objects.agencies().order_by("pk").values_list("title", flat=True)[:LOOKED_AT])
        here = Gemeente.objects.filter(regios__isnull=False).order_by("code")
        self.places = [place for gemeente in here for place in self.texts.places[gemeente.pk]]
        self.kinds: dict[str, Callable[[], str]] = {
            "naam": self._name,
            "achternaam": lambda: self._one().achternaam,
            "naam met typfout": lambda: self._wrong(self._name()),
            "functie en plaats": lambda: f"{self.texts.functie().naam} {self._place()}",
            "behoefte": self._need,
            "behoefte en plaats": lambda: f"{self._need()} {self._place()}",
            "behoefte en doelgroep": lambda: f"{self._need()} {self.rng.choice(self.texts.doelgroepen).naam}",
            "telefoonnummer": self._number,
            "organisatie": lambda: self.rng.choice(self.agencies).removesuffix(" (voorbeeld)"),
            "behoefte met typfout": lambda: self._wrong(self._need()),
            "woord": self.texts.word,
            "begin": lambda: self._cut(self._need()),
            "zin": lambda: f"Wie kan mij helpen met {self._need()} in {self._place()}?",
        }

    def some(self, count: int) -> list[tuple[str, str]]:
        """So many pairs of a kind and a question."""
        kinds = list(self.kinds)
        found = [(kind, self.kinds[kind]()) for n in range(count) if (kind := kinds[n % len(kinds)])]
        self.rng.shuffle(found)
        return found

    def beginnings(self, count: int) -> list[str]:
        """What stands in the box while somebody types: two letters and more of a name, a need or an organisation."""
        wholes = (self._name, lambda: self._one().achternaam, self._need, lambda: self.rng.choice(self.agencies))
        found = []
        for n in range(count):
            whole = wholes[n % len(wholes)]()
            found.append(whole[: self.rng.randint(2, max(3, len(whole)))])
        return found

    def _one(self) -> ContactCardPage:
        return self.rng.choice(self.people)

    def _name(self) -> str:
        one = self._one()
        return volledig(one.voornaam, one.tussenvoegsel, one.achternaam)

    def _place(self) -> str:
        return self.rng.choice(self.places)

    def _need(self) -> str:
        return self.rng.choice(self.texts.topics)

    def _number(self) -> str:
        """The whole number, or its last digits."""
        number = numbers.tonen(self._one().nummers.all()[0].nummer)
        return self.rng.choice((number, number[-6:]))

    def _wrong(self, text: str) -> str:
        """Two letters changed places, or one was left out, in the longest word."""
        word = max(text.split(), key=len)
        at = self.rng.randint(1, max(1, len(word) - 2))
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        return text.replace(word, self.rng.choice((swapped, word[:at] + word[at + 1 :])), 1)

    def _cut(self, text: str) -> str:
        return text[: max(3, len(text) - self.rng.randint(1, 4))]
