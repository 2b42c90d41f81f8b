"""Where a gemeente's page sends somebody: to who lets residents in, who does its tasks, never to who only buys help."""

import pytest
from django.urls import reverse

from directory.models import Wet
from tests.factories import (
    make_agency,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_soort,
    make_werkproces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente():
    return make_gemeente("Voorbeeldstad")


@pytest.fixture
def buyer(gemeente):
    """It has the law of youth care in common with who gives it."""
    agency = make_agency("Sociaal Domein", region=make_region(gemeenten=[gemeente]), soort=make_soort("Inkoop"))
    wet = Wet.objects.create(code="jw", afkorting="Jw", naam="Jeugdwet")
    work = make_werkproces(agency, "Inkoop en contracten")
    work.wetten = [wet]
    work.save()
    return agency


def page_of(client, gemeente):
    return client.get(reverse("gemeente", args=[gemeente.slug])).content.decode()


def test_a_resident_is_not_sent_to_who_buys_help(client, gemeente, buyer):
    assert "Inkoop en contracten" not in page_of(client, gemeente)


def test_a_professional_is(client, gemeente, buyer):
    client.force_login(make_professional(buyer))

    assert "Inkoop en contracten" in page_of(client, gemeente)


@pytest.fixture
def team(gemeente):
    """It lets residents in for the gemeente, which has no page of its own."""
    region = make_region(gemeenten=[gemeente])
    team = make_agency("Buurtteams Voorbeeldstad", region=region, soort=make_soort("Gebiedsteam"))
    make_contactpunt(team, "Buurtlijn", voor="inwoners", telefoon="0115000801")
    return team


def does(agency, code, afkorting):
    agency.wetten = [Wet.objects.create(code=code, afkorting=afkorting, naam=afkorting)]
    agency.save()


def done_by(client, gemeente, naam):
    """The agencies that the page names for a task."""
    tasks = client.get(reverse("gemeente", args=[gemeente.slug])).context["taken"]
    return [doer.page.title for task, doers in tasks if task.naam == naam for doer in doers]


def test_who_lets_residents_in_for_the_gemeente_is_rung_by_its_name(client, gemeente, team):
    page = page_of(client, gemeente)

    assert "Bel Buurtteams Voorbeeldstad</h2>" in page
    assert "tel:+31115000801" in page


def test_a_gemeente_with_its_own_desk_is_rung_itself(client, gemeente, team):
    own = make_agency("Gemeente Voorbeeldstad", soort=make_soort())
    make_contactpunt(own, voor="inwoners")

    assert "Bel de gemeente</h2>" in page_of(client, gemeente)


def test_without_a_werkproces_a_task_is_done_by_who_names_its_law(client, gemeente, team):
    does(team, "wmo", "Wmo 2015")

    assert done_by(client, gemeente, "Hulp thuis en meedoen") == ["Buurtteams Voorbeeldstad"]


def test_whose_law_it_is_but_not_its_work_does_not_do_it_for_the_gemeente(client, gemeente, team):
    does(make_agency("Veilig Thuis", soort=make_soort("Veilig_thuis")), "wmo", "Wmo 2015")

    assert done_by(client, gemeente, "Hulp thuis en meedoen") == []


def test_a_werkproces_goes_before_who_only_names_the_law(client, gemeente, team):
    does(team, "wmo", "Wmo 2015")
    other = make_agency("Zorgloket", soort=make_soort("Welzijn"))
    work = make_werkproces(other, "Melding Wmo")
    work.wetten = [Wet.objects.get(code="wmo")]
    work.save()

    assert done_by(client, gemeente, "Hulp thuis en meedoen") == ["Zorgloket"]
