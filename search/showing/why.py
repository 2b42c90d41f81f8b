"""Why something is an answer: the texts of the thing itself that say what, for whom and where, with what matched."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from directory.lines import heading, in_zin, opsomming
from directory.models import AgencyPage, ContactCardPage, Contactpunt, Doelgroep, Gemeente, Werkproces, Wet
from search import wordlists
from search.answer import Thing, Why
from search.language import analysis
from search.lists.codes import code_of
from search.lists.gist import NOWHERE, Leads
from search.plan import GUARDED_FIELDS, LANDELIJK, Clause, Leaf, Plan
from search.showing import things
from search.showing.meant import Meant, alike, fitting, in_quotes, laws_in, meant_by, near
from search.showing.texts import ENDS, NOTHING, Pieces, Text, Tokens, best, mark, tokens_of
from search.understand.topics import VOOR_WIE, WAAR, WAT, Topic

NAMED = 3  # gemeenten
FEW = 2  # groups, or things to do, that are named where none of them was asked for
WAT_LABEL, VOOR_WIE_LABEL = "Wat", "Voor wie"


@dataclass(frozen=True)
class Sought:
    """What a plan looks for: `wat` without what is only about for whom and where, `need` without names as well."""

    everything: Tokens
    wat: Tokens
    need: Tokens | None  # None: somebody, a place or a group was asked for, no need
    meant: tuple[Meant, ...] = ()
    laws: frozenset[str] = frozenset()  # codes of those that were asked for


def sought_by(plan: Plan, topics: Iterable[Topic] = (), leads: Leads = NOWHERE) -> Sought:
    """All tokens of a plan, without who may search them, and what its topics were read as."""
    topics, other = tuple(topics), (VOOR_WIE, WAAR)
    found = [(clause.slot, _tokens_of(clause)) for clause in plan.required]
    everything = _all([tokens for _, tokens in found])
    wat = [tokens for slot, tokens in found if not slot.startswith(other)]
    need = [tokens for slot, tokens in found if slot.startswith(WAT)]
    return Sought(
        everything,
        _all(wat) if 0 < len(wat) < len(found) else everything,
        _all(need) if need else None,
        meant_by(topics, leads),
        laws_in(topics),
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


def why(thing: Thing, sought: Sought, lacking: Collection[str] = (), *, along: bool = False) -> tuple[Why, ...]:
    """The lines Wat, Voor wie and Waar, as far as the thing says them.

    `lacking` are the slots that it does not answer; `along` where it only comes along with what does.
    """
    lines = things.made_of(thing, ("why", wordlists.changes()), lambda: _lines(thing))
    found = (
        _wat(lines, sought, lacking, along=along),
        lines.voor_wie.found(sought.everything) or lines.groups,
        lines.waar.shown(sought.everything.single),
    )
    return tuple(line for line in found if line.pieces)


def _wat(lines: "Lines", sought: Sought, lacking: Collection[str], *, along: bool) -> Why:
    """What it does that was asked for, or what it fits, and what it lacks but may know of; where nothing of that is
    known, nothing is a reason."""
    over = near(sought.meant, lines.codes, lacking)
    if found := lines.with_laws(sought.laws).found(sought.wat) or lines.soort.found(sought.wat):
        return _with(found.pieces, over)
    if sought.need is None:
        return lines.wat.plain
    if fits := fitting(sought.meant, lines.codes, lacking, along=along):
        return _with(((f"Past bij {in_quotes(fits)}", False),), over)
    if over or (lacking and (over := alike(sought.meant, lines.codes))):
        return _with((), over)
    return lines.wat.plain if sought.need.among(lines.names) else lines.purpose


def _with(pieces: Pieces, over: Sequence[str]) -> Why:
    """The line with, behind what is said already, what this one may think along about."""
    text = f"an meedenken over {in_quotes(over)}" if over else ""
    there = list(pieces)
    if text and there:
        there[-1] = (there[-1][0].rstrip(ENDS), there[-1][1])
    added = [((f", k{text}" if there else f"K{text}"), False)] if text else []
    return Why(WAT_LABEL, (*there, *added), tuple(over))


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
        return Why(self.label, tuple(mark(self.texts[0], NOTHING.single)) if self.texts else ())

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

    The kind of agency is only said where nothing else is the reason, a law only where it was asked for. `groups` is
    for whom it is where none of them was asked for, `purpose` what a desk is for.
    """

    wat: Line
    laws: tuple[Text, ...]
    soort: Line
    purpose: Why
    voor_wie: Line
    groups: Why
    waar: Where
    names: frozenset[str]
    codes: frozenset[str]

    def with_laws(self, asked: frozenset[str]) -> Line:
        """What it does, and of its laws those that were asked for."""
        laws = [law for law in self.laws if not law.codes.isdisjoint(asked)]
        return Line(self.wat.label, (*self.wat.texts, *laws)) if laws else self.wat


