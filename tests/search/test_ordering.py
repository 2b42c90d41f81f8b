"""Answers by name and by the day of the last check; the best of them in another order, never others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import AgencyPage, Check
from search.answer import SearchQuery
from search.ask import ask
from search.plan import Match
from search.planning.ordering import NAAM, NAGEKEKEN, WINDOW, ordered, with_agencies
from search.upkeep import rebuilding
from tests.factories import make_card, make_contactpunt, make_functie
from tests.search.asking import professional

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def names(volgorde: str) -> list[str]:
    rebuilding.rebuild()
    return [hit.name for hit in ask(SearchQuery("zonwering", volgorde=volgorde), professional()).people.hits]


def test_people_stand_under_their_surname(agency: AgencyPage):
    for voornaam, tussenvoegsel, achternaam in (("Zeno", "de", "Boer"), ("Anna", "", "Zijl"), ("Bert", "van", "Dijk")):
        make_card(
            agency, voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam, onderwerpen=["zonwering"]
        )

    assert names(NAAM) == ["Zeno de Boer", "Bert van Dijk", "Anna Zijl"]


def test_functions_and_desks_stand_under_what_they_are_called(agency: AgencyPage):
    make_card(agency, achternaam="Mol", onderwerpen=["zonwering"])
    make_card(agency, soort="functie", functie_lokaal="Zonneloket", onderwerpen=["zonwering"])
    make_contactpunt(agency, "Balie", voor="inwoners", toelichting="Voor zonwering")

    assert names(NAAM) == ["Balie", "Anna Mol", "Zonneloket"]


def test_a_general_number_stands_under_its_agency(agency: AgencyPage):
    make_card(agency, achternaam="Bol", onderwerpen=["zonwering"])
    make_card(agency, achternaam="Mol", onderwerpen=["zonwering"])
    make_contactpunt(agency, "Algemeen nummer", voor="inwoners", toelichting="Voor zonwering")

    assert names(NAAM) == ["Anna Bol", "Algemeen nummer", "Anna Mol"]  # of the Kredietbank


def test_who_stands_here_without_a_name_stands_under_the_function(agency: AgencyPage):
    card = make_card(agency, achternaam="Aal", functie=make_functie("Zonneman"), onderwerpen=["zonwering"])
    card.state.alleen_functie = True
    card.state.save()
    make_card(agency, achternaam="Mol", onderwerpen=["zonwering"])

    assert names(NAAM) == ["Anna Mol", "Zonneman"]


def test_what_was_checked_last_stands_on_top_and_what_never_was_below(agency: AgencyPage):
    for achternaam, days in (("Lang", 90), ("Kort", 3), ("Nooit", 0)):
        card = make_card(agency, achternaam=achternaam, onderwerpen=["zonwering"])
        if days:
            Check.objects.create(page=card, op=TODAY() - timedelta(days=days))

    assert names(NAGEKEKEN) == ["Anna Kort", "Anna Lang", "Anna Nooit"]


def test_a_page_is_as_fresh_as_its_least_fresh_part(agency: AgencyPage):
    half, whole = (make_card(agency, achternaam=name, onderwerpen=["zonwering"]) for name in ("Half", "Heel"))
    Check.objects.create(page=half, op=TODAY(), veldgroep=Check.Veldgroep.CONTACT)
    Check.objects.create(page=whole, op=TODAY() - timedelta(days=50))

    assert names(NAGEKEKEN) == ["Anna Heel", "Anna Half"]


def test_more_pages_go_on_in_the_same_order(agency: AgencyPage):
    for n in range(15):
        make_card(agency, achternaam=f"Mol{14 - n:02}", onderwerpen=["zonwering"])
    rebuilding.rebuild()

    found = ask(SearchQuery("zonwering", volgorde=NAAM, pagina=2), professional()).people.hits

    assert [hit.name for hit in found] == [f"Anna Mol{n:02}" for n in range(15)]


def test_the_queries_do_not_grow(agency: AgencyPage):
    matches = [Match("persoon", make_card(agency).pk, 8) for _ in range(6)]

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            ordered(matches[:count], NAAM)
            ordered(matches[:count], NAGEKEKEN)
        return len(captured)

    assert queries(1) == queries(6)


# The agency helps -------------------------------------------------------------------------------------------------
def test_who_belongs_to_the_agency_that_fits_best_comes_before_who_stands_alone():
    alone, with_it = Match("persoon", 1, 100, groep=1), Match("persoon", 2, 90, groep=2)
    agency = Match("organisatie", 3, 200, groep=2)

    people, _ = with_agencies([[alone, with_it], [agency]])

    assert [match.pk for match in people] == [2, 1]


def test_what_lies_behind_the_window_stays_behind_it():
    block = [Match("persoon", pk, 1000 - pk, groep=pk) for pk in range(WINDOW)]
    behind = Match("persoon", WINDOW, 10, groep=0)

    (ranked,) = with_agencies([[*block, behind]])

    assert ranked[-1] == behind
    assert {match.pk for match in ranked[:WINDOW]} == set(range(WINDOW))
