"""What a question is like as a whole leads to who does that, where none of its words is a term."""

import csv

import pytest
from django.conf import settings

from directory.models import Functie, Hulpvraag
from search import wordlists
from search.lists.gist import NOWHERE, WORDS, Gist
from search.lists.reading import get_lexicon
from tests.factories import make_agency, make_card, make_functie
from tests.search.asking import answer, professional

FALLING = ["valt vaak", "struikelen op de trap", "bang om te vallen", "gevallen in huis"]
MONEY = ["brieven van de deurwaarder", "rekeningen niet betalen", "schulden bij de bank"]


@pytest.fixture
def gist() -> Gist:
    gist = Gist()
    gist.add("Vallen voorkomen", ["f:fysio", "s:thuiszorg"], FALLING, is_need=True)
    gist.add("Schulden oplossen", ["f:schuldhulp", "f:raadsman"], MONEY, is_need=True)
    return gist


def leads(gist: Gist, question: str) -> list[str]:
    return [code for code, _ in gist.leads(question.split()).codes]


def test_a_question_leads_to_who_does_what_it_is_like(gist: Gist):
    assert leads(gist, "struikelen in huis")[:1] == ["f:fysio"]


def test_the_best_of_each_kind_is_worth_one(gist: Gist):
    found = dict(gist.leads(["struikelen", "trap"]).codes)

    assert (found["f:fysio"], found["s:thuiszorg"]) == (1.0, 1.0)


def test_a_need_that_it_is_like_is_named(gist: Gist):
    assert [naam for naam, _ in gist.leads(["deurwaarder"]).needs] == ["Schulden oplossen"]


def test_a_question_of_words_that_no_list_knows_leads_nowhere(gist: Gist):
    assert gist.leads(["taart", "bestellen", "voor", "een", "verjaardag", "in", "huis"]) == NOWHERE


def test_words_that_say_nothing_lead_nowhere(gist: Gist):
    assert gist.leads(["op", "de", "van", "in"]) == NOWHERE


def test_numbers_lead_nowhere(gist: Gist):
    assert gist.leads(["17", "2024"]) == NOWHERE


def test_a_negation_is_no_word_of_its_own_need(gist: Gist):
    gist.add("Niet naar school", ["f:leerplicht"], ["gaat niet naar school"], is_need=True)

    assert leads(gist, "school geen")[:1] == ["f:leerplicht"]


def test_a_word_that_is_like_one_of_a_list_in_its_pieces_leads_there_too(gist: Gist):
    gist.add("Lopen", ["f:loper"], ["gevallen bij wandelen"], is_need=True)

    said = "wandelen gevallen trap"
    without, with_it = (dict(gist.leads(question.split()).codes) for question in (said, f"{said} struikelpartijtje"))

    assert with_it["f:fysio"] > without["f:fysio"]


def test_an_ordinary_word_points_to_a_need(db: None):
    functie = make_functie("Jongerenwerker")
    Hulpvraag.objects.create(code="kind_en_scherm", naam="Gamen en telefoon").functies.add(functie)

    assert leads(get_lexicon().gist, "fortnite") == [f"f:{functie.code}"]
    assert ("fortnite",) not in get_lexicon().terms  # it makes nobody an answer by itself


def test_words_point_to_needs_that_the_lists_have():
    with (settings.BASE_DIR / "fixtures/woordenlijsten/hulpvragen.csv").open(encoding="utf-8") as lines:
        codes = {row["code"] for row in csv.DictReader(lines)}

    assert wordlists.pointing_to().keys() <= codes


def test_without_lists_nothing_is_known():
    assert Gist().leads(["huis"]) == NOWHERE


@pytest.fixture
def fysio(db: None) -> Functie:
    """A function that helps with a need; who has it is called Durk, and says none of its words."""
    functie = make_functie("Fysiotherapeut")
    need = Hulpvraag.objects.create(code="vallen", naam="Vallen voorkomen", zoekwoorden=FALLING)
    need.functies.add(functie)
    make_card(make_agency("Beweegt"), voornaam="Durk", achternaam="Postma", functie=functie, bel_mij_voor=["Een kram"])
    return functie


