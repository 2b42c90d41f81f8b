"""What has little of what was asked comes near; it is no answer."""

import pytest
from django.test import Client

from directory.models import Hulpvraag, Organisatiesoort
from search.indexing.vocabulary import View, Vocabulary
from search.lists.meanings import ANDERE_NAAM, NAAM, ZOEKWOORD, Meaning
from search.models import OnbeantwoordeVraag
from search.plan import Clause, Filters, Leaf, Plan
from search.planning import near_miss
from search.understand.topics import WAT, Topic, Understood
from tests.factories import make_agency, make_werkproces
from tests.search.asking import answer, page

SAID, LED = Leaf("naam", (("=tolk",),), 1000), Leaf("functie", (("f:raadsman",),), 200)
ASKED = Clause("wat-tolk", "tolk", (SAID, LED))
NAMED = Clause("wie-postma", "postma", (SAID,), droppable=False, is_name=True)
NUMBER = Clause("wie-0516", "0516", (Leaf("tel", (("0516",),), 1000),), droppable=False)


def view(*tokens: str) -> View:
    vocabulary = Vocabulary()
    vocabulary.documents["iedereen"] = 10
    vocabulary.counts["iedereen"].update(tokens)
    return vocabulary.seen_by(frozenset({"iedereen"}))


def near(best: int, *clauses: Clause, meaning: Meaning | None = None, known: tuple[str, ...] = ()) -> bool:
    asked = Understood([Topic(WAT, meanings=(meaning,) if meaning else ())])
    return near_miss.comes_near(Plan(clauses), asked, view(*known), best)


def test_much_of_what_could_be_said_is_an_answer():
    assert not near(500, ASKED)


def test_little_of_it_comes_near():
    assert near(200, ASKED)


def test_of_two_things_one_in_full_is_an_answer():
    assert not near(1000, ASKED, ASKED)


def test_where_nothing_was_found_nothing_comes_near():
    assert not near(0, ASKED)


@pytest.mark.parametrize("clause", [NAMED, NUMBER])
def test_somebody_by_name_or_number_is_found_or_not(clause: Clause):
    assert not near(100, clause)


@pytest.mark.parametrize("strength", [NAAM, ANDERE_NAAM])
def test_who_has_a_function_that_is_asked_for_is_an_answer(strength: float):
    assert not near(200, ASKED, meaning=Meaning("functie", "f:tolk", "Tolk", strength), known=("f:tolk",))


def test_a_function_that_nobody_here_has_is_no_answer():
    assert near(200, ASKED, meaning=Meaning("functie", "f:tolk", "Tolk", NAAM))


def test_a_need_by_its_own_name_is_answered_by_who_does_it():
    assert not near(200, ASKED, meaning=Meaning("hulpvraag", "v:tolk", "Tolk", NAAM))


def test_a_need_by_another_name_is_not():
    assert near(200, ASKED, meaning=Meaning("hulpvraag", "v:taal", "Taal", ANDERE_NAAM))


def test_a_begrip_is_answered_by_who_says_what_it_stands_for():
    begrip = Meaning("begrip", "", "Doventolk", ANDERE_NAAM, phrases=((("doventolk",), ANDERE_NAAM),))

    assert not near(200, ASKED, meaning=begrip, known=("=doventolk",))


def test_what_happened_to_somebody_is_answered_by_who_the_lists_name_for_it():
    assert not near(200, ASKED, meaning=Meaning("gebeurtenis", "g:tolk", "Tolk", ZOEKWOORD))


def test_what_nobody_says_is_what_such_answers_lack():
    said = Clause("wat-doof", "doof", (Leaf("naam", (("=doof",),), 1000),))

    assert near_miss.hardly_said(Plan((ASKED, said)), view("f:raadsman", "=doof")) == (ASKED,)


def test_where_each_word_is_said_somewhere_all_is_lacking():
    assert near_miss.hardly_said(Plan((ASKED,)), view("=tolk")) == (ASKED,)


# A search word of a need leads to who says, in a text, how the need is also called -------------------------------
@pytest.fixture
def word(db: None) -> str:
    make_werkproces(make_agency("De Linde"), "Jeugd", wat="Wij zoeken een steunouder.")
    need = {"naam": "Een vrijwilliger voor het gezin", "andere_namen": ["steunouder"]}
    Hulpvraag.objects.create(code="gezin", zoekwoorden=["meeleefgezin"], **need)
    return "meeleefgezin"


def test_who_only_comes_near_says_which_word_is_missing(word: str):
    (near,) = answer(word).organisations.wider

    assert (near.name, near.missing) == ("De Linde", (word,))


def test_it_is_in_no_number(word: str):
    found = answer(word)

    assert (found.total, found.counts) == (0, {})


def test_who_says_the_word_is_an_answer(word: str):
    make_werkproces(make_agency("De Kern"), "Een meeleefgezin zoeken")

    assert [hit.name for hit in answer(word).organisations.hits] == ["De Kern", "De Linde"]


def test_what_was_ticked_is_not_judged_again(word: str):
    found = answer(word, filters=Filters(soort=("organisatie",)))

    assert [hit.name for hit in found.organisations.hits] == ["De Linde"]


@pytest.mark.parametrize(
    ("question", "lacks"), [("kan geen pampers betalen", "pampers"), ("kwadraatzorgaanvraag", "kwadraatzorgaanvraag")]
)
def test_who_can_be_asked_about_anything_comes_near_what_nobody_does(db: None, question: str, lacks: str):
    soort = Organisatiesoort.objects.create(code="gebiedsteam", naam="Gebiedsteam")
    make_agency("Team West", soort=soort)
    make_agency("Buiten")

    (near,) = answer(question).organisations.wider

    assert (near.name, near.missing) == ("Team West", (lacks,))


@pytest.mark.parametrize("question", ["0516 56 61 00", "boechtawi", "anja boechtawi"])
def test_who_can_be_asked_about_anything_comes_near_no_name_or_number(db: None, question: str):
    make_agency("Team West", soort=Organisatiesoort.objects.create(code="gebiedsteam", naam="Gebiedsteam"))

    assert not answer(question).near


def test_who_can_be_asked_about_anything_does_not_stand_in_for_what_was_ticked(db: None):
    make_agency("Team West", soort=Organisatiesoort.objects.create(code="gebiedsteam", naam="Gebiedsteam"))

    assert not answer("kan geen pampers betalen", filters=Filters(soort=("organisatie",))).near


def test_the_page_says_so_and_the_question_goes_to_the_list_as_one_without_an_answer(db: None, client: Client):
    make_agency("Team West", soort=Organisatiesoort.objects.create(code="gebiedsteam", naam="Gebiedsteam"))

    assert "wie je met elke vraag kunt bellen of mailen" in page(client, "kan geen pampers betalen")
    assert OnbeantwoordeVraag.objects.get().aard == OnbeantwoordeVraag.Aard.GEEN
