"""What somebody needs leads to who does that, by its names and by words that are never shown."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import AgencyPage, Hulpvraag, Organisatiesoort
from directory.visibility import VISITOR
from search.answer import SearchQuery
from search.ask import ask
from search.completions import get_completions
from search.suggestions import suggestions
from search.upkeep import rebuilding
from tests.factories import make_agency, make_card, make_functie, make_soort, make_werkproces
from tests.search.asking import answer, organisations, people, professional

pytestmark = pytest.mark.django_db
NAAM, ANDERE = "Hulp bij het huishouden", "huishoudelijke ondersteuning"
WORD, HIDDEN = "schoonmaken", "poetsmaatje"


@pytest.fixture
def care() -> Organisatiesoort:
    return make_soort("Thuiszorg")


@pytest.fixture
def agency(care: Organisatiesoort) -> AgencyPage:
    return make_agency("De Linde", soort=care)


@pytest.fixture
def need(care: Organisatiesoort) -> Hulpvraag:
    need = Hulpvraag.objects.create(code="h", naam=NAAM, andere_namen=[ANDERE], zoekwoorden=[WORD, HIDDEN])
    need.organisatiesoorten.add(care)
    return need


def offered(typed: str) -> list[str]:
    rebuilding.rebuild()
    return [choice.naam for group in suggestions(typed, VISITOR) for choice in group.keuzes]


def near(question: str) -> list[str]:
    """The organisations that come near it: of the right kind, but they do not say so themselves."""
    return [hit.name for hit in answer(question).organisations.wider]


# Who does it -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("question", [NAAM, ANDERE, WORD, "ik kan niet meer schoonmaken"])
def test_a_need_leads_to_the_kind_of_agency_that_does_it(agency: AgencyPage, need: Hulpvraag, question: str):
    make_agency("Kredietbank")

    assert near(question) == ["De Linde"]


def test_a_need_leads_to_who_has_the_function(agency: AgencyPage, need: Hulpvraag):
    functie = make_functie("Wmo-consulent")
    need.functies.add(functie)
    make_card(make_agency("Gebiedsteam"), achternaam="Bos", functie=functie)

    assert people(NAAM, professional()) == ["Anna Bos"]


@pytest.mark.parametrize("word", [ANDERE, WORD])
def test_by_another_name_or_a_search_word_who_has_the_function_only_comes_near(need: Hulpvraag, word: str):
    functie = make_functie("Wmo-consulent")
    need.functies.add(functie)
    make_card(make_agency("Gebiedsteam"), achternaam="Bos", functie=functie)

    found = answer(word, professional()).people

    assert (found.hits, [hit.name for hit in found.wider]) == ((), ["Anna Bos"])


def test_who_has_the_function_comes_before_the_kind_of_agency(need: Hulpvraag, care: Organisatiesoort):
    functie = make_functie("Wmo-consulent")
    need.functies.add(functie)
    make_card(make_agency("De Linde", soort=care), achternaam="Aa")
    make_card(make_agency("Gebiedsteam"), achternaam="Bos", functie=functie)

    assert people(NAAM, professional())[0] == "Anna Bos"


def test_a_gemeente_has_to_do_with_everything_and_is_not_brought(need: Hulpvraag, care: Organisatiesoort):
    """It comes last, as who can be asked about anything does, and no need makes more of that."""
    gemeente = make_soort("Gemeente")
    make_agency("Gemeente Westerdam", soort=gemeente)
    make_agency("De Linde", soort=care)

    def scores() -> dict[str, int]:
        return {hit.name: hit.score for hit in answer(WORD).organisations.wider}

    before = scores()
    need.organisatiesoorten.add(gemeente)

    assert near(WORD) == ["De Linde", "Gemeente Westerdam"]
    assert scores() == before


def test_without_who_does_it_a_need_still_finds_what_is_called_so():
    Hulpvraag.objects.create(code="h", naam=NAAM, andere_namen=[ANDERE], zoekwoorden=[WORD])
    make_werkproces(make_agency("De Linde"), "Huishoudelijke ondersteuning thuis")

    assert organisations(WORD) == ["De Linde"]


@pytest.mark.parametrize("question", ["geen adres", "ik heb geen adres"])
def test_what_somebody_has_not_is_read_as_a_need(agency: AgencyPage, care: Organisatiesoort, question: str):
    need = Hulpvraag.objects.create(code="b", naam="Briefadres", zoekwoorden=["geen adres"])
    need.organisatiesoorten.add(care)
    make_agency("Kredietbank")

    assert near(question) == ["De Linde"]


def test_an_address_that_is_asked_for_is_no_need(agency: AgencyPage):
    Hulpvraag.objects.create(code="b", naam="Briefadres", zoekwoorden=["geen adres"])

    assert [(slot.label, slot.meant) for slot in answer("adres van De Linde").slots] == [("de linde", "")]


# What is read in the question --------------------------------------------------------------------------------------
def test_the_chip_says_which_need_was_read(need: Hulpvraag):
    assert [(slot.label, slot.meant) for slot in answer(WORD).slots] == [(WORD, NAAM)]


def test_a_need_that_is_called_so_is_not_told_twice(need: Hulpvraag):
    assert [slot.meant for slot in answer(NAAM).slots] == [""]


def test_a_need_of_more_words_is_told_once():
    Hulpvraag.objects.create(code="t", naam="Nederlandse taal oefenen", zoekwoorden=["nederlands praten"])

    assert [slot.meant for slot in answer("nederlands praten").slots] == ["Nederlandse taal oefenen", ""]


def test_a_need_is_no_other_meaning_to_choose_from(client: Client, agency: AgencyPage, need: Hulpvraag):
    Hulpvraag.objects.create(code="r", naam="Ramen wassen", zoekwoorden=[WORD])
    rebuilding.rebuild()

    html = client.get(reverse("zoeken"), {"vraag": WORD}).content.decode()

    assert f"({NAAM} of Ramen wassen)" in html
    assert "betekenissen" not in html


# Never shown -----------------------------------------------------------------------------------------------------
def test_no_search_word_stands_on_the_page(client: Client, agency: AgencyPage, need: Hulpvraag):
    rebuilding.rebuild()

    html = client.get(reverse("zoeken"), {"vraag": WORD}).content.decode()

    assert "De Linde" in html
    assert HIDDEN not in html


def test_the_reason_is_what_the_agency_says_itself(agency: AgencyPage, need: Hulpvraag):
    make_werkproces(agency, "Huishoudelijke ondersteuning")

    wat = answer(HIDDEN).organisations.hits[0].why[0]

    assert [piece for piece, on in wat.pieces if on] == ["Huishoudelijke", "ondersteuning"]


@pytest.mark.parametrize(("typed", "found"), [("hulp b", NAAM), ("huishoudelijke o", ANDERE)])
def test_its_names_are_offered(agency: AgencyPage, need: Hulpvraag, typed: str, found: str):
    assert offered(typed) == [found]


def test_its_search_words_are_not_offered(agency: AgencyPage, need: Hulpvraag):
    assert offered(HIDDEN[:6]) == []


def test_a_need_that_nobody_does_is_not_offered(need: Hulpvraag):
    make_agency("Kredietbank")

    assert offered("hulp b") == []


def test_no_name_that_is_offered_is_a_search_word(agency: AgencyPage, need: Hulpvraag):
    assert {WORD, HIDDEN}.isdisjoint(name.naam for name in get_completions().all)


# In the next question --------------------------------------------------------------------------------------------
def found() -> int:
    block = ask(SearchQuery(WORD), VISITOR).organisations
    return block.total + len(block.wider)


def test_a_new_need_works_in_the_next_question(agency: AgencyPage, commit):
    make_werkproces(agency, "Huishoudelijke ondersteuning")
    rebuilding.rebuild()
    before = found()

    commit(lambda: Hulpvraag.objects.create(code="n", naam=NAAM, andere_namen=[ANDERE], zoekwoorden=[WORD]))

    assert (before, found()) == (0, 1)


def test_a_need_that_is_gone_finds_nothing_more(agency: AgencyPage, need: Hulpvraag, commit):
    rebuilding.rebuild()
    before = found()

    commit(need.delete)

    assert (before, found()) == (1, 0)


def test_what_is_ticked_works_in_the_next_question(agency: AgencyPage, need: Hulpvraag, care, commit):
    commit(lambda: need.organisatiesoorten.remove(care))
    rebuilding.rebuild()
    before = found()

    commit(lambda: need.organisatiesoorten.add(care))

    assert (before, found()) == (0, 1)


def test_a_need_is_also_ticked_from_the_other_side(agency: AgencyPage, need: Hulpvraag, care, commit):
    commit(lambda: need.organisatiesoorten.remove(care))
    rebuilding.rebuild()
    before = found()

    commit(lambda: care.hulpvraag_set.add(need))

    assert (before, found()) == (0, 1)


def test_a_need_of_two_words_that_nobody_says_leads_to_the_kind_of_agency(agency: AgencyPage, need: Hulpvraag):
    need.zoekwoorden = ["ramen lappen"]
    need.save()

    assert near("ramen lappen") == ["De Linde"]


def test_of_a_long_sentence_the_kind_of_agency_is_the_last_that_comes_near(agency: AgencyPage, need: Hulpvraag):
    assert near("kettingzaag schoonmaken vliegtuig") == ["De Linde"]
