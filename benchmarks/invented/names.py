"""Invented names: thousands of surnames put together from their usual parts, a few common and most of them rare."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


def _words(text: str) -> list[str]:
    return text.split()


LAND = _words("""
Berg Dijk Veen Bos Brink Hoek Dam Meer Beek Velde Horst Kamp Holt Wold Linde Elzen Eik Berken Hazel Molen Kerk Toren
Brug Sluis Haven Zand Klei Steen Heide Akker Weide Wiel Poel Gracht Tuin Hof Burg Poort Markt Schans Werf Waard Terp
Wier Laar Donk Broek Geest Nes Rijt Vliet Ven Zijl Wal Stee Hage Loo Rode Wijk Vaart Plas Kolk Duin Kreek Polder
Winkel Brouwer Wever Leeuw Zwaan Valk Haan Reiger Vos Beer Otter Zomer Winter Oord Ooster Wester Noorder Zuider
""")
ENDS = _words("stra sma inga ema ma man mans huis kamp boer meijer veld stein wijk voort haar horst beek berg dijk hof")
TRADES = _words("""
Bakker Smit Smid Visser Mulder Molenaar Kuiper Kuipers Schipper Timmerman Slager Kok Koster Boer Brouwer Wever Dekker
Snijder Schouten Schilder Metselaar Zeeman Koopman Hendriks Kramer Kremer Postma Hofman Meijer Meyer Prins Koning
Keizer Graaf Ridder Jager Vogel Vink Mus Haas Kat Wolf Blom Roos Groen Wit Bruin Zwart Rood Lang Kort Groot Klein Jong
Oud Vries Haan Ruiter Wagenaar Voerman Spelman Speelman Dokter Bos Vos Peters Pieters Willems Gerrits Maas Rijn Waal
""")
FATHERS = _words("""
Jan Piet Klaas Hendrik Willem Gerrit Dirk Cornelis Jacob Hessel Wiebe Douwe Sjoerd Tjeerd Jelle Sietse Folkert Harm
Albert Evert Roelof Berend Lubbert Geert Aalt Teunis Arend Mens Reinder Lammert Egbert Wolter Frans Marten Fokke Sipke
Jarig Rinse Bauke Tiete Anne Eelke Oene Ype Wytze Lieuwe Bouke Durk Foppe Gosse Haije Ids Jorrit Keimpe Lolke Minne
""")
FATHER_ENDS = ("sen", "s", "sma", "stra", "inga", "ma", "ing", "man", "kes", "zoon")
ELSEWHERE = _words("""
Yilmaz Kaya Demir Celik Sahin Yildiz Aydin Ozturk Arslan Dogan Amrani Idrissi Alaoui Bouzid Haddad Mansouri Tahiri
Benali Ouali Chaoui Nguyen Tran Pham Wong Chen Lin Kowalski Nowak Wisniewski Wojcik Lewandowski Ivanova Petrov Popescu
Ionescu Hassan Ahmed Osman Warsame Abdi Farah Tesfay Haile Gebre Okafor Mensah Diallo Santos Silva Pereira Fernandes
Martina Rosaria Winklaar Ramdin Bhagwandas Sewnath Kartosen Wiranto Latuihamallo Pattiasina Tahapary Rahimi Ahmadi
""")
BEFORE = ("van", "van de", "van der", "van den", "de", "den", "ter", "ten", "van 't", "op de", "in 't", "uit de")
BEFORE_ELSEWHERE = ("", "", "", "el", "ben", "dos", "da", "al")
FIRST = _words("""
Anna Maria Johanna Eva Sanne Lotte Femke Fleur Iris Julia Lieke Marieke Annelies Hanneke Ineke Janneke Joke Karin
Linda Monique Petra Saskia Wilma Yvonne Astrid Bianca Carla Diana Ellen Esther Gerda Greet Heleen Irene Jolanda Judith
Kim Laura Manon Mirjam Nienke Nicole Patricia Renate Rianne Roos Sandra Silvia Sophie Suzanne Tamara Tineke Trudy Vera
Willemijn Aafke Baukje Doutzen Eelkje Froukje Geeske Hiltje Itske Jeltje Klaske Lysbeth Maaike Nynke Oeds Pytsje Renske
Sietske Tjitske Wietske Ymkje Jan Piet Kees Henk Willem Gerrit Dirk Jaap Wim Hans Erik Mark Peter Paul Bas Bart Bram
Daan Dennis Edwin Frank Guus Jeroen Joost Jorrit Jurgen Koen Lars Luuk Maarten Martijn Michiel Niels Olaf Pim Rik Rob
Ruben Sander Sjoerd Stefan Sven Thijs Thomas Tim Tom Vincent Wouter Arjen Bauke Douwe Eelco Folkert Gosse Hessel Jelle
Klaas Lolke Meindert Oege Rinse Sietse Tjeerd Wiebe Wytze Ype Fatima Aisha Naima Samira Khadija Leila Yasmin Zeynep
Elif Emine Ayse Fatma Hülya Sevgi Mohammed Ahmed Youssef Omar Hassan Ali Mustafa Mehmet Murat Emre Kemal Ibrahim Abdi
Hodan Amina Selam Yonas Dawit Katarzyna Agnieszka Monika Piotr Pawel Tomasz Elena Irina Olga Natalia Andrei Ion Mei Li
Minh Thu João José Chloé Zoë Loïs Anaïs Noor Sem Finn Milan Levi Noah Liam Saar Tess Zara Nora Mila Olivia Emma
""")
DOUBLE, ELSEWHERE_SHARE, WITH_BEFORE = 0.08, 0.12, 0.3
FIRST_COMMON = 12  # the higher, the less the first ranks stand out


@dataclass(frozen=True)
class Person:
    """The parts of an invented name."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str


