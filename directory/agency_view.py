"""What an agency's (or team's) page shows to one audience, chapter by chapter, in a fixed number of queries."""

from collections.abc import Hashable, Iterable
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from directory.agency_rows import Groep, LadderRow, NietRow, Stated, WerkprocesRow
from directory.card_view import Feiten, waar_of
from directory.forms import MeldingForm
from directory.freshness import Freshness, controle_maanden, freshness_of
from directory.lines import (
    Bel,
    CardLine,
    Look,
    bel_punt,
    card_line,
    contactpunten_of,
    first_number,
    opsomming,
    sorted_cards,
    stands_until,
    visible_cards,
    woorden,
)
from directory.models import (
    AgencyIndexPage,
    AgencyPage,
    Bron,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Leefgebied,
    Melding,
    NietDoen,
    Werkproces,
    Wet,
)
from directory.regions import region_of
from directory.visibility import Regions, audience_of, exportable_cards, may_export_agency, sees_professional_lines

PREFETCH = (
    "doelgroepen",
    "leefgebieden",
    "wetten",
    "werkgebied",
    "bronnen",
    "contactpunten",
    "werkprocessen__wetten",
    "werkprocessen__doelgroepen",
    "escalatie__functie",
    "wat_wij_niet_doen__organisatie__contactpunten",
    "wat_wij_niet_doen__organisatie__werkgebied",
    "wat_wij_niet_doen__organisatie__agency__werkgebied",
    "wat_wij_niet_doen__organisatie__agency__contactpunten",
)
# Which sourced facts (keys of the fixtures, see fixtures/README.md) belong to which chapter.
FACTS = {
    "opdracht": ("naam", "soort", "andere_namen", "onderdeel_van", "opdracht", "leefgebieden", "wetten", "werkgebied"),
    "doelgroep": ("voor_wie", "niet_voor_wie", "leeftijd", "doelgroepen"),
    "niet": ("wat_wij_niet_doen",),
    "contact": ("adres", "adres_tonen", "website"),
    "vast": ("escalatie",),
    "regie": ("regie",),
}


def agency_context(page: AgencyPage, request: HttpRequest) -> dict[str, Any]:
    """The template's words for an agency page; a number of queries that does not grow with its cards."""
    view = AgencyView(page, request)
    return {
        "view": view,
        "melding": MeldingForm(initial={"pagina": page.pk, "soort": Melding.Soort.FOUT}, auto_id="melding-%s"),
    }


