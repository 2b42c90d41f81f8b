"""A request as Elasticsearch reads it: plain dicts from pure functions, so that a test reads them like a sentence."""

from collections.abc import Collection
from typing import Any

from search.plan import FACETS, TIE_BREAKER, Clause, Leaf, Plan, Request

Query = dict[str, Any]
# The last decides nothing: what a hit is sorted by comes with it.
ORDER: list[Any] = ["_score", {"volgorde": "asc"}, {"pk": "asc"}, {"groep": "asc"}]
MAX_VALUES = 1000  # of one facet
NOTHING: Query = {"match_none": {}}


def search_body(request: Request) -> Query:
    """The matches of a request, in their order, and how many there are; their facets where it is counted."""
    ticked = _ticked(request)
    body: Query = {"size": request.limit, "track_total_hits": True, "_source": False}
    if request.limit:
        body["sort"] = ORDER
    if not request.counted:
        return body | {"query": _query(request, ticked)}
    # What is ticked narrows the matches afterwards, because each facet is counted without its own filter.
    facets = {name: _facet(name, [q for other, q in ticked.items() if other != name]) for name in FACETS}
    narrowed = {"post_filter": {"bool": {"filter": list(ticked.values())}}} if ticked else {}
    return body | {"query": _query(request, {}), "aggs": facets} | narrowed


def counts_of(answer: Any) -> dict[str, dict[str, int]]:
    """The numbers of the facets in an answer, none where they were not asked."""
    facets = answer.get("aggregations")
    if not facets:
        return {}
    return {name: {b["key"]: b["doc_count"] for b in facets[name]["waarden"]["buckets"]} for name in FACETS}


def _facet(name: str, filters: list[Query]) -> Query:
    values = {"terms": {"field": f"f_{name}", "size": MAX_VALUES, "shard_size": MAX_VALUES * 2}}
    return {"filter": {"bool": {"filter": filters}}, "aggs": {"waarden": values}}


def _ticked(request: Request) -> dict[str, Query]:
    return {name: _any(f"f_{name}", values) for name, values in request.filters.allowed().items()}


def _query(request: Request, ticked: dict[str, Query]) -> Query:
    plan = request.plan
    conditions = [
        _any("zichtbaar", sorted(request.zichtbaar)),
        _any("f_soort", request.soorten),
        *map(_matches, plan.filters),
        *ticked.values(),
    ]
    return {
        "bool": {
            "must": _scored(plan),
            "should": [_leaf(leaf) for leaf in plan.optional],
            "must_not": [_clause(clause) for clause in plan.excluded],
            "filter": conditions,
        }
    }


def _scored(plan: Plan) -> list[Query]:
    everything = {"constant_score": {"filter": {"match_all": {}}, "boost": 8}}
    return [_clause(clause) for clause in plan.required] or [everything]


def _clause(clause: Clause) -> Query:
    if not clause.leaves:
        return NOTHING
    return {"dis_max": {"queries": [_leaf(leaf) for leaf in clause.leaves], "tie_breaker": TIE_BREAKER}}


def _leaf(leaf: Leaf) -> Query:
    return {"constant_score": {"filter": _matches(leaf), "boost": leaf.weight}}


def _matches(leaf: Leaf) -> Query:
    groups = [_any(leaf.field, group) for group in leaf.all_of]
    if not groups:
        return NOTHING
    return groups[0] if len(groups) == 1 else {"bool": {"must": groups}}


def _any(field: str, tokens: Collection[str]) -> Query:
    if len(tokens) == 1:
        return {"term": {field: next(iter(tokens))}}
    return {"terms": {field: list(tokens)}}
