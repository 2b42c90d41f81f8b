"""Invented texts: sentences of many forms, filled with the word lists, places and the Dutch dictionary."""

import random
from functools import cached_property

import simplemma
import wordfreq

from benchmarks.invented.names import Ranked
from directory.models import Doelgroep, Functie, Gebeurtenis, Gemeente, Leefgebied, Organisatiesoort, Plaats, Wet

DICTIONARY = 60_000  # words that are looked at, the most used first
SHORTEST = 5
SKIP = 400  # the most used words say nothing
WORD_RANK = 200

DOES = (
    "{wat} en {woord}", "Hulp bij {wat}", "Vragen over {wat}", "{wat} in {plaats}",
    "{woord} en {woord} na {gebeurtenis}",
    "Als {wie} niet meer uitkomen met {woord}", "Overleg over {woord}", "{wat} voor {wie}", "Advies bij {gebeurtenis}",
    "Samen kijken naar {woord}", "Aanmelden voor {wat}", "{wie} die zoeken naar {woord}", "Snel schakelen bij {wat}",
    "Wie doet wat bij {woord} en {wat}", "Een plan maken na {gebeurtenis}", "{woord} regelen in {plaats}",
    "Huisbezoek bij {wie}", "{wet} en {woord}", "Twijfel over {wat}", "Wachttijd bij {woord}", "Groepen voor {wie}",
)  # fmt: skip
SENTENCES = (
    "Wij helpen {wie} met {wat} en {woord}.", "In {plaats} kun je binnenlopen met vragen over {wat}.",
    "Samen met je {woord} maken we een plan voor {wat}.", "Na {gebeurtenis} denken we mee over {woord} en {woord}.",
    "Een {functie} kijkt met je naar {wat}.", "We werken met {wie} en hun {woord}.",
    "Voor {wat} kom je eerst bij een {functie}.", "Wie {woord} zoekt, krijgt binnen een week antwoord.",
    "Bij {wat} hoort vaak ook {woord}; dat pakken we samen op.", "Wij voeren de {wet} uit in {plaats} en {plaats}.",
    "Elke {woord} begint met een gesprek over {wat}.", "Er is een groep voor {wie} over {woord}.",
    "Gaat het om {gebeurtenis}, dan bel je het best met een {functie}.", "De {functie} komt ook thuis in {plaats}.",
    "Je {woord} en {woord} blijven van jou: wij vragen alleen wat nodig is.", "Naast {wat} doen we {woord}.",
)  # fmt: skip
AGENCIES = (
    "{soort} {plaats}", "{soort} De {naam}", "De {naam}", "{soort} {naam} {plaats}", "{naam} en {naam}",
    "Stichting {naam}", "Steunpunt {naam}", "{naam} {plaats}", "Huis van {naam}",
    "{soort} {naam}", "Coöperatie De {naam}", "Thuis in {naam}",
)  # fmt: skip
TEAMS = (
    "Team {plaats}",
    "Team {naam}",
    "Wijk {naam}",
    "{soort} {plaats}",
    "Team {woord} {plaats}",
    "Buitendienst {naam}",
)
DESKS = (
    "Balie {plaats}", "Inloop {naam}", "Overleglijn {woord}", "Spreekuur {wat}", "Aanmelden {wat}", "Telefoon {plaats}",
    "Consultatie {woord}", "Loket {wat}", "Vragenuur {naam}", "Spoedlijn {woord}",
)  # fmt: skip
HOURS = ("ma-vr 9.00-17.00", "ma-do 8.30-16.30", "ma-di 9.00-16.30", "wo-vr 8.30-17.00", "do 10.00-12.00")
TALEN = ("Engels", "Frysk", "Turks", "Arabisch", "Pools", "Duits", "Tigrinya", "Somali", "Papiaments", "Oekraïens")


