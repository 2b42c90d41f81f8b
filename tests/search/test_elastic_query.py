"""What Elasticsearch is asked, read without a server."""

from search.engines.elastic_query import search_body
from search.plan import Clause, Filters, Leaf, Plan, Request

HELD = frozenset({"iedereen", "regio:1"})
ANJA = Leaf("naam", (("=anja",),), 80)


def query_of(plan: Plan, **values: object) -> dict:
    return search_body(Request(plan, HELD, **values))["query"]["bool"]


def test_visibility_is_a_filter():
    assert query_of(Plan())["filter"][0] == {"terms": {"zichtbaar": ["iedereen", "regio:1"]}}


def test_a_leaf_is_a_constant():
    leaf = {"constant_score": {"filter": {"term": {"naam": "=anja"}}, "boost": 80}}

    assert query_of(Plan(optional=(ANJA,)))["should"] == [leaf]


def test_a_clause_takes_its_best_leaf_and_an_eighth_of_the_others():
    (clause,) = query_of(Plan(required=(Clause("", "", (ANJA, ANJA)),)))["must"]

    assert (len(clause["dis_max"]["queries"]), clause["dis_max"]["tie_breaker"]) == (2, 0.125)


def test_all_groups_of_a_leaf_must_match_and_any_of_a_group():
    leaf = Leaf("werk", (("hulp",), ("schuld", "geld")), 8)

    must = query_of(Plan(filters=(leaf,)))["filter"][2]["bool"]["must"]

    assert must == [{"term": {"werk": "hulp"}}, {"terms": {"werk": ["schuld", "geld"]}}]


def test_a_leaf_without_words_matches_nothing():
    assert query_of(Plan(filters=(Leaf("werk", (), 8),)))["filter"][2] == {"match_none": {}}


def test_a_clause_without_leaves_matches_nothing():
    assert query_of(Plan(required=(Clause("", "", ()),)))["must"] == [{"match_none": {}}]


def test_what_may_not_match_is_excluded():
    assert len(query_of(Plan(excluded=(Clause("", "", (ANJA,)),)))["must_not"]) == 1


def test_equal_scores_have_an_order():
    body = search_body(Request(Plan(), HELD))

    assert body["sort"] == ["_score", {"volgorde": "asc"}, {"pk": "asc"}, {"groep": "asc"}]  # the last comes along


def test_a_total_alone_is_not_sorted():
    body = search_body(Request(Plan(), HELD, limit=0))

    assert (body["size"], "sort" in body) == (0, False)


def test_a_facet_is_counted_without_its_own_filter():
    request = Request(Plan(), HELD, filters=Filters(doelgroep=("jeugd",), soort=("loket",)), counted=True)

    filters = search_body(request)["aggs"]["doelgroep"]["filter"]["bool"]["filter"]

    assert filters == [{"term": {"f_soort": "loket"}}]


def test_what_is_ticked_does_not_narrow_what_facets_are_counted_among():
    filters = (Filters(), Filters(doelgroep=("jeugd",)))
    plain, ticked = (search_body(Request(Plan(), HELD, filters=f, counted=True)) for f in filters)

    assert ticked["query"] == plain["query"]


def test_what_is_ticked_narrows_the_matches_of_a_counted_request():
    body = search_body(Request(Plan(), HELD, filters=Filters(doelgroep=("jeugd",)), counted=True))

    assert body["post_filter"] == {"bool": {"filter": [{"term": {"f_doelgroep": "jeugd"}}]}}
