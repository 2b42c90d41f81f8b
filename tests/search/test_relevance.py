"""The graded questions about the demo region: names and numbers come first, and nothing gets worse unseen.

The floors are the figures of benchmarks/relevance/README.md, less what a single question may move. Change a floor only
together with the figure there. This half is tuned on; what is reported comes from a region that nobody looks at.
"""

from typing import Any

import pytest
import yaml

from benchmarks.relevance.measure import ALL, HERE, Answered, ask_all, figures
from tests.conftest import DemoSite

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.once("parity shows that both engines give one order")]

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((HERE / "vragen_friesland.yaml").read_text(encoding="utf-8"))
ROOM = 0.02  # what the whole may lose
CLASS_ROOM = 0.05  # what a class may lose: they hold few questions
FLOORS = {
    ALL: 0.86,
    "afkorting": 0.94,
    "alias": 0.96,
    "behoefte": 0.81,
    "behoefte_doelgroep_plaats": 0.72,
    "bewoner": 0.81,
    "doelgroep": 0.83,
    "functie": 0.94,
    "functie_plaats": 0.87,
    "leeftijd": 0.72,
    "levensgebeurtenis": 0.66,
    "naam": 0.97,
    "naam_organisatie": 0.95,
    "naam_typfout": 0.95,
    "samenstelling": 0.87,
    "spelfout": 0.95,
    "telefoon": 0.88,
    "vertrokken": 0.87,
    "wet": 0.87,
}
FIRST = ("naam", "naam_organisatie", "telefoon")  # what was asked for by name or number stands first, always


@pytest.fixture(scope="module")
def answers(demo_site: DemoSite) -> list[Answered]:
    return ask_all(QUESTIONS, demo_site.env)


@pytest.fixture(scope="module")
def measured(answers: list[Answered]) -> dict[str, dict[str, Any]]:
    return figures(QUESTIONS, answers)


@pytest.mark.parametrize("klasse", FIRST)
def test_who_is_asked_for_by_name_or_number_stands_first(measured: dict[str, dict[str, Any]], klasse: str):
    assert measured[klasse]["S@1"] == 1.0


@pytest.mark.parametrize(("klasse", "floor"), FLOORS.items())
def test_no_class_of_questions_gets_worse(measured: dict[str, dict[str, Any]], klasse: str, floor: float):
    assert measured[klasse]["nDCG"] >= floor - (ROOM if klasse == ALL else CLASS_ROOM)


def test_at_most_one_in_a_hundred_questions_has_no_answer(measured: dict[str, dict[str, Any]]):
    assert measured[ALL]["zero"] <= 0.01


def test_a_question_that_nobody_here_can_answer_gets_no_full_answer(answers: list[Answered]):
    nobody = [n for n, question in enumerate(QUESTIONS) if not question["oordeel"]]

    assert [QUESTIONS[n]["vraag"] for n in nobody if any(not hit["missing"] for hit in answers[n].hits)] == []


def test_no_valid_word_is_read_as_another(answers: list[Answered]):
    valid = [n for n, q in enumerate(QUESTIONS) if q["klasse"] not in ("naam_typfout", "spelfout", "alias")]

    assert [QUESTIONS[n]["vraag"] for n in valid if answers[n].corrected] == []
