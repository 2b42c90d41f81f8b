"""What is searched: an agency, a contactpunt or a card becomes a document of ready-made tokens.

Only what everybody who may see the thing may also search goes into its fields. What is narrower (numbers, and the
cards and lines of an agency on the agency's own document) stands in guarded fields, each token behind the tokens of
those who may search it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from directory import numbers
from directory.freshness import Versheid, cycles, freshness_of, maanden_at
from directory.models import (
    AgencyPage,
    ContactCardPage,
    Contactpunt,
    Doelgroep,
    Functie,
    Gemeente,
    Leefgebied,
    Organisatiesoort,
    Werkproces,
    Wet,
)
from directory.models import Zichtbaar as Level
from directory.names import fold, sort_key
from directory.succession import name_may_show
from directory.visibility import Regions, contactpunt_level, level_of, number_level, tokens_at
from search.language import analysis
from search.lists.codes import code_of
from search.plan import LANDELIJK

MANY = 6  # with more werkprocessen or groups than this, a contactpunt or agency is a general one
ALLES = ("naam", "functie", "werk", "tags", "org", "bij", "breed", "tekst")
LOKAAL = 3  # an agency in at most so many gemeenten is a local one
KINDS = ("functie", "persoon", "loket", "organisatie")  # in this order among equals
A_KIND = 28**5  # numbers for each kind
AGES = range(0, 121)
ANY_AGE = "*"
VERTROKKEN, NAAMLOOS = "vertrokken", "naamloos"  # left; left so long ago that the name is shown no more


@dataclass(frozen=True)
class Document:
    """One thing to find: which row, who may find it, its tokens per field, its facets, its place among equals."""

    soort: str
    pk: int
    groep: int  # the agency it belongs to: what is refreshed as one
    zichtbaar: frozenset[str]
    fields: dict[str, frozenset[str]]
    facets: dict[str, tuple[str, ...]]
    volgorde: int

    @property
    def id(self) -> str:
        return f"{self.soort}-{self.pk}"


@dataclass
class Draft:
    """A document being filled."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    facets: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str, tokens: Iterable[str]) -> None:
        """Put tokens into a field."""
        self.fields.setdefault(name, set()).update(tokens)

    def text(self, name: str, *texts: str) -> None:
        """Let a field be found by the words of these texts."""
        self.add(name, analysis.index_tokens(texts))

    def heel(self, prefix: str, *texts: str) -> None:
        """Know each of these texts as a whole; the prefix says what it is (`HEEL` in search/planning/weigher.py)."""
        self.add("heel", {f"{prefix}:{glued}" for text in texts if (glued := analysis.glue(text))})

    def guarded(self, name: str, openings: Iterable[str], tokens: Iterable[str]) -> None:
        """Put tokens into a field that only the holders of one of these openings may search."""
        tokens = set(tokens)
        self.add(name, {f"{opening}|{token}" for opening in openings for token in tokens})

    def number(self, openings: Iterable[str], telefoon: str) -> None:
        """A phone number, by its parts too, for those who may see it; none for ""."""
        if telefoon:
            self.guarded("tel", openings, analysis.digit_grams(numbers.search_digits(telefoon)))

    def facet(self, name: str, *values: str) -> None:
        """Let a filter choose it by these values."""
        self.facets.setdefault(name, set()).update(values)

    def done(self, soort: str, pk: int, groep: int, zichtbaar: frozenset[str], sort_name: str) -> Document:
        self.facet("soort", soort)
        everything = {token for name in ALLES for token in self.fields.get(name, ())}
        self.add("alles", {token for token in everything if token[0] != "=" and ":" not in token})
        fields = {name: frozenset(tokens) for name, tokens in self.fields.items() if tokens}
        facets = {name: tuple(sorted(values)) for name, values in self.facets.items()}
        return Document(soort, pk, groep, zichtbaar, fields, facets, order_number(soort, sort_name))


def order_number(soort: str, sort_name: str) -> int:
    """A number that sorts as the kind and then the first five letters of the name do; below 2**27."""
    number = 0
    for letter in f"{fold(sort_name):<5}"[:5]:
        number = number * 28 + (ord(letter) - 95 if "a" <= letter <= "z" else 1 if letter.isdigit() else 0)
    return KINDS.index(soort) * A_KIND + number


