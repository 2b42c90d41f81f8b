"""A plan put to an engine: per block its matches, and where these are few wider ones, with what each of them lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from search.answer import SearchQuery
from search.engines import Engine
from search.lists.codes import Soort, is_code_of
from search.plan import LANDELIJK, ORGANISATIONS, PEOPLE, Clause, Found, Match, Plan, Request, condition
from search.planning.ordering import WINDOW, ordered, with_agencies
from search.understand.topics import WAAR, WAT, WIE

PER_PAGE = 10
MAX_PAGES = 20
BLOCKS = (PEOPLE, ORGANISATIONS)
FILL = 10  # a block with fewer full matches gets wider answers up to this many
STEPS = 2  # words that a wider answer may lack; all but one where nothing else is found
LACKING_TWO = 0.8  # of its score
PAIRS = range(5, 8)  # words of a question of which two together are looked for; with more there are too many pairs


class Wider(NamedTuple):
    """A match that lacks some of what was asked."""

    match: Match
    lacks: tuple[Clause, ...]


class Step(NamedTuple):
    """A plan for answers that lack some of what was asked."""

    plan: Plan
    lacks: tuple[Clause, ...]


class FoundBlock(NamedTuple):
    """What an engine found for one block: the matches to show and those behind them, how many in all, wider ones."""

    full: tuple[Match, ...] = ()
    rest: tuple[Match, ...] = ()
    total: int = 0
    wider: Sequence[Wider] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.wider)

    def lacking(self, clauses: tuple[Clause, ...]) -> "FoundBlock":
        """All of it as wider answers, that lack these clauses besides what they lacked already."""
        near = [Wider(match, clauses) for match in self.full]
        near += [Wider(match, (*clauses, *(c for c in lacks if c not in clauses))) for match, lacks in self.wider]
        return FoundBlock(wider=_best(near, FILL))


@dataclass(frozen=True)
class Finding:
    """One plan put to an engine for one audience, that holds these tokens."""

    engine: Engine
    plan: Plan
    held: frozenset[str]
    query: SearchQuery
    refusing: frozenset[int] = frozenset()  # keys of the pages that say not to do what is asked

    def answers(self) -> tuple[list[FoundBlock], dict[str, dict[str, int]]]:
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
        return [FoundBlock(f[:limit], f[limit:], b.total, w) for f, b, w, limit in blocks_found], facets.counts

    def near_all(self) -> list[FoundBlock]:
        """Per block who only comes near all of what is asked, at once: in one round trip."""
        needs = tuple(clause for clause in self.plan.required if clause.droppable and clause.wider)
        if not needs:
            return [FoundBlock() for _ in BLOCKS]
        plan = self.plan.near(*needs)
        found = self.engine.search_many([self._request(soorten, plan, FILL) for soorten in BLOCKS])
        return [FoundBlock(wider=[Wider(match, needs) for match in block.matches]) for block in found]

    def _request(self, soorten: tuple[str, ...], plan: Plan, limit: int) -> Request:
        return Request(plan, self.held, soorten, self.query.filters, limit)

    def _wider(self, rooms: list[int]) -> list[list[Wider]]:
        """Per block answers that lack one thing, or two where nothing lacks only one; first what comes near it."""
        steps = list(self._steps(nothing=all(room == FILL for room in rooms)))
        short = [(soorten, room) for soorten, room in zip(BLOCKS, rooms, strict=True) if room > 0]
        asked = [self._request(soorten, step.plan, room) for soorten, room in short for step in steps]
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
            yield self._without(clause)
        for count in range(1, STEPS + 1):
            for dropped in combinations(droppable, count):
                if is_still_a_question(self.plan, dropped):
                    yield self._without(*dropped)
        if nothing:
            yield from self._one_by_one(droppable)

    def _without(self, *clauses: Clause) -> Step:
        return Step(self.plan.lacking(clauses), clauses)

    def _near_steps(self) -> Iterator[Step]:
        """What only comes near one clause, or near all: the words of one need lead to the same kind of agency."""
        near = [clause for clause in self.plan.required if clause.wider]
        for clause in near:
            yield Step(self._with_function(self.plan.near(clause), clause), (clause,))
        needs = tuple(clause for clause in near if clause.droppable)
        if len(needs) > 1:
            yield Step(self.plan.near(*needs), needs)

    def _with_function(self, plan: Plan, clause: Clause) -> Plan:
        """In the gemeente beside it only who has the function that is asked for, not all who speak of it."""
        if not clause.slot.startswith(WAAR) or any((LANDELIJK,) in leaf.all_of for leaf in clause.wider):
            return plan
        leaves = [leaf for other in plan.required for leaf in other.leaves if leaf.field == "functie"]
        codes = {
            token for leaf in leaves for group in leaf.all_of for token in group if is_code_of(Soort.FUNCTIE, token)
        }
        return replace(plan, filters=(*plan.filters, condition("functie", *sorted(codes))))

    def _one_by_one(self, droppable: list[Clause]) -> Iterator[Step]:
        """Of a long sentence two things, each thing by itself and what comes near it: no more is said anywhere."""
        for pair in combinations(droppable, 2) if len(droppable) in PAIRS else ():
            dropped = tuple(clause for clause in droppable if clause not in pair)
            if is_still_a_question(self.plan, dropped):
                yield self._without(*dropped)
        for said in droppable if len(droppable) > 1 else ():
            dropped = tuple(clause for clause in droppable if clause != said)
            yield self._without(*dropped)
            if said.wider:
                yield Step(self.plan.lacking(dropped).near(said), (*dropped, said))


def _taken(steps: list[Step], found: Sequence[Found], first: int, room: int) -> list[Wider]:
    """What these steps found, from the first answer on; what lacks two, lowered, only where few lack one."""
    wider: list[Wider] = []
    for place, (_, lacks) in enumerate(steps, first):
        if len(lacks) > 1 and len({m.key for m, lacked in wider if len(lacked) < len(lacks)}) >= room:
            break
        share = LACKING_TWO if len(lacks) > 1 else 1.0
        wider += [Wider(match._replace(score=int(match.score * share)), lacks) for match in found[place].matches]
    return wider


def is_still_a_question(plan: Plan, dropped: tuple[Clause, ...]) -> bool:
    """A place alone, or for whom alone, is no need: such answers would be about anything."""
    return any(clause.slot.startswith((WAT, WIE)) for clause in plan.required if clause not in dropped)


def _best(wider: list[Wider], room: int) -> list[Wider]:
    """The best of them, each once."""
    ranked = sorted(wider, key=lambda each: -each.match.score)
    best = {each.match.key: each for each in reversed(ranked)}
    return sorted(best.values(), key=lambda each: -each.match.score)[:room]
