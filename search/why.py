"""Why something is an answer: the texts of the thing itself that say what, for whom and where, with what matched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from directory.models import AgencyPage, ContactCardPage, Contactpunt, Doelgroep, Gemeente, Werkproces, Wet
from directory.names import fold
from search import analysis, things, wordlists
from search.answer import Thing, Why
from search.plan import GUARDED_FIELDS, LANDELIJK, Clause, Leaf, Plan
from search.understand.topics import VOOR_WIE, WAAR

MOST = 2  # texts in one line
LONGEST = 120  # characters of one text
NAMED = 3  # gemeenten
VOOR_WIE_LABEL = "Voor wie"


@dataclass(frozen=True)
class Text:
    """A text that may say why, the codes under which the index knows it, and search words that are never shown."""

    text: str
    codes: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @cached_property
    def held(self) -> frozenset[str]:
        """All tokens of its words."""
        return frozenset().union(*map(_tokens_of_word, analysis.WORD.findall(self.text)))

    @cached_property
    def found(self) -> frozenset[str]:
        """All that it is found by: words, codes and search words."""
        return self.held | self.codes | self.hidden

    @cached_property
    def words(self) -> list[tuple[int, int, frozenset[str]]]:
        """Its words: where each begins and ends, and its tokens."""
        return [(*match.span(), _tokens((match.group(),))) for match in analysis.WORD.finditer(self.text)]

    @cached_property
    def _cut(self) -> dict[int, "Text"]:
        return {}

    def around(self, first: int) -> "Text":
        """What is shown of a long text for a question that it answers from this character on."""
        found = self._cut.get(first)
        if found is None:
            found = self._cut[first] = Text(_around(self.text, first), self.codes)
        return found


@dataclass(frozen=True)
class Tokens:
    """Tokens that each are a reason, and groups that only are one when a text holds them all (parts of a compound)."""

    single: frozenset[str]
    together: frozenset[tuple[str, ...]]

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first token of each group."""
        return frozenset(group[0] for group in self.together)

    def whole_in(self, held: frozenset[str]) -> list[tuple[str, ...]]:
        """The groups of which all tokens are among these."""
        if not self.together or self.firsts.isdisjoint(held):
            return []
        return [group for group in self.together if held.issuperset(group)]

    def in_text(self, text: Text) -> frozenset[str]:
        """What of it this text is found by: most texts by nothing."""
        found = self.single & text.found
        return found.union(*whole) if (whole := self.whole_in(text.held)) else found

    def among(self, held: frozenset[str]) -> "Tokens | None":
        """What of it can be found where these tokens are."""
        single, together = self.single & held, self.whole_in(held)
        return Tokens(single, frozenset(together)) if single or together else None


NOTHING = Tokens(frozenset(), frozenset())


@dataclass(frozen=True)
class Sought:
    """What a plan looks for: `wat` without what is only about for whom and where."""

    everything: Tokens
    wat: Tokens


def sought_by(plan: Plan) -> Sought:
    """All tokens of a plan, without who may search them."""
    other = (VOOR_WIE, WAAR)
    found = [(clause.slot.startswith(other), _tokens_of(clause)) for clause in plan.required]
    everything = _all([tokens for _, tokens in found])
    wat = [tokens for is_other, tokens in found if not is_other]
    return Sought(everything, _all(wat) if 0 < len(wat) < len(found) else everything)


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


def why(thing: Thing, sought: Sought) -> tuple[Why, ...]:
    """The lines Wat, Voor wie and Waar, as far as the thing says them."""
    lines = things.made_of(thing, ("why", wordlists.changes()), lambda: _lines(thing))
    found = (
        lines.wat.shown(sought.wat),
        lines.voor_wie.shown(sought.everything),
        lines.waar.shown(sought.everything.single),
    )
    return tuple(line for line in found if line.pieces)


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
        return _line(self.label, self.texts, NOTHING)

    def shown(self, sought: Tokens) -> Why:
        """The line with what is looked for."""
        here = sought.among(self.held)
        return _line(self.label, self.texts, here) if here else self.plain


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
    """All that may say why a thing is an answer."""

    wat: Line
    voor_wie: Line
    waar: Where


def _lines(thing: Thing) -> Lines:
    if isinstance(thing, ContactCardPage):
        wat, voor_wie, gemeenten, landelijk = _of_card(thing)
    elif isinstance(thing, Contactpunt):
        wat, voor_wie, gemeenten, landelijk = _of_contactpunt(thing)
    else:
        wat, voor_wie, gemeenten, landelijk = _of_agency(thing)
    return Lines(_said("Wat", wat), _said(VOOR_WIE_LABEL, voor_wie), Where(gemeenten, landelijk))


def _said(label: str, texts: list[Text]) -> Line:
    return Line(label, tuple(text for text in texts if text.text.strip()))


Parts = tuple[list[Text], list[Text], list[Gemeente], bool]


