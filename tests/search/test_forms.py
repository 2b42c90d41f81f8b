"""Addresses of questions, read and written."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from search.answer import SearchQuery
from search.forms import MAX_VALUES, address, address_of_more, read
from search.plan import Filters
from search.understand import MAX_QUESTION


def test_an_address_gives_back_the_question_it_was_made_of():
    ticked = Filters(gemeente=("sneek", "grou"), soort=("loket",))
    query = SearchQuery("schuld & hulp", ticked, zonder=("waar-x",), letterlijk=True, volgorde="naam")

    assert read(QueryDict(address(query).partition("?")[2])) == query


def test_white_space_and_control_characters_are_cleaned():
    assert read(QueryDict("vraag=%00 schuld%0A%09hulp%E2%80%AE ")).vraag == "schuld hulp"


@pytest.mark.parametrize(
    ("pasted", "asked"),
    [
        ("<b>schulden</b> hulp", "schulden hulp"),
        ('<p class="x y">wmo</p><br/>Sneek', "wmo Sneek"),
        ("<O:P>geld&nbsp;&amp; werk</O:P>", "geld & werk"),
    ],
)
def test_markup_that_was_pasted_is_no_part_of_a_question(pasted: str, asked: str):
    assert read(QueryDict(urlencode({"vraag": pasted}))).vraag == asked


@pytest.mark.parametrize("typed", ["a < b en c > d", "<18 jaar", "ik <3 je", "<b en c> d", "<Sneek>", "R&D", "hulp <a"])
def test_what_only_looks_like_markup_stays(typed: str):
    assert read(QueryDict(urlencode({"vraag": typed}))).vraag == typed


def test_a_long_question_is_cut():
    assert len(read(QueryDict("vraag=" + "x" * 100_000)).vraag) == MAX_QUESTION


def test_too_many_values_are_cut():
    assert len(read(QueryDict("&".join(f"gemeente=g{n}" for n in range(500)))).filters.gemeente) == MAX_VALUES


def test_a_value_that_cannot_be_one_is_left_out():
    assert read(QueryDict("gemeente=<b>&gemeente=sneek")).filters.gemeente == ("sneek",)


def test_a_page_that_makes_no_sense_is_the_first():
    assert [read(QueryDict(f"pagina={page}")).pagina for page in ("x", "-3", "0", "99999999", "2")] == [1, 1, 1, 1, 2]


def test_what_was_taken_off_stays_off_when_the_same_is_asked_again():
    assert read(QueryDict("vraag=schuld+sneek&bij=schuld+sneek&zonder=waar-sneek")).zonder == ("waar-sneek",)


def test_another_question_keeps_nothing_of_the_one_before_it():
    query = read(QueryDict("vraag=bijstand+sneek&bij=schuld+sneek&zonder=waar-sneek&letterlijk=ja"))

    assert (query.zonder, query.letterlijk) == ((), False)


def test_more_of_one_block_keeps_how_much_there_is_of_the_other():
    query = SearchQuery("schuld", pagina=3)

    assert address_of_more(query, organisations=1) == "/zoeken/?vraag=schuld&pagina=3&pagina_organisaties=2"


def test_an_order_that_there_is_not_is_the_best_first():
    assert read(QueryDict("volgorde=duurste")).volgorde == ""


def test_a_change_replaces_a_value():
    assert address(SearchQuery("schuld"), pagina=2) == "/zoeken/?vraag=schuld&pagina=2"
