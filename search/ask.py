"""Asking: from somebody's question to the answer that this audience may see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from directory.bsn import bsn_in
from directory.keeping import kept
from directory.models import Gemeente
from directory.visibility import Audience
from search import along, clear, rows, why
from search.answer import Answer, Block, Hit, SearchQuery, Slot
from search.codes import is_code_of
from search.documents import NAAMLOOS
from search.engines import Engine, get_engine
from search.lexicon import get_lexicon
from search.meanings import Lexicon
from search.meant import needs_of
from search.ordering import WINDOW, ordered, with_agencies
from search.plan import (
    GUARDED_FIELDS,
    LANDELIJK,
    ORGANISATIONS,
    PEOPLE,
    WORD_FIELDS,
    Clause,
    Filters,
    Found,
    Match,
    Plan,
    Request,
    condition,
)
from search.planner import Planner
from search.understand import understand
from search.understand.topics import NIET, WAAR, WAT, WIE, Topic, Understood, events_in

PER_PAGE = 10
MAX_PAGES = 20
BLOCKS = (PEOPLE, ORGANISATIONS)
FILL = 10  # a block with fewer full matches gets wider answers up to this many
STEPS = 2  # words that a wider answer may lack; all but one where nothing else is found
LACKING_TWO = 0.8  # of its score
PAIRS = range(5, 8)  # words of a question of which two together are looked for; with more there are too many pairs


def ask(query: SearchQuery, audience: Audience, lexicon: Lexicon | None = None, engine: Engine | None = None) -> Answer:
    """Answer a question, with another lexicon or engine to try one out; raises SearchUnavailable where none can."""
    if bsn_in(query.vraag):
        return Answer("", bsn=True)  # it is not searched, shown or kept
    engine, held = engine or get_engine(), audience.tokens
    view = engine.vocabulary().seen_by(held)

    def exist(tries: Sequence[Sequence[str]]) -> Iterator[bool]:
        return (found.total > 0 for found in engine.search_many([_together(words, held) for words in tries]))

    words = lexicon or get_lexicon()
    understood = understand(query.vraag, words, view, exist, letterlijk=query.letterlijk, zonder=query.zonder)
    if query.is_empty or (query.vraag.strip() and not understood.asks and not query.filters.chosen()):
        return Answer(query.vraag, without=_slots(understood.without), dropped=tuple(understood.dropped))
    plan = Planner(view, held).plan(understood, place_chosen=bool(query.filters.gemeente))
    refusing = frozenset(refusal.page for refusal in understood.refusals if not refusal.is_of_a_team)
    found, counts = _Asking(engine, plan, held, query, refusing).answers()
    if not query.filters.chosen() and clear.comes_near(plan, understood, view, _best_score(found)):
        found, counts = [_all_wider(block, clear.hardly_said(plan, view)) for block in found], {}
    if _is_nothing(found) and not query.letterlijk:
        harder = understand(query.vraag, words, view, exist, zonder=query.zonder, harder=True)
        plan, found = _tried_harder(engine, plan, harder, Planner(view, held), held, query)
    sought = why.sought_by(plan, understood.topics, understood.leads)
    people, organisations = _shown(found, sought, plan, query, audience)
    organisations = along.told(organisations, understood.refusals)
    return Answer(
        query.vraag,
        slots=_slots(understood.topics),
        without=_slots(understood.without),
        dropped=tuple(understood.dropped),
        corrected=tuple(understood.corrected),
        people=people,
        organisations=organisations,
        counts=counts,
        gemeente=_gemeente(understood, query.filters),
        elsewhere=tuple(topic.label for topic in understood.topics if topic.is_elsewhere),
        events=events_in(understood.topics),
    )


def _is_nothing(found: Iterable["Raw"]) -> bool:
    return not any(block.total or block.wider for block in found)


def _best_score(found: Iterable["Raw"]) -> int:
    return max((match.score for block in found for match in block.full), default=0)


def _tried_harder(
    engine: Engine, plan: Plan, harder: Understood, planner: Planner, held: frozenset[str], query: SearchQuery
) -> tuple[Plan, list["Raw"]]:
    """Where nothing was found: the words read as what looks less like them, else without the names; never as a full
    answer, because nobody may be called so."""
    misread = tuple(Clause(typed, typed, ()) for typed, _ in harder.corrected)
    names = tuple(clause for clause in plan.required if clause.is_name)
    other = planner.plan(harder, place_chosen=bool(query.filters.gemeente))
    tries = [(other, misread)] if misread else []
    if names and _is_still_a_question(plan, names):
        tries.append((replace(plan, required=tuple(c for c in plan.required if c not in names)), names))
    for wider_plan, lacked in tries:
        found, _ = _Asking(engine, wider_plan, held, query).answers()
        if not _is_nothing(found):
            return wider_plan, [_all_wider(block, lacked) for block in found]
    return plan, [Raw(), Raw()]


def _all_wider(block: "Raw", lacked: tuple[Clause, ...]) -> "Raw":
    near = [(match, lacked) for match in block.full]
    near += [(match, (*lacked, *(c for c in dropped if c not in lacked))) for match, dropped in block.wider]
    return Raw(wider=_best(near, FILL))


def _together(words: Sequence[str], held: frozenset[str]) -> Request:
    """Whether these words are found together, on whoever may be named."""
    nameless = Clause("", "", (condition("kenmerk", NAAMLOOS),))
    return Request(Plan(tuple(map(_anywhere, words)), excluded=(nameless,)), held, limit=0)


def _anywhere(word: str) -> Clause:
    leaves = tuple(condition(name, f"={word}") for name in WORD_FIELDS if name not in GUARDED_FIELDS)
    return Clause(word, word, leaves)


def _slots(topics: Iterable[Topic]) -> tuple[Slot, ...]:
    shown = [topic for topic in topics if not topic.soft or topic.kind == WAAR]
    needs, slots = needs_of(shown), []
    for t in shown:
        begrippen = tuple(m.naam for m in t.meanings if m.soort == "begrip")
        is_unused = t.kind == NIET and not t.meanings
        slots.append(Slot(t.id, t.kind, t.label, t.text or t.label, begrippen, needs.get(t.id, ()), is_unused))
    return tuple(slots)


def _gemeente(understood: Understood, filters: Filters) -> Gemeente | None:
    """The one gemeente that a question is about."""
    codes = {place.code for topic in understood.topics for place in topic.places}
    if len(codes) == 1:
        code = codes.pop()
        return kept(("gemeente", code), lambda: Gemeente.objects.filter(code=code).first())
    return Gemeente.objects.filter(slug=filters.gemeente[0]).first() if len(filters.gemeente) == 1 else None


Wider = tuple[Match, tuple[Clause, ...]]
Step = tuple[Plan, tuple[Clause, ...]]  # a wider plan and what it lacks


class Raw(NamedTuple):
    """What an engine found for one block: the matches to show and those behind them, how many in all, wider ones."""

    full: tuple[Match, ...] = ()
    rest: tuple[Match, ...] = ()
    total: int = 0
    wider: Sequence[Wider] = ()


class _Asking:
    """One plan put to an engine for one audience."""

    def __init__(
        self,
        engine: Engine,
        plan: Plan,
        held: frozenset[str],
        query: SearchQuery,
        refusing: frozenset[int] = frozenset(),
    ) -> None:
        self.engine, self.plan, self.held, self.query, self.refusing = engine, plan, held, query, refusing

    def answers(self) -> tuple[list[Raw], dict[str, dict[str, int]]]:
        """Per block its full matches, their total, and wider ones where there are few; and the numbers of the facets.

        At most two round trips to an engine that is elsewhere: the second for all that is wider, of both blocks.
        """
        limits = [PER_PAGE * min(max(page, 1), MAX_PAGES) for page in self.query.paginas]
        every = PER_PAGE * MAX_PAGES
        most = every if self.query.volgorde else min(every, max(max(limits) + PER_PAGE, WINDOW))  # the best, in order
        blocks = [self._request(soorten, self.plan, most) for soorten in BLOCKS]
        counted = replace(self._request((*PEOPLE, *ORGANISATIONS), self.plan, 0), counted=True)
        *found, facets = self.engine.search_many([*blocks, counted])
        wider = self._wider([FILL - block.total for block in found])
        ranked = with_agencies([block.matches for block in found], self.refusing)
        full = [ordered(block, self.query.volgorde) for block in ranked]
        blocks_found = zip(full, found, wider, limits, strict=True)
        return [Raw(f[:limit], f[limit:], b.total, w) for f, b, w, limit in blocks_found], facets.counts

    def _request(self, soorten: tuple[str, ...], plan: Plan, limit: int) -> Request:
        return Request(plan, self.held, soorten, self.query.filters, limit)

    def _wider(self, rooms: list[int]) -> list[list[Wider]]:
        """Per block answers that lack one thing, or two where nothing lacks only one; first what comes near it."""
        steps = list(self._steps(nothing=all(room == FILL for room in rooms)))
        short = [(soorten, room) for soorten, room in zip(BLOCKS, rooms, strict=True) if room > 0]
        asked = [self._request(soorten, plan, room) for soorten, room in short for plan, _ in steps]
        found = self.engine.search_many(asked)
        wider: dict[tuple[str, ...], list[Wider]] = {}
        for number, (soorten, room) in enumerate(short):
            wider[soorten] = _best(_taken(steps, found, number * len(steps), room), room)
        return [wider.get(soorten, []) for soorten in BLOCKS]

    def _steps(self, *, nothing: bool) -> Iterator[Step]:
        """Wider plans and what each lacks: near one clause, lacking one, lacking two; a first name if nobody has it."""
        droppable = [clause for clause in self.plan.required if clause.droppable]
        yield from self._near_steps()
        names = [clause for clause in self.plan.required if clause.is_name]
        for clause in names[:-1] if nothing else ():
            yield self.plan.lacking((clause,)), (clause,)
        for count in range(1, STEPS + 1):
            for dropped in combinations(droppable, count):
                if _is_still_a_question(self.plan, dropped):
                    yield self.plan.lacking(dropped), dropped
        if nothing:
            yield from self._one_by_one(droppable)

    def _near_steps(self) -> Iterator[Step]:
        """What only comes near one clause, or near all: the words of one need lead to the same kind of agency."""
        near = [clause for clause in self.plan.required if clause.wider]
        for clause in near:
            yield self._with_function(self.plan.near(clause), clause), (clause,)
        needs = tuple(clause for clause in near if clause.droppable)
        if len(needs) > 1:
            yield self.plan.near(*needs), needs

    def _with_function(self, plan: Plan, clause: Clause) -> Plan:
        """In the gemeente beside it only who has the function that is asked for, not all who speak of it."""
        if not clause.slot.startswith(WAAR) or any((LANDELIJK,) in leaf.all_of for leaf in clause.wider):
            return plan
        leaves = [leaf for other in plan.required for leaf in other.leaves if leaf.field == "functie"]
        codes = {token for leaf in leaves for group in leaf.all_of for token in group if is_code_of("functie", token)}
        return replace(plan, filters=(*plan.filters, condition("functie", *sorted(codes))))

    def _one_by_one(self, droppable: list[Clause]) -> Iterator[Step]:
        """Of a long sentence two things, each thing by itself and what comes near it: no more is said anywhere."""
        for pair in combinations(droppable, 2) if len(droppable) in PAIRS else ():
            dropped = tuple(clause for clause in droppable if clause not in pair)
            if _is_still_a_question(self.plan, dropped):
                yield self.plan.lacking(dropped), dropped
        for said in droppable if len(droppable) > 1 else ():
            dropped = tuple(clause for clause in droppable if clause != said)
            yield self.plan.lacking(dropped), dropped
            if said.wider:
                yield self.plan.lacking(dropped).near(said), (*dropped, said)


def _taken(steps: list[Step], found: Sequence[Found], first: int, room: int) -> list[Wider]:
    """What these steps found, from the first answer on; what lacks two, lowered, only where few lack one."""
    wider: list[Wider] = []
    for place, (_, dropped) in enumerate(steps, first):
        if len(dropped) > 1 and len({(m.soort, m.pk) for m, lacked in wider if len(lacked) < len(dropped)}) >= room:
            break
        share = LACKING_TWO if len(dropped) > 1 else 1.0
        wider += [(match._replace(score=int(match.score * share)), dropped) for match in found[place].matches]
    return wider


def _is_still_a_question(plan: Plan, dropped: tuple[Clause, ...]) -> bool:
    """A place alone, or for whom alone, is no need: such answers would be about anything."""
    return any(clause.slot.startswith((WAT, WIE)) for clause in plan.required if clause not in dropped)


def _best(wider: list[Wider], room: int) -> list[Wider]:
    """The best of them, each once."""
    ranked = sorted(wider, key=lambda pair: -pair[0].score)
    best = {(match.soort, match.pk): (match, dropped) for match, dropped in reversed(ranked)}
    return sorted(best.values(), key=lambda pair: -pair[0].score)[:room]


# From matches to hits --------------------------------------------------------------------------------------------
def _shown(found: list[Raw], sought: why.Sought, plan: Plan, query: SearchQuery, audience: Audience) -> list[Block]:
    """The blocks as they are shown: what may be seen, heirs before those who left, who else is to be rung behind."""
    every = [match for block in found for match in (*block.full, *(match for match, _ in block.wider))]
    loaded = rows.load(every, audience)
    floor = min((match.score for block in found for match in block.full), default=0)
    full = [_hits([(match, ()) for match in block.full], loaded, sought, 0) for block in found]
    near = [_hits(block.wider, loaded, sought, floor) for block in found]
    company = along.Company(loaded, audience, sought, query.filters.soort, named=plan.asks_for_somebody)
    blocks = zip(company.joined(*full), company.joined(*near), found, query.paginas, strict=True)
    return [_block(*block, in_order=bool(query.volgorde)) for block in blocks]


def _block(hits: list[Hit], wider: list[Hit], found: Raw, page: int, *, in_order: bool) -> Block:
    """Each thing once, where it scores best (or in the order that was chosen); no full match among the wider ones."""
    best = _each_once(hits if in_order else sorted(hits, key=lambda hit: -hit.score))
    near = _each_once(sorted(wider, key=lambda hit: -hit.score))
    others = tuple(hit for key, hit in near.items() if key not in best)
    behind = [match[:2] not in best for match in found.rest]
    more = found.total - len(found.full)
    return Block(
        tuple(best.values()),
        found.total,
        others,
        more,
        coming=sum(behind[:PER_PAGE]),
        unseen=more - behind.count(False),
        first_new=_first_new(list(best), hits, found.full[PER_PAGE * (page - 1) :]),
    )


def _first_new(shown: list[tuple[str, int]], hits: Iterable[Hit], matches: Iterable[Match]) -> int:
    """The place of the first answer that the page before did not show, as a match or with another: 0 is none."""
    there = {(hit.kind, hit.pk) for hit in hits if hit.along}
    new = {match[:2] for match in matches} - there
    return next((place for place, key in enumerate(shown, 1) if key in new), 0)


def _each_once(hits: Iterable[Hit]) -> dict[tuple[str, int], Hit]:
    found: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        _keep(found, hit)
    return found


def _keep(found: dict[tuple[str, int], Hit], hit: Hit) -> None:
    """The first stays; who comes along and matches as well is a match."""
    first = found.setdefault((hit.kind, hit.pk), hit)
    if first.along and not hit.along:
        found[hit.kind, hit.pk] = replace(first, along=False)


def _hits(matches: Iterable[Wider], loaded: rows.Rows, sought: why.Sought, floor: int) -> list[Hit]:
    hits: dict[tuple[str, int], Hit] = {}
    for match, dropped in matches:
        thing = loaded.get(match)
        if thing is None:
            continue
        missing = tuple(clause.text for clause in dropped)
        niet_in = next((clause.text for clause in dropped if clause.slot.startswith(WAAR)), "")
        lacking = tuple(clause.slot for clause in dropped)
        reasons = why.why(thing, sought, lacking)
        hit = Hit(match.soort, thing, _lower(match.score, floor), missing, niet_in, reasons, lacking=lacking)
        for each in along.with_others(hit, loaded, sought):
            _keep(hits, each)
    return list(hits.values())


def _lower(score: int, floor: int) -> int:
    """Wider answers stay below all full ones, on the same scale and in their own order."""
    return score * floor // (score + floor) if floor else score
