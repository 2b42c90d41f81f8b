"""The rows of an agency page, as one audience sees them; templates read these and decide nothing."""

from dataclasses import dataclass, field
from typing import Any

from directory.lines import Bel, CardLine, woorden
from directory.models import AgencyPage, Contactpunt, Escalatie, NietDoen, Werkproces


@dataclass(frozen=True)
class Stated:
    """What a page says, with the agency it was taken from (None: said by the page itself)."""

    tekst: Any
    van: AgencyPage | None = None

    @property
    def regels(self) -> list[str]:
        return [line.strip() for line in self.tekst.splitlines() if line.strip()]


@dataclass(frozen=True)
class WerkprocesRow:
    """A werkproces with whom to ring for it; contactpunt and card are None where this audience may not see them."""

    werkproces: Werkproces
    punt: Contactpunt | None
    kaart: CardLine | None
    bel: Bel | None

    @property
    def voor_wie(self) -> str:
        """For whom, where that differs from the agency as a whole."""
        groups = woorden(d.naam for d in self.werkproces.doelgroepen.all())
        return ", ".join(filter(None, [groups, self.werkproces.leeftijd]))

    @property
    def kort(self) -> str:
        """Waiting time and lead time in a few words, for the closed fold."""
        wp = self.werkproces
        waits = f"wachttijd {wp.wachttijd}" if wp.wachttijd else ""
        takes = f"duurt {wp.doorlooptijd}" if wp.doorlooptijd[:1].isdigit() else wp.doorlooptijd
        text = ", ".join(filter(None, [waits, takes])) or wp.get_toegang_display()
        return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class NietRow:
    """What is not done here and who does it; `volgens` says who claims that, until the named agency agrees."""

    niet: NietDoen
    wie: AgencyPage | None
    wie_url: str
    volgens: AgencyPage | None
    bel: Bel | None


@dataclass(frozen=True)
class LadderRow:
    escalatie: Escalatie
    kaart: CardLine | None


@dataclass(frozen=True)
class Groep:
    """The cards of one team; the first group, without a name, stands directly under the agency."""

    team: str
    lines: list[CardLine] = field(default_factory=list)
