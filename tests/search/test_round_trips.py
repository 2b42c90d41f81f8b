"""How often a question goes to the server: once, once more for what is wider, and a few times for a misspelt word."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from directory.visibility import VISITOR
from search.answer import SearchQuery
from search.ask import ask
from search.engines import get_engine
from tests.search.building import build
from tests.search.gate import Gate, open_gate
from tests.search.servers import Server, own_indexes, used_by_site
from tests.search.test_engines import document

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("elastic8")]


@pytest.fixture
def gate(elastic8: Server) -> Iterator[Gate]:
    """A server with ten people and ten organisations named Zandstra, and one Anja Wiersma; its gate counts."""
    named = [document(pk, "zandstra", soort=soort) for soort in ("persoon", "organisatie") for pk in range(1, 11)]
    with own_indexes(elastic8) as prefix, used_by_site(elastic8, prefix):
        topics = {"tags": frozenset({"=schulden", "=jongeren"})}
        build(get_engine(), [*named, document(11, "anja wiersma", soort="functie", fields=topics)])
        with open_gate(Gate(behind=elastic8.url)) as gate, override_settings(ELASTICSEARCH_URL=gate.url):
            yield gate


def trips(gate: Gate, question: str) -> int:
    """Looking whether the vocabulary grew, once a second, is no part of a question."""
    ask(SearchQuery(question), VISITOR)
    return sum(path.endswith("/_msearch") for path in gate.asked)


def test_both_blocks_and_the_facets_come_at_once(gate: Gate):
    assert trips(gate, "zandstra") == 1


@pytest.mark.parametrize("question", ["zandstra schulden", "schulden zandstra jongeren"])
def test_all_that_is_wider_comes_at_once(gate: Gate, question: str):
    assert trips(gate, question) == 2


def test_a_misspelt_word_costs_one_more(gate: Gate):
    assert trips(gate, "wiersmaa") == 2


def test_two_misspelt_words_cost_no_more_than_two_that_do_not_belong_together(gate: Gate):
    assert trips(gate, "anjaa wiersmaa") <= 5


def test_nothing_is_asked_but_searches(gate: Gate):
    ask(SearchQuery("anja zandstra"), VISITOR)

    assert {path.rpartition("/")[2] for path in gate.asked} <= {"_msearch", "_search", "scroll"}