class Ranked(Generic[T]):
    """Picks by rank as names and words occur in life: the hundredth far less often than the first."""

    def __init__(self, things: Sequence[T], common: int = FIRST_COMMON) -> None:
        self.things = things
        self.weights = list(accumulate(1 / (rank + common) for rank in range(len(things))))

    def pick(self, rng: random.Random) -> T:
        return rng.choices(self.things, cum_weights=self.weights)[0]


def surnames(rng: random.Random) -> list[str]:
    """All surnames without tussenvoegsel, in the order of how common they are here."""
    made = {first + end for first in LAND for end in ENDS if first.lower() != end}
    made |= {father + end for father in FATHERS for end in FATHER_ENDS}
    made |= {f"{first}{second.lower()}" for first in LAND for second in LAND if first != second}
    rare = sorted(made)
    rng.shuffle(rare)
    return [*dict.fromkeys((*TRADES, *(father + "sen" for father in FATHERS), *rare))]


class People:
    """Makes names, the same ones for the same seed."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.firsts, self.here = Ranked(FIRST), Ranked(surnames(rng))
        self.land, self.elsewhere = Ranked(LAND), Ranked(ELSEWHERE)

    def person(self) -> Person:
        """A first name with a surname: plain, with tussenvoegsel, from elsewhere, or a double name."""
        rng, first = self.rng, self.firsts.pick(self.rng)
        if rng.random() < ELSEWHERE_SHARE:
            return Person(first, rng.choice(BEFORE_ELSEWHERE), self.elsewhere.pick(rng))
        before, name = self._surname()
        if rng.random() < DOUBLE:
            other_before, other = self._surname()
            name = f"{name}-{other_before} {other}" if other_before else f"{name}-{other}"
        return Person(first, before, name)

    def _surname(self) -> tuple[str, str]:
        if self.rng.random() < WITH_BEFORE:
            return self.rng.choice(BEFORE), self.land.pick(self.rng)
        return "", self.here.pick(self.rng)