class AgencyView:
    """An agency page as one audience sees it; each part is worked out once."""

    def __init__(self, page: AgencyPage, request: HttpRequest) -> None:
        self._page, self.request = page, request
        self.is_draft = not page.pk or getattr(request, "is_preview", False)
        self.look = Look(audience_of(request), Regions())

    @cached_property
    def page(self) -> AgencyPage:
        """The page with its rows, read when a part of it is made; a draft holds its rows itself."""
        page = self._page
        if not self.is_draft:
            prefetch_related_objects([page, *([page.agency] if page.agency else [])], *PREFETCH)
            prefetch_related_objects([page], "checks", "andere_namen")
        return page

    # What is kept of this page --------------------------------------------------------------------------------
    @property
    def key(self) -> tuple[Hashable, ...] | None:
        """What this page depends on besides the guide; None for a draft."""
        if self.is_draft:
            return None
        return self._page.pk, self.look.audience.who, self.request.build_absolute_uri("/")

    @property
    def until(self) -> datetime:
        """When one of the contactpunten opens or closes."""
        return stands_until(self.punten)

    # The head -----------------------------------------------------------------------------------------------
    @cached_property
    def professional(self) -> bool:
        return sees_professional_lines(self.look.audience, self.page, self.look.regions)

    @cached_property
    def regio(self) -> AgencyIndexPage | None:
        return region_of(self.page)

    @cached_property
    def kruimels(self) -> list[tuple[str, str | None]]:
        above = [(page.title, page.get_url(self.request)) for page in (self.regio, self.page.agency) if page]
        return [*above, (self.page.title, None)]

    @property
    def adres(self) -> str:
        """The whole address of this page, to pass on."""
        return self.request.build_absolute_uri(self.page.get_url(self.request) or "")

    @property
    def vandaag(self) -> int:
        """Today's weekday, 0 is Monday."""
        return timezone.localdate().weekday()

    @cached_property
    def agency_url(self) -> str:
        return (self.page.agency.get_url(self.request) or "") if self.page.agency else ""

    @property
    def soort(self) -> str:
        """The kind of organisation, "" where the name says it already."""
        naam = self.page.soort.naam if self.page.soort else ""
        return "" if naam.casefold() in self.page.title.casefold() else naam

    @cached_property
    def deel_van(self) -> tuple[str, str] | None:
        """Name and address of the organisation that this one is part of."""
        whole = self.page.onderdeel_van
        return (whole.naam, whole.get_url(self.request) or "") if whole and whole.live else None

    @cached_property
    def andere_namen(self) -> str:
        """Other names in a line; an earlier name says so."""
        rows = self.page.andere_namen.all()
        return opsomming(f"{r.naam} (vroeger)" if r.soort == r.Soort.VROEGER else r.naam for r in rows)

    @cached_property
    def feiten(self) -> Feiten:
        work = [row.werkproces.naam for row in self.werkprocessen[:3]]
        groups = [d.naam for d in self.doelgroepen]
        return Feiten(
            wat=woorden(work) or woorden(w.naam for w in self.leefgebieden),
            voor_wie=", ".join(filter(None, [woorden(groups[:4]), self.page.leeftijd])),
            waar=waar_of(self.page, self.regio),
        )

    @cached_property
    def bel(self) -> Bel | None:
        return first_number(self.punten)

    @cached_property
    def inwonersnummer(self) -> Bel | None:
        """The first number for residents, where the call button holds another."""
        found = next((b for b in map(bel_punt, self.punten) if b.voor_inwoners and b.tel), None)
        return None if found is None or (self.bel and found.tel == self.bel.tel) else found

    @cached_property
    def mail(self) -> str:
        return next((punt.mail for punt in self.punten if punt.mail), "")

    @cached_property
    def max_maanden(self) -> int:
        return controle_maanden(self.regio)

    @cached_property
    def versheid(self) -> Freshness:
        return freshness_of(self.page, self.max_maanden)

    # Chapters -----------------------------------------------------------------------------------------------
    @cached_property
    def hoofdstukken(self) -> list[tuple[str, str]]:
        """Id and name of each chapter on this page, in order."""
        chapters = (
            ("opdracht", "Opdracht", True),
            ("doelgroep", "Voor wie", True),
            ("werkprocessen", "Zo werken wij", True),
            ("niet", "Wat wij niet doen", True),
            ("contact", "Contact en open", True),
            ("teams", "Teams", self.teams),
            ("mensen", "Mensen" if self.professional else "Functies en loketten", self.groepen or self.professional),
            ("vast", "Als het vastzit", self.professional),
            ("regie", "Eén plan", self.professional),
            ("bewaren", "Bewaren", True),
            ("klopt", "Klopt er iets niet?", True),
        )
        return [(code, naam) for code, naam, shown in chapters if shown]

    @cached_property
    def bronnen(self) -> dict[str, list[Bron]]:
        """The sources of each chapter; of a team also the agency's, for what it took over."""
        rows = [*self.page.bronnen.all(), *(self.page.agency.bronnen.all() if self.page.agency else [])]
        return {code: [r for r in rows if set(r.onderdelen) & set(facts)] for code, facts in FACTS.items()}

    def stated(self, name: str) -> Stated:
        own = getattr(self.page, name)
        text = self.page.stated(name)
        return Stated(text, self.page.agency if text and not own else None)

    @property
    def opdracht(self) -> Stated:
        return self.stated("opdracht")

    @property
    def voor_wie(self) -> Stated:
        return self.stated("voor_wie")

    @property
    def niet_voor_wie(self) -> Stated:
        return self.stated("niet_voor_wie")

    @property
    def website(self) -> Stated:
        return self.stated("website")

    @cached_property
    def leefgebieden(self) -> list[Leefgebied]:
        return self.page.stated_list("leefgebieden")

    @cached_property
    def doelgroepen(self) -> list[Doelgroep]:
        return self.page.stated_list("doelgroepen")

    @cached_property
    def wetten(self) -> list[Wet]:
        return self.page.stated_list("wetten")

    @property
    def regie(self) -> Stated:
        return self.stated("regie") if self.professional else Stated("")

    def _rows(self, name: str) -> tuple[list[Any], AgencyPage | None]:
        """The rows of a chapter; a team without any shows its agency's, and says so."""
        own, above = list(getattr(self.page, name).all()), self.page.agency
        if own or above is None:
            return own, None
        taken = list(getattr(above, name).all())
        return taken, above if taken else None

    @cached_property
    def werkprocessen(self) -> list[WerkprocesRow]:
        seen = {punt.pk: punt for punt in self.punten}
        return [self._werkproces(wp, seen) for wp in self._rows("werkprocessen")[0]]

    def _werkproces(self, wp: Werkproces, seen: dict[int, Contactpunt]) -> WerkprocesRow:
        punt, card = seen.get(wp.contactpunt_id or 0), self.cards.get(wp.kaart_id or 0)
        line = card_line(card, self.look) if card else None
        ring = (line and line.bel) or (bel_punt(punt) if punt and punt.telefoon else self.bel)
        return WerkprocesRow(wp, punt, line, ring)

    @cached_property
    def werkprocessen_van(self) -> AgencyPage | None:
        return self._rows("werkprocessen")[1]

    @cached_property
    def niet(self) -> list[NietRow]:
        return [self._niet(row) for row in self._rows("wat_wij_niet_doen")[0]]

    def _niet(self, row: NietDoen) -> NietRow:
        wie = row.organisatie if row.organisatie and row.organisatie.live else None
        return NietRow(
            niet=row,
            wie=wie,
            wie_url=(wie.get_url(self.request) or "") if wie else "",
            volgens=(self.niet_van or self.page) if wie and row.akkoord_op is None else None,
            bel=first_number(contactpunten_of(wie, self.look)),
        )

    @cached_property
    def niet_van(self) -> AgencyPage | None:
        return self._rows("wat_wij_niet_doen")[1]

    @cached_property
    def punten(self) -> list[Contactpunt]:
        return contactpunten_of(self.page, self.look)

    @cached_property
    def punten_van(self) -> AgencyPage | None:
        """The agency whose contactpunten these are, for a team that has none of its own."""
        taken = self.punten and self.punten[0].page_id != self.page.pk
        return self.page.agency if taken else None

    @cached_property
    def teams(self) -> list[tuple[str, str]]:
        """Name and address of the teams and parts of this agency."""
        if not self.page.pk:
            return []
        parts = AgencyPage.objects.live().filter(Q(agency=self.page) | Q(onderdeel_van=self.page)).order_by("title")
        return [(part.title if part.agency_id else part.naam, part.get_url(self.request) or "") for part in parts]

    # People -------------------------------------------------------------------------------------------------
    @cached_property
    def cards(self) -> dict[int, ContactCardPage]:
        """All cards that this page shows or names and this audience may see, by id."""
        wanted = {wp.kaart_id for wp in self._rows("werkprocessen")[0]}
        if self.professional:
            wanted |= {row.kaart_id for row in self._rows("escalatie")[0]}
        return visible_cards(self.look, self._own() | Q(pk__in=wanted - {None}))

    def _own(self) -> Q:
        return Q(team_id=self.page.pk) if self.page.is_team else Q(agency_id=self.page.pk)

    @cached_property
    def groepen(self) -> list[Groep]:
        """The cards by team, those directly under the agency first."""
        if not self.page.pk:
            return []
        where = "team_id" if self.page.is_team else "agency_id"
        own = [card for card in self.cards.values() if getattr(card, where) == self.page.pk]
        by_team = sorted(sorted_cards(own), key=self._team_of)
        return [Groep(team, self._lines(cards)) for team, cards in groupby(by_team, key=self._team_of)]

    def _team_of(self, card: ContactCardPage) -> str:
        return card.team.title if card.team and not self.page.is_team else ""

    def _lines(self, cards: Iterable[ContactCardPage]) -> list[CardLine]:
        return [card_line(card, self.look, self.exportable) for card in cards]

    @cached_property
    def exportable(self) -> set[int]:
        return set(exportable_cards(self.look.audience).filter(self._own()).values_list("pk", flat=True))

    @property
    def kiesbaar(self) -> bool:
        """Is there any card to pick?"""
        return any(line.kiesbaar for groep in self.groepen for line in groep.lines)

    @cached_property
    def ladder(self) -> list[LadderRow]:
        """Whom to ring when it is stuck; nothing for who is no professional here."""
        if not self.professional:
            return []
        rows = [(row, self.cards.get(row.kaart_id or 0)) for row in self._rows("escalatie")[0]]
        return [LadderRow(row, card_line(card, self.look) if card else None) for row, card in rows]

    @cached_property
    def ladder_van(self) -> AgencyPage | None:
        return self._rows("escalatie")[1]

    @property
    def mag_bewaren(self) -> bool:
        return may_export_agency(self.look.audience, self.page)
