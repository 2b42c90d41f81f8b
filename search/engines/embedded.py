"""The engine that needs no server: tantivy, in a directory beside the database.

Scores are constants (search/plan.py), so they do not depend on segments or deletions. tantivy cannot sort on score
and field: `weight_by_field` multiplies a score by log2(2 + x) with x below 2**-15 and falling with the order; dividing
by that and rounding gives the exact score up to 2**20, and what is equal is put in order here. What was moved may have
become equal, or in scores above 45,000 change places with one that is 1 higher: so of the hits that were fetched those
are sure to be the first that stand above the last one, moved and with 1 added to what they exactly are.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import log2
from typing import Any

import tantivy
from tantivy import Query

from search.engines.embedded_index import EmbeddedIndex, volg
from search.engines.embedded_query import Leaves, Queries, documents_query
from search.indexing.documents import A_KIND, KINDS
from search.indexing.vocabulary import Vocabulary
from search.plan import FACETS, Found, Match, Request

EXTRA = 50  # fetched beyond what is asked, to put equal scores in order
TOGETHER = 100  # fetched beyond what is asked of more kinds at once: the best may all be of one kind
MAX_VALUES = 1000  # of one facet
BUCKETS = {name: {"terms": {"field": f"f_{name}", "size": MAX_VALUES}} for name in FACETS}
_Row = tuple[int, int, int, int]  # score (negative, for sorting), order number, key and agency of a hit


class _Answers(Sequence[Found]):
    """Each is searched for when it is read, at the same moment of the index; what they share is built once."""

    def __init__(self, engine: "EmbeddedEngine", requests: Sequence[Request]) -> None:
        self._engine, self._requests = engine, requests
        self._now: _Now | None = None
        self._passes: dict[Hashable, _Pass] = {}

    def __getitem__(self, place: Any) -> Any:
        request = self._requests[place]  # first: behind the last one it ends here
        key = _shared(request)
        if key not in self._passes:
            self._now = self._now or _Now(self._engine.leaves())
            self._passes[key] = _Pass(self._now, [other for other in self._requests if _shared(other) == key])
        return self._passes[key].found(request)

    def __len__(self) -> int:
        return len(self._requests)


def _shared(request: Request) -> Hashable:
    """What requests have in common that one search can answer together."""
    return id(request.plan), request.zichtbaar, request.filters


class _Pass:
    """Requests that differ in kinds of documents only: one search finds the best of all these kinds."""

    def __init__(self, now: "_Now", requests: list[Request]) -> None:
        self._now = now
        self._alone = len(requests) == 1
        if not self._alone:
            self._search(requests)

    def _search(self, requests: list[Request]) -> None:
        soorten = tuple(dict.fromkeys(soort for request in requests for soort in request.soorten))
        counted = next((request for request in requests if request.counted), None)
        size = sum(request.limit for request in requests) + TOGETHER
        self._rows, total = self._now.rows(replace(requests[0], soorten=soorten), size)
        self._is_all = total < size
        self._counts = self._counted(counted) if counted else None

    def _counted(self, request: Request) -> dict[str, dict[str, int]]:
        """The facets; where all that matches was read, only that is counted: a third of asking the plan once more."""
        if self._is_all and not request.filters.chosen():
            return self._now.counts_of(self._rows)
        return self._now.counts(request)

    def found(self, request: Request) -> Found:
        if self._alone:
            return self._now.found(request)
        counts = (self._counts if request.counted else None) or {}
        if not request.limit and self._counts is not None:
            return Found((), self._total(request, ()), counts)
        numbers = _numbers(request.soorten)
        rows = [row for row in self._rows if row[1] // A_KIND in numbers]
        total = self._total(request, rows)
        if not (self._is_all or self._holds_the_best(rows, request.limit, total)):
            return self._now.found(request)  # others of this kind may follow
        return Found(_matches(rows[: request.limit]), total, counts)

    def _holds_the_best(self, rows: list[_Row], limit: int, total: int) -> bool:
        """Are so many of their kinds here, or all that there are?"""
        return self._counts is not None and (len(rows) >= limit or len(rows) == total)

    def _total(self, request: Request, rows: Sequence[_Row]) -> int:
        """How many match: what was read, else what the facet of kinds says (it does not count its own filter)."""
        if self._counts is None:
            return len(rows)
        chosen = request.filters.soort or request.soorten
        return sum(self._counts["soort"].get(soort, 0) for soort in request.soorten if soort in chosen)


class _Now:
    """The index at one moment, with the queries of one question."""

    def __init__(self, leaves: Leaves) -> None:
        self._searcher, self._queries = leaves.searcher, Queries(leaves.query)

    def found(self, request: Request) -> Found:
        """The answer to one request."""
        counts = self.counts(request) if request.counted else {}
        if not request.limit:
            return Found((), self._hits(self._queries.request(request, scored=False), 1)[1], counts)
        size = request.limit + EXTRA
        rows, total = self.rows(request, size)
        while len(rows) < min(request.limit, total):  # too many equal ones
            size *= 4
            rows, total = self.rows(request, size)
        return Found(_matches(rows[: request.limit]), total, counts)

    def rows(self, request: Request, size: int) -> tuple[list[_Row], int]:
        """The best of what matches, in order and as far as they are sure to be that, and how many match."""
        hits, total = self._hits(self._queries.request(request), size)
        last = hits[-1][0] if len(hits) < total else 0.0
        hits = [hit for hit in hits if hit[0] > last]
        addresses = [address for _, address in hits]
        orders: list[Any] = self._searcher.fast_field_values("volgorde", addresses)
        pks: list[Any] = self._searcher.fast_field_values("pk", addresses)
        groups: list[Any] = self._searcher.fast_field_values("groep", addresses)
        scores = [-round(moved / log2(2 + volg(order))) for (moved, _), order in zip(hits, orders, strict=True)]
        found = sorted(zip(scores, orders, pks, groups, strict=True))
        return [row for row in found if 1 - row[0] > last], total

    def _hits(self, query: Query, size: int) -> tuple[list[tuple[Any, tantivy.DocAddress]], int]:
        result: Any = self._searcher.search(query, size, weight_by_field="volg")  # its stubs lack count
        return result.hits, int(result.count or 0)

    def counts_of(self, rows: list[_Row]) -> dict[str, dict[str, int]]:
        """Of each facet its values, of these documents."""
        if not rows:
            return {name: {} for name in FACETS}
        keys = [f"{KINDS[order // A_KIND]}-{pk}" for _, order, pk, _ in rows]
        return self._buckets(documents_query(keys), FACETS)

    def counts(self, request: Request) -> dict[str, dict[str, int]]:
        """Of each facet its values, each kind without its own filter."""
        chosen = request.filters.chosen()
        free = [name for name in FACETS if name not in chosen]
        found = self._buckets(self._queries.request(request, scored=False), free)
        for name in chosen:
            found |= self._buckets(self._queries.request(request, skip=name, scored=False), [name])
        return found

    def _buckets(self, query: Query, names: Sequence[str]) -> dict[str, dict[str, int]]:
        if not names:
            return {}
        answer = self._searcher.aggregate(query, {name: BUCKETS[name] for name in names})
        return {name: {b["key"]: int(b["doc_count"]) for b in answer[name]["buckets"]} for name in names}


class EmbeddedEngine(EmbeddedIndex):
    """Answers from the index of this computer."""

    _leaves: Leaves | None = None

    def leaves(self) -> Leaves:
        """What leaves ask of the index as it is now."""
        searcher, leaves = self.searcher(), self._leaves
        if leaves is None or leaves.searcher is not searcher:
            leaves = self._leaves = Leaves(searcher)
        return leaves

    def forget(self) -> None:
        super().forget()
        self._leaves = None

    def search(self, request: Request) -> Found:
        return _Now(self.leaves()).found(request)

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        return _Answers(self, requests)

    def vocabulary(self) -> Vocabulary:
        return self.opened().vocabulary

    def health(self) -> dict[str, Any]:
        opened = self.opened()
        return {"generatie": opened.path.name, "documenten": opened.searcher.num_docs}


def _matches(rows: Iterable[_Row]) -> tuple[Match, ...]:
    return tuple([Match(KINDS[order // A_KIND], pk, -score, groep) for score, order, pk, groep in rows])


@lru_cache
def _numbers(soorten: tuple[str, ...]) -> frozenset[int]:
    """How order numbers begin of documents of these kinds."""
    return frozenset(KINDS.index(soort) for soort in soorten)
