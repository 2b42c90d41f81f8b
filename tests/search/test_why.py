"""Why something is an answer, in words that say neither too much nor too little."""

import pytest

from directory.models import AgencyPage, Doelgroep, Gebeurtenis, Wet
from tests.factories import make_agency, make_gemeente, make_region, make_werkproces
from tests.search.asking import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank", region=make_region(gemeenten=[make_gemeente()]))
    make_werkproces(agency, "Schulden regelen", zoekwoorden=["deurwaarder"])
    return agency


def lines(question: str) -> dict[str, str]:
    return {why.label: why.text for why in answer(question).organisations.hits[0].why}


def groups(agency: AgencyPage, *namen: str) -> None:
    agency.doelgroepen.set([Doelgroep.objects.create(code=f"groep-{n}", naam=naam) for n, naam in enumerate(namen)])
    agency.save()


def test_a_group_that_was_not_asked_for_is_not_the_only_one(agency: AgencyPage):
    groups(agency, "Gezinnen", "Ouderen", "Studenten")

    assert lines("schulden")["Voor wie"] == "Gezinnen en 2 andere groepen"


def test_the_group_that_was_asked_for_stands_alone(agency: AgencyPage):
    groups(agency, "Gezinnen", "Ouderen")

    assert lines("schulden ouderen")["Voor wie"] == "Ouderen"


def test_a_law_is_said_in_full(agency: AgencyPage):
    agency.wetten.set([Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet gemeentelijke schuldhulp")])
    agency.save()

    assert "Wet gemeentelijke schuldhulp (Wgs)" in lines("Wgs")["Wat"]


def test_what_somebody_does_comes_before_the_law_that_is_meant(agency: AgencyPage):
    wet = Wet.objects.create(code="wgs", afkorting="Wgs", naam="Wet op de geldzorgen")
    agency.wetten.set([wet])
    agency.save()
    Gebeurtenis.objects.create(code="beslag", naam="Beslag", zoekwoorden=["deurwaarder"]).wetten.add(wet)

    assert lines("deurwaarder")["Wat"].startswith("Schulden regelen")
