"""Ages in a question, and the numbers that are none."""

import pytest

from search.understand.ages import age_in, listed_as


@pytest.mark.parametrize(
    ("question", "ages"),
    [
        ("jongen van 17", (17,)),
        ("artikel 18 voor een jongen van 17", (17,)),
        ("mijn kind is 17 en wordt 18", (17, 18)),
        ("zoon 17 jaar, wordt 18", (17, 18)),
        ("ouders van 80", (80,)),
        ("vader is 87", (87,)),
        ("moeder van 91", (91,)),
        ("kind van 4", (4,)),
        ("van 16 tot 27 werkloos", tuple(range(16, 28))),
        ("groep van 12-14", (12, 13, 14)),
        ("groep 8 kind 12 jaar", (12,)),
        ("leerling mbo 17", (17,)),
        ("9 en 10 jaar op 12 maart", (9, 10)),
        ("kind 12 jaar langdurig thuis", (12,)),
        ("meisje 16 meisjesgroep", (16,)),
        ("al onder de 3 jaar", (0, 1, 2)),
        ("19 jaar dakloos", (19,)),
        ("ouder 65 verslaafd alcohol", (65,)),
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
        "schuldhulp duurt tot 3 jaar",
        "bewind duurt van 3 tot 5 jaar",
        "al 2 tot 3 jaar schulden",
        "schulden 10 tot 15 euro",
        "schulden onder 50 euro",
        "vanaf 10 euro eten",
        "spreekuur tussen 9 en 17 uur",
        "spreekuur van 9.30 tot 12.00",
        "wachttijd van 2 tot 4 weken schuldhulp",
        "kind 12 tot 15 maart opvang",
        "artikel 12 en 13 participatiewet",
        "3 havo vastgelopen",
        "4 en 5 vwo",
        "mbo 1 stage",
        "groep 8 advies",
        "groep 7 en 8",
        "spoor 2 re-integratie",
        "8 jaar ingeschreven",
        "5 tot 8 jaar wachten op een huis",
        "2e keer schulden",
        "2 jaar dakloos",
        "al 20 jaar verslaafd",
    ],
)
def test_a_number_of_something_else_is_no_age(question: str):
    assert age_in(question) is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("82 jaar alleen thuis", ["ouderen"]),
        ("19 jaar geen inkomen", ["jongere"]),
        ("van 16 tot 27 jaar schulden", ["jongere"]),
        ("kind van 6 angstig", []),
        ("40 jaar werkloos", []),
        ("18+ schulden", []),
    ],
)
def test_an_age_is_called_as_the_lists_do(question: str, words: list[str]):
    age = age_in(question)

    assert age is not None
    assert listed_as(age) == words
