"""Answers as people read them: what comes first, what is wider, who stands in for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.lines import Look
from directory.models import Absence, AgencyPage, AndereNaam, Begrip, Doelgroep, Gemeente
from directory.visibility import Regions
from search.answer import Answer
from search.plan import Filters
from search.showing.results import Results
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_functie,
    make_gemeente,
    make_region,
    make_soort,
    make_werkproces,
)
from tests.search.asking import answer, organisations, people, professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def oost() -> Gemeente:
    return make_gemeente("Ooststellingwerf")


@pytest.fixture
def agency(west: Gemeente, oost: Gemeente) -> AgencyPage:
    region = make_region(gemeenten=[west, oost])
    return make_agency("Kredietbank", region=region, werkgebied=[west])


def names(found: Answer) -> list[str]:
    return [hit.name for hit in found.people.hits]


def left(card, days: int = 3, opvolger=None) -> None:
    card.state.vertrokken_op = timezone.localdate() - timedelta(days=days)
    card.state.opvolger = opvolger
    card.state.save()


def test_a_person_is_found_by_name(agency: AgencyPage):
    make_card(agency, voornaam="Jan", tussenvoegsel="van den", achternaam="Berg")

    assert people("jan van den berg", professional()) == ["Jan van den Berg"]


def test_a_glued_name_finds_the_person(agency: AgencyPage):
    make_card(agency, voornaam="Jan", tussenvoegsel="van den", achternaam="Berg")

    assert people("vandenberg", professional()) == ["Jan van den Berg"]


def test_the_whole_name_comes_before_a_double_name(agency: AgencyPage):
    make_card(agency, voornaam="Anna", achternaam="Jansen-Alma")
    make_card(agency, voornaam="Anna", achternaam="Jansen")

    assert people("jansen", professional())[0] == "Anna Jansen"


def test_a_visitor_finds_no_people(agency: AgencyPage):
    make_card(agency, achternaam="Douwendans")

    assert people("douwendans") == []


def test_a_function_is_found_by_another_name(agency: AgencyPage):
    make_card(agency, achternaam="Bos", functie=make_functie("Jeugdbeschermer", andere_namen=["gezinsvoogd"]))

    assert people("gezinsvoogd", professional()) == ["Anna Bos"]


def test_a_new_synonym_works_without_reindexing(agency: AgencyPage):
    functie = make_functie("Jeugdbeschermer")
    make_card(agency, achternaam="Bos", functie=functie)
    assert people("gezinsvoogd", professional()) == []
    functie.andere_namen = ["gezinsvoogd"]
    functie.save()

    assert people("gezinsvoogd", professional()) == ["Anna Bos"]


def test_an_agency_is_found_by_its_former_name(agency: AgencyPage):
    AndereNaam.objects.create(page=agency, naam="Volkskrediet", soort="vroeger")

    assert organisations("volkskrediet") == ["Kredietbank"]


def test_a_village_leads_to_who_works_in_its_gemeente(agency: AgencyPage, oost: Gemeente):
    make_werkproces(agency, "Schulden regelen")
    make_werkproces(make_agency("Andere bank", werkgebied=[oost]), "Schulden regelen")

    assert organisations("schulden wolvega") == ["Kredietbank"]


def test_who_works_nationally_counts_but_comes_after_the_local_one(agency: AgencyPage):
    make_werkproces(make_agency("Aaa landelijk", werkgebied=[], landelijk=True), "Schulden regelen")
    make_werkproces(agency, "Schulden regelen")

    assert organisations("schulden wolvega") == ["Kredietbank", "Aaa landelijk"]


def test_a_desk_is_found_by_the_werkproces_that_names_it_before_the_other_desks(agency: AgencyPage):
    desk = make_contactpunt(agency, "Geldlijn", voor="inwoners")
    make_contactpunt(agency, "Balie", voor="inwoners")
    make_werkproces(agency, "Bijzondere bijstand", contactpunt=desk)

    assert people("bijzondere bijstand") == ["Geldlijn", "Balie"]


def test_a_card_is_found_by_the_werkproces_that_names_it(agency: AgencyPage):
    make_werkproces(agency, "Bijzondere bijstand", kaart=make_card(agency, achternaam="Bos"))

    assert people("bijzondere bijstand", professional()) == ["Anna Bos"]


def test_who_does_only_this_comes_before_who_does_everything(agency: AgencyPage):
    gemeente = make_agency("Gemeente")
    for n in range(12):
        make_werkproces(gemeente, f"Taak {n}")
    make_werkproces(gemeente, "Schulden regelen")
    make_werkproces(agency, "Schulden regelen")

    assert organisations("schulden regelen") == ["Kredietbank", "Gemeente"]


def test_an_exclusion_is_no_match(agency: AgencyPage):
    agency.wat_wij_niet_doen.create(wat="Verhuizen", niemand=True)
    agency.niet_voor_wie = "Verhuizen doen wij niet."
    agency.save()

    assert organisations("verhuizen") == []


def test_wider_answers_lack_one_word_and_say_which(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])

    found = answer("schulden belastingen", professional())

    assert [(hit.name, hit.missing) for hit in found.people.wider] == [("Anna Bos", ("belastingen",))]


def test_who_is_asked_for_by_name_in_another_place_comes_near(agency: AgencyPage, oost: Gemeente):
    """Where she works is not what one knows best of her; of who comes along with her nothing is said of the place."""
    functie = make_functie("Budgetcoach")
    make_card(agency, voornaam="Anna", achternaam="Bos", functie=functie)
    make_card(agency, voornaam="Piet", achternaam="Alma", functie=functie)

    found = answer(f"anna bos {oost.naam}", professional())

    assert [(hit.name, hit.missing) for hit in found.people.wider] == [("Anna Bos", (oost.naam,))]
    assert found.organisations.wider == ()  # her agency may well work there


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("budgetcoach 06-12345678", [("Anna Bos", ("0612345678",))]),
        ("budgetcoahc 06-12345678", [("Anna Bos", ("0612345678", "budgetcoahc"))]),
        ("groet anna bos 06-12345678", [("Anna Bos", ("0612345678", "groet"))]),  # whose number is another one here
        ("kettingzaag 06-12345678", []),
    ],
)
def test_what_stands_around_a_number_that_nobody_has_is_asked(
    agency: AgencyPage, question: str, near: list[tuple[str, tuple[str, ...]]]
):
    """A signature that came along: never as a full answer, for somebody was asked for."""
    make_card(agency, achternaam="Bos", functie=make_functie("Budgetcoach"))

    found = answer(question, professional()).people

    assert (found.hits, [(hit.name, hit.missing) for hit in found.wider]) == ((), near)


def test_who_says_the_part_of_a_compound_that_fewest_say_comes_near(agency: AgencyPage):
    make_card(agency, achternaam="Alma", onderwerpen=["woning"])
    make_card(agency, achternaam="Alberda", onderwerpen=["woning"])
    make_card(agency, achternaam="Bos", onderwerpen=["urgentie"])

    assert [hit.name for hit in answer("woningurgentie", professional()).people.wider] == ["Anna Bos"]


def test_wider_answers_stand_below_full_ones(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden", "belastingen"])
    make_card(agency, achternaam="Alma", onderwerpen=["schulden"])

    block = answer("schulden belastingen", professional()).people

    assert block.wider[0].score < block.hits[0].score


def test_of_a_long_question_who_has_two_things_comes_before_who_has_one(agency: AgencyPage):
    make_card(agency, achternaam="Alma", onderwerpen=["bewind"])
    make_card(agency, achternaam="Bos", onderwerpen=["schulden", "belastingen"])

    wider = answer("schulden belastingen bewind huisraad verhuizing", professional()).people.wider

    assert [hit.name for hit in wider] == ["Anna Bos", "Anna Alma"]
    assert wider[0].missing == ("bewind", "huisraad", "verhuizing")


def test_a_name_is_never_left_out(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    make_card(agency, achternaam="Douwendans")

    assert "Anna Bos" not in [hit.name for hit in answer("douwendans schulden", professional()).people.wider]


def test_a_place_is_never_left_out(agency: AgencyPage, oost: Gemeente):
    make_werkproces(make_agency("Andere bank", werkgebied=[oost]), "Schulden regelen")

    assert answer("schulden wolvega").organisations.wider == ()


def test_a_number_is_never_left_out(agency: AgencyPage):
    make_contactpunt(agency, "Balie", voor="inwoners", telefoon="0516000100")

    assert answer("0516 000 101").people == answer("0516 000 102").people


def test_a_function_that_nobody_has_leads_to_where_such_people_work(agency: AgencyPage):
    agency.soort = make_soort("Kredietbank")
    agency.save()
    make_functie("Budgetcoach").organisatiesoorten.add(agency.soort)

    found = answer("budgetcoach wolvega").organisations

    assert [(hit.name, hit.missing) for hit in found.wider] == [("Kredietbank", ("budgetcoach",))]


@pytest.mark.parametrize("typed", ["0516 000 100", "+31 516 000100", "0031516000100", "0516-000.100", "000100"])
def test_a_number_in_any_notation_finds_its_desk(agency: AgencyPage, typed: str):
    make_contactpunt(agency, "Geldlijn", voor="inwoners", telefoon="0516000100")

    assert people(typed) == ["Geldlijn"]


def test_an_abbreviation_with_two_meanings_finds_both(agency: AgencyPage):
    for code, voluit in (("a", "Beschermd wonen"), ("b", "Bewindvoering")):
        Begrip.objects.create(code=code, afkorting="BW", voluit=voluit, dubbel=True)
    make_werkproces(agency, "Beschermd wonen")
    make_werkproces(make_agency("Bewindkantoor"), "Bewindvoering aanvragen")

    assert sorted(organisations("bw")) == ["Bewindkantoor", "Kredietbank"]


def test_who_is_for_another_age_is_no_answer(agency: AgencyPage):
    make_card(agency, achternaam="Jong", onderwerpen=["schulden"], leeftijd_van=18, leeftijd_tot=27)
    make_card(agency, achternaam="Oud", onderwerpen=["schulden"], leeftijd_van=65)
    make_card(agency, achternaam="Alle", onderwerpen=["schulden"])

    assert people("schulden 19 jaar", professional()) == ["Anna Jong", "Anna Alle"]


def test_among_equals_who_is_for_one_age_comes_later(agency: AgencyPage):
    make_card(agency, achternaam="Aal", onderwerpen=["schulden"], leeftijd_van=18, leeftijd_tot=27)
    make_card(agency, achternaam="Zwaan", onderwerpen=["schulden"])

    assert names(answer("schulden", professional())) == ["Anna Zwaan", "Anna Aal"]


def test_the_successor_comes_before_who_left(agency: AgencyPage):
    heir = make_card(agency, voornaam="Corrie", achternaam="Nieuw")
    left(make_card(agency, voornaam="Egbert", achternaam="Weg"), opvolger=heir)

    assert people("egbert weg", professional()) == ["Corrie Nieuw", "Egbert Weg"]


def test_after_a_month_only_the_successor_is_left(agency: AgencyPage):
    heir = make_card(agency, voornaam="Corrie", achternaam="Nieuw")
    left(make_card(agency, voornaam="Egbert", achternaam="Weg"), days=60, opvolger=heir)

    found = answer("egbert weg", professional())

    assert names(found) == ["Corrie Nieuw"]
    assert "Egbert" not in found.people.hits[0].note


def test_who_left_is_no_answer_to_a_need(agency: AgencyPage):
    left(make_card(agency, achternaam="Weg", functie=make_functie("Jobcoach")))

    assert people("jobcoach", professional()) == []


def test_the_stand_in_stands_right_behind_who_is_away(agency: AgencyPage):
    stand_in = make_card(agency, voornaam="Tjitske", achternaam="Zwart")
    away = make_card(agency, achternaam="Bos", onderwerpen=["schulden"])
    make_card(agency, achternaam="Cuperus", onderwerpen=["schulden"])
    Absence.objects.create(card=away, van=timezone.localdate(), vervanger=stand_in)

    assert people("schulden", professional()) == ["Anna Bos", "Tjitske Zwart", "Anna Cuperus"]


def test_namesakes_who_are_away_are_each_reached_by_their_own_stand_in(agency: AgencyPage):
    for achternaam, nummer in (("Eersteling", "0516000111"), ("Tweedema", "0516000112")):
        away = make_card(agency, achternaam="Bos")
        stand_in = make_card(agency, achternaam=achternaam, nummer=nummer)
        Absence.objects.create(card=away, van=timezone.localdate(), vervanger=stand_in)
    found = answer("anna bos", professional())

    (block,) = Results(Look(professional(), Regions()), [found.people]).shown()
    assert sorted(row.bel_naam for row in block.rows if row.afwezig) == ["Anna Eersteling", "Anna Tweedema"]


def test_the_reason_shows_what_matched(agency: AgencyPage):
    make_card(agency, achternaam="Bos", bel_mij_voor=["Schulden bij de belasting"])

    why = answer("schuld", professional()).people.hits[0].why

    assert (why[0].label, why[0].pieces[0]) == ("Wat", ("Schulden", True))


def test_the_reason_shows_no_search_words(agency: AgencyPage):
    make_werkproces(agency, "Hulp bij geld", zoekwoorden=["armoedzaaier"])

    hit = answer("armoedzaaier").organisations.hits[0]

    assert all("armoedzaaier" not in line.text for line in hit.why)


def test_filters_alone_are_a_question(agency: AgencyPage, west: Gemeente):
    found = answer("", filters=Filters(gemeente=(west.slug,)))

    assert [hit.name for hit in found.organisations.hits] == ["Kredietbank"]


def test_a_facet_counts_what_is_shown(agency: AgencyPage):
    doelgroep = Doelgroep.objects.create(code="jeugd", naam="Jeugd")
    agency.doelgroepen.add(doelgroep)
    agency.save()

    assert answer("kredietbank").counts["doelgroep"] == {"jeugd": 1}


def test_words_spread_over_a_thing_find_it(agency: AgencyPage):
    agency.opdracht = "Wij zijn er voor ondernemers."
    agency.save()
    make_werkproces(agency, "Krediet geven")

    assert organisations("krediet ondernemers") == ["Kredietbank"]


def test_an_agency_is_found_by_what_its_people_do(agency: AgencyPage):
    make_card(agency, achternaam="Bos", onderwerpen=["huisuitzetting"])

    assert organisations("huisuitzetting", professional()) == ["Kredietbank"]


def test_later_pages_hold_the_first_answers_too(agency: AgencyPage):
    for n in range(25):
        make_card(agency, achternaam=f"Bos{n:02}", onderwerpen=["schulden"])

    assert len(answer("schulden", professional(), pagina=2).people.hits) == 20
