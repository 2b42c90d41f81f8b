"""Opening hours and working days: reading them as an editor writes them, and saying whether it is open now."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
VOLUIT = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
EXPECTED = "Schrijf bijvoorbeeld: ma-vr 9.00-17.00, of: di, do 9.00-12.00, 13.00-16.30."
DAG = r"(?:ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?"
LINE = re.compile(rf"^({DAG}(?:\s*(?:-|–|t/m|tot en met|,|en|\+)\s*{DAG})*)\s*:?\s*(.*)$", re.IGNORECASE)
SPAN = re.compile(
    r"^(?:van\s+)?(\d{1,2})(?:[.:](\d{2}))?\s*(?:uur)?\s*(?:-|–|tot|t/m)\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:uur)?$"
)


class OngeldigeTijd(ValueError):
    """A line that is no opening hours; the message is in Dutch and names the line."""


@dataclass(frozen=True, order=True)
class Blok:
    """One stretch of one weekday: 0 is Monday, `van` inclusive, `tot` exclusive."""

    dag: int
    van: time
    tot: time


@dataclass(frozen=True)
class Stand:
    """How things are at one moment: open or not, and the text that says until or from when."""

    is_open: bool
    tekst: str


class Openingstijden:
    """A week of opening hours; empty means that nothing is known."""

    def __init__(self, blokken: Iterable[Blok] = ()) -> None:
        self.blokken = tuple(sorted(set(blokken)))

    def __bool__(self) -> bool:
        return bool(self.blokken)

    @classmethod
    def lees(cls, regels: Iterable[str]) -> "Openingstijden":
        """Read lines such as `ma-vr 9.00-17.00`; raises OngeldigeTijd at the first line that is not understood."""
        blokken = [blok for regel in regels if regel.strip() for blok in _lees_regel(regel)]
        week = cls(blokken)
        for een, ander in zip(week.blokken, week.blokken[1:], strict=False):
            if een.dag == ander.dag and ander.van < een.tot:
                raise OngeldigeTijd(f"Op {VOLUIT[een.dag]} overlappen twee tijden.")
        return week

    def op(self, dag: int) -> tuple[Blok, ...]:
        """The stretches of one weekday (0 = Monday), in order."""
        return tuple(blok for blok in self.blokken if blok.dag == dag)

    def stand(self, nu: datetime) -> Stand | None:
        """Open or closed at `nu` (local time) and until or from when; None where no hours are known."""
        if not self.blokken:
            return None
        for blok in self.op(nu.weekday()):
            if blok.van <= nu.time() < blok.tot:
                return Stand(True, f"tot {klok(blok.tot)} uur")
        return Stand(False, self._volgende(nu))

    def _volgende(self, nu: datetime) -> str:
        for over in range(8):
            dag = (nu + timedelta(days=over)).weekday()
            later = [blok for blok in self.op(dag) if over or blok.van > nu.time()]
            if later:
                wanneer = ("vandaag", "morgen")[over] if over < 2 else VOLUIT[dag]
                return f"{wanneer} vanaf {klok(later[0].van)} uur"
        return ""

    def week(self) -> list[tuple[int, str, str]]:
        """Each weekday as (number, name, hours as text or ""), for a table; Saturday and Sunday only if used."""
        days = range(7 if any(blok.dag > 4 for blok in self.blokken) else 5)
        return [(d, VOLUIT[d], " en ".join(f"{klok(b.van)} – {klok(b.tot)}" for b in self.op(d))) for d in days]


def klok(moment: time) -> str:
    """A time as people write it: 9.00, 16.30."""
    return f"{moment.hour}.{moment.minute:02d}"


def _lees_regel(regel: str) -> list[Blok]:
    match = LINE.match(regel.strip())
    if not match:
        raise OngeldigeTijd(f"“{regel.strip()}” begint niet met een dag. {EXPECTED}")
    tijden = [_lees_tijd(deel.strip(), regel) for deel in re.split(r",|\ben\b|;", match.group(2)) if deel.strip()]
    if not tijden:
        raise OngeldigeTijd(f"“{regel.strip()}” noemt geen tijd. {EXPECTED}")
    return [Blok(dag, van, tot) for dag in _lees_dagen(match.group(1)) for van, tot in tijden]


def _lees_tijd(deel: str, regel: str) -> tuple[time, time]:
    match = SPAN.match(deel)
    if not match:
        raise OngeldigeTijd(f"“{deel}” in “{regel.strip()}” is geen tijd. {EXPECTED}")
    try:
        van, tot = (time(int(match.group(i)) % 24, int(match.group(i + 1) or 0)) for i in (1, 3))
    except ValueError as error:
        raise OngeldigeTijd(f"“{deel}” in “{regel.strip()}” is geen tijd. {EXPECTED}") from error
    if match.group(3) == "24":
        tot = time(23, 59)
    if tot <= van:
        raise OngeldigeTijd(f"“{deel}” in “{regel.strip()}” eindigt voor het begint.")
    return van, tot


def _lees_dagen(text: str) -> list[int]:
    dagen: list[int] = []
    for deel in re.split(r",|\ben\b|\+", text.lower().replace("tot en met", "-").replace("t/m", "-")):
        een, *ander = [DAGEN.index(stuk.strip()[:2]) for stuk in re.split(r"-|–", deel)]
        dagen += range(een, ander[0] + 1) if ander and ander[0] >= een else [een, *ander]
    return dagen
