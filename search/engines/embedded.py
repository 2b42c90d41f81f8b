"""The engine that needs no server: tantivy, in a directory beside the database.

Scores are constants (search/plan.py), so they do not depend on segments or deletions. tantivy cannot sort on score
and field: `weight_by_field` multiplies a score by log2(2 + x) with x below 2**-15 and falling with the order, which
moves a score below 2**14 by less than a half; rounding gives the exact score, and what is equal is put in order here.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.documents import A_KIND, KINDS
from search.engines.embedded_index import SCHEMA, EmbeddedIndex
from search.plan import FACETS, TIE_BREAKER, Clause, Found, Leaf, Match, Request
from search.vocabulary import Vocabulary

FEW = 8  # tokens that are quicker asked one by one than as a set (measured: 25 ms of 40 for a login)
EXTRA = 50  # fetched beyond what is asked, to put equal scores in order
TOGETHER = 100  # fetched beyond what is asked of more kinds at once: the best may all be of one kind
MAX_VALUES = 1000  # of one facet
_Row = tuple[int, int, int, int]  # score (negative, for sorting), order number, key and agency of a hit


class _Answers(Sequence[Found]):
    """Each is searched for when it is read, at the same moment of the index; what they share is built once."""

    def __init__(self, engine: "EmbeddedEngine", requests: Sequence[Request]) -> None:
        self._engine, self._requests, self._made = engine, requests, _Made()
        self._keys = [_shared(request) for request in requests]
        self._passes: dict[Hashable, _Pass] = {}

    @cached_property
    def _searcher(self) -> tantivy.Searcher:
        return self._engine.searcher()

    def __getitem__(self, place: Any) -> Any:
        request = self._requests[place]  # first: behind the last one it ends here
        key = self._keys[place]
        if key not in self._passes:
            together = [other for other, its in zip(self._requests, self._keys, strict=True) if its == key]
            self._passes[key] = _Pass(self._engine, self._searcher, self._made, together)
        return self._passes[key].found(request)

    def __len__(self) -> int:
        return len(self._requests)


def _shared(request: Request) -> Hashable:
    """What requests have in common that one search can answer together."""
    return id(request.plan), request.zichtbaar, request.filters, request.offset


class _Pass:
    """Requests that differ in kinds of documents only: one search finds the best of all these kinds."""

    def __init__(
        self, engine: "EmbeddedEngine", searcher: tantivy.Searcher, made: "_Made", requests: list[Request]
    ) -> None:
        self._engine, self._searcher, self._made = engine, searcher, made
        soorten = tuple(dict.fromkeys(soort for request in requests for soort in request.soorten))
        self._all = replace(requests[0], soorten=soorten)
        self._counted = next((request for request in requests if request.counted), None)
        self._size = sum(request.limit for request in requests) + TOGETHER
        self._alone = len(requests) == 1 or bool(requests[0].offset)

    def found(self, request: Request) -> Found:
        if self._alone:
            return self._engine.found(self._searcher, self._made, request)
        counts = self._counts if request.counted else {}
        if not request.limit and self._counted:
            return Found(total=self._total(request, ()), counts=counts)
        rows = [row for row in self._rows if KINDS[row[1] // A_KIND] in request.soorten]
        wanted = rows[: request.limit]
        if not self._is_all and (not self._counted or len(rows) < request.limit or wanted[-1][0] == self._rows[-1][0]):
            return self._engine.found(self._searcher, self._made, request)  # others of this kind may follow
        return Found(_matches(wanted), self._total(request, rows), counts)

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        return self._engine.counts(self._searcher, self._made, self._counted) if self._counted else {}

    @cached_property
    def _rows(self) -> list[_Row]:
        query = _query(self._all, self._made)
        return self._engine.rows(self._searcher, query, self._size)[0]

    @property
    def _is_all(self) -> bool:
        """Was everything read that matches?"""
        return len(self._rows) < self._size

    def _total(self, request: Request, rows: Sequence[_Row]) -> int:
        """How many match: what was read, else what the facet of kinds says (it does not count its own filter)."""
        if not self._counted:
            return len(rows)
        chosen = request.filters.soort or request.soorten
        return sum(self._counts["soort"].get(soort, 0) for soort in request.soorten if soort in chosen)


class EmbeddedEngine(EmbeddedIndex):
    """Answers from the index of this computer."""

    def search(self, request: Request) -> Found:
        return self.found(self.searcher(), _Made(), request)

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        return _Answers(self, requests)

    def found(self, searcher: tantivy.Searcher, made: "_Made", request: Request) -> Found:
        """The answer to one request."""
        query = _query(request, made)
        counts = self.counts(searcher, made, request) if request.counted else {}
        if not request.limit:
            return Found(total=self.rows(searcher, query, 1)[1], counts=counts)
        wanted = request.offset + request.limit
        size = wanted + EXTRA
        rows, total = self.rows(searcher, query, size)
        # More documents with the very score of the last one wanted: all of them must be put in order.
        while len(rows) == size and rows[-1][0] == rows[wanted - 1][0]:
            size *= 4
            rows, total = self.rows(searcher, query, size)
        return Found(_matches(rows[request.offset : wanted]), total, counts)

    def rows(self, searcher: tantivy.Searcher, query: Query, size: int) -> tuple[list[_Row], int]:
        """The best of what matches, in order, and how many match."""
        result: Any = searcher.search(query, size, weight_by_field="volg")  # its stubs lack count
        hits, total = result.hits, int(result.count or 0)
        addresses = [address for _, address in hits]
        orders: list[Any] = searcher.fast_field_values("volgorde", addresses)
        pks: list[Any] = searcher.fast_field_values("pk", addresses)
        groups: list[Any] = searcher.fast_field_values("groep", addresses)
        scores = (-round(score) for score, _ in hits)
        rows = zip(scores, orders, pks, groups, strict=True)
        return sorted(rows), total

    def counts(self, searcher: tantivy.Searcher, made: "_Made", request: Request) -> dict[str, dict[str, int]]:
        """Of each facet its values, each kind without its own filter."""
        chosen = request.filters.chosen()
        free = [name for name in FACETS if name not in chosen]
        found = self._buckets(searcher, _query(request, made, scored=False), free)
        for name in chosen:
            found |= self._buckets(searcher, _query(request, made, skip=name, scored=False), [name])
        return found

    def _buckets(self, searcher: tantivy.Searcher, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
        if not names:
            return {}
        terms = {name: {"terms": {"field": f"f_{name}", "size": MAX_VALUES}} for name in names}
        answer = searcher.aggregate(query, terms)
        return {name: {b["key"]: int(b["doc_count"]) for b in answer[name]["buckets"]} for name in names}

    def vocabulary(self) -> Vocabulary:
        return self.opened().vocabulary

    def health(self) -> dict[str, Any]:
        opened = self.opened()
        return {"generatie": opened.path.name, "documenten": self.searcher().num_docs}


def _matches(rows: Iterable[_Row]) -> tuple[Match, ...]:
    return tuple(Match(KINDS[order // A_KIND], pk, -score, groep) for score, order, pk, groep in rows)


# A request as a tantivy query ------------------------------------------------------------------------------------


class _Made:
    """The queries of clauses and leaves that were built already: two blocks, facets and wider plans share most."""

    def __init__(self) -> None:
        self._queries: dict[int, tuple[Clause | Leaf, Query]] = {}  # by identity: to compare them takes as long

    def clause(self, clause: Clause) -> Query:
        return self._once(clause, lambda: Query.disjunction_max_query(list(map(_leaf, clause.leaves)), TIE_BREAKER))

    def leaf(self, leaf: Leaf) -> Query:
        return self._once(leaf, lambda: _leaf(leaf))

    def _once(self, part: Clause | Leaf, build: Callable[[], Query]) -> Query:
        found = self._queries.get(id(part))
        if found is None:
            found = self._queries[id(part)] = (part, build())
        return found[1]


def _query(request: Request, made: _Made, skip: str = "", *, scored: bool = True) -> Query:
    """The query, with all filters but one (a facet does not narrow its own counts); for counting without scores."""
    plan = request.plan
    required = [(Occur.Must, made.clause(clause)) for clause in plan.required]
    parts = required or [(Occur.Must, Query.const_score_query(Query.all_query(), 8))]
    if scored:
        parts += [(Occur.Should, made.leaf(leaf)) for leaf in plan.optional]
    parts += [(Occur.Must, _silent(made.leaf(leaf))) for leaf in plan.filters]
    parts += [(Occur.MustNot, made.clause(clause)) for clause in plan.excluded]
    parts.append((Occur.Must, _silent(_any("zichtbaar", sorted(request.zichtbaar)))))
    if len(request.soorten) < len(KINDS):
        parts.append((Occur.Must, _silent(_any("f_soort", request.soorten))))
    for name, values in request.filters.chosen().items():
        if name != skip:
            parts.append((Occur.Must, _silent(_any(f"f_{name}", values))))
    return Query.boolean_query(parts)


def _leaf(leaf: Leaf) -> Query:
    groups = [_any(leaf.field, group) for group in leaf.all_of]
    query = groups[0] if len(groups) == 1 else Query.boolean_query([(Occur.Must, group) for group in groups])
    return Query.const_score_query(query, leaf.weight)


def _any(field: str, tokens: Collection[str]) -> Query:
    if len(tokens) == 1:
        return Query.term_query(SCHEMA, field, next(iter(tokens)), "basic")
    if 1 < len(tokens) <= FEW:
        return Query.boolean_query([(Occur.Should, Query.term_query(SCHEMA, field, t, "basic")) for t in tokens])
    return Query.term_set_query(SCHEMA, field, list(tokens))


def _silent(query: Query) -> Query:
    """A condition that adds nothing to the score."""
    return Query.const_score_query(query, 0.0)
