"""What is asked of an engine, free of any engine: leaves, clauses and a request; plain values that compare and print.

A *leaf* matches documents in one field and adds a whole number. A *clause* takes the best of its leaves (a dis_max
with tie breaker 1/8). A *plan* needs all its clauses; optional leaves only add. Weights are multiples of 8, so that
every sum is a whole number, and below 2**20 (MAX_CLAUSES clauses, and what MAX_LEAVES and MOST_TOGETHER leave of them):
floats of 32 bits hold it exactly, so it comes out the same in any order, in any engine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import log
from typing import NamedTuple

# The fields of a document (search/indexing/documents.py fills them), and what a word in each is worth: tuned on the
# graded questions of docs/measures.md. Besides these a document has `tel` (parts of phone numbers), `heel` (whole
# fields), `leeftijd`, `kenmerk` (what holds of it: `vers`, `lokaal`, `vertrokken`, the kind of its agency) and
# `zichtbaar` (who may find it).
FIELDS = {
    "naam": 3.0,  # of a person or an agency
    "functie": 2.6,  # of a card; of an agency its kind, of a contactpunt whom to ask for
    "werk": 2.6,  # what somebody does: werkprocessen, "bel mij voor"
    "tags": 2.2,  # doelgroepen, leefgebieden, laws, languages, search words
    "plaats": 2.0,  # codes of the gemeenten where it works
    "org": 1.6,  # of a team its agency; of a contactpunt its own name and its agency
    "bij": 0.9,  # of a card the agencies where somebody works
    "breed": 1.4,  # the werkprocessen of a contactpunt or agency that has many: who does only this comes first
    "tekst": 1.0,  # all other text
    "kaarten": 0.8,  # of an agency its cards and lines, for those who may search them
    "alles": 0.7,  # all of the above but `kaarten` and `plaats`, for words that stand apart
}
WORD_FIELDS = ("naam", "functie", "werk", "tags", "org", "bij", "breed", "tekst", "kaarten")
# Their tokens carry the audience that may search them (`regio:5|=schuld`): see docs/decisions/0004.
GUARDED_FIELDS = frozenset({"kaarten", "tel"})
TIE_BREAKER = 0.125
UNIT = 8  # the least that a leaf weighs; all weights are multiples of it, so that an eighth of them is whole
MAX_IDF = 6.0
MAX_CLAUSES = 10
MAX_LEAVES = 400  # of one clause; of the lists of the demo the most is 177
MOST_TOGETHER = 1000  # of needs that became one clause
MAX_WEIGHT = 1600


def idf(matching: int, total: int) -> float:
    """How rare a token is: the logarithm that BM25 uses, from our own counts, with a ceiling."""
    matching = min(max(matching, 1), max(total, 1))
    return min(MAX_IDF, log(1 + (total - matching + 0.5) / (matching + 0.5)))


def weight(field_weight: float, alternative: float, rarity: float) -> int:
    """What a leaf weighs: a multiple of UNIT (decision 3 says why)."""
    return min(MAX_WEIGHT, UNIT * max(1, round(8 * field_weight * alternative * max(rarity, 0.5))))


class Leaf(NamedTuple):  # hundreds a question: a dataclass that cannot be changed takes four times as long to make
    """Documents that hold, in one field, at least one token of every group."""

    field: str
    all_of: tuple[tuple[str, ...], ...]
    weight: int

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for group in self.all_of for token in group)

    def scaled(self, share: float) -> "Leaf":
        """The same leaf, worth this share of it."""
        return self._replace(weight=min(MAX_WEIGHT, UNIT * max(1, round(self.weight * share / UNIT))))


def condition(field: str, *tokens: str) -> Leaf:
    """Documents with one of these tokens, for a filter or for what is excluded: what it weighs does not count."""
    return Leaf(field, (tokens,), UNIT)


def best_of(leaves: Iterable[Leaf], most: int = MAX_LEAVES) -> tuple[Leaf, ...]:
    """Each leaf once, with the most that any like it weighs; of more than this (a term has very many other names, or
    there are many needs) the heaviest."""
    best: dict[tuple[str, tuple[tuple[str, ...], ...]], Leaf] = {}
    for leaf in leaves:
        found = best.setdefault((leaf.field, leaf.all_of), leaf)
        if leaf.weight > found.weight:
            best[leaf.field, leaf.all_of] = leaf
    return tuple(best.values() if len(best) <= most else sorted(best.values(), key=lambda leaf: -leaf.weight)[:most])


@dataclass(frozen=True)
class Clause:
    """One thing that is asked; `droppable` says whether a wider answer may lack it."""

    slot: str
    text: str
    leaves: tuple[Leaf, ...]
    droppable: bool = True
    wider: tuple[Leaf, ...] = ()  # what comes near, for an answer that lacks it
    is_name: bool = False  # of a person

    @property
    def is_number(self) -> bool:
        """Is a phone number asked?"""
        return any(leaf.field == "tel" for leaf in self.leaves[:1])


@dataclass(frozen=True)
class Plan:
    """All clauses must match, none of the excluded ones may; optional leaves only add to the score."""

    required: tuple[Clause, ...] = ()
    optional: tuple[Leaf, ...] = ()
    filters: tuple[Leaf, ...] = ()
    excluded: tuple[Clause, ...] = ()

    @property
    def asks_for_somebody(self) -> bool:
        """By name or by number."""
        return any(clause.is_name or clause.is_number for clause in self.required)

    def lacking(self, clauses: Iterable[Clause]) -> "Plan":
        """The same plan for documents that match all but these clauses; what comes near them helps."""
        dropped = tuple(clauses)
        return replace(
            self,
            required=tuple(c for c in self.required if c not in dropped),
            optional=(*self.optional, *(leaf for clause in dropped for leaf in clause.wider)),
            excluded=(*self.excluded, *dropped),
        )

    def near(self, *clauses: Clause) -> "Plan":
        """The same plan for documents that only come near these clauses."""
        required = tuple(replace(c, leaves=c.wider) if c in clauses else c for c in self.required)
        return replace(self, required=required, excluded=(*self.excluded, *clauses))


@dataclass(frozen=True)
class Filters:
    """What the reader ticked; within one kind any will do, between kinds all must."""

    gemeente: tuple[str, ...] = ()
    doelgroep: tuple[str, ...] = ()
    leefgebied: tuple[str, ...] = ()
    organisatie: tuple[str, ...] = ()
    soort: tuple[str, ...] = ()

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The kinds of filter in use, with what was ticked."""
        return {name: getattr(self, name) for name in FACETS if getattr(self, name)}

    def allowed(self) -> dict[str, tuple[str, ...]]:
        """What the kinds of filter in use let through; who works nationally is there for every gemeente."""
        values = self.chosen()
        if "gemeente" in values:
            values["gemeente"] = (*values["gemeente"], LANDELIJK)
        return values


FACETS = ("soort", "doelgroep", "leefgebied", "gemeente", "organisatie")
LANDELIJK = "landelijk"
PEOPLE = ("persoon", "functie", "loket")
ORGANISATIONS = ("organisatie",)


@dataclass(frozen=True)
class Request:
    """A plan, for an audience (its tokens), among some kinds of documents."""

    plan: Plan
    zichtbaar: frozenset[str]
    soorten: tuple[str, ...] = (*PEOPLE, *ORGANISATIONS)
    filters: Filters = field(default_factory=Filters)
    limit: int = 10
    counted: bool = False  # also the number of matches per value of each facet


Key = tuple[str, int]  # the kind and the key of a row


class Match(NamedTuple):
    """A document found: its kind, the key of its row in the database, its score, the agency it belongs to."""

    soort: str
    pk: int
    score: int
    groep: int = 0

    @property
    def key(self) -> Key:
        return self.soort, self.pk


@dataclass(frozen=True)
class Found:
    """The matches in order, how many there are in all, and where that was asked how many each facet's values have."""

    matches: tuple[Match, ...] = ()
    total: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
