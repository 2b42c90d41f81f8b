"""Clauses of needs that stand side by side in a question, as one clause that each of them fulfils."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from search.plan import MAX_CLAUSES, MOST_TOGETHER, UNIT, Clause, best_of
from search.understand.topics import Topic

Soften = Callable[[Clause], Clause]


def joined(clauses: Mapping[Topic, Clause], groups: Sequence[Sequence[Topic]], soften: Soften) -> tuple[Clause, ...]:
    """The clauses in their order; those of a group as one, where the first of them stood, and each softly besides:
    who helps with both comes first. In a plan that is full the last of a group has no clause of its own."""
    instead, room = dict[Topic, list[Clause]](), MAX_CLAUSES - len(clauses)
    for group in groups:
        there = [topic for topic in group if topic in clauses]
        if len(there) > 1:
            even = _even([clauses[topic] for topic in there])
            instead |= {topic: [soften(clause)] for topic, clause in zip(there, even, strict=True)}
            instead[there[0]] = [_one(even), *instead[there[0]]]
            if room < 1:
                instead[there[-1]] = []
            room -= 1
    found = (instead.get(topic, [clause]) for topic, clause in clauses.items())
    return tuple(clause for some in found for clause in some)


def _even(clauses: Sequence[Clause]) -> list[Clause]:
    """Each need weighs as much, also where one is said in rarer words."""
    heaviest = [max((leaf.weight for leaf in clause.leaves), default=UNIT) for clause in clauses]
    most = max(heaviest)
    return [
        replace(clause, leaves=tuple(leaf.scaled(most / heavy) for leaf in clause.leaves))
        for clause, heavy in zip(clauses, heaviest, strict=True)
    ]


def _one(clauses: Sequence[Clause]) -> Clause:
    """The best leaf of any of them, and what comes near any of them."""
    text = " en ".join(clause.text for clause in clauses)
    leaves = best_of((leaf for clause in clauses for leaf in clause.leaves), MOST_TOGETHER)
    near = best_of(leaf for clause in clauses for leaf in clause.wider)
    return replace(clauses[0], text=text, leaves=leaves, wider=near)
