"""From hits to what the results page shows of them, each part asked through visibility."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import takewhile
from typing import TypedDict

from django.urls import reverse
from django.utils import timezone

from directory.freshness import checked_on
from directory.lines import (
    Bel,
    Look,
    bel_punt,
    contactpunten_of,
    first_number,
    heading,
    numbers_of,
    opsomming,
    stands_until,
)
from directory.models import Absence, AgencyPage, ContactCardPage, Contactpunt
from directory.openingstijden import Stand
from directory.regions import url_of
from directory.succession import absence_on
from directory.visibility import Audience, may_export_agency, may_export_card
from search.answer import Block, Hit, Thing, Why, desk_title
from search.plan import PEOPLE
from search.showing import things

NEAR = 5  # of a block are shown at first where nothing fits in full
FAR_AHEAD = 2  # times the score of the best of the people: called so, or the only one that does it
KINDS = {
    "persoon": ("mens", "mensen"), "functie": ("functie", "functies"), "loket": ("loket", "loketten"),
    "organisatie": ("organisatie", "organisaties"),
}  # fmt: skip
BADGES = {"loket": "Loket", "functie": "Functie"}


def in_words(counts: Mapping[str, int], soorten: Iterable[str] = tuple(KINDS)) -> str:
    """How many of each of these kinds there are: `1 mens en 6 loketten`."""
    there = [kind for kind in KINDS if kind in soorten and counts.get(kind)]
    return opsomming(f"{counts[kind]} {KINDS[kind][counts[kind] > 1]}" for kind in there)


def people_in_words(total: int, counts: Mapping[str, int], chosen: Sequence[str]) -> str:
    """The answers of the first block by their kinds, as the filters count them."""
    soorten = [kind for kind in PEOPLE if not chosen or kind in chosen]
    if sum(counts.get(kind, 0) for kind in soorten) != total:
        return f"{total} mensen en loketten"
    return in_words(counts, soorten)


def _behind(hits: Sequence[Hit]) -> int:
    """How many desks and colleagues stand at the end only because of the answers before them."""
    return next((n for n, hit in enumerate(reversed(hits)) if not hit.along or hit.stands_in_for), 0)


def _ook_kop(hits: Sequence[Hit]) -> str:
    """What is said above these."""
    agencies = {hit.agency.top.pk: hit.agency.top for hit in hits if hit.agency}
    return (
        f"Ook bij {next(iter(agencies.values())).naam}" if len(agencies) == 1 else "Ook bij de organisaties hieronder"
    )


Said = Mapping[str, str]  # how parts of the question are said in a sentence; "" for what the page says already
Needs = Collection[str]  # the parts of it that say what is asked


@dataclass(kw_only=True)
class Row:
    """One answer on the page. `bel` may be a stand-in's number or a contactpunt's; then `ander` is true."""

    naam: str
    url: str
    badge: str = ""
    rol: str
    agency_naam: str
    agency_url: str
    says_whose: bool = False  # its name begins with that of its agency
    # What the question has to do with it:
    why: tuple[Why, ...] = ()
    missing: tuple[str, ...] = ()  # without the place, as they are said in a sentence
    niet_in: str = ""  # what is said of the place that it lacks
    note: str = ""
    # Whom to ring, and whether somebody is there:
    bel: Bel | None
    bel_naam: str
    ander: bool = False
    stand: Stand | None
    werkt: bool = False
    afwezig: Absence | None = None
    vervanger: str = ""
    vertrokken: bool = False
    check: date | None
    papier: str = ""  # when and by what mail besides: a printed page cannot be asked again
    # To take it along:
    kies: str  # value of its box, "" where it may not be saved
    bewaar: str  # address of its file, "" where it may not be saved
    # How it is shown:
    key: tuple[Hashable, ...] | None = None  # what its fixed parts are kept under, and until when
    until: datetime | None = None
    nieuw: str = ""  # anchor of the first that the page before did not show

    def for_hit(self, hit: Hit, said: Said, needs: Needs) -> "Row":
        """This row with what the question has to do with it; made without `copy`, which takes five times as long."""
        row = object.__new__(Row)
        missing, niet_in = _words(hit, said, needs), _niet_in(hit, said)
        row.__dict__.update(self.__dict__, why=hit.why, missing=missing, niet_in=niet_in, note=hit.note)
        return row


@dataclass(frozen=True)
class ShownBlock:
    """A block as it is shown: the answers, the desks that only stand behind them, and what comes near."""

    rows: list[Row]
    ook: list[Row]
    ook_kop: str
    wider: list[Row]
    wider_more: int  # that a next page shows
    total: int
    coming: int  # answers that a next page adds
    unseen: int  # answers that all next pages add


class Results:
    """Makes the rows of one page for one audience."""

    def __init__(
        self, look: Look, blocks: Iterable[Block], paginas: Iterable[int] = (1, 1), said: Said | None = None,
        needs: Needs = (),
    ) -> None:  # fmt: skip
        self.look, self.blocks, self.paginas, self.said, self.needs = look, list(blocks), paginas, said or {}, needs
        hits = (hit for block in self.blocks for hit in (*block.hits, *block.wider))
        self.stand_ins = {hit.stands_in_for: hit.thing for hit in hits if isinstance(hit.thing, ContactCardPage)}

    def shown(self) -> list[ShownBlock]:
        nothing = not any(block.total for block in self.blocks)
        return [self._block(*block, near_only=nothing) for block in zip(self.blocks, self.paginas, strict=False)]

    def _block(self, block: Block, page: int, *, near_only: bool) -> ShownBlock:
        first = len(block.hits) - _behind(block.hits)
        rows = [self.row(hit) for hit in block.hits]
        near = [self.row(hit) for hit in (block.wider[:NEAR] if near_only and page == 1 else block.wider)]
        for shown, place in ((rows, block.first_new), (near, NEAR + 1 if near_only else 0)):
            if page > 1 and 0 < place <= len(shown):
                shown[place - 1].nieuw = "nieuw"
        return ShownBlock(
            rows[:first], rows[first:], _ook_kop(block.hits[first:]),
            near, len(block.wider) - len(near), block.total, block.coming, block.unseen,
        )  # fmt: skip

    def ahead(self) -> int:
        """How many organisations fit so much better than any person or desk that they stand above them."""
        people, organisations = self.blocks
        best = people.hits[0].score if people.hits else 0
        first = (hit.score >= FAR_AHEAD * best for hit in organisations.hits) if best else ()
        return sum(takewhile(bool, first))

    def along(self) -> str:
        """Who is shown and is in no number, in words: `3 loketten en 1 mens die erbij horen`."""
        counts = Counter(hit.soort for block in self.blocks for hit in block.along)
        one = "dat erbij hoort" if counts["loket"] else "die erbij hoort"
        return f"{in_words(counts)} {one if counts.total() == 1 else 'die erbij horen'}" if counts else ""

    def row(self, hit: Hit) -> Row:
        """The row of an answer; that of who is away says who among the answers stands in."""
        stand_in = self.stand_ins.get(hit.pk)
        kept_as = ("row", self.who, stand_in.pk if stand_in else 0)
        row = things.made_of(hit.thing, kept_as, lambda: self._fixed(hit), self._still_holds)
        return row.for_hit(hit, self.said, self.needs)

    def _still_holds(self, row: Row) -> bool:
        return row.until is None or row.until > self.now

    def _fixed(self, hit: Hit) -> Row:
        """The row without what the question has to do with it."""
        row = self._made(hit, hit.thing)
        if row.vertrokken or row.afwezig:
            return row  # its parts of the page are made anew: tomorrow it may be back
        row.key, row.until = (hit.soort, hit.pk, self.who), stands_until(self._with_hours(hit.thing, row))
        return row

    def _made(self, hit: Hit, thing: Thing) -> Row:
        if isinstance(thing, ContactCardPage):
            return self._card(hit, thing)
        return self._contactpunt(hit, thing) if isinstance(thing, Contactpunt) else self._agency(hit, thing)

    def _with_hours(self, thing: Thing, row: Row) -> Sequence[Contactpunt | ContactCardPage]:
        """Whose hours the row of a thing shows."""
        if isinstance(thing, AgencyPage):
            return contactpunten_of(thing, self.look)
        return [thing, *(contactpunten_of(thing.plek, self.look) if row.ander else ())]

    @cached_property
    def now(self) -> datetime:
        return timezone.localtime()

    @cached_property
    def who(self) -> Audience:
        return self.look.audience.who

    def _card(self, hit: Hit, card: ContactCardPage) -> Row:
        left, page = card.state.is_vertrokken(), card.plek
        away = absence_on(card)
        stand_in = self.stand_ins.get(card.pk) if away else None  # by key: two people may have one name
        ring, name = self._bel(card, stand_in)
        ander = name != heading(card)
        may = may_export_card(self.look.audience, card)
        return Row(
            **_place(hit, page),
            naam=heading(card),
            badge="" if card.is_persoon else BADGES["functie"],
            rol=f"{card.functienaam} bij" if card.is_persoon and not card.is_alleen_functie else "Functie bij",
            bel=None if left else ring,
            bel_naam=name,
            ander=ander,
            stand=None if left or away else card.stand(),
            werkt=card.is_persoon,
            check=checked_on(card),
            afwezig=away,
            vervanger=heading(stand_in) if stand_in else "",
            vertrokken=left,
            papier="" if left or away else _on_paper("Werkt" if card.is_persoon else "Open", card.werkdagen, card.mail),
            kies=card.waarde if may else "",
            bewaar=reverse("kaart_vcf", args=[card.short_id]) if may else "",
        )

    def _bel(self, card: ContactCardPage, stand_in: ContactCardPage | None) -> tuple[Bel | None, str]:
        """The number to ring for a card: its stand-in's while it is away, else its own, else its contactpunt's."""
        for who in filter(None, (stand_in, card)):
            numbers = numbers_of(who, self.look)
            if numbers:
                return replace(numbers[0], stand=who.stand(), is_mens=who.is_persoon), heading(who)
        bel = first_number(contactpunten_of(card.plek, self.look))
        return bel, desk_title(bel.naam, card.plek.naam) if bel and card.plek else ""

    def _contactpunt(self, hit: Hit, punt: Contactpunt) -> Row:
        may = self.look.audience.exporteren
        naam = desk_title(punt.naam, punt.page.naam)
        says_whose = naam.startswith(punt.page.naam)
        return Row(
            **_place(hit, punt.page),
            naam=naam,
            badge=BADGES["loket"],
            rol="Bij",
            says_whose=says_whose,
            bel=bel_punt(punt) if punt.telefoon else None,
            bel_naam=naam if says_whose else f"{punt.naam}, {punt.page.naam}",
            stand=punt.stand(),
            check=checked_on(punt.page),
            papier=_on_paper("Open", punt.openingstijden, punt.mail),
            kies=punt.waarde if may else "",
            bewaar=reverse("contactpunt_vcf", args=[punt.uuid]) if may else "",
        )

    def _agency(self, hit: Hit, page: AgencyPage) -> Row:
        first = next((punt for punt in contactpunten_of(page, self.look) if punt.telefoon), None)
        ring = bel_punt(first) if first else None
        may = may_export_agency(self.look.audience, page)
        soort = page.soort.naam if page.soort else ""
        return Row(
            **_place(hit, page.agency),
            naam=page.naam,
            rol="Team van" if page.agency else soort if soort != page.naam else "",
            bel=ring,
            bel_naam=page.naam,
            stand=ring.stand if ring else None,
            check=checked_on(page),
            papier=_on_paper("Open", first.openingstijden, first.mail) if first else "",
            kies=page.waarde if may else "",
            bewaar=reverse("organisatie_vcf", args=[page.uuid]) if may else "",
        )


class _Place(TypedDict):
    """Where the row of an answer leads, and to which agency it belongs."""

    url: str
    agency_naam: str
    agency_url: str


def _place(hit: Hit, above: AgencyPage | None) -> _Place:
    return _Place(url=hit.url, agency_naam=above.naam if above else "", agency_url=url_of(above) if above else "")


def _on_paper(verb: str, hours: Sequence[str], mail: str) -> str:
    return ", ".join(filter(None, [f"{verb} {', '.join(hours)}" if hours else "", mail]))


def _words(hit: Hit, said: Said, needs: Needs) -> tuple[str, ...]:
    """The words that an answer lacks, without the place; not what was asked of one that says what it may know of."""
    told = {hit.niet_in, *(needs if hit.over else ())}
    lacking = (said.get(word, f"‘{word}’") for word in hit.missing if word not in told)
    return tuple(filter(None, lacking))


def _niet_in(hit: Hit, said: Said) -> str:
    """Of a place that was asked for: that this answer does not work there, or works everywhere."""
    if not hit.niet_in:
        return ""
    page = hit.thing if isinstance(hit.thing, AgencyPage) else hit.agency
    if page and page.werkt_landelijk:
        return "Werkt in heel Nederland"
    return f"Werkt niet in {said.get(hit.niet_in) or hit.niet_in}"