def _lines(thing: Thing) -> Lines:
    page: AgencyPage | None
    if isinstance(thing, ContactCardPage):
        page, says, above = thing.plek, _of_card(thing), [heading(thing)]
        above += [thing.functienaam] if thing.is_persoon else []
        codes = frozenset({code_of(thing.functie)}) if thing.functie else frozenset()
    elif isinstance(thing, Contactpunt):
        page, says, above = thing.page, _of_contactpunt(thing), [thing.naam]
        codes = _soort(page)
    else:
        page, says = thing, _of_agency(thing)
        above = [thing.soort.naam] if thing.soort and not thing.agency else []
        codes = _soort(page)
    above += [each.naam for each in ({page, page.top} if page else ())]
    return Lines(
        wat=_said(WAT_LABEL, says.wat, above),
        laws=tuple(says.laws),
        soort=_said(WAT_LABEL, [Text(page.soort.naam)] if page and page.soort else [], above),
        purpose=_purpose(thing, above),
        voor_wie=_said(VOOR_WIE_LABEL, says.voor_wie),
        groups=_groups(says.voor_wie),
        waar=says.waar,
        names=_names(above, page),
        codes=codes,
    )


def _names(above: Iterable[str], page: AgencyPage | None) -> frozenset[str]:
    """The tokens of what stands above the lines: what it is called and does, and its team and agency."""
    pages = {page, page.top} if page else set()
    return frozenset(analysis.index_tokens(above)) | set(map(code_of, pages))


def _soort(page: AgencyPage) -> frozenset[str]:
    soort = page.soort or page.top.soort
    return frozenset({code_of(soort)}) if soort else frozenset()


def _said(label: str, texts: Iterable[Text], above: Iterable[str] = ()) -> Line:
    """The texts that say something; one of which every word stands above the lines already says nothing more."""
    there = frozenset(word for text in above for word in analysis.words_of(text))
    return Line(label, tuple(text for text in texts if not there.issuperset(analysis.words_of(text.text))))


@dataclass(frozen=True)
class Says:
    """What a thing says of itself under each label."""

    wat: list[Text]
    voor_wie: list[Text]
    waar: Where
    laws: list[Text] = field(default_factory=list)


def _of_card(card: ContactCardPage) -> Says:
    page = card.plek
    codes = frozenset({code_of(card.functie)}) if card.functie else frozenset()
    wat = [Text(line) for line in card.bel_mij_voor]
    wat += _work(card.werkprocessen.all())
    wat += [Text(word) for word in card.onderwerpen]
    if codes or card.functienaam:
        wat.append(Text(card.functienaam, codes))
    others = [taal for taal in card.talen if taal != "Nederlands"]
    wat += [Text(f"Ook in het {opsomming(others)}")] if others else []
    own = list(card.doelgroepen.all()) or (page.stated_list("doelgroepen") if page else [])
    own_places = list(card.gemeenten.all())
    landelijk = not own_places and bool(page and page.werkt_landelijk)
    places = own_places or (page.gemeenten if page else [])
    return Says(wat, _people(own, card.leeftijd), Where(places, landelijk), _laws(card.wetten.all()))


