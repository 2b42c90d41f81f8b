"""The page that tells a coordinator how searching goes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import AgencyPage
from search.admin.stand import looked_at
from search.models import Change, Job, OnbeantwoordeVraag, Target
from search.upkeep import outbox, rebuilding
from search.upkeep.steps import steps
from tests.directory.admin_site import log_in, make_coordinator, make_editor
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]


@pytest.fixture
def agency(agency: AgencyPage) -> AgencyPage:
    """All is well: the index was made and every step of upkeep was done."""
    rebuilding.rebuild()
    now = timezone.now()
    Job.objects.bulk_create(Job(name=step.naam, started_at=now, done_at=now) for step in steps())
    return agency


def wrong() -> dict[str, str]:
    """What is not well, by its name."""
    return {punt.naam: punt.stand for punt in looked_at(make_user(is_superuser=True)) if not punt.is_goed}


def test_a_coordinator_sees_that_all_is_well(agency: AgencyPage):
    page = log_in(make_coordinator(agency.get_parent().specific)).get(reverse("gids_zoeken")).content.decode()

    assert "Het zoeken gaat goed. Je hoeft niets te doen." in page
    assert "Wie iets vraagt, krijgt antwoord." in page
    assert "manage.py" not in page


def test_an_editor_may_not_see_it(agency: AgencyPage):
    response = log_in(make_editor(agency)).get(reverse("gids_zoeken"))

    assert response.status_code in (302, 403)


def test_the_menu_leads_a_coordinator_there(agency: AgencyPage):
    client: Client = log_in(make_coordinator(agency.get_parent().specific))

    assert reverse("gids_zoeken") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_without_an_index_nothing_is_found(agency: AgencyPage):
    Target.objects.all().delete()

    assert wrong()["Wat er te vinden is"] == "Wat je in de gids verandert, is nog niet te vinden."


def test_what_was_done_this_minute_was_done_just_now(agency: AgencyPage):
    told = {punt.naam: punt.stand for punt in looked_at(make_user(is_superuser=True))}

    assert told["Wat er te vinden is"].endswith("De lijst is net gemaakt.")
    assert told["Onderhoud"] == "Alles ging goed. Het laatste is net gedaan."


def test_a_change_that_waits_for_long_is_told(agency: AgencyPage):
    outbox.note(Change.Kind.KAART, [1])
    Change.objects.update(changed_at=timezone.now() - timedelta(hours=2))

    assert wrong() == {"Wijzigingen die wachten": "1 wijziging, de oudste van 2\N{NO-BREAK SPACE}uur geleden."}


def test_a_change_that_just_came_is_well(agency: AgencyPage):
    outbox.note(Change.Kind.KAART, [1])

    assert wrong() == {}


def test_what_the_index_refuses_is_told(agency: AgencyPage):
    outbox.note(Change.Kind.KAART, [1, 2])
    Change.objects.update(is_parked=True)

    assert wrong() == {"Wijzigingen die wachten": "2 wijzigingen kwamen niet in het zoeken terecht."}


def test_a_step_that_failed_is_named(agency: AgencyPage):
    Job.objects.filter(name="zoekindex nakijken").update(fault="OSError")

    assert wrong() == {"Onderhoud": "‘zoekindex nakijken’ mislukte."}


def test_a_step_that_was_not_done_for_days_is_named(agency: AgencyPage):
    Job.objects.filter(name="zoekindex nakijken").update(done_at=timezone.now() - timedelta(days=3))

    assert wrong() == {"Onderhoud": "‘zoekindex nakijken’ bleef uit."}


def test_upkeep_that_never_ran_is_told(agency: AgencyPage):
    Job.objects.all().delete()

    assert wrong() == {"Onderhoud": "Er is nog geen onderhoud gedaan."}


def test_what_was_asked_in_vain_is_told(agency: AgencyPage):
    for place, naam in enumerate(("kunstgebit", "kunstgebit wolvega", "hond")):
        OnbeantwoordeVraag.objects.create(sleutel=naam, vraag=naam, aantal=5 - place, is_genoeg=True)

    assert wrong() == {
        "Vragen zonder goed antwoord": "2 open vragen op je lijst. "
        "Het meest vergeefs gevraagd: ‘kunstgebit’ (9 keer), ‘hond’ (3 keer)."
    }
