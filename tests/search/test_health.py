"""What `/health/live` and `/health/ready` tell who watches the site."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from directory.models import AgencyPage
from search.engines import get_engine, indexes
from search.models import Change, Target
from search.upkeep import outbox, rebuilding
from tests.factories import make_agency, make_card

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]
Kind = Change.Kind


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank")
    rebuilding.rebuild()
    return agency


def ready(client: Client) -> tuple[int, dict[str, object]]:
    answer = client.get("/health/ready")
    return answer.status_code, answer.json()


def test_it_tells_which_engine_answers_and_of_what(client: Client, agency: AgencyPage):
    status, state = ready(client)

    assert (status, state["motor"], state["generatie"]) == (200, "ingebouwd", indexes()[0].generation)
    assert (state["documenten"], state["database"], state["verouderd"]) == (1, "ok", False)


def test_it_tells_how_old_the_index_is(client: Client, agency: AgencyPage):
    Target.objects.update(made_at=timezone.now() - timedelta(hours=1))

    assert 3600 <= ready(client)[1]["leeftijd_seconden"] < 3660


def test_it_tells_how_many_changes_wait_and_how_long(client: Client, agency: AgencyPage):
    outbox.note(Kind.KAART, [1, 2, 3])
    Change.objects.filter(key=2).update(changed_at=timezone.now() - timedelta(minutes=1))
    Change.objects.filter(key=3).update(is_parked=True)

    state = ready(client)[1]

    assert (state["wachtend"], state["geparkeerd"]) == ({"ingebouwd": 2}, 1)
    assert 60 <= state["oudste_wacht_seconden"] < 120


def test_what_waits_for_a_computer_that_is_away_is_not_told(client: Client, agency: AgencyPage):
    elders = Target.objects.create(name="elders", motor="ingebouwd", host="oud", is_live=True)
    outbox.note(Kind.KAART, [1])
    Target.objects.update(seen_at=timezone.now() - timedelta(hours=2))

    told = ready(client)[1]["wachtend"], elders.changes.count()

    assert told == ({"ingebouwd": 1}, 1)


def test_an_index_of_another_analysis_answers_and_says_so(
    client: Client, agency: AgencyPage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("search.language.analysis.VERSION", "0" * 12)
    get_engine.cache_clear()

    status, state = ready(client)

    assert (status, state["verouderd"]) == (200, True)


def test_an_index_that_nobody_keeps_up_is_not_ready(client: Client, agency: AgencyPage):
    Target.objects.all().delete()

    status, state = ready(client)

    assert (status, state["zoeken"]) == (503, "niet bijgehouden")


def test_without_an_index_it_is_not_ready(client: Client):
    make_agency()

    status, state = ready(client)

    assert (status, state["zoeken"], state["database"]) == (503, "fout", "ok")


def test_a_server_that_is_away_leaves_it_ready(client: Client, agency: AgencyPage, settings: Settings):
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = "http://127.0.0.1:9", settings.SEARCH_GUARDED_ENGINE
    ready(client)  # the first finds out

    status, state = ready(client)

    assert (status, state["motor"], state["schakelaar"]) == (200, "ingebouwd", "open")


def test_it_tells_no_names(client: Client, agency: AgencyPage):
    make_card(agency, achternaam="Zwaantjes")

    assert not {"Zwaantjes", "Kredietbank"} & set(json.dumps(ready(client)[1]).split('"'))


def test_it_asks_the_database_once_whatever_waits(
    client: Client, agency: AgencyPage, django_assert_num_queries: DjangoAssertNumQueries
):
    outbox.note(Kind.KAART, range(1, 200))

    with django_assert_num_queries(1):
        client.get("/health/ready")


def test_alive_asks_nothing(client: Client, django_assert_num_queries: DjangoAssertNumQueries):
    with django_assert_num_queries(0):
        assert client.get("/health/live").json() == {"status": "ok"}
