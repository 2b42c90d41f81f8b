"""Ages in a question, and the numbers that are none."""

import pytest

from search.understand.ages import GROWN_UP, age_in, listed_as
from search.upkeep import rebuilding
from tests.factories import make_agency, make_gemeente, make_region, make_werkproces
from tests.search.asking import organisations, professional


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
        ("neef van 20, geen opleiding", (20,)),
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
        "hoofdstraat 12, schulden",
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


@pytest.mark.parametrize(
    "question",
    [
        "schulden en een zoon van 4",
        "heb een dochter van 4 en schulden",
        "we hebben een kind van 4 jaar, schulden",
        "alleenstaande moeder met kind van 4 zoekt woning",
        "gezin met kinderen van 4 en 6 schulden",
    ],
)
def test_of_a_child_that_comes_along_a_grown_up_may_be_meant(question: str):
    age = age_in(question)

    assert age is not None
    assert (age.ages[0], age.others) == (4, GROWN_UP)


@pytest.mark.parametrize(
    "question",
    [
        "mijn zoon van 14 blowt",
        "heb een zoon van 14 die blowt",
        "ik heb een zoon van 14, hij blowt",
        "moeder met een dochter van 14 met angst",
        "ruzie thuis en zoon van 14 blowt",
    ],
)
def test_a_child_that_it_is_about_is_meant_alone(question: str):
    age = age_in(question)

    assert age is not None
    assert (age.ages, age.others) == ((14,), ())


@pytest.mark.parametrize(
    ("question", "ages", "others"),
    [
        ("ik ben 35 en mijn dochter van 6 heeft adhd", (6,), (35,)),
        ("zoon van 3 en dochter van 5 met autisme", (5,), (3,)),
        ("ik ben 35, schulden en een dochter van 6", (35,), (6,)),
        ("broer van 40 denkt als een kind van 8", (40,), ()),
    ],
)
def test_who_tells_of_two_ages_means_both(question: str, ages: tuple[int, ...], others: tuple[int, ...]):
    age = age_in(question)

    assert age is not None
    assert (age.ages, age.others) == (ages, others)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "found"), [("zoon van 4 met schulden", []), ("schulden en een zoon van 4", ["Loket"])]
)
def test_who_is_there_for_grown_ups_helps_somebody_with_a_child(question: str, found: list[str]):
    goes = make_gemeente("Goes")
    make_region(gemeenten=[goes])
    make_werkproces(make_agency("Loket", werkgebied=[goes], leeftijd_van=18), "Schulden")
    rebuilding.rebuild()

    assert organisations(question, professional()) == found
