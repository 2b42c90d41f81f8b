"""A cluster of three nodes: one is killed or hangs under questions and writes, and nobody notices; nothing is lost.

The node is the worst one to lose: it has the primary copy of the documents and is the master.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.module_loading import import_string
from elasticsearch import Elasticsearch

from search.engines import Engine, SearchUnavailable, get_engine
from tests.search.building import build
from tests.search.servers import Server, own_indexes, used_by_site
from tests.search.test_engines import ask, clause, document, pks

pytestmark = pytest.mark.xdist_group("cluster")

ANJA, NIEUW = clause("anja"), clause("nieuw")
CARDS = list(range(1, 31))
FIRST_NEW = 1000
ONE_BY_ONE, AT_ONCE = 3, 20  # writers, documents in one write


@dataclass
class Traffic:
    """What came of questions and writes that went on while something happened to the cluster."""

    answers: list[list[int]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    acknowledged: set[int] = field(default_factory=set)
    refused: int = 0

    def during(self, event: Callable[[], None], seconds: float) -> None:
        self._stop = threading.Event()
        doing = [self._go_on_asking, self._go_on_asking, *[self._go_on_writing] * ONE_BY_ONE]
        threads = [threading.Thread(target=do, args=(number,)) for number, do in enumerate(doing)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        event()
        time.sleep(seconds)
        self._stop.set()
        for thread in threads:
            thread.join()

    def _go_on_asking(self, number: int) -> None:
        while not self._stop.is_set():
            try:
                self.answers.append(pks(ask(get_engine(), ANJA, limit=50)))
            except Exception as error:  # noqa: BLE001  # any error is what this looks for
                self.errors.append(error)
            time.sleep(0.02)

    def _go_on_writing(self, number: int) -> None:
        server, first = server_engine(), FIRST_NEW * number
        while not self._stop.is_set():
            written = range(first, first + AT_ONCE)
            try:
                server.update([], [document(pk, f"nieuw w{number}") for pk in written])
            except SearchUnavailable:
                self.refused += 1  # whoever delivers repeats it: the same rows
            else:
                self.acknowledged.update(written)
                first += AT_ONCE


def server_engine() -> Any:
    return import_string(settings.SEARCH_SERVER_ENGINE)()


def found(engine: Engine) -> set[int]:
    return set(pks(ask(engine, NIEUW, limit=9000)))


# The cluster -----------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def site(cluster: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that knows all three nodes, with a copy of each shard on another node, and behind the breaker."""
    index = tmp_path_factory.mktemp("cluster") / "index"
    guarded = {"SEARCH_ENGINE": settings.SEARCH_GUARDED_ENGINE, "SEARCH_INDEX_DIR": index}
    with (
        own_indexes(cluster) as prefix,
        used_by_site(cluster, prefix, ELASTICSEARCH_REPLICAS=1, ELASTICSEARCH_TIMEOUT=2.0, **guarded),
    ):
        build(get_engine(), [document(pk, "anja") for pk in CARDS])
        with asking(cluster) as client:
            client.cluster.health(wait_for_status="green", timeout="60s")
        yield prefix


def asking(cluster: Server) -> Elasticsearch:
    return Elasticsearch(cluster.url.split(","), request_timeout=30, max_retries=5, retry_on_timeout=True)


def bring_primary_to_master(cluster: Server, prefix: str) -> str:
    """Let the master have the primary copy of the documents; gives the number of that node."""
    with asking(cluster) as client:
        state = client.cluster.state(metric="master_node,nodes")
        name = state["nodes"][state["master_node"]]["name"]
        documents = [i for i in client.indices.get_alias(index=f"{prefix}-*") if not i.endswith("-woorden")]
        for replicas, only in ((0, name), (1, "")):
            change = {"number_of_replicas": replicas, "routing.allocation.require._name": only or None}
            client.indices.put_settings(index=documents, settings=change)
            client.cluster.health(wait_for_status="green", wait_for_no_relocating_shards=True, timeout="60s")
    return str(name).removeprefix("node-")


@dataclass(frozen=True)
class Story:
    """What people saw, and what the server has afterwards."""

    traffic: Traffic
    kept: set[int]


@pytest.fixture(scope="module")
def hung(cluster: Server, site: str) -> Story:
    node, traffic = bring_primary_to_master(cluster, site), Traffic()
    try:
        traffic.during(lambda: cluster.signal(signal.SIGSTOP, node), seconds=6)
    finally:
        cluster.signal(signal.SIGCONT, node)
    with asking(cluster) as client:
        client.cluster.health(wait_for_status="green", wait_for_nodes="3", timeout="120s")
        client.indices.refresh(index=f"{site}-*")
    return Story(traffic, found(server_engine()))


@pytest.fixture(scope="module")
def killed(cluster: Server, site: str, hung: Story, in_parts: dict[str, object]) -> Story:
    """For good: the other two go on."""
    node, traffic = bring_primary_to_master(cluster, site), Traffic()
    with override_settings(**in_parts):
        build(get_engine(), [document(pk, "anja") for pk in CARDS])
    traffic.during(lambda: cluster.signal(signal.SIGKILL, node), seconds=6)
    with asking(cluster) as client:  # waits for the new master
        client.indices.refresh(index=f"{site}-[0-9a-f]*")
    return Story(traffic, found(server_engine()))


@pytest.fixture(scope="module")
def in_parts(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Settings for another index, in three shards without copies: each node has a part of it."""
    values = {"ELASTICSEARCH_INDEX": f"{site}-delen", "ELASTICSEARCH_SHARDS": 3, "ELASTICSEARCH_REPLICAS": 0}
    return values | {"SEARCH_INDEX_DIR": tmp_path_factory.mktemp("delen") / "index"}


def test_while_a_node_hangs_every_question_is_answered_right(hung: Story):
    assert hung.traffic.errors == []
    assert {tuple(answer) for answer in hung.traffic.answers} == {tuple(CARDS)}


def test_while_a_node_hangs_nothing_that_was_acknowledged_is_lost(hung: Story):
    assert hung.traffic.acknowledged - hung.kept == set()


def test_while_a_node_is_killed_every_question_is_answered(killed: Story):
    assert killed.traffic.errors == []


def test_while_a_node_is_killed_every_answer_is_right(killed: Story):
    assert len(killed.traffic.answers) > 20
    assert {tuple(answer) for answer in killed.traffic.answers} == {tuple(CARDS)}


def test_while_a_node_is_killed_nothing_that_was_acknowledged_is_lost(killed: Story):
    assert len(killed.traffic.acknowledged) > 100
    assert killed.traffic.acknowledged - killed.kept == set()


@pytest.mark.usefixtures("killed")
def test_the_other_two_nodes_answer_all(site: str):
    with override_settings(ELASTICSEARCH_INDEX=site):
        assert pks(ask(server_engine(), ANJA, limit=50)) == CARDS


@pytest.mark.usefixtures("killed")
def test_a_part_of_the_documents_is_a_fault_and_no_answer(in_parts: dict[str, object]):
    with override_settings(**in_parts), pytest.raises(SearchUnavailable):
        ask(server_engine(), ANJA)


@pytest.mark.usefixtures("killed")
def test_where_the_server_has_a_part_the_embedded_engine_has_all(in_parts: dict[str, object]):
    with override_settings(**in_parts):
        assert pks(ask(get_engine(), ANJA, limit=50)) == CARDS