def _of_contactpunt(punt: Contactpunt) -> Says:
    page, work = punt.page, _work_of(punt)
    wat = [Text(punt.vraag_naar)] + _work(work) + [Text(punt.toelichting)]
    groups = [doelgroep for process in work for doelgroep in process.doelgroepen.all()]
    return Says(wat, _people(groups or page.stated_list("doelgroepen"), ""), _where_works(page))


def _work_of(punt: Contactpunt) -> list[Werkproces]:
    return [process for process in punt.page.werkprocessen.all() if process.contactpunt_id == punt.pk]


def _purpose(thing: Thing, above: Iterable[str]) -> Why:
    """What a desk is for, in its own words; one that is there for many things is there for none of them most."""
    if not isinstance(thing, Contactpunt):
        return Why(WAT_LABEL, ())
    work = _work_of(thing)
    ask_for = f"Vraag naar {in_zin(thing.vraag_naar)}" if thing.vraag_naar else ""
    texts = [Text(ask_for), Text(thing.toelichting), *(_work(work) if len(work) <= FEW else [])]
    return _said(WAT_LABEL, texts, above).plain


def _of_agency(page: AgencyPage) -> Says:
    work = list(page.werkprocessen.all())
    wat = [*_work(work), Text(page.stated("opdracht"))]
    groups = [*page.stated_list("doelgroepen"), *(d for process in work for d in process.doelgroepen.all())]
    for_whom = _people(groups, page.leeftijd) or [Text(page.stated("voor_wie"))]
    return Says(wat, for_whom, _where_works(page), _laws(page.stated_list("wetten")))


def _where_works(page: AgencyPage) -> Where:
    return Where(page.gemeenten, page.werkt_landelijk)


def _work(work: Iterable[Werkproces]) -> list[Text]:
    """What somebody does; its search words are never shown, but they do say that this is what was meant."""
    return [Text(process.naam, hidden=tokens_of(tuple(process.zoekwoorden))) for process in work]


def _laws(laws: Iterable[Wet]) -> list[Text]:
    """In full: who asks after an event does not know the abbreviation."""
    return [Text(str(wet), frozenset({code_of(wet)})) for wet in laws]


def _people(groups: Iterable[Doelgroep], leeftijd: str) -> list[Text]:
    """Groups by their whole words: who asks for a toeslag is not of the toeslagenaffaire."""
    found = [Text(group.naam, frozenset({code_of(group)}), whole=True) for group in dict.fromkeys(groups)]
    return found + ([Text(leeftijd)] if leeftijd else [])


def _groups(for_whom: Iterable[Text]) -> Why:
    """For whom it is where nothing of that was asked: a few by name, of more how many; and the age."""
    there = [text for text in for_whom if text.text.strip()]
    names = [text.text for text in there if text.codes]
    rest = [text.text for text in there if not text.codes]  # an age, or all of it in words
    groups = f"{len(names)} groepen" if len(names) > FEW else opsomming([*names[:1], *map(in_zin, names[1:])])
    return Why(VOOR_WIE_LABEL, tuple(mark(Text(", ".join(filter(None, [groups, *rest]))), NOTHING.single)))


def _where(gemeenten: list[Gemeente], landelijk: bool, sought: frozenset[str]) -> Why:
    if landelijk:
        return Why("Waar", (("heel Nederland", LANDELIJK in sought),))
    asked = [g for g in gemeenten if g.code in sought]
    if len(gemeenten) <= NAMED:
        rows = [[(g.roepnaam, g in asked)] for g in sorted(gemeenten, key=lambda g: (g not in asked, g.naam))]
    else:
        named = [[("ook ", False), (g.roepnaam, True)] for g in asked[:NAMED]]
        rows = [[(f"{len(gemeenten)} gemeenten", False)], *named]
    joined = [piece for row in rows for piece in ((", ", False), *row)][1:]
    return Why("Waar", tuple(joined))