def test_who_does_it_comes_near_though_no_word_of_the_question_is_a_term(fysio: Functie):
    found = answer("struikelen bang", professional()).people

    assert ([hit.name for hit in found.hits], [hit.name for hit in found.wider]) == ([], ["Durk Postma"])


def test_what_is_said_of_a_need_that_it_is_like_comes_with_it(gist: Gist):
    words = dict(gist.leads(["deurwaarder"]).words)

    assert (words["deurwaarder"], words.keys() >= {"rekening", "schuld", "bank"}, "trap" in words) == (1.0, True, False)


def test_no_more_words_come_with_it_than_are_of_use(gist: Gist):
    gist.add("Veel", ["f:veel"], [f"deurwaarder woord{number}" for number in range(2 * WORDS)], is_need=True)

    assert len(gist.leads(["deurwaarder"]).words) == WORDS


def test_of_two_who_come_near_who_says_what_is_said_of_the_need_comes_first(fysio: Functie):
    make_card(
        make_agency("Oefent"), voornaam="Ype", achternaam="Bakker", functie=fysio, bel_mij_voor=["Vaak op de trap"]
    )

    found = answer("struikelen bang", professional()).people
    assert ([hit.name for hit in found.hits], [hit.name for hit in found.wider][0]) == ([], "Ype Bakker")


def test_who_only_says_what_is_said_of_the_need_comes_near_too(fysio: Functie):
    make_card(make_agency("Loopt"), voornaam="Ype", achternaam="Bakker", bel_mij_voor=["Vaak op de trap"])

    found = answer("struikelen bang", professional()).people
    assert ([hit.name for hit in found.hits], {hit.name for hit in found.wider}) == ([], {"Durk Postma", "Ype Bakker"})


def test_where_all_is_called_by_its_name_such_words_only_say_who_comes_first_of_equals(fysio: Functie):
    make_card(make_agency("Zegt"), voornaam="Zwaan", achternaam="Bakker", functie=fysio, bel_mij_voor=["De trap"])
    make_card(make_agency("Anders"), voornaam="Aukje", achternaam="Bakker", bel_mij_voor=["De trap"])

    found = answer("fysiotherapeut", professional()).people
    assert [hit.name for hit in found.hits] == ["Zwaan Bakker", "Durk Postma"]


def test_it_says_of_what_it_may_know(fysio: Functie):
    (hit,) = answer("struikelen bang", professional()).people.wider

    assert "Kan meedenken over ‘Vallen voorkomen’" in [line.text for line in hit.why]


def test_among_who_says_the_word_who_has_the_function_comes_first(fysio: Functie):
    make_card(make_agency("Bouwt"), achternaam="Aalsma", bel_mij_voor=["Een kram"])

    found = answer("kram struikelen", professional()).people
    assert [hit.name for hit in (*found.hits, *found.wider)] == ["Durk Postma", "Anna Aalsma"]


def test_somebody_asked_for_by_name_leads_to_nobody_else(fysio: Functie):
    make_card(make_agency("Bouwt"), voornaam="Gevallen", achternaam="Valkema")

    found = answer("gevallen valkema", professional()).people
    assert ([hit.name for hit in found.hits], found.wider) == (["Gevallen Valkema"], ())


def test_an_age_leads_to_who_is_there_for_people_of_that_age(db: None):
    agency = make_agency("Bouwt")
    for name, said in (("Kind", "bang voor vader"), ("Thuis", "bang om te struikelen, ouderen")):
        functie = make_functie(name)
        Hulpvraag.objects.create(code=name, naam=name, zoekwoorden=[said]).functies.add(functie)
        make_card(agency, achternaam=name, functie=functie, bel_mij_voor=["Een kram"])

    found = answer("82 jaar bang kram", professional()).people

    assert [hit.name for hit in (*found.hits, *found.wider)][0] == "Anna Thuis"
