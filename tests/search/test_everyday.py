"""Everyday words, two needs in one question, and the reading of what found nothing."""

import pytest

from directory.models import AgencyPage, Doelgroep, Gebeurtenis, Hulpvraag, Leefgebied, Plaats
from search.plan import Filters
from search.understand.ages import YOUNG, age_in
from tests.factories import (
    make_agency,
    make_card,
    make_functie,
    make_gemeente,
    make_soort,
    make_werkproces,
)
from tests.search.asking import answer, organisations, people, professional

pytestmark = pytest.mark.django_db


def said(question: str, kind: str) -> list[str]:
    return [slot.label for slot in answer(question, professional()).slots if slot.kind == kind]


# Everyday words ---------------------------------------------------------------------------------------------------
def test_an_everyday_word_in_a_sentence_is_not_needed(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    assert people("ik heb de hele dag schulden", professional()) == ["Anna Bos"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("buurman kijkt rare filmpjes en heeft schulden", ["Anna Bos"]),
        ("kermisklant met paardenwagens heeft schulden", []),  # what hardly anybody says may be what it is about
    ],
)
def test_who_tells_what_is_the_matter_needs_who_does_that(agency: AgencyPage, question: str, found: list[str]):
    make_card(agency, achternaam="Bos", functie=make_functie("Schuldhulpverlener", zoekwoorden=["schulden"]))

    assert people(question, professional()) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("er is geen eten meer in huis", ["Anna Bos"]),  # `eten` and `huis` lead somewhere, the first tells the need
        ("er is geen eten en geen huis", []),  # what somebody has not is a need of its own
    ],
)
def test_beside_a_need_that_is_told_a_usual_word_is_not_needed(agency: AgencyPage, question: str, found: list[str]):
    functie = make_functie("Voedselhulpverlener")
    need = Hulpvraag.objects.create(code="eten", naam="Voedselhulp", zoekwoorden=["geen eten"])
    need.functies.add(functie)
    Leefgebied.objects.create(code="wonen", naam="Wonen", zoekwoorden=["huis"])
    make_card(agency, achternaam="Bos", functie=functie, onderwerpen=["voedselhulp"])

    assert people(question, professional()) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("schuldhulpverlener gezin", ["Anna Bos"]),  # whom it is about
        ("schuldhulpverlener jongeren", []),  # for whom he is there
    ],
)
def test_beside_a_function_nobody_has_to_say_that_it_is_about_a_family(
    agency: AgencyPage, question: str, found: list[str]
):
    for name in ("Gezin", "Jongeren"):
        Doelgroep.objects.create(code=name.lower(), naam=name)
    make_card(agency, achternaam="Bos", functie=make_functie("Schuldhulpverlener"))

    assert people(question, professional()) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [("uithuiszetting gezin met jonge kinderen", ["Anna Bos"]), ("uithuiszetting met jonge statushouder", [])],
)
def test_what_says_that_children_are_young_is_needed_no_more_than_the_children(
    agency: AgencyPage, question: str, found: list[str]
):
    Doelgroep.objects.create(code="jong", naam="Jongeren", andere_namen=["jonge"])
    Doelgroep.objects.create(code="gezin", naam="Gezin", andere_namen=["kinderen"])
    Hulpvraag.objects.create(code="huis", naam="Je huis niet kwijtraken", zoekwoorden=["uithuiszetting"])
    make_card(agency, achternaam="Bos", onderwerpen=["uithuiszetting"])

    assert people(question, professional()) == found


@pytest.mark.parametrize(("question", "found"), [("woonoverlast buren", ["Anna Bos"]), ("woonoverlast erfgrens", [])])
def test_a_word_of_the_name_of_a_need_is_not_needed_beside_it(agency: AgencyPage, question: str, found: list[str]):
    Hulpvraag.objects.create(code="buren", naam="Overlast van buren", zoekwoorden=["woonoverlast"])
    make_card(agency, achternaam="Bos", onderwerpen=["woonoverlast"])

    assert people(question, professional()) == found


def test_such_a_word_is_no_village_either(agency: AgencyPage):
    Hulpvraag.objects.create(code="buren", naam="Overlast van buren", zoekwoorden=["woonoverlast"])
    Plaats.objects.create(naam="Buren", gemeente=make_gemeente("Ameland"))
    make_card(agency, achternaam="Bos", onderwerpen=["woonoverlast"])

    assert people("woonoverlast buren", professional()) == ["Anna Bos"]


@pytest.mark.parametrize("question", ["schulden loket", "balie voor schulden"])
def test_where_one_asks_is_not_needed(agency: AgencyPage, question: str):
    Doelgroep.objects.create(code="schulden", naam="Schulden")
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    assert people(question, professional()) == ["Anna Bos"]


def test_who_has_the_everyday_word_too_comes_first(agency: AgencyPage):
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["schulden", "openen"])

    assert people("ik wil openen met schulden", professional()) == ["Anna Bos", "Anna Alma"]


