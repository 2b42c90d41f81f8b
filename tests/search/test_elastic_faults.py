"""What people notice when a real Elasticsearch is killed, hangs, forgets its index or may not be written: nothing."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.test import override_settings
from elasticsearch import Elasticsearch

from search.engines import SearchUnavailable, get_engine
from tests.search.building import build
from tests.search.servers import Server, own_indexes, used_by_site
from tests.search.test_engines import ALL, ask, clause, document, pks

pytestmark = pytest.mark.xdist_group("elastic8")

GUARDED = "search.engines.breaker.GuardedEngine"
SERVER, EMBEDDED = "ElasticEngine", "EmbeddedEngine"
ANJA = clause("anja")


@dataclass
class Traffic:
    """Questions from three threads at once, and what came of them."""

    answers: list[list[int]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def during(self, event: Callable[[], None]) -> None:
        stop = threading.Event()
        threads = [threading.Thread(target=self._go_on, args=(stop,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        event()
        time.sleep(1.5)
        stop.set()
        for thread in threads:
            thread.join()

    def _go_on(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self.answers.append(pks(ask(get_engine(), ANJA)))
            except Exception as error:  # noqa: BLE001  # any error is what this looks for
                self.errors.append(error)
            time.sleep(0.01)


def motor() -> str:
    return str(get_engine().health()["motor"])


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in 30 seconds")


@pytest.fixture
def prefix(elastic8: Server) -> Iterator[str]:
    """A site with the server behind the breaker, and forty documents in both indexes."""
    with (
        own_indexes(elastic8) as prefix,
        used_by_site(elastic8, prefix, SEARCH_ENGINE=GUARDED, ELASTICSEARCH_TIMEOUT=0.8),
    ):
        build(get_engine(), [document(pk, "anja") for pk in range(1, 41)])
        yield prefix


# Killed ----------------------------------------------------------------------------------------------------------
@dataclass
class Story:
    """A server is killed under traffic and comes back."""

    traffic: Traffic = field(default_factory=Traffic)
    motors: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def killed(elastic8: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    story, index = Story(), tmp_path_factory.mktemp("killed") / "index"
    with (
        own_indexes(elastic8) as prefix,
        override_settings(SEARCH_INDEX_DIR=index),
        used_by_site(elastic8, prefix, SEARCH_ENGINE=GUARDED, ELASTICSEARCH_TIMEOUT=0.8),
    ):
        build(get_engine(), [document(pk, "anja") for pk in range(1, 11)])
        story.motors["before"] = motor()
        story.traffic.during(lambda: elastic8.signal(signal.SIGKILL))
        story.motors["killed"] = motor()
        elastic8.start_again()
        wait_until(lambda: motor() == SERVER)
        story.motors["back"] = motor()
        yield story


def test_while_a_server_is_killed_every_question_is_answered(killed: Story):
    assert killed.traffic.errors == []


def test_while_a_server_is_killed_every_answer_is_right(killed: Story):
    assert len(killed.traffic.answers) > 20
    assert {tuple(answer) for answer in killed.traffic.answers} == {tuple(range(1, 11))}


def test_the_server_answers_before_and_again_when_it_is_back(killed: Story):
    assert killed.motors == {"before": SERVER, "killed": EMBEDDED, "back": SERVER}


# Hanging ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def hanging(elastic8: Server, prefix: str) -> Iterator[None]:
    elastic8.signal(signal.SIGSTOP)
    yield
    elastic8.signal(signal.SIGCONT)


@pytest.mark.usefixtures("hanging")
def test_one_question_waits_for_a_hanging_server(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, "search.engines.breaker"):
        answers = [ask(get_engine(), ANJA).total for _ in range(50)]

    waited = [record for record in caplog.records if record.threadName == threading.current_thread().name]
    assert (answers, len(waited)) == ([40] * 50, 1)


@pytest.mark.usefixtures("hanging")
def test_the_log_says_why_and_not_what_was_asked(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        ask(get_engine(), ANJA)

    assert "antwoordt niet op tijd" in caplog.text
    assert "anja" not in caplog.text


# An index that is gone ---------------------------------------------------------------------------------------
def test_without_its_index_the_embedded_engine_answers(elastic8: Server, prefix: str):
    with Elasticsearch(elastic8.url) as client:
        client.indices.delete(index=list(client.indices.get_alias(index=f"{prefix}-*")))

    assert (ask(get_engine(), ANJA).total, motor()) == (40, EMBEDDED)


# Upkeep ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def alone(elastic8: Server) -> Iterator[str]:
    """The server's engine without the breaker."""
    with own_indexes(elastic8) as prefix, used_by_site(elastic8, prefix):
        yield prefix


def indexes(server: Server, prefix: str) -> list[str]:
    with Elasticsearch(server.url) as client:
        return sorted(client.indices.get_alias(index=f"{prefix}-*"))


def test_a_rebuild_keeps_the_generation_before_and_no_older(alone: str, elastic8: Server):
    for _ in range(4):
        build(get_engine(), [document(1, "anja")])

    assert len(indexes(elastic8, alone)) == 4  # two of documents, two of words


def test_a_rebuild_that_fails_leaves_nothing_and_the_live_index_alone(alone: str, elastic8: Server):
    build(get_engine(), [document(1, "anja")])
    before = indexes(elastic8, alone)

    with pytest.raises(SearchUnavailable):
        build(get_engine(), [document(2, "bert"), document(2, "bert")])  # two with one key: the count differs

    assert (indexes(elastic8, alone), pks(ask(get_engine(), ANJA))) == (before, [1])


def test_a_late_older_write_brings_no_removed_card_back(alone: str):
    engine = get_engine()
    build(engine, [document(1, "anja", groep=7)])

    def read_slowly():
        type(engine)().remove([7])  # another process, which read later and writes first
        yield document(1, "anja", groep=7)

    engine.update([7], read_slowly())

    assert ask(engine, ANJA).total == 0


def test_no_index_is_made_by_a_write_to_nothing(alone: str, elastic8: Server):
    with pytest.raises(SearchUnavailable):
        get_engine().update([1], [document(1, "anja")])

    assert indexes(elastic8, alone) == []


def test_a_field_that_is_not_in_the_mapping_is_refused(alone: str):
    build(get_engine(), [document(1, "anja")])

    with pytest.raises(SearchUnavailable, match="strict_dynamic_mapping_exception"):
        get_engine().update([2], [document(2, "bert", fields={"namm": frozenset({"=bert"})})])


def test_another_process_knows_the_vocabulary_of_a_rebuild(alone: str):
    build(get_engine(), [document(1, "anja"), document(2, "anja bos")])

    assert type(get_engine())().vocabulary().seen_by(ALL).frequency("=anja") == 2
