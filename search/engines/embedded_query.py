"""A request as tantivy reads it; what a leaf asks is made once for as long as the index stays as it is."""

from collections.abc import Callable, Collection
from functools import lru_cache, partial

import tantivy
from tantivy import Occur, Query

from search.engines.embedded_index import SCHEMA
from search.indexing.documents import KINDS
from search.plan import TIE_BREAKER, Clause, Leaf, Request

FEW = 32  # tokens that are quicker asked one by one than as a set, which walks all words of a field (measured)
MADE = 20_000  # queries of leaves that are kept: a word means the same in the next question
OfLeaf = Callable[[Leaf], Query | None]  # None: it matches nothing


class Leaves:
    """The queries of leaves in an index as it is at one moment: half of all leaves match nothing there."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        # Of the searcher alone: a method of ours would keep an old index with all its segments until some collection.
        self.query: OfLeaf = lru_cache(maxsize=MADE)(partial(_held_query, searcher))


def _held_query(searcher: tantivy.Searcher, leaf: Leaf) -> Query | None:
    """Without the tokens that its field does not hold."""
    held = tuple(tuple(token for token in group if searcher.doc_freq(leaf.field, token) > 0) for group in leaf.all_of)
    return leaf_query(leaf._replace(all_of=held)) if all(held) else None


class Queries:
    """The queries of one question: two blocks, facets and wider plans share most clauses."""

    def __init__(self, of_leaf: OfLeaf) -> None:
        self._of_leaf = of_leaf
        self._clauses: dict[int, tuple[Clause, Query]] = {}  # by identity: to compare them takes as long

    def request(self, request: Request, skip: str = "", *, scored: bool = True) -> Query:
        """With all filters but one (a facet does not narrow its own counts); for counting without scores."""
        plan = request.plan
        required = [(Occur.Must, self._clause(clause)) for clause in plan.required]
        parts = required or [(Occur.Must, Query.const_score_query(Query.all_query(), 8))]
        if scored:
            parts += [(Occur.Should, query) for leaf in plan.optional if (query := self._of_leaf(leaf))]
        parts += [(Occur.Must, _silent(self._of_leaf(leaf) or Query.empty_query())) for leaf in plan.filters]
        parts += [(Occur.MustNot, self._clause(clause)) for clause in plan.excluded]
        parts.append((Occur.Must, _condition("zichtbaar", request.zichtbaar)))
        if len(request.soorten) < len(KINDS):
            parts.append((Occur.Must, _condition("f_soort", request.soorten)))
        for name, values in request.filters.allowed().items():
            if name != skip:
                parts.append((Occur.Must, _silent(_any(f"f_{name}", values))))
        return Query.boolean_query(parts)

    def _clause(self, clause: Clause) -> Query:
        found = self._clauses.get(id(clause))
        if found is None:
            leaves = [query for leaf in clause.leaves if (query := self._of_leaf(leaf))]
            query = Query.disjunction_max_query(leaves, TIE_BREAKER) if leaves else Query.empty_query()
            found = self._clauses[id(clause)] = (clause, query)
        return found[1]


def leaf_query(leaf: Leaf) -> Query:
    """What a leaf asks, with its weight."""
    groups = [_any(leaf.field, group) for group in leaf.all_of]
    query = groups[0] if len(groups) == 1 else Query.boolean_query([(Occur.Must, group) for group in groups])
    return Query.const_score_query(query, leaf.weight)


def documents_query(keys: Collection[str]) -> Query:
    """Documents by their ids: one by one, which also for a hundred is quicker than as a set (measured)."""
    return Query.boolean_query([(Occur.Should, _term("sleutel", key)) for key in keys])


def _any(field: str, tokens: Collection[str]) -> Query:
    if len(tokens) == 1:
        return _term(field, next(iter(tokens)))
    if 1 < len(tokens) <= FEW:
        return Query.boolean_query([(Occur.Should, _term(field, token)) for token in tokens])
    return Query.term_set_query(SCHEMA, field, list(tokens))


def _term(field: str, token: str) -> Query:
    return Query.term_query(SCHEMA, field, token, "basic")


@lru_cache(maxsize=MADE)
def _condition(field: str, tokens: Collection[str]) -> Query:
    return _silent(_any(field, sorted(tokens)))


def _silent(query: Query) -> Query:
    """A condition that adds nothing to the score."""
    return Query.const_score_query(query, 0.0)
