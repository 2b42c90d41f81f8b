"""Grades given afterwards: what a grader may write, and how the measures take them along."""

import pytest

from benchmarks.relevance import measure
from benchmarks.relevance.measure import Answered
from benchmarks.relevance.pool import add, parts, to_grade

DEBTS = {"vraag": "hulp bij schulden", "als": "iedereen", "klasse": "behoefte", "oordeel": {"bank": 3}}
NOBODY = {"vraag": "maanreis", "als": "iedereen", "klasse": "negatief", "oordeel": {}}
QUESTIONS = [DEBTS, NOBODY]
KEY = ("hulp bij schulden", "iedereen")
SHOWN = {
    "iedereen": {ref: (ref.title(), f"{ref.title()}: alles") for ref in ("bank", "balie", "wijkteam")},
    "professional": {ref: (ref.title(), "") for ref in ("bank", "balie", "wijkteam", "k1")},
}
VISIBLE = {wie: set(things) for wie, things in SHOWN.items()}


def mistakes(*lines: str) -> list[str]:
    return add({}, lines, QUESTIONS, VISIBLE)


def answered(*refs: str) -> Answered:
    return Answered([{"ref": ref, "missing": ()} for ref in refs], [])


def test_grades_are_added_also_the_zeros():
    pool: measure.Pool = {}

    add(pool, ["1: {balie: 2, wijkteam: 0}"], QUESTIONS, VISIBLE)

    assert pool == {KEY: {"balie": 2, "wijkteam": 0}}


def test_grades_come_beside_those_that_were_there():
    pool = {KEY: {"balie": 2}}

    add(pool, ["1: {wijkteam: 0}"], QUESTIONS, VISIBLE)

    assert pool[KEY] == {"balie": 2, "wijkteam": 0}


def test_the_same_grade_twice_is_no_mistake():
    assert mistakes("1: {balie: 2}", "1: {balie: 2}") == []


def test_another_grade_than_before_is_told():
    assert mistakes("1: {balie: 2}", "1: {balie: 1}") == ["1: balie: was graded 2 before"]


def test_remarks_and_empty_lines_are_passed_over():
    assert mistakes("# part 1", "", "1: {balie: 2}  # a remark") == []


@pytest.mark.parametrize("line", ["0: {balie: 1}", "3: {balie: 1}", "een: {balie: 1}"])
def test_a_question_that_is_not_there_is_told(line: str):
    assert "this is not the number of a question" in mistakes(line)[0]


@pytest.mark.parametrize("line", ["balie 1", "1: balie", "1: {balie: 1", "- 1"])
def test_a_line_of_another_form_is_told(line: str):
    assert "this is not the number of a question" in mistakes(line)[0]


def test_a_question_without_an_answer_stays_empty():
    assert mistakes("2: {balie: 1}") == ["2: balie: nothing is right here: the question stays empty"]


def test_a_ref_of_nothing_is_told():
    assert mistakes("1: {bestaat-niet: 1}") == ["1: bestaat-niet: is not in this region"]


def test_what_the_asker_may_not_see_is_told():
    assert mistakes("1: {k1: 3}") == ["1: k1: iedereen may not see it"]


def test_what_the_author_graded_is_told():
    assert mistakes("1: {bank: 2}") == ["1: bank: has a grade of the author"]


@pytest.mark.parametrize("grade", ["4", "-1", "1.5", "ja", "", "veel"])
def test_only_0_to_3_are_grades(grade: str):
    assert "is not a grade from 0 to 3" in mistakes(f"1: {{balie: {grade}}}")[0]


def test_what_is_wrong_is_not_added():
    pool: measure.Pool = {}

    add(pool, ["1: {balie: 9}"], QUESTIONS, VISIBLE)

    assert pool == {KEY: {}}


def test_a_grade_of_the_author_wins():
    pooled = measure.with_pool(QUESTIONS, {KEY: {"bank": 0, "balie": 1}})

    assert pooled[0]["oordeel"] == {"bank": 3, "balie": 1}


def test_the_grades_of_the_author_alone_stay_what_they_are():
    measure.with_pool(QUESTIONS, {KEY: {"balie": 1}})

    assert DEBTS["oordeel"] == {"bank": 3}


def test_what_was_judged_wrong_is_not_ungraded():
    pooled = measure.with_pool(QUESTIONS, {KEY: {"balie": 0}})

    row = measure.figures(pooled, [answered("bank", "balie", "wijkteam"), answered()])[measure.ALL]

    assert row["ungraded"] == 1


def test_a_right_answer_of_the_pool_counts():
    answers = [answered("balie", "bank"), answered()]
    alone = measure.figures(QUESTIONS, answers)[measure.ALL]["nDCG"]

    pooled = measure.figures(measure.with_pool(QUESTIONS, {KEY: {"balie": 3}}), answers)[measure.ALL]["nDCG"]

    assert alone < pooled == pytest.approx(1)


def test_only_what_has_no_grade_is_asked():
    row = to_grade(DEBTS, [["bank", "balie"], ["wijkteam"]], SHOWN)

    assert set(row["open"]) == {"balie", "wijkteam"}


def test_only_what_the_asker_may_see_is_asked():
    row = to_grade(DEBTS, [["k1", "balie"]], SHOWN)

    assert set(row["open"]) == {"balie"}


def test_only_the_first_ten_are_asked():
    row = to_grade(DEBTS, [[*(f"x{n}" for n in range(10)), "balie"]], SHOWN)

    assert row["open"] == {}


def test_the_order_does_not_tell_who_found_it():
    found = [["balie"], ["wijkteam"]]

    assert list(to_grade(DEBTS, found, SHOWN)["open"]) == list(to_grade(DEBTS, found[::-1], SHOWN)["open"])


def test_what_is_graded_is_told_by_name():
    assert to_grade(DEBTS, [], SHOWN)["oordeel"] == {"bank": "3 = Bank"}


def test_parts_hold_all_questions(tmp_path):
    rows = [{"nummer": n} for n in range(5)]

    whole, *split = parts(tmp_path / "pool.yaml", rows, 2)

    assert [row for _, part in split for row in part] == whole[1]
