"""What every search engine must do; one suite for each engine of the project."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from search.engines import Engine, SearchUnavailable, get_engine
from search.indexing.documents import Document
from search.plan import ORGANISATIONS, PEOPLE, Clause, Filters, Found, Leaf, Plan, Request
from tests.search.building import build
from tests.search.servers import own_indexes, used_by_site

ALL = frozenset({"iedereen"})


SERVERS = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("elastic8", "elastic9")]


@pytest.fixture(params=["embedded", *SERVERS])
def engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Engine]:
    if request.param == "embedded":
        settings.SEARCH_ENGINE = settings.SEARCH_EMBEDDED_ENGINE
        yield get_engine()
    else:
        server = request.getfixturevalue(request.param)
        with own_indexes(server) as prefix, used_by_site(server, prefix):
            yield get_engine()


def document(pk: int, words: str, *, zichtbaar: str = "iedereen", soort: str = "persoon", **values: object) -> Document:
    fields = {"naam": frozenset(f"={word}" for word in words.split()), **values.pop("fields", {})}
    facets = {"soort": (soort,), **values.pop("facets", {})}
    order = values.pop("volgorde", 28**5 * ("functie", "persoon", "loket", "organisatie").index(soort) + pk)
    return Document(soort, pk, values.pop("groep", pk), frozenset(zichtbaar.split()), fields, facets, order)


def clause(word: str, weight: int = 80, name: str = "naam") -> Clause:
    return Clause(word, word, (Leaf(name, ((f"={word}",),), weight),))


def ask(engine: Engine, *clauses: Clause, held: frozenset[str] = ALL, **values: object) -> Found:
    return engine.search(Request(Plan(required=clauses), held, **values))


def pks(found: Found) -> list[int]:
    return [match.pk for match in found.matches]


def test_a_document_is_found_by_its_word(engine: Engine):
    build(engine, [document(1, "anja jansen"), document(2, "bert bos")])

    assert pks(ask(engine, clause("anja"))) == [1]


def test_building_tells_how_many(engine: Engine):
    assert build(engine, [document(1, "anja"), document(2, "bert")]) == 2


def test_without_an_index_the_engine_is_unavailable(engine: Engine):
    with pytest.raises(SearchUnavailable):
        ask(engine, clause("anja"))


def test_all_clauses_must_match(engine: Engine):
    build(engine, [document(1, "anja jansen"), document(2, "anja bos")])

    assert pks(ask(engine, clause("anja"), clause("bos"))) == [2]


def test_the_best_leaf_counts_and_the_others_an_eighth(engine: Engine):
    build(engine, [document(1, "anja jansen")])
    both = Clause("x", "x", (Leaf("naam", (("=anja",),), 80), Leaf("naam", (("=jansen",),), 40)))

    assert ask(engine, both).matches[0].score == 85


def test_optional_leaves_only_add(engine: Engine):
    build(engine, [document(1, "anja jansen"), document(2, "anja bos")])
    plan = Plan(required=(clause("anja"),), optional=(Leaf("naam", (("=bos",),), 8),))

    assert [(m.pk, m.score) for m in engine.search(Request(plan, ALL)).matches] == [(2, 88), (1, 80)]


def test_filters_do_not_touch_the_score(engine: Engine):
    build(engine, [document(1, "anja jansen")])
    plan = Plan(required=(clause("anja"),), filters=(Leaf("naam", (("=jansen",),), 800),))

    assert engine.search(Request(plan, ALL)).matches[0].score == 80


def test_excluded_clauses_may_not_match(engine: Engine):
    build(engine, [document(1, "anja jansen"), document(2, "anja bos")])
    plan = Plan(required=(clause("anja"),)).lacking(())

    assert pks(engine.search(Request(Plan(plan.required, excluded=(clause("bos"),)), ALL))) == [1]


def test_groups_of_a_leaf_are_all_needed_and_in_a_group_any(engine: Engine):
    build(engine, [document(1, "a b"), document(2, "a c"), document(3, "b c")])
    leaf = Leaf("naam", (("=a",), ("=b", "=c")), 80)

    assert sorted(pks(ask(engine, Clause("x", "x", (leaf,))))) == [1, 2]


def test_only_what_the_audience_may_see_is_found(engine: Engine):
    build(engine, [document(1, "anja"), document(2, "anja", zichtbaar="regio:1 org:2")])

    assert pks(ask(engine, clause("anja"))) == [1]


def test_one_token_in_common_is_enough(engine: Engine):
    build(engine, [document(2, "anja", zichtbaar="regio:1 org:2")])

    assert pks(ask(engine, clause("anja"), held=frozenset({"iedereen", "org:2"}))) == [2]


def test_equal_scores_stand_in_their_own_order(engine: Engine):
    build(engine, [document(pk, "anja", volgorde=28**5 + 500 - pk) for pk in range(1, 201)])

    assert pks(ask(engine, clause("anja"), limit=200)) == list(range(200, 0, -1))


@pytest.mark.parametrize("high", [8, 40_000, 1_000_000])
def test_a_score_is_exact_however_high(engine: Engine, high: int):
    """Those that are named last score one more, by a tie."""
    build(
        engine, [document(pk, f"anja {'bos' if pk > 90 else ''}", volgorde=28**5 + pk * 90_000) for pk in range(1, 101)]
    )
    both = Clause("x", "x", (Leaf("naam", (("=anja",),), high), Leaf("naam", (("=bos",),), 8)))

    found = ask(engine, both, limit=100)

    assert [(match.pk, match.score) for match in found.matches] == [
        *((pk, high + 1) for pk in range(91, 101)),
        *((pk, high) for pk in range(1, 91)),
    ]
    assert ask(engine, both, limit=5).matches == found.matches[:5]


def test_the_order_survives_updates(engine: Engine):
    build(engine, [document(pk, "anja") for pk in range(1, 40)])

    for pk in (30, 3, 17):
        engine.update([pk], [document(pk, "anja")])

    assert pks(ask(engine, clause("anja"), limit=50)) == list(range(1, 40))


def test_the_total_counts_beyond_the_page(engine: Engine):
    build(engine, [document(pk, "anja") for pk in range(1, 40)])

    found = ask(engine, clause("anja"), limit=10)

    assert (len(found.matches), found.total) == (10, 39)


def test_an_update_replaces_all_of_an_agency(engine: Engine):
    build(engine, [document(1, "anja", groep=7), document(2, "bert", groep=7), document(3, "cor", groep=8)])

    engine.update([7], [document(1, "dora", groep=7)])

    assert [pks(ask(engine, clause(name))) for name in ("anja", "bert", "cor", "dora")] == [[], [], [3], [1]]


def test_a_word_asked_in_vain_is_found_once_a_document_holds_it(engine: Engine):
    build(engine, [document(1, "anja")])
    assert pks(ask(engine, clause("zwaantje"))) == []

    engine.update([2], [document(2, "zwaantje")])

    assert pks(ask(engine, clause("zwaantje"))) == [2]


def test_what_is_removed_is_no_longer_found(engine: Engine):
    build(engine, [document(1, "anja", groep=7)])

    engine.remove([7])

    assert ask(engine, clause("anja")).total == 0


def test_an_updated_word_is_known_to_the_vocabulary(engine: Engine):
    build(engine, [document(1, "anja")])

    engine.update([2], [document(2, "zwaantje")])

    assert engine.vocabulary().seen_by(ALL).knows("=zwaantje")


def test_a_vocabulary_shows_nothing_that_others_alone_may_see(engine: Engine):
    build(engine, [document(1, "anja"), document(2, "geheim", zichtbaar="regio:1 org:2")])

    assert not engine.vocabulary().seen_by(ALL).knows("=geheim")


def test_the_start_of_a_word_shows_nothing_that_others_alone_may_see(engine: Engine):
    build(engine, [document(1, "gerda"), document(2, "geheim", zichtbaar="regio:1")])

    assert engine.vocabulary().seen_by(ALL).starting_with("ge") == ["gerda"]


def test_a_filter_narrows(engine: Engine):
    build(
        engine,
        [document(1, "anja", facets={"doelgroep": ("jeugd",)}), document(2, "anja", facets={"doelgroep": ("ww",)})],
    )

    assert pks(ask(engine, clause("anja"), filters=Filters(doelgroep=("jeugd",)))) == [1]


def test_a_facet_counts_without_its_own_filter(engine: Engine):
    build(
        engine,
        [document(1, "anja", facets={"doelgroep": ("jeugd",)}), document(2, "anja", facets={"doelgroep": ("ww",)})],
    )
    found = ask(engine, clause("anja"), filters=Filters(doelgroep=("jeugd",)), counted=True)

    assert (found.counts["doelgroep"], found.counts["soort"]) == ({"jeugd": 1, "ww": 1}, {"persoon": 1})


def test_a_counted_request_finds_what_the_same_one_finds_uncounted(engine: Engine):
    build(engine, [document(pk, "anja", facets={"doelgroep": ("ww", "jeugd")[:pk]}) for pk in (1, 2, 3)])
    filters = Filters(doelgroep=("jeugd",), soort=("persoon",))

    plain, counted = (ask(engine, clause("anja"), filters=filters, counted=counted) for counted in (False, True))

    assert (counted.matches, counted.total) == (plain.matches, plain.total)


def test_counts_are_given_where_they_are_asked(engine: Engine):
    build(engine, [document(1, "anja")])

    assert ask(engine, clause("anja")).counts == {}


def test_many_requests_are_answered_in_their_order(engine: Engine):
    build(engine, [document(1, "anja"), document(2, "bert")])
    names = ("bert", "cor", "anja")

    found = engine.search_many([Request(Plan((clause(name),)), ALL) for name in names])

    assert [pks(each) for each in found] == [[2], [], [1]]


@pytest.mark.parametrize("people", [3, 300])
@pytest.mark.parametrize("filters", [Filters(), Filters(soort=("persoon",)), Filters(doelgroep=("ww",))])
def test_blocks_that_are_asked_together_are_answered_as_each_alone(engine: Engine, people: int, filters: Filters):
    """Also where there are so many people that the best of all holds no organisation."""
    weak = {"fields": {"tekst": frozenset({"=anja"})}, "facets": {"doelgroep": ("ww",)}}
    agencies = [document(1000 + pk, "bert", soort="organisatie", **weak) for pk in range(3)]
    build(engine, [*(document(pk, "anja") for pk in range(1, people + 1)), *agencies])
    plan = Plan((Clause("anja", "anja", (*clause("anja").leaves, *clause("anja", 8, "tekst").leaves)),))
    blocks = [Request(plan, ALL, soorten, filters) for soorten in (PEOPLE, ORGANISATIONS)]
    counted = Request(plan, ALL, filters=filters, limit=0, counted=True)

    together = list(engine.search_many([*blocks, counted]))

    assert together == [engine.search(request) for request in (*blocks, counted)]


def test_no_requests_have_no_answers(engine: Engine):
    assert list(engine.search_many([])) == []


def test_counts_show_nothing_that_others_alone_may_see(engine: Engine):
    build(engine, [document(1, "anja", zichtbaar="regio:1", facets={"doelgroep": ("jeugd",)})])

    assert ask(engine, counted=True).counts["doelgroep"] == {}


def test_who_works_nationally_is_there_for_every_gemeente(engine: Engine):
    build(engine, [document(1, "anja", facets={"gemeente": ("landelijk",)})])

    assert pks(ask(engine, clause("anja"), filters=Filters(gemeente=("sneek",)))) == [1]


def test_an_empty_plan_gives_all_in_order(engine: Engine):
    build(engine, [document(2, "bert"), document(1, "anja")])

    assert pks(ask(engine)) == [1, 2]


def test_a_rebuild_replaces_what_was_there(engine: Engine):
    build(engine, [document(1, "anja")])

    build(engine, [document(2, "bert")])

    assert [ask(engine, clause(name)).total for name in ("anja", "bert")] == [0, 1]


def test_another_process_sees_an_update_at_once(engine: Engine):
    build(engine, [document(1, "anja")])
    other = type(engine)()
    assert pks(ask(other, clause("anja"))) == [1]

    engine.update([2], [document(2, "zwaantje")])

    assert pks(ask(other, clause("zwaantje"))) == [2]


def test_another_process_sees_a_rebuild_at_once(engine: Engine):
    build(engine, [document(1, "anja")])
    other = type(engine)()
    ask(other, clause("anja"))

    for pk in (2, 3, 4):
        build(engine, [document(pk, "anja")])

    assert pks(ask(other, clause("anja"))) == [4]


def test_another_process_writes_into_the_new_index(engine: Engine):
    build(engine, [document(1, "anja")])
    other = type(engine)()
    ask(other, clause("anja"))
    build(engine, [document(1, "anja")])

    other.update([2], [document(2, "zwaantje")])

    assert pks(ask(engine, clause("zwaantje"))) == [2]


def test_health_tells_generation_and_number(engine: Engine):
    build(engine, [document(1, "anja")])

    assert engine.health()["documenten"] == 1


@pytest.mark.parametrize("text", ["*", "a*", '"', "a AND b", "naam:x", "\\", "()", "~2", "😀", "\x00", "a|b", "/re/"])
def test_no_token_is_read_as_a_query_language(engine: Engine, text: str):
    build(engine, [document(1, "anja")])

    assert ask(engine, Clause("x", "x", (Leaf("naam", ((text,),), 80),))).total == 0
