"""A begrip that is also called as a place here: who saves it is told so."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import AgencyPage, Begrip, Plaats
from tests.directory.admin_site import log_in, make_coordinator
from tests.factories import make_gemeente

pytestmark = pytest.mark.django_db
PLACE = "is ook de naam van een plaats in deze gids"


@pytest.fixture
def coordinator(agency: AgencyPage) -> Client:
    return log_in(make_coordinator(agency.get_parent().specific))


def saved(coordinator: Client, **fields: str) -> str:
    """The page after saving a begrip."""
    values = {"gewone_taal": "", "andere_namen": "", "voluit": "", **fields}
    return coordinator.post(reverse("wagtailsnippets_directory_begrip:add"), values, follow=True).content.decode()


def test_the_other_ways_to_write_it_are_said_to_be_read_as_the_place(coordinator: Client):
    html = saved(coordinator, afkorting="WVV", voluit="Wonen voor velen", andere_namen="wolvega")

    assert f"‘wolvega’ {PLACE}. Daarom zoekt ook wie ‘WVV’ of ‘Wonen voor velen’ vraagt in die plaats." in html
    assert Begrip.objects.exists()


def test_one_of_more_meanings_is_said_to_be_mixed_with_the_place(coordinator: Client):
    html = saved(coordinator, afkorting="Wolvega", voluit="Wonen voor velen", dubbel="on")

    assert f"‘Wolvega’ {PLACE}. Wie ‘Wolvega’ vraagt, krijgt antwoorden uit die plaats en over dit begrip" in html


def test_a_place_that_is_an_ordinary_word_too_draws_no_other_words_along(coordinator: Client, agency: AgencyPage):
    Plaats.objects.create(naam="Buren", gemeente=agency.werkgebied.get())

    html = saved(coordinator, afkorting="Buren", voluit="Hulp van naasten")

    assert "Wie ‘Buren’ vraagt, krijgt antwoorden uit die plaats en over dit begrip" in html


def test_a_begrip_that_is_saved_again_is_told_the_same(coordinator: Client):
    saved(coordinator, afkorting="Wolvega", voluit="Wonen voor velen")
    address = reverse("wagtailsnippets_directory_begrip:edit", args=[Begrip.objects.get().pk])
    values = {"afkorting": "Wolvega", "voluit": "Wonen voor velen", "gewone_taal": "", "andere_namen": ""}

    html = coordinator.post(address, values, follow=True).content.decode()

    assert (html.count(PLACE), "Daarom zoekt ook wie ‘Wonen voor velen’ vraagt" in html) == (1, True)


def test_more_places_are_told_at_once(coordinator: Client, agency: AgencyPage):
    for naam in ("Noordwolde", "Oldeholtpade"):
        Plaats.objects.create(naam=naam, gemeente=agency.werkgebied.get())

    html = saved(coordinator, afkorting="WVV", andere_namen="wolvega\nnoordwolde\noldeholtpade")

    assert html.count("in deze gids. Daarom") == 1
    assert "‘wolvega’, ‘noordwolde’ en ‘oldeholtpade’ zijn ook namen van plaatsen in deze gids" in html
    assert "zoekt ook wie ‘WVV’ vraagt in die plaatsen" in html


def test_places_without_another_name_beside_them_are_told_at_once(coordinator: Client, agency: AgencyPage):
    Plaats.objects.create(naam="Noordwolde", gemeente=agency.werkgebied.get())

    html = saved(coordinator, afkorting="Wolvega", voluit="Noordwolde")

    assert "Wie ‘Wolvega’ of ‘Noordwolde’ vraagt, zoekt in die plaatsen." in html


@pytest.mark.parametrize("afkorting", ["POK", "Zeist"])
def test_no_place_or_one_elsewhere_brings_no_warning(coordinator: Client, afkorting: str):
    make_gemeente("Zeist")

    assert PLACE not in saved(coordinator, afkorting=afkorting, voluit="Praktijkondersteuner")