def test_an_everyday_word_that_somebody_is_called_is_needed(agency: AgencyPage):
    make_card(agency, voornaam="Frank", achternaam="Bos", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    assert people("ik zoek frank bos voor schulden", professional()) == ["Frank Bos"]


def test_two_words_without_a_sentence_are_both_needed(agency: AgencyPage):
    make_agency("Oude Linde", region=agency.get_parent().specific)
    make_agency("Nieuwe Linde", region=agency.get_parent().specific)

    assert organisations("oude linde") == ["Oude Linde"]


@pytest.mark.parametrize("question", ["schulden thuis", "3 schulden"])
def test_where_it_is_and_how_many_are_not_needed(agency: AgencyPage, question: str):
    Doelgroep.objects.create(code="schulden", naam="Schulden")
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    assert people(question, professional()) == ["Anna Bos"]


@pytest.mark.parametrize("question", ["400 euro schulden", "schulden 1500 euro", "schulden 2e keer", "24 uur schulden"])
def test_a_number_and_what_it_counts_are_not_needed(agency: AgencyPage, question: str):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    assert people(question, professional()) == ["Anna Bos"]


def test_who_has_the_number_comes_first(agency: AgencyPage):
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["schulden", "regeling 400"])

    assert people("schulden 400", professional()) == ["Anna Bos", "Anna Alma"]


def test_a_number_alone_is_looked_for(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["regeling 400"])
    make_card(agency, achternaam="Alma")

    assert people("400 euro", professional()) == []
    assert people("400", professional()) == ["Anna Bos"]


def test_home_alone_is_looked_for(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["zorg thuis"])

    assert people("thuis", professional()) == ["Anna Bos"]


# Two needs --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("question", ["schulden en verslaving", "schulden + verslaving", "schulden of verslaving"])
def test_who_helps_with_one_of_two_needs_is_an_answer(agency: AgencyPage, question: str):
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["verslaving"])

    assert sorted(people(question, professional())) == ["Anna Alma", "Anna Bos"]


def test_who_helps_with_both_comes_first(agency: AgencyPage):
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])
    make_card(agency, achternaam="Bos", onderwerpen=["verslaving", "schulden"])

    assert people("schulden en verslaving", professional()) == ["Anna Bos", "Anna Alma"]


def test_for_whom_and_what_are_no_two_needs(agency: AgencyPage):
    Doelgroep.objects.create(code="jong", naam="Jongeren van 18 tot en met 26 jaar")
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])

    assert people("jongeren en schulden", professional()) == []


# Search words -----------------------------------------------------------------------------------------------------
def test_a_life_event_leads_to_the_kind_of_agency_that_helps(agency: AgencyPage):
    kind = make_soort("Welzijn")
    functie = make_functie("Rouwbegeleider")
    functie.organisatiesoorten.add(kind)
    event = Gebeurtenis.objects.create(code="o", naam="Overlijden", zoekwoorden=["vrouw is overleden"])
    event.functies.add(functie)
    agency.soort = kind
    agency.save()

    assert organisations("mijn vrouw is overleden") == ["Kredietbank"]


def test_a_longer_search_word_keeps_what_its_words_mean(agency: AgencyPage):
    group = Doelgroep.objects.create(code="nah", naam="Mensen met hersenletsel", zoekwoorden=["beroerte"])
    Gebeurtenis.objects.create(code="o", naam="Opname", zoekwoorden=["beroerte gehad"])
    agency.doelgroepen.add(group)
    agency.save()

    assert organisations("beroerte gehad") == ["Kredietbank"]


def test_a_term_written_as_one_word_is_read_as_two(agency: AgencyPage):
    make_functie("Huishoudelijke hulp")
    make_werkproces(agency, "Huishoudelijke hulp")

    assert organisations("huishoudelijkehulp") == ["Kredietbank"]


@pytest.mark.parametrize("question", ["mijn zoon blowt", "hij gokt"])
def test_what_somebody_does_is_read_as_the_verb_of_the_lists(agency: AgencyPage, question: str):
    make_functie("Verslavingsdeskundige", zoekwoorden=["blowen", "gokken"])
    make_card(agency, achternaam="Bos", onderwerpen=["blowen", "gokken"])

    assert people(question, professional()) == ["Anna Bos"]


# Names ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "question", ["J.M. van den Berg", "dhr. van den Berg", "jan vdr berg", "mw van den berg", "Berg, Jan van den"]
)
def test_initials_titles_and_what_stands_before_a_name_are_no_names(agency: AgencyPage, question: str):
    make_card(agency, voornaam="Jan", tussenvoegsel="van den", achternaam="Berg")

    assert people(question, professional()) == ["Jan van den Berg"]


