"""Why something is an answer: the texts of the thing itself that say what, for whom and where, with what matched."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from directory.lines import heading
from directory.models import AgencyPage, ContactCardPage, Contactpunt, Doelgroep, Gemeente, Werkproces, Wet
from search import analysis, things, wordlists
from search.answer import Thing, Why
from search.gist import NOWHERE, Leads
from search.meant import Meant, meant_by, told
from search.plan import GUARDED_FIELDS, LANDELIJK, Clause, Leaf, Plan
from search.texts import NOTHING, Text, Tokens, best, mark, tokens_of
from search.understand.topics import VOOR_WIE, WAAR, WAT, Topic

NAMED = 3  # gemeenten
WAT_LABEL, VOOR_WIE_LABEL = "Wat", "Voor wie"


@dataclass(frozen=True)
class Sought:
    """What a plan looks for: `wat` without what is only about for whom and where, `need` without names as well."""

    everything: Tokens
    wat: Tokens
    need: Tokens | None  # None: somebody, a place or a group was asked for, no need
    meant: tuple[Meant, ...] = ()


def sought_by(plan: Plan, topics: Iterable[Topic] = (), leads: Leads = NOWHERE) -> Sought:
    """All tokens of a plan, without who may search them, and what its topics were read as."""
    other = (VOOR_WIE, WAAR)
    found = [(clause.slot, _tokens_of(clause)) for clause in plan.required]
    everything = _all([tokens for _, tokens in found])
    wat = [tokens for slot, tokens in found if not slot.startswith(other)]
    need = [tokens for slot, tokens in found if slot.startswith(WAT)]
    return Sought(
        everything,
        _all(wat) if 0 < len(wat) < len(found) else everything,
        _all(need) if need else None,
        meant_by(topics, leads),
    )


def _tokens_of(clause: Clause) -> Tokens:
    single: set[str] = set()
    together: set[tuple[str, ...]] = set()
    for groups in {leaf.all_of: None for leaf in map(_open, clause.leaves) if leaf}:
        if len(groups) == 1:
            single.update(groups[0])
        else:
            together.add(tuple(group[0] for group in groups))
    return Tokens(frozenset(single), frozenset(together))


def _open(leaf: Leaf) -> Leaf | None:
    """A leaf without who may search it; None for one that only repeats, for some, what others look for."""
    if leaf.field not in GUARDED_FIELDS:
        return leaf
    if leaf.field == "kaarten":
        return None
    return leaf._replace(all_of=tuple(tuple(token.split("|", 1)[1] for token in group) for group in leaf.all_of))


def _all(found: list[Tokens]) -> Tokens:
    single = frozenset().union(*(tokens.single for tokens in found))
    return Tokens(single, frozenset().union(*(tokens.together for tokens in found)))


def why(thing: Thing, sought: Sought, lacking: Collection[str] | None = None) -> tuple[Why, ...]:
    """The lines Wat, Voor wie and Waar, as far as the thing says them.

    `lacking` are the slots that it does not answer; None for what only comes along.
    """
    lines = things.made_of(thing, ("why", wordlists.changes()), lambda: _lines(thing))
    found = (
        _wat(lines, sought, lacking),
        lines.voor_wie.shown(sought.everything),
        lines.waar.shown(sought.everything.single),
    )
    return tuple(line for line in found if line.pieces)


def _wat(lines: "Lines", sought: Sought, lacking: Collection[str] | None) -> Why:
    """What it does that was asked for, else what it fits; where nothing of that is known, nothing is a reason."""
    if found := lines.wat.found(sought.wat) or lines.soort.found(sought.wat):
        return found
    if sought.need is None or sought.need.among(lines.names):
        return lines.wat.plain
    return Why(lines.wat.label, told(sought.meant, lines.codes, lacking) if lacking is not None else ())


@dataclass(frozen=True)
class Line:
    """The texts of one thing under one label."""

    label: str
    texts: tuple[Text, ...]

    @cached_property
    def held(self) -> frozenset[str]:
        """All tokens that any of its texts holds."""
        return frozenset().union(*(text.found for text in self.texts))

    @cached_property
    def plain(self) -> Why:
        """The line for a question that it says nothing about."""
        return _plain(self.label, self.texts)

    def shown(self, sought: Tokens) -> Why:
        """The line with what is looked for, else what it says to everybody."""
        return self.found(sought) or self.plain

    def found(self, sought: Tokens) -> Why | None:
        """The line with what is looked for; None where it says nothing of that."""
        here = sought.among(self.held)
        if here is None:
            return None
        pieces = best(self.texts, here)
        return Why(self.label, tuple(pieces)) if pieces else None


@dataclass(frozen=True)
class Where:
    """Where a thing works."""

    gemeenten: list[Gemeente]
    landelijk: bool

    @cached_property
    def held(self) -> frozenset[str]:
        return frozenset(g.code for g in self.gemeenten) | {LANDELIJK}

    @cached_property
    def plain(self) -> Why:
        """The line for a question about no place."""
        return _where(self.gemeenten, self.landelijk, frozenset())

    def shown(self, sought: frozenset[str]) -> Why:
        """The line with the places that are looked for."""
        return self.plain if sought.isdisjoint(self.held) else _where(self.gemeenten, self.landelijk, sought)


@dataclass(frozen=True)
class Lines:
    """All that may say why a thing is an answer; the tokens of what it is called, the codes of what it is.

    The kind of agency is only said where nothing else is the reason: it stands above the lines.
    """

    wat: Line
    soort: Line
    voor_wie: Line
    waar: Where
    names: frozenset[str]
    codes: frozenset[str]


def _lines(thing: Thing) -> Lines:
    if isinstance(thing, ContactCardPage):
        called, page, parts = heading(thing), thing.plek, _of_card(thing)
        codes = frozenset({f"f:{thing.functie.code}"}) if thing.functie else frozenset()
    elif isinstance(thing, Contactpunt):
        called, page, parts = thing.naam, thing.page, _of_contactpunt(thing)
        codes = _soort(page)
    else:
        called, page, parts = "", thing, _of_agency(thing)
        codes = _soort(page)
    wat, voor_wie, gemeenten, landelijk = parts
    soort = [Text(page.soort.naam)] if page and page.soort else []
    return Lines(
        wat=_said(WAT_LABEL, wat),
        soort=_said(WAT_LABEL, soort),
        voor_wie=_said(VOOR_WIE_LABEL, voor_wie),
        waar=Where(gemeenten, landelijk),
        names=_names(called, page),
        codes=codes,
    )


def _names(called: str, page: AgencyPage | None) -> frozenset[str]:
    """The tokens of what stands above the lines: its own name, and of its team and agency."""
    above = {page, page.top} if page else set()
    texts = [called, *(each.naam for each in above)]
    return frozenset(analysis.index_tokens(texts)) | {f"o:{each.pk}" for each in above}


def _soort(page: AgencyPage) -> frozenset[str]:
    soort = page.soort or page.top.soort
    return frozenset({f"s:{soort.code}"}) if soort else frozenset()


def _said(label: str, texts: list[Text]) -> Line:
    return Line(label, tuple(text for text in texts if text.text.strip()))


Parts = tuple[list[Text], list[Text], list[Gemeente], bool]


def _of_card(card: ContactCardPage) -> Parts:
    page = card.plek
    codes = frozenset({f"f:{card.functie.code}"}) if card.functie else frozenset()
    wat = [Text(line) for line in card.bel_mij_voor]
    wat += _work(card.werkprocessen.all())
    wat += [Text(word) for word in card.onderwerpen]
    if codes or card.functienaam:
        wat.append(Text(card.functienaam, codes))
    wat += _laws(card.wetten.all())
    own = list(card.doelgroepen.all()) or (page.stated_list("doelgroepen") if page else [])
    own_places = list(card.gemeenten.all())
    landelijk = not own_places and bool(page and page.werkt_landelijk)
    return wat, _people(own, card.leeftijd), own_places or (page.gemeenten if page else []), landelijk


def _of_contactpunt(punt: Contactpunt) -> Parts:
    page = punt.page
    work = [process for process in page.werkprocessen.all() if process.contactpunt_id == punt.pk]
    wat = [Text(punt.vraag_naar)] + _work(work) + [Text(punt.toelichting)]
    groups = [doelgroep for process in work for doelgroep in process.doelgroepen.all()]
    return wat, _people(groups or page.stated_list("doelgroepen"), ""), page.gemeenten, page.werkt_landelijk


def _of_agency(page: AgencyPage) -> Parts:
    work = list(page.werkprocessen.all())
    wat = _work(work) + [Text(page.stated("opdracht"))]
    wat += _laws(page.stated_list("wetten"))
    groups = [*page.stated_list("doelgroepen"), *(d for process in work for d in process.doelgroepen.all())]
    for_whom = _people(groups, page.leeftijd)
    return wat, for_whom or [Text(page.stated("voor_wie"))], page.gemeenten, page.werkt_landelijk


def _work(work: Iterable[Werkproces]) -> list[Text]:
    """What somebody does; its search words are never shown, but they do say that this is what was meant."""
    return [Text(process.naam, hidden=tokens_of(tuple(process.zoekwoorden))) for process in work]


def _laws(laws: Iterable[Wet]) -> list[Text]:
    """In full: who asks after an event does not know the abbreviation."""
    return [Text(str(wet), frozenset({f"w:{wet.code}"})) for wet in laws]


def _people(groups: Iterable[Doelgroep], leeftijd: str) -> list[Text]:
    found = [Text(group.naam, frozenset({f"d:{group.code}"})) for group in dict.fromkeys(groups)]
    return found + ([Text(leeftijd)] if leeftijd else [])


def _plain(label: str, said: Sequence[Text]) -> Why:
    pieces = mark(said[0], NOTHING.single) if said else []
    if pieces and label == VOOR_WIE_LABEL:
        pieces += [(piece, False) for piece in _others(said[1:])]
    return Why(label, tuple(pieces))


def _others(said: Sequence[Text]) -> Iterator[str]:
    """How many groups there are besides, and of what age: an age has no code."""
    groups = sum(bool(text.codes) for text in said)
    if groups:
        yield f" en {groups} andere {'groep' if groups == 1 else 'groepen'}"
    yield from (f", {text.text}" for text in said if not text.codes)


def _where(gemeenten: list[Gemeente], landelijk: bool, sought: frozenset[str]) -> Why:
    if landelijk:
        return Why("Waar", (("heel Nederland", LANDELIJK in sought),))
    asked = [g for g in gemeenten if g.code in sought]
    if len(gemeenten) <= NAMED:
        pieces = [(g.naam, g in asked) for g in sorted(gemeenten, key=lambda g: (g not in asked, g.naam))]
    else:
        pieces = [(f"{len(gemeenten)} gemeenten", False)]
        pieces += [("ook " + g.naam, True) for g in asked[:NAMED]]
    joined = [part for piece in pieces for part in ((", ", False), piece)][1:]
    return Why("Waar", tuple(joined))