class Texts:
    """Makes texts from the word lists that the database holds, the same ones for the same seed."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.functies = list(Functie.objects.order_by("code"))
        self.doelgroepen = list(Doelgroep.objects.order_by("code"))
        self.leefgebieden = list(Leefgebied.objects.order_by("code"))
        self.wetten = list(Wet.objects.order_by("code"))
        self.soorten = list(Organisatiesoort.objects.order_by("code"))
        self._functies = Ranked(self.functies)
        self._doelgroepen = Ranked(self.doelgroepen)

    @cached_property
    def words(self) -> Ranked:
        """Words of the dictionary, by how much people write them."""
        used = wordfreq.top_n_list("nl", DICTIONARY)[SKIP:]
        known = (word for word in used if len(word) >= SHORTEST and word.isalpha() and simplemma.is_known(word, "nl"))
        return Ranked(list(known), WORD_RANK)

    @cached_property
    def topics(self) -> list[str]:
        """What people ask for, in the words of the lists."""
        rows = (*self.functies, *self.leefgebieden, *self.doelgroepen)
        return sorted({form for row in rows for form in row.zoekwoorden} | {row.naam for row in self.leefgebieden})

    @cached_property
    def events(self) -> list[str]:
        return [row.naam.lower() for row in Gebeurtenis.objects.order_by("code")]

    @cached_property
    def places(self) -> dict[int, list[str]]:
        """Per gemeente its villages and towns."""
        found: dict[int, list[str]] = {pk: [naam] for pk, naam in Gemeente.objects.values_list("pk", "naam")}
        for gemeente, naam in Plaats.objects.order_by("pk").values_list("gemeente_id", "naam"):
            found[gemeente].append(naam)
        return found

    def word(self) -> str:
        return self.words.pick(self.rng)

    def functie(self) -> Functie:
        return self._functies.pick(self.rng)

    def some_doelgroepen(self, most: int) -> list[Doelgroep]:
        count = self.rng.randint(0, most)
        return list(dict.fromkeys(self._doelgroepen.pick(self.rng) for _ in range(count)))

    def some_of(self, rows: list[object], most: int) -> list[object]:
        return self.rng.sample(rows, self.rng.randint(0, most))

    def written(self, forms: tuple[str, ...], places: list[str], soort: str = "") -> str:
        """One of these forms, filled in; the first letter a capital."""
        text = self.rng.choice(forms).format_map(_Slots(self, places, soort))
        return text[:1].upper() + text[1:]

    def lines(self, places: list[str], least: int, most: int) -> list[str]:
        return list(dict.fromkeys(self.written(DOES, places)[:120] for _ in range(self.rng.randint(least, most))))

    def paragraph(self, places: list[str], least: int, most: int) -> str:
        return " ".join(self.written(SENTENCES, places) for _ in range(self.rng.randint(least, most)))

    def loose(self, most: int) -> list[str]:
        """Single words and short terms, as editors type them."""
        count = self.rng.randint(0, most)
        return list(dict.fromkeys(self.rng.choice((self.word, self._topic))() for _ in range(count)))

    def _topic(self) -> str:
        return self.rng.choice(self.topics)

    def slot(self, name: str, places: list[str], soort: str) -> str:
        rng = self.rng
        if name == "woord":
            return self.word()
        if name == "naam":
            return self.word().capitalize()
        if name == "plaats":
            return rng.choice(places)
        return self._of_lists(name, soort)

    def _of_lists(self, name: str, soort: str) -> str:
        rng = self.rng
        if name == "wat":
            return self._topic()
        if name == "wie":
            return self._doelgroepen.pick(rng).naam.lower()
        if name == "functie":
            return self.functie().naam.lower()
        if name == "wet":
            return rng.choice(self.wetten).afkorting
        return soort if name == "soort" else rng.choice(self.events)


class _Slots(dict[str, str]):
    """What stands between braces, chosen anew each time it is asked."""

    def __init__(self, texts: Texts, places: list[str], soort: str) -> None:
        super().__init__()
        self.texts, self.places, self.soort = texts, places, soort

    def __missing__(self, name: str) -> str:
        return self.texts.slot(name, self.places, self.soort)