@pytest.mark.parametrize("question", ["bakkers", "bkkers", "bakr"])
def test_where_nothing_is_found_a_name_that_looks_like_it_comes_as_a_wider_answer(agency: AgencyPage, question: str):
    make_card(agency, achternaam="Bakker")

    block = answer(question, professional()).people

    assert ([hit.name for hit in block.hits], [hit.name for hit in block.wider]) in (
        ([], ["Anna Bakker"]),
        (["Anna Bakker"], []),
    )


def test_a_name_that_nobody_has_gets_no_full_answer(agency: AgencyPage):
    make_card(agency, achternaam="Bakker")

    assert people("bakkers", professional()) == []


def test_where_nobody_has_the_name_the_rest_of_the_question_is_answered_as_near(agency: AgencyPage):
    make_card(agency, achternaam="Bos")
    make_werkproces(agency, "Schulden regelen")

    (hit,) = answer("anna xyzzyqqq schulden", professional()).organisations.wider

    assert (hit.name, hit.missing) == ("Kredietbank", ("anna", "xyzzyqqq"))


def test_a_visitor_gets_no_hidden_name_where_nothing_is_found(agency: AgencyPage):
    make_card(agency, achternaam="Bakker")

    assert answer("bakkers").people.wider == ()


# Ages -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "ages"),
    [
        ("zeventien jaar", (17,)),
        ("jongen van achttien", (18,)),
        ("tweeentachtig jaar oud", (82,)),
        ("vijftienjarige", (15,)),
        ("mijn moeder van negentig", (90,)),
        ("van twaalf tot veertien jaar", (12, 13, 14)),
    ],
)
def test_a_number_in_words_is_an_age(question: str, ages: tuple[int, ...]):
    assert getattr(age_in(question), "ages", ()) == ages


@pytest.mark.parametrize("question", ["baby 3 maanden huilt", "baby van 6 weken", "kind 10 maanden oud"])
def test_somebody_of_some_months_is_a_baby(question: str):
    assert getattr(age_in(question), "ages", ()) == YOUNG


@pytest.mark.parametrize("question", ["3 maanden wachten", "kind 3 maanden uit huis", "baby over 3 maanden"])
def test_some_months_by_themselves_are_no_age(question: str):
    assert age_in(question) is None


@pytest.mark.parametrize("question", ["al twintig jaar ziek", "sinds tien jaar", "twaalf weken zwanger", "een man"])
def test_a_number_in_words_that_tells_how_long_is_no_age(question: str):
    assert age_in(question) is None


def test_an_age_that_no_answer_is_for_is_told_as_for_whom(agency: AgencyPage):
    assert said("schulden zeventien jaar", "voor_wie") == ["leeftijd 17 jaar"]


# Other ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "is_read"),
    [("mijn man heeft geen geldige papieren", True), ("weet niet meer waar mijn papieren zijn", False)],
)
def test_a_negation_belongs_to_the_words_near_it(agency: AgencyPage, question: str, is_read: bool):
    Gebeurtenis.objects.create(code="p", naam="Illegaal", zoekwoorden=["geen papieren"])

    assert bool(answer(question, professional()).events) == is_read


def test_a_term_is_found_where_its_words_stand_apart(agency: AgencyPage):
    Gebeurtenis.objects.create(code="s", naam="Schoolverzuim", zoekwoorden=["gaat niet naar school"])

    assert said("mijn dochter gaat sinds vorige week niet meer naar school", "wat") == ["niet school"]


def test_words_that_stand_apart_are_no_term_without_the_negation(agency: AgencyPage):
    Gebeurtenis.objects.create(code="s", naam="Schoolverzuim", zoekwoorden=["gaat niet naar school"])

    assert said("mijn dochter gaat naar school", "wat") == ["school"]


def test_an_unknown_gemeente_in_the_address_finds_nothing_and_is_no_gemeente(agency: AgencyPage):
    make_werkproces(agency, "Schulden regelen")

    found = answer("schulden", filters=Filters(gemeente=("bestaat-niet",)))

    assert (found.total, found.gemeente) == (0, None)


def test_a_citizen_service_number_is_not_searched_or_told(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    found = answer("schulden 111222333", professional())

    assert (found.bsn, found.question, found.total, found.slots) == (True, "", 0, ())


@pytest.mark.parametrize("question", ["kind wordt 18", "zij wordt achttien"])
def test_what_happens_at_an_age_is_read_beside_the_age(agency: AgencyPage, question: str):
    functie = make_functie("Jongerencoach")
    event = Gebeurtenis.objects.create(
        code="wordt-18", naam="18 jaar worden", zoekwoorden=["kind wordt 18", "wordt achttien"]
    )
    event.functies.add(functie)
    make_card(agency, achternaam="Bos", functie=functie)
    make_card(agency, achternaam="Smit")

    assert people(question, professional()) == ["Anna Bos"]
    assert said(question, "voor_wie")[-1:] == ["leeftijd 18"]