def _of_card(card: ContactCardPage) -> Parts:
    page = card.plek
    codes = frozenset({f"f:{card.functie.code}"}) if card.functie else frozenset()
    wat = [Text(line) for line in card.bel_mij_voor]
    wat += [Text(process.naam) for process in card.werkprocessen.all()]
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
    return [Text(process.naam, hidden=_tokens(tuple(process.zoekwoorden))) for process in work]


def _laws(laws: Iterable[Wet]) -> list[Text]:
    """In full: who asks after an event does not know the abbreviation."""
    return [Text(str(wet), frozenset({f"w:{wet.code}"})) for wet in laws]


def _people(groups: Iterable[Doelgroep], leeftijd: str) -> list[Text]:
    found = [Text(group.naam, frozenset({f"d:{group.code}"})) for group in dict.fromkeys(groups)]
    return found + ([Text(leeftijd)] if leeftijd else [])


def _line(label: str, said: Sequence[Text], sought: Tokens) -> Why:
    """The texts that say it best: in the words of the question, else by what they mean, else by a search word."""
    looked = [(text, sought.in_text(text)) for text in said]
    marked = [(_mark(text, words), text, words & sought.single) for text, words in looked if words]
    ranked = sorted([(-_strength(*each), each[0]) for each in marked], key=itemgetter(0))
    hits = [pieces for strength, pieces in ranked if strength]
    pieces: list[tuple[str, bool]] = []
    for found in hits[:MOST] or [_mark(text, words) for text, words in looked[:1]]:
        pieces += [(", ", False), *_lowered(found)] if pieces else found
    if pieces and not hits and label == VOOR_WIE_LABEL and len(said) > 1:
        pieces.append((f" en {len(said) - 1} andere {'groep' if len(said) == 2 else 'groepen'}", False))
    return Why(label, tuple(pieces))


def _lowered(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A text in the middle of a line: an ordinary word opens with a small letter, a name or abbreviation as it is."""
    first, on = pieces[0] if pieces else ("", False)
    word = next(iter(analysis.WORD.findall(first)), "")
    ordinary = word[:1].isupper() and word[1:].islower() and analysis.is_ordinary(fold(word))
    return [(first[:1].lower() + first[1:], on), *pieces[1:]] if ordinary else pieces


def _strength(pieces: list[tuple[str, bool]], text: Text, sought: frozenset[str]) -> int:
    if text.held.isdisjoint(sought) and not text.codes.isdisjoint(sought):
        return 5  # a law or group that is meant by it: what somebody does says more
    literally = len({piece.lower() for piece, on in pieces if on})
    if literally and not sought.isdisjoint(text.hidden):
        literally += 1
    return 10 * literally or 5 * (not sought.isdisjoint(text.hidden))


def _mark(text: Text, sought: frozenset[str]) -> list[tuple[str, bool]]:
    """The text in pieces, those that the question asked for marked; a long text around its first mark."""
    if len(text.text) > LONGEST:
        first = next((start for start, _, tokens in text.words if not sought.isdisjoint(tokens)), 0)
        text = text.around(first)
    asked = [(start, stop) for start, stop, tokens in text.words if not sought.isdisjoint(tokens)]
    if not asked:
        return [(text.text, not sought.isdisjoint(text.codes))] if text.text else []
    pieces, end = [], 0
    for start, stop in asked:
        pieces += [(text.text[end:start], False), (text.text[start:stop], True)]
        end = stop
    pieces.append((text.text[end:], False))
    return [piece for piece in pieces if piece[0]]


def _tokens(texts: tuple[str, ...]) -> frozenset[str]:
    """The tokens of texts, none for a word that says nothing."""
    return _tokens_when(texts, wordlists.changes())


@lru_cache(maxsize=50_000)
def _tokens_when(texts: tuple[str, ...], changes: int) -> frozenset[str]:
    said = [text for text in texts if fold(text) not in wordlists.words("zinswoorden")]
    return frozenset(analysis.index_tokens(said))


def _tokens_of_word(written: str) -> frozenset[str]:
    """The tokens of one word, also of a word that says nothing: in a term it counts."""
    return _tokens_of_word_when(written, wordlists.changes())


@lru_cache(maxsize=50_000)
def _tokens_of_word_when(written: str, changes: int) -> frozenset[str]:
    return frozenset(analysis.index_tokens([written]))


def _around(text: str, first: int) -> str:
    """About LONGEST characters of a long text: the sentence with this character."""
    begin = max(text.rfind(". ", 0, first) + 2, 0) if ". " in text[:first] else 0
    part = text[begin:].split(". ")[0]
    if len(part) <= LONGEST:
        return part
    begin = max(0, first - begin - LONGEST // 2)
    cut = part[begin : begin + LONGEST]
    return ("… " if begin else "") + cut.rsplit(" ", 1)[0] + " …"


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