class Builder:
    """Makes the documents of one agency; the regions and the day are read once for all."""

    def __init__(self, regions: Regions, today: date) -> None:
        self.regions, self.today, self.cycles = regions, today, cycles()

    def documents(self, agency: AgencyPage, teams: list[AgencyPage], cards: list[ContactCardPage]) -> list[Document]:
        """All documents of an agency: itself, its teams, its contactpunten and its cards; rows come prefetched."""
        named = _named_by_werkproces([agency, *teams])
        found = [self._organisatie(page, self._cards_of(page, cards)) for page in (agency, *teams)]
        for page in (agency, *teams):
            found += [self._loket(punt, page) for punt in page.contactpunten.all()]
        for card in cards:
            if card.plek:
                found.append(self._card(card, card.plek, named.get(card.pk, [])))
        return found

    def _cards_of(self, page: AgencyPage, cards: list[ContactCardPage]) -> list[ContactCardPage]:
        here = [c for c in cards if not c.state.is_vertrokken(self.today)]
        return [c for c in here if page.pk in (c.agency_id, c.team_id)]

    # An agency or team --------------------------------------------------------------------------------------------
    def _organisatie(self, page: AgencyPage, cards: list[ContactCardPage]) -> Document:
        draft = Draft()
        names = _names(page)
        draft.text("naam", *names)
        draft.add("naam", {code_of(page)})
        draft.heel("o", *names)
        if page.agency:
            self._org(draft, page.agency)
        if page.onderdeel_van:
            draft.text("org", *_names(page.onderdeel_van))
        self._work(draft, list(page.werkprocessen.all()))
        self._stated(draft, page)
        self._setting(draft, page, "functie")
        draft.text("tekst", page.stated("opdracht"), page.stated("voor_wie"), page.adres if page.adres_tonen else "")
        self._age(draft, page)
        for card in cards:
            lines = analysis.index_tokens([card.functienaam, *card.bel_mij_voor, *card.onderwerpen])
            lines |= {code_of(card.functie)} if card.functie else set()
            lines |= analysis.name_tokens([card.volledige_naam])  # who asks for somebody is helped by the team too
            draft.guarded("kaarten", tokens_at(level_of(card, self.today, self.cycles), page, self.regions), lines)
        self._lines(draft, page)
        draft.facet("organisatie", page.top.slug)
        openings = tokens_at(Level.IEDEREEN, page, self.regions)
        return draft.done("organisatie", page.pk, page.top.pk, openings, page.title)

    def _lines(self, draft: Draft, page: AgencyPage) -> None:
        """What an agency says to some only: the names and numbers of its lines, how it works with one plan."""
        for punt in page.contactpunten.all():
            openings = tokens_at(contactpunt_level(punt), page, self.regions)
            draft.guarded("kaarten", openings, analysis.index_tokens([punt.naam, punt.vraag_naar, punt.toelichting]))
            draft.number(openings, punt.telefoon)
        openings = tokens_at(Level.PROFESSIONALS, page, self.regions)
        draft.guarded("kaarten", openings, analysis.index_tokens([page.stated("regie")]))

    # A contactpunt -----------------------------------------------------------------------------------------------
    def _loket(self, punt: Contactpunt, page: AgencyPage) -> Document:
        draft = Draft()
        draft.text("org", punt.naam)
        draft.heel("n", punt.naam)
        draft.text("functie", punt.vraag_naar, punt.get_kanaal_display())
        draft.text("tekst", punt.toelichting)
        self._org(draft, page)
        work = [w for w in page.werkprocessen.all() if w.contactpunt_id == punt.pk]
        self._work(draft, work, "breed" if len(work) <= MANY else "tekst")
        if not any(w.doelgroepen.all() for w in work):
            self._weak(draft, page)
        self._setting(draft, page, "tekst")
        self._age(draft, page)
        openings = tokens_at(contactpunt_level(punt), page, self.regions)
        draft.number(openings, punt.telefoon)
        draft.facet("organisatie", page.top.slug)
        return draft.done("loket", punt.pk, page.top.pk, openings, punt.naam)

    # A card -------------------------------------------------------------------------------------------------------
    def _card(self, card: ContactCardPage, page: AgencyPage, work: list[Werkproces]) -> Document:
        draft = Draft()
        left = card.state.is_vertrokken(self.today)
        level = max(level_of(card, self.today, self.cycles), Level.PROFESSIONALS if left else Level.IEDEREEN)
        openings = tokens_at(level, page, self.regions)
        self._person(draft, card)
        self._function(draft, card.functie, card.functie_lokaal)
        self._org(draft, page, "bij")
        self._kind(draft, page)
        self._places(draft, page, list(card.gemeenten.all()))
        if left:
            draft.add("kenmerk", {VERTROKKEN} if name_may_show(card, self.today) else {VERTROKKEN, NAAMLOOS})
        else:
            self._what(draft, card, work, page)
            self._elsewhere(draft, card, openings)
            for number in card.nummers.all():
                draft.number(tokens_at(number_level(number, card), page, self.regions), number.nummer)
        draft.facet("organisatie", page.top.slug)
        sort_name = "".join(sort_key(card.voornaam, card.tussenvoegsel, card.achternaam)) or card.functienaam
        return draft.done(card.soort, card.pk, page.top.pk, openings, sort_name)

    def _person(self, draft: Draft, card: ContactCardPage) -> None:
        if not card.volledige_naam:
            return
        draft.add("naam", analysis.name_tokens([card.volledige_naam]))
        draft.add("naam", {f"={fold(card.voornaam)[:1]}"} - {"="})
        draft.heel("n", card.volledige_naam)
        draft.heel("a", card.achternaam, f"{card.tussenvoegsel} {card.achternaam}")

    def _what(self, draft: Draft, card: ContactCardPage, work: list[Werkproces], page: AgencyPage) -> None:
        draft.text("werk", *card.bel_mij_voor, *card.onderwerpen)
        draft.heel("t", *card.onderwerpen, *card.bel_mij_voor)
        draft.text("tags", *card.talen)
        self._work(draft, work)
        self._doelgroepen(draft, card.doelgroepen.all())
        self._leefgebieden(draft, card.leefgebieden.all())
        self._works_with(draft, card.wetten.all())
        if not card.doelgroepen.all():
            self._weak(draft, page)
        if page.soort:
            draft.text("tekst", page.soort.naam)
        draft.text("tekst", card.get_laag_display())
        if card.leeftijd:
            self._range(draft, card.leeftijd_van, card.leeftijd_tot)
        else:
            self._age(draft, page)
        self._fresh(draft, card)

    def _elsewhere(self, draft: Draft, card: ContactCardPage, openings: frozenset[str]) -> None:
        for other in card.ook_te_vinden.all():
            if not other.organisatie.live:
                continue
            self._org(draft, other.organisatie, "bij")
            self._function(draft, other.functie, "")
            draft.number(openings, other.nummer)

    # Shared parts -------------------------------------------------------------------------------------------------
    def _function(self, draft: Draft, functie: Functie | None, lokaal: str) -> None:
        draft.text("functie", lokaal)
        draft.heel("f", lokaal)
        if functie:
            draft.text("functie", functie.naam)
            draft.add("functie", {code_of(functie)})
            draft.add("tekst", set(map(code_of, functie.wetten.all())))
            draft.heel("f", functie.naam, *functie.andere_namen)
            draft.text("tekst", functie.gewone_taal)

    def _org(self, draft: Draft, page: AgencyPage, name: str = "org") -> None:
        for organisation in {page, page.top}:
            draft.text(name, *_names(organisation))
            draft.add(name, {code_of(organisation)})
            if name == "org":
                draft.heel("o", *_names(organisation))

    def _work(self, draft: Draft, work: list[Werkproces], name: str = "") -> None:
        werk, tags = name or _field(len(work), "werk"), name or _field(len(work), "tags")
        for process in work:
            draft.text(werk, process.naam)
            draft.heel("w", process.naam)
            draft.text(tags, *process.zoekwoorden)
            draft.heel("t", *process.zoekwoorden)
            draft.text("tekst", process.wat)
            self._doelgroepen(draft, process.doelgroepen.all(), tags)
            self._leefgebieden(draft, process.leefgebieden.all(), tags)
            self._wetten(draft, process.wetten.all(), tags)

    def _stated(self, draft: Draft, page: AgencyPage) -> None:
        """For whom and in which fields an agency says that it works, and by which laws."""
        doelgroepen, leefgebieden = page.stated_list("doelgroepen"), page.stated_list("leefgebieden")
        wetten = page.stated_list("wetten")
        self._doelgroepen(draft, doelgroepen, _field(len(doelgroepen), "tags"))
        self._leefgebieden(draft, leefgebieden, _field(len(leefgebieden), "tags"))
        self._wetten(draft, wetten, _field(len(wetten), "tags"))

    def _doelgroepen(self, draft: Draft, doelgroepen: Iterable[Doelgroep], name: str = "tags") -> None:
        for doelgroep in doelgroepen:
            draft.add(name, {code_of(doelgroep)})
            draft.text(name, doelgroep.naam)
            draft.heel("t", doelgroep.naam)
            draft.facet("doelgroep", doelgroep.code)

    def _leefgebieden(self, draft: Draft, leefgebieden: Iterable[Leefgebied], name: str = "tags") -> None:
        for leefgebied in leefgebieden:
            draft.add(name, {code_of(leefgebied)})
            draft.text("tekst", leefgebied.naam)
            draft.facet("leefgebied", leefgebied.code)

    def _wetten(self, draft: Draft, wetten: Iterable[Wet], name: str = "tags") -> None:
        for wet in wetten:
            draft.add(name, {code_of(wet)})
            draft.text("tekst", wet.naam, wet.afkorting)
            draft.heel("t", wet.afkorting, wet.naam)

    def _works_with(self, draft: Draft, wetten: Iterable[Wet]) -> None:
        """Somebody who works with a law: the agency that carries it out comes before."""
        draft.add("breed", map(code_of, wetten))
        draft.text("tekst", *(naam for wet in wetten for naam in (wet.naam, wet.afkorting)))

    def _weak(self, draft: Draft, page: AgencyPage) -> None:
        """What an agency is for, on a contactpunt or card that says nothing itself: weak, but a way to be found."""
        for doelgroep in page.stated_list("doelgroepen"):
            draft.add("tekst", {code_of(doelgroep)})
            draft.facet("doelgroep", doelgroep.code)
        for leefgebied in page.stated_list("leefgebieden"):
            draft.add("tekst", {code_of(leefgebied)})
            draft.facet("leefgebied", leefgebied.code)
        for wet in page.stated_list("wetten"):
            draft.add("tekst", {code_of(wet)})

    def _setting(self, draft: Draft, page: AgencyPage, field_of_soort: str) -> None:
        """Kind, place and freshness of an agency, for itself and its contactpunten."""
        if soort := self._kind(draft, page):
            draft.text(field_of_soort, soort.naam)
            draft.add(field_of_soort, {code_of(soort)})
            draft.text("tekst", soort.gewone_taal)
        self._places(draft, page, [])
        self._fresh(draft, page)

    def _kind(self, draft: Draft, page: AgencyPage) -> Organisatiesoort | None:
        """The kind of an agency or team, that all of it may be left out by."""
        soort = page.soort or page.top.soort
        if soort:
            draft.add("kenmerk", {code_of(soort)})
        return soort

    def _places(self, draft: Draft, page: AgencyPage, own: list[Gemeente]) -> None:
        gemeenten = own or page.gemeenten
        draft.add("plaats", {g.code for g in gemeenten})
        draft.facet("gemeente", *(g.slug for g in gemeenten))
        if not own and page.werkt_landelijk:
            draft.add("plaats", {LANDELIJK})
            draft.facet("gemeente", LANDELIJK)
        elif 0 < len(gemeenten) <= LOKAAL:
            draft.add("kenmerk", {"lokaal"})

    def _fresh(self, draft: Draft, page: AgencyPage | ContactCardPage) -> None:
        if freshness_of(page, maanden_at(page.path, self.cycles), self.today).stand == Versheid.FRESH:
            draft.add("kenmerk", {"vers"})

    def _age(self, draft: Draft, page: AgencyPage) -> None:
        source = page if page.leeftijd_van is not None or page.leeftijd_tot is not None else page.top
        self._range(draft, source.leeftijd_van, source.leeftijd_tot)

    def _range(self, draft: Draft, van: int | None, tot: int | None) -> None:
        if van is None and tot is None:
            draft.add("leeftijd", {ANY_AGE})
        else:
            stop = AGES.stop if tot is None else tot + 1
            draft.add("leeftijd", {str(age) for age in range(van or 0, stop)})


def _field(count: int, name: str) -> str:
    """Who lists much says little with each of it."""
    return "breed" if count > MANY else name


def _names(page: AgencyPage) -> list[str]:
    return [page.title, *(other.naam for other in page.andere_namen.all())]


def _named_by_werkproces(pages: list[AgencyPage]) -> dict[int, list[Werkproces]]:
    named: dict[int, list[Werkproces]] = {}
    for page in pages:
        for process in page.werkprocessen.all():
            if process.kaart_id:
                named.setdefault(process.kaart_id, []).append(process)
    return named
