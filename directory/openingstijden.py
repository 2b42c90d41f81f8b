"""Opening hours and working days: reading them as an editor writes them, and saying whether it is open now."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
VOLUIT = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
EXPECTED = "Schrijf bijvoorbeeld: ma-vr 9.00-17.00, of: di, do 9.00-12.00, 13.00-16.30."
# The end of a day: 24.00 is no time of the clock.
EINDE = time.max

DAG = r"(?:ma|di|wo|do|vr|za|zo)"
TIJD = r"\d{1,2}(?:\.\d{2})?"
# How people write it, brought step by step to one notation: `ma-do,za 9.00-12.00,13.00-17.00`.
SCHRIJFWIJZEN = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[\u00a0\u202f\t]", " "),
        (r"[\u2010-\u2015\u2212]|\bt/m\b|\btot en met\b", "-"),
        (r"\b(ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?(?:en|s)?\b[.:]?", r"\1 "),
        (r"\b(?:op|elke|iedere|alle) (?=werkdag|dag|ma\b|di\b|wo\b|do\b|vr\b|za\b|zo\b)", ""),
        (r"\bwerkdag(?:en)?\b:?|\bdoordeweeks\b:?", "ma-vr "),
        (r"\b(?:in )?(?:het )?weekend\b:?", "za-zo "),
        (r"\bdagelijks\b:?|\b7 dagen (?:per|in de) week\b:?|^dag(?:en)?\b(?! en nacht):?", "ma-zo "),
        (r"\s+", " "),
        (rf"\bdag en nacht\b|\b24 uur per dag\b|(?<={DAG} )24 uur\b", "0-24"),
        (r"\b(?:de )?hele dag\b", "heel"),
        (r"\btussen (\S+?)(?: uur)? en (?=\d)", r"\1-"),
        (r"\b(\d{1,2})[uh:](\d{2})\b|\b(\d{2})(\d{2})\b", r"\1\3.\2\4"),
        (r"(?<=\d) ?(?:uur|u|h)\b", ""),
        (r"\bvan (?=\d)", ""),
        (r"\btot (?=\d)", "-"),
        (r"\ben\b|[+&/;]", ","),
        (r"\s*-\s*", "-"),
        (r"[,\s]*,[,\s]*", ","),
        (r"\s+", " "),
    )
]
GROEP = re.compile(
    rf"(?P<dagen>{DAG}(?:-{DAG})?(?:[ ,]{DAG}(?:-{DAG})?)*)"
    rf"(?:[ ,](?P<dicht>gesloten|vrij|dicht)|[ ,]heel|[ ,]?(?P<tijden>{TIJD}-{TIJD}(?:,{TIJD}-{TIJD})*))?(?:[ ,]|$)"
)
ALTIJD = re.compile(r"^(?:altijd(?: open| bereikbaar)?|24/7|dag en nacht|24 uur per dag)(?:[, ]+7 dagen(?: .*week)?)?$")


class OngeldigeTijd(ValueError):
    """A line that is no opening hours; the message is in Dutch and names the line."""


@dataclass(frozen=True)
class Blok:
    """One stretch of a weekday (0 is Monday), `van` inclusive, `tot` exclusive; without times only the day is known."""

    dag: int
    van: time | None = None
    tot: time | None = None

    def holds(self, moment: time) -> bool:
        """Does it hold at this time of its day? Where only the day is known, it does."""
        if self.van is None or self.tot is None:
            return True
        return self.van <= moment and (moment < self.tot or self.tot == EINDE)

    def begins_after(self, moment: time) -> bool:
        return self.van is not None and self.van > moment

    def __str__(self) -> str:
        return f"{klok(self.van)} – {klok(self.tot)}" if self.van is not None and self.tot else "werkdag"


@dataclass(frozen=True)
class Stand:
    """How things are at one moment: open or not, and the text that says until or from when ("" = not known)."""

    is_open: bool
    tekst: str


class Openingstijden:
    """A week of opening hours; empty means that nothing is known."""

    def __init__(self, blokken: Iterable[Blok] = ()) -> None:
        self.blokken = tuple(sorted(set(blokken), key=lambda blok: (blok.dag, blok.van or time.min)))

    def __bool__(self) -> bool:
        return bool(self.blokken)

    @classmethod
    def lees(cls, regels: Iterable[str]) -> "Openingstijden":
        """Read lines such as `ma-vr 9.00-17.00`; raises OngeldigeTijd at the first line that is not understood."""
        return _lees(tuple(regels))

    def op(self, dag: int) -> tuple[Blok, ...]:
        """The stretches of one weekday (0 = Monday), in order."""
        return tuple(blok for blok in self.blokken if blok.dag == dag)

    def stand(self, nu: datetime) -> Stand | None:
        """Open or closed at `nu` (local time) and until or from when; None where no hours are known."""
        if not self.blokken:
            return None
        for blok in self.op(nu.weekday()):
            if blok.holds(nu.time()):
                return Stand(True, self._tot(blok))
        return Stand(False, self._volgende(nu))

    def _tot(self, blok: Blok) -> str:
        """Until when, over midnight where the next day goes on at 0.00."""
        over = 0
        while over < 7 and blok.tot == EINDE:
            morgen = next(iter(self.op((blok.dag + 1) % 7)), None)
            if morgen is None or morgen.van != time.min:
                break
            blok, over = morgen, over + 1
        if blok.tot is None:
            return ""
        if over == 7:
            return "dag en nacht"
        wanneer = ("", "morgen ")[over] if over < 2 else f"{VOLUIT[blok.dag]} "
        return f"tot {wanneer}{klok(blok.tot)} uur"

    def _volgende(self, nu: datetime) -> str:
        for over in range(8):
            dag = (nu + timedelta(days=over)).weekday()
            later = [blok for blok in self.op(dag) if over or blok.begins_after(nu.time())]
            if later:
                wanneer = ("vandaag", "morgen")[over] if over < 2 else VOLUIT[dag]
                van = later[0].van
                return f"{wanneer} wel" if van is None else f"{wanneer} vanaf {klok(van)} uur"
        return ""

    def until(self, nu: datetime) -> time:
        """Until what time of today (local time) `stand` says the same; the end of the day where nothing changes."""
        moments = {moment for blok in self.op(nu.weekday()) for moment in (blok.van, blok.tot) if moment}
        return min((moment for moment in moments if moment > nu.time()), default=EINDE)

    def week(self) -> list[tuple[int, str, str]]:
        """Each weekday as (number, name, hours as text or ""), for a table; Saturday and Sunday only if used."""
        days = range(7 if any(blok.dag > 4 for blok in self.blokken) else 5)
        return [(dag, VOLUIT[dag], " en ".join(str(blok) for blok in self.op(dag))) for dag in days]


def klok(moment: time) -> str:
    """A time as people write it: 9.00, 16.30; the end of the day is 24.00."""
    return "24.00" if moment == EINDE else f"{moment.hour}.{moment.minute:02d}"


@lru_cache(maxsize=5000)  # the same few hundred lines are read again for every page
def _lees(regels: tuple[str, ...]) -> Openingstijden:
    week = Openingstijden(blok for regel in regels if regel.strip() for blok in _lees_regel(regel))
    for een, ander in zip(week.blokken, week.blokken[1:], strict=False):
        if een.dag == ander.dag and (een.tot is None or ander.van is None or ander.van < een.tot):
            raise OngeldigeTijd(f"Op {VOLUIT[een.dag]} overlappen twee tijden.")
    return week


def _lees_regel(regel: str) -> list[Blok]:
    plain = " ".join(regel.lower().split())
    if ALTIJD.match(plain):
        return [Blok(dag, time.min, EINDE) for dag in range(7)]
    for pattern, replacement in SCHRIJFWIJZEN:
        plain = pattern.sub(replacement, plain)
    plain, place, blokken = plain.strip(" ,.:"), 0, []
    while place < len(plain):
        groep = GROEP.match(plain, place)
        if not groep:
            raise OngeldigeTijd(f"{_why_not(plain, place, regel)} {EXPECTED}")
        blokken += _blokken(groep, regel)
        place = groep.end()
    return blokken


def _blokken(groep: re.Match[str], regel: str) -> list[Blok]:
    if groep["dicht"]:
        return []
    dagen = _lees_dagen(groep["dagen"])
    if not groep["tijden"]:
        return [Blok(dag) for dag in dagen]
    tijden = [_lees_tijd(deel, regel) for deel in groep["tijden"].split(",")]
    return [Blok(dag, van, tot) for dag in dagen for van, tot in tijden]


def _why_not(plain: str, place: int, regel: str) -> str:
    shown = regel.strip()
    word = re.search(rf"\b(?!(?:{DAG}|gesloten|vrij|dicht|heel)\b)[^\W\d_]+", plain)
    if place == 0 and not re.match(rf"{DAG}\b", plain):
        return f"“{shown}” begint niet met een dag."
    if word:
        return f"“{word.group()}” in “{shown}” begrijpen we niet."
    return f"“{plain[place:]}” in “{shown}” is geen tijd."


def _lees_tijd(deel: str, regel: str) -> tuple[time, time]:
    try:
        van, tot = (_moment(stuk) for stuk in deel.split("-"))
    except ValueError as error:
        raise OngeldigeTijd(f"“{deel}” in “{regel.strip()}” is geen tijd. {EXPECTED}") from error
    if tot <= van:
        raise OngeldigeTijd(
            f"“{deel}” in “{regel.strip()}” eindigt voor het begint. "
            "Gaat het ’s nachts door? Schrijf dan twee regels: vr 20.00-24.00 en za 0.00-2.00."
        )
    return van, tot


def _moment(text: str) -> time:
    uur, _, minuut = text.partition(".")
    return EINDE if int(uur) == 24 and not int(minuut or 0) else time(int(uur), int(minuut or 0))


def _lees_dagen(text: str) -> list[int]:
    """`ma-do,za` as numbers; `vr-ma` goes on over the weekend."""
    dagen: list[int] = []
    for deel in re.split(r"[ ,]", text):
        een, *ander = (DAGEN.index(stuk) for stuk in deel.split("-"))
        dagen += ((een + n) % 7 for n in range((ander[0] - een) % 7 + 1)) if ander else [een]
    return dagen
