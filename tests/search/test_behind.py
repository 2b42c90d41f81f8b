"""A server that missed changes is not asked by any process, until (nearly) all of them were delivered to it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from elasticsearch import Elasticsearch
from pytest_django import Settings

from directory.models import AgencyPage, Doelgroep
from search.answer import SearchQuery
from search.ask import ask
from search.engines import get_engine, indexes
from search.models import Change, Target
from search.upkeep import delivering, outbox, rebuilding
from search.upkeep.waiting import server_is_behind
from tests.factories import make_agency, make_card
from tests.search.asking import professional
from tests.search.servers import Server, own_indexes, used_by_site

pytestmark = pytest.mark.django_db
Kind, Motor = Change.Kind, Target.Motor
BEHIND = "search.upkeep.waiting.server_is_behind"


# By what waits ---------------------------------------------------------------------------------------------------
@pytest.fixture
def targets() -> dict[str, Target]:
    return {motor: Target.objects.create(name=motor, motor=motor, host="", is_live=True) for motor in Motor}


def late(target: Target, number: int) -> None:
    """So many changes that failed once."""
    Change.objects.bulk_create(Change(target=target, kind=Kind.KAART, key=key, tries=1) for key in range(number))


def test_a_server_without_late_changes_is_not_behind(targets: dict[str, Target]):
    outbox.note(Kind.KAART, [1])  # on its way

    assert not server_is_behind("")


def test_a_server_for_which_a_delivery_failed_is_behind(targets: dict[str, Target]):
    late(targets[Motor.ELASTICSEARCH], 1)

    assert server_is_behind("")


def test_a_change_that_waits_for_long_is_late(targets: dict[str, Target]):
    Change.objects.create(
        target=targets[Motor.ELASTICSEARCH], kind=Kind.KAART, key=1, changed_at=timezone.now() - timedelta(minutes=1)
    )

    assert server_is_behind("")


def test_nearly_empty_is_enough(targets: dict[str, Target], settings: Settings):
    settings.SEARCH_NEARLY_EMPTY = 5
    late(targets[Motor.ELASTICSEARCH], 5)

    assert not server_is_behind("")


def test_where_the_embedded_index_misses_as_much_the_server_answers(targets: dict[str, Target]):
    late(targets[Motor.ELASTICSEARCH], 3)
    late(targets[Motor.INGEBOUWD], 3)

    assert not server_is_behind("")


def test_what_is_parked_keeps_nobody_waiting(targets: dict[str, Target]):
    late(targets[Motor.ELASTICSEARCH], 1)
    Change.objects.update(is_parked=True)

    assert not server_is_behind("")


# On a real server ------------------------------------------------------------------------------------------------
@pytest.fixture
def site(elastic8: Server, settings: Settings) -> Iterator[tuple[Elasticsearch, str]]:
    """A card in both indexes; the client, and how the names of the server's indexes begin."""
    with (
        own_indexes(elastic8) as prefix,
        used_by_site(elastic8, prefix, SEARCH_ENGINE=settings.SEARCH_GUARDED_ENGINE, SEARCH_BEHIND=BEHIND),
        Elasticsearch(elastic8.url) as client,
    ):
        make_card(make_agency("Kredietbank"), achternaam="Zwaluw")
        rebuilding.rebuild()
        yield client, prefix


@pytest.fixture
def missed(site: tuple[Elasticsearch, str]) -> None:
    """The card was deleted while the server's index could not be written; now it can."""
    client, prefix = site
    client.indices.put_settings(index=f"{prefix}-*", settings={"index.blocks.write": True})
    AgencyPage.objects.get().kaarten.get().delete()
    delivering.deliver_soon()
    client.indices.put_settings(index=f"{prefix}-*", settings={"index.blocks.write": False})


def answers() -> tuple[int, Any]:
    """How many of the index match, before rows are read, and which engine says so; as another process finds it."""
    get_engine.cache_clear()
    return ask(SearchQuery("zwaluw"), professional()).people.total, get_engine().health()["motor"]


@pytest.mark.xdist_group("elastic8")
@pytest.mark.usefixtures("site")
def test_both_indexes_are_kept_up():
    assert [sorted(found.marks()) == sorted(indexes()[0].marks()) for found in indexes()] == [True, True]
    assert answers() == (1, "ElasticEngine")


@pytest.mark.xdist_group("elastic8")
@pytest.mark.usefixtures("missed")
def test_old_visibility_never_answers():
    assert answers() == (0, "EmbeddedEngine")
    assert get_engine().state == "achter"


@pytest.mark.xdist_group("elastic8")
@pytest.mark.usefixtures("missed")
def test_the_server_answers_again_once_it_has_all():
    delivering.deliver_now(indexes()[0], 20)

    assert answers() == (0, "ElasticEngine")


@pytest.mark.xdist_group("elastic8")
@pytest.mark.usefixtures("site")
def test_what_the_server_refuses_is_taken_out_of_it():
    card = AgencyPage.objects.get().kaarten.get()
    card.doelgroepen.add(Doelgroep.objects.create(code="x" * 40_000, naam="Jongeren"))  # longer than a facet may be

    card.save()
    delivering.deliver_now(indexes()[0], 30)

    server = indexes()[0].marks()
    assert (f"persoon-{card.pk}" in server, Change.objects.filter(is_parked=True).count()) == (False, 1)


@pytest.mark.xdist_group("elastic8")
def test_a_late_older_write_brings_no_removed_card_back(site: tuple[Elasticsearch, str]):
    server = indexes()[0]
    card = AgencyPage.objects.get().kaarten.get()
    late_one = delivering.draw(Target.objects.get(motor=Motor.ELASTICSEARCH))
    documents = [d for d in delivering.collect.documents_of([card.agency_id]) if d.pk == card.pk]
    card.delete()
    delivering.deliver_soon()

    server.update([], documents, (), late_one)

    assert f"persoon-{card.pk}" not in server.marks()
