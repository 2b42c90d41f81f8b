"""Where a gemeente's page sends somebody: a resident never to who only buys help."""

import pytest
from django.urls import reverse

from directory.models import Wet
from tests.factories import make_agency, make_gemeente, make_professional, make_region, make_soort, make_werkproces

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
