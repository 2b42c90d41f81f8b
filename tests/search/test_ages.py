"""Ages in a question, and the numbers that are none."""

import pytest

from search.understand.ages import age_in


@pytest.mark.parametrize(
    ("question", "ages"),
    [
        ("jongen van 17", (17,)),
        ("artikel 18 voor een jongen van 17", (17,)),
        ("mijn kind is 17 en wordt 18", (17, 18)),
        ("zoon 17 jaar, wordt 18", (17, 18)),
        ("ouders van 80", (80,)),
    ],
)
def test_an_age_is_read(question: str, ages: tuple[int, ...]):
    age = age_in(question)

    assert age is not None
    assert age.ages == ages


@pytest.mark.parametrize(
    "question",
    [
        "participatiewet artikel 18",
        "artikel 18 participatiewet",
        "hulp week 16 zwangerschap",
        "lijn 3",
        "groep 3 leerling",
        "vmbo leerjaar 4",
        "bijeenkomst 12 maart",
        "al 3 jaar schulden",
    ],
)
def test_a_number_of_something_else_is_no_age(question: str):
    assert age_in(question) is None
