"""An index on a real server that cannot be asked or written: people get their answer, what changed is there at once."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone
from elasticsearch import Elasticsearch
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from directory.models import AgencyPage
from directory.visibility import VISITOR
from search.answer import SearchQuery
from search.ask import ask
from search.engines import indexes
from search.models import Change
from search.upkeep import rebuilding
from search.upkeep.delivering import deliver
from tests.factories import make_agency
from tests.search.servers import Server, own_indexes, used_by_site

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("elastic8")]

QUESTION = "/zoeken/?vraag=schuldhulp"
BEHIND = "search.upkeep.waiting.server_is_behind"
Do = Callable[[Elasticsearch, list[str]], object]


def block(name: str) -> tuple[Do, Do]:
    """A block that the server, its operator or a full disk puts on an index, and how it is taken off."""
    return (
        lambda client, names: client.indices.put_settings(index=names, settings={f"index.blocks.{name}": True}),
        lambda client, names: client.indices.put_settings(index=names, settings={f"index.blocks.{name}": False}),
    )


def close(client: Elasticsearch, names: list[str]) -> None:
    client.indices.close(index=names)


def open_again(client: Elasticsearch, names: list[str]) -> None:
    client.indices.open(index=names)
    client.cluster.health(index=names, wait_for_status="yellow", timeout="30s")


def make_red(client: Elasticsearch, names: list[str]) -> None:
    """No node may have it, so none has."""
    client.indices.put_settings(index=names, settings={"index.routing.allocation.require._name": "nobody"})
    client.indices.close(index=names)
    client.indices.open(index=names, wait_for_active_shards=0)


def make_green(client: Elasticsearch, names: list[str]) -> None:
    client.indices.put_settings(index=names, settings={"index.routing.allocation.require._name": None})
    client.cluster.health(index=names, wait_for_status="yellow", timeout="30s")


def lose_aliases(client: Elasticsearch, names: list[str]) -> None:
    client.indices.update_aliases(actions=[{"remove": {"index": name, "alias": "*"}} for name in names])


def build_again(client: Elasticsearch, names: list[str]) -> None:
    rebuilding.rebuild()


STATES = {
    "not to be written": block("write"),
    "read-only": block("read_only"),
    "its disk is full": block("read_only_allow_delete"),
    "closed": (close, open_again),
    "red": (make_red, make_green),
    "without its aliases": (lose_aliases, build_again),
}


@pytest.fixture
def agency(elastic8: Server, settings: Settings) -> Iterator[AgencyPage]:
    """An agency on a site with the server behind the breaker."""
    guarded = {"SEARCH_ENGINE": settings.SEARCH_GUARDED_ENGINE, "SEARCH_BEHIND": BEHIND}
    with own_indexes(elastic8) as prefix, used_by_site(elastic8, prefix, ELASTICSEARCH_TIMEOUT=0.8, **guarded):
        agency = make_agency("Schuldhulp Noord")
        rebuilding.rebuild()
        yield agency


@pytest.fixture(params=STATES)
def trouble(request: pytest.FixtureRequest, agency: AgencyPage, elastic8: Server, settings: Settings) -> Iterator[Do]:
    """The server's index is in this state; calling it makes the index well again."""
    begin, end = STATES[request.param]
    with Elasticsearch(elastic8.url) as client:
        names = list(client.indices.get_alias(index=f"{settings.ELASTICSEARCH_INDEX}-*"))
        begin(client, names)
        yield lambda: end(client, names)
        end(client, names)  # else it cannot be deleted


@pytest.mark.usefixtures("trouble")
def test_somebody_who_asks_gets_the_answer(client: Client):
    answer = client.get(QUESTION)

    assert (answer.status_code, "Schuldhulp Noord" in answer.content.decode()) == (200, True)


@pytest.fixture
def renamed(
    trouble: Do, agency: AgencyPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    agency.title = "Schuldhulp Zuid"
    with django_capture_on_commit_callbacks(execute=True):
        agency.save_revision().publish()


@pytest.mark.usefixtures("renamed")
def test_what_changes_meanwhile_is_shown_at_once(client: Client):
    assert "Schuldhulp Zuid" in client.get(QUESTION).content.decode()


@pytest.mark.usefixtures("renamed")
def test_what_changed_meanwhile_is_delivered_when_the_index_is_well(trouble: Callable[[], object]):
    trouble()
    Change.objects.update(next_at=timezone.now())

    for each in indexes():
        deliver(each, seconds=10)

    found = ask(SearchQuery("schuldhulp"), VISITOR, engine=indexes()[0])
    assert [hit.name for hit in found.organisations.hits] == ["Schuldhulp Zuid"]
    assert not Change.objects.exists()
