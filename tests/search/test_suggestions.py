"""Suggestions while typing: what is offered, to whom, and how often."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from directory.models import (
    AgencyPage,
    AndereNaam,
    Begrip,
    ContactCardPage,
    Doelgroep,
    Gemeente,
    Leefgebied,
    Plaats,
    Zichtbaar,
)
from directory.visibility import VISITOR, Audience
from search.suggestions import MOST, Keuze, nearest, suggestions
from search.upkeep import rebuilding
from tests.factories import (
    make_agency,
    make_card,
    make_functie,
    make_professional,
    make_team,
    make_werkproces,
)
from tests.search.asking import colleague, professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(agency: AgencyPage) -> AgencyPage:
    Plaats.objects.update(frysk="Wolvegea")
    make_werkproces(agency, "Schulden regelen")
    return agency


def offered(typed: str, who: Audience = VISITOR) -> list[Keuze]:
    rebuilding.rebuild()
    return [keuze for groep in suggestions(typed, who) for keuze in groep.keuzes]


def names(typed: str, who: Audience = VISITOR) -> list[str]:
    return [keuze.naam for keuze in offered(typed, who)]


def test_a_person_leads_to_the_card(agency: AgencyPage):
    card = make_card(agency, achternaam="Zwaantjes")

    assert [(k.soort, k.naam, k.url) for k in offered("zw", professional())] == [
        ("Mensen", "Anna Zwaantjes", card.get_absolute_url())
    ]


def test_a_person_is_found_by_first_name_and_the_beginning_of_the_last(agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes")
    make_card(agency, achternaam="Bos")

    assert names("anna z", professional()) == ["Anna Zwaantjes"]


def test_whose_first_name_begins_so_goes_first(agency: AgencyPage):
    make_card(agency, voornaam="Lars", achternaam="Zwaan")
    make_card(agency, voornaam="Zwanet", achternaam="Bos", onderwerpen=["schulden"])
    make_card(agency, voornaam="Anna", achternaam="Zwa")

    assert names("zwa", professional()) == ["Anna Zwa", "Zwanet Bos", "Lars Zwaan"]


def test_a_person_stands_under_the_team(agency: AgencyPage):
    make_card(make_team(agency, "Team Noord"), achternaam="Zwaantjes", functie_lokaal="Consulent")

    assert [k.bij for k in offered("zwaan", professional())] == ["Consulent, Team Noord"]


def test_behind_the_beginning_of_a_surname_no_topic_is_offered(agency: AgencyPage):
    make_werkproces(agency, "Derdenbeslag")

    assert names("van der") == []


def test_about_whom_somebody_asks_is_not_made_longer(agency: AgencyPage):
    make_werkproces(agency, "Mantelzorg")
    make_werkproces(agency, "Man met schulden")

    assert names("mijn man") == ["mijn Man met schulden"]


@pytest.mark.parametrize(("typed", "offered"), [("mijn wol", []), ("in wol", ["in Wolvega"])])
def test_a_place_is_offered_where_one_may_stand(agency: AgencyPage, typed: str, offered: list[str]):
    assert names(typed) == offered


def test_a_gemeente_goes_first_and_an_old_name_last(agency: AgencyPage):
    region = agency.get_parent().specific
    other = make_agency("Loket", region=region)
    AndereNaam.objects.create(page=other, naam="Sociale Dienst Duindorp", soort="vroeger")
    for naam in ("Gebiedsteam Duindorp", "Gemeente Duindorp"):
        make_agency(naam, region=region)

    assert names("duindo") == ["Gemeente Duindorp", "Gebiedsteam Duindorp", "Sociale Dienst Duindorp"]


def test_an_organisation_leads_to_its_page(agency: AgencyPage):
    assert [(k.soort, k.url) for k in offered("kred")] == [("Organisaties", agency.url)]


def test_two_organisations_of_one_name_are_both_offered(agency: AgencyPage):
    make_agency("Kredietbank", region=agency.get_parent().specific)

    assert names("kred") == ["Kredietbank", "Kredietbank"]


def test_a_topic_leads_to_the_answers(agency: AgencyPage):
    assert [(k.soort, k.naam, k.url) for k in offered("schul")] == [
        ("Onderwerpen", "Schulden regelen", f"{reverse('zoeken')}?vraag=Schulden+regelen")
    ]


def test_any_word_of_a_name_may_begin_so(agency: AgencyPage):
    assert names("reg") == ["Schulden regelen"]


def test_a_place_is_offered_in_the_language_it_is_typed_in(agency: AgencyPage):
    assert names("wolvegea") == ["Wolvegea"]


def test_a_place_behind_other_words_completes_the_question(agency: AgencyPage):
    assert names("schuldhulp wol") == ["schuldhulp Wolvega"]


def test_a_name_behind_words_that_it_holds_is_the_whole_question(agency: AgencyPage):
    make_card(agency, functie=make_functie("Consulent Wmo"))

    assert names("wmo con", professional()) == ["Consulent Wmo"]


def test_words_that_have_nothing_to_do_with_each_other_are_not_glued(agency: AgencyPage):
    make_card(agency, functie=make_functie("Consulent poort"))

    assert names("schulden con", professional()) == []


def test_a_topic_may_stand_behind_a_place_or_behind_no_more_than_who_does(agency: AgencyPage):
    assert names("wolvega schul") == ["wolvega Schulden regelen"]
    assert names("wie doet schul") == ["wie doet Schulden regelen"]


def test_a_doelgroep_may_stand_behind_a_topic(agency: AgencyPage):
    agency.doelgroepen = [Doelgroep.objects.create(code="jongeren", naam="Jongeren")]
    agency.save()

    assert names("schuldhulp jong") == ["schuldhulp Jongeren"]


def test_a_topic_is_offered_by_the_word_that_people_use(agency: AgencyPage):
    agency.leefgebieden = [Leefgebied.objects.create(code="geld", naam="Geldzaken", andere_namen=["inkomen"])]
    agency.save()

    assert names("inko") == ["inkomen"]


def test_a_gemeente_is_offered_once_by_its_plain_name(agency: AgencyPage, west: Gemeente):
    Gemeente.objects.filter(pk=west.pk).update(naam="Wolvega (Fr.)")

    assert names("wolvega") == ["Wolvega"]


def test_a_place_that_is_used_more_goes_before_a_rare_topic(agency: AgencyPage):
    make_werkproces(agency, "Wolcursus")
    make_agency("Kinderopvang", region=agency.get_parent().specific)

    assert names("wol") == ["Wolvega", "Wolcursus"]


def test_one_thing_is_offered_by_one_of_its_names(agency: AgencyPage):
    assert names("wol") == ["Wolvega"]


def test_a_function_is_offered_where_somebody_has_it(agency: AgencyPage):
    make_card(agency, functie=make_functie("Budgetcoach", andere_namen=["budgetmaatje"]))

    assert names("budgetm", professional()) == ["budgetmaatje"]


def test_a_function_that_nobody_has_is_not_offered(agency: AgencyPage):
    make_functie("Budgetcoach")

    assert names("budget", professional()) == []


def test_a_search_word_is_never_shown(agency: AgencyPage):
    gebied = Leefgebied.objects.create(code="geld", naam="Financiën", zoekwoorden=["armoe"])
    agency.leefgebieden = [gebied]
    agency.save()

    assert names("armoe") == []
    assert names("financ") == ["Financiën"]


def test_no_more_than_eight(agency: AgencyPage):
    for n in range(9):
        make_card(agency, achternaam=f"Schutte{n}a", functie=make_functie(f"Schuldhulp {n}"))
        make_werkproces(agency, f"Schulden {n}")

    assert len(offered("sch", professional())) == MOST


@pytest.mark.parametrize(
    "typed", ["", "s", " s ", "0", "*", "061", "0516000100", "\x00", "x" * 100_000, "a b c d e f g"]
)
def test_too_little_too_much_or_a_number_offers_nothing(agency: AgencyPage, typed: str):
    make_card(agency, nummer="0516000100")

    assert offered(typed, professional()) == []


def test_without_an_index_nothing_is_offered(agency: AgencyPage):
    assert suggestions("schul", VISITOR) == []


# Who sees what ---------------------------------------------------------------------------------------------------
def test_a_visitor_is_offered_no_people(agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes")

    assert names("zwaan") == []


def test_a_hidden_person_is_offered_to_colleagues_only(agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes", zichtbaar=Zichtbaar.ORGANISATIE)

    assert [names("zwaan", who) for who in (professional(), colleague(agency))] == [[], ["Anna Zwaantjes"]]


def test_a_function_of_hidden_people_is_not_offered(agency: AgencyPage):
    make_card(agency, functie=make_functie("Budgetcoach"), zichtbaar=Zichtbaar.ORGANISATIE)

    assert names("budget", professional()) == []


def test_who_was_hidden_since_the_index_was_made_is_not_offered(agency: AgencyPage):
    card = make_card(agency, achternaam="Zwaantjes")
    rebuilding.rebuild()

    ContactCardPage.objects.filter(pk=card.pk).update(zichtbaar=Zichtbaar.ORGANISATIE)

    assert suggestions("zwaan", professional()) == []


def test_who_left_is_not_offered(agency: AgencyPage):
    card = make_card(agency, achternaam="Zwaantjes")
    card.state.vertrokken_op = timezone.localdate() - timedelta(days=1)
    card.state.save()

    assert names("zwaan", professional()) == []


def test_who_stands_here_without_a_name_is_called_by_the_function(agency: AgencyPage):
    card = make_card(agency, achternaam="Zwaantjes", functie=make_functie("Budgetcoach"))
    rebuilding.rebuild()
    card.state.alleen_functie = True
    card.state.save()

    assert [k.naam for g in suggestions("zwaan", professional()) for k in g.keuzes] == ["Budgetcoach"]


def test_an_agency_that_went_is_not_offered(agency: AgencyPage):
    rebuilding.rebuild()
    assert suggestions("kred", VISITOR)

    AgencyPage.objects.filter(pk=agency.pk).update(live=False)

    assert suggestions("kred", VISITOR) == []


def test_what_looks_like_a_question_without_answer_is_near(agency: AgencyPage):
    rebuilding.rebuild()

    assert [k.naam for k in nearest("schulden regelne", VISITOR)] == ["Schulden regelen"]


def test_what_was_asked_is_not_offered_instead(agency: AgencyPage):
    rebuilding.rebuild()

    assert nearest("schulden regelen goes", VISITOR) == []


def test_what_nobody_has_is_not_offered_instead(agency: AgencyPage):
    make_werkproces(agency, "Dienst inkomen")
    make_werkproces(make_agency("School", region=agency.get_parent().specific), "Uitvoering onderwijs")
    Begrip.objects.create(code="duo", afkorting="Duoo", voluit="Dienst Uitvoering Onderwijs")
    rebuilding.rebuild()

    assert nearest("duooo", VISITOR) == []


# The address -----------------------------------------------------------------------------------------------------
def asked(client: Client, typed: str):
    return client.get(reverse("suggesties"), {"begin": typed})


def test_the_answer_is_in_groups(client: Client, agency: AgencyPage):
    rebuilding.rebuild()

    assert [groep["naam"] for groep in asked(client, "schul").json()["groepen"]] == ["Onderwerpen"]


def test_only_the_browser_of_who_typed_keeps_it(client: Client, agency: AgencyPage):
    response = asked(client, "schul")

    assert response["Cache-Control"] == "private, max-age=60"
    assert "Cookie" in response["Vary"]


def test_what_is_typed_is_not_logged(client: Client, agency: AgencyPage, caplog: pytest.LogCaptureFixture):
    rebuilding.rebuild()
    with caplog.at_level(logging.DEBUG):
        asked(client, "geheimevraag")

    texts = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("geheimevraag" in text for text in texts)


def test_too_many_a_minute_are_refused(client: Client, agency: AgencyPage, settings: Settings, one_moment: None):
    settings.SEARCH_SUGGESTIONS_A_MINUTE = 2
    rebuilding.rebuild()

    assert [asked(client, "schul").status_code for _ in range(3)] == [200, 200, 429]


def test_the_queries_do_not_grow_with_what_is_found(client: Client, agency: AgencyPage):
    client.force_login(make_professional(agency))

    def queries(cards: int) -> int:
        for n in range(cards):
            make_card(agency, achternaam=f"Schutte{n}a")
        rebuilding.rebuild()
        asked(client, "sch")
        with CaptureQueriesContext(connection) as captured:
            assert asked(client, "sch").json()["groepen"]
        return len(captured)

    assert queries(2) == queries(6)
