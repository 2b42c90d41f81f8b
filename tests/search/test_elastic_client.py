"""The connection: certificates, passwords and keys through a gate with TLS, and gates that refuse."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from elasticsearch import Elasticsearch

from search.engines import SearchRefused, SearchUnavailable, get_engine
from search.engines.elastic_client import read_all, translated
from tests.search.building import build
from tests.search.gate import Gate, make_certificate, open_gate
from tests.search.servers import Server, own_indexes, used_by_site
from tests.search.test_engines import ask, clause, document

pytestmark = pytest.mark.xdist_group("elastic8")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def tls(elastic8: Server, certificate: Path) -> Iterator[Gate]:
    """A site whose server has an index and stands behind a gate with TLS."""
    with own_indexes(elastic8) as prefix, used_by_site(elastic8, prefix):
        build(get_engine(), [document(1, "anja")])
        with open_gate(Gate(behind=elastic8.url), certificate) as gate, override_settings(ELASTICSEARCH_URL=gate.url):
            yield gate


def test_a_server_with_a_certificate_of_our_own_authority(tls: Gate, certificate: Path):
    with override_settings(ELASTICSEARCH_CA_CERTS=str(certificate)):
        assert ask(get_engine(), clause("anja")).total == 1


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tls: Gate):
    with pytest.raises(SearchUnavailable, match="het certificaat is niet te vertrouwen"):
        ask(get_engine(), clause("anja"))

    assert tls.authorizations == set()


def test_a_key_is_sent(tls: Gate, certificate: Path):
    with override_settings(ELASTICSEARCH_CA_CERTS=str(certificate), ELASTICSEARCH_API_KEY="c2xldXRlbA=="):
        ask(get_engine(), clause("anja"))

    assert tls.authorizations == {"ApiKey c2xldXRlbA=="}


def test_a_name_and_password_of_the_address_are_sent(tls: Gate, certificate: Path):
    url = tls.url.replace("https://", "https://gids:geheim@")
    with override_settings(ELASTICSEARCH_CA_CERTS=str(certificate), ELASTICSEARCH_URL=url):
        ask(get_engine(), clause("anja"))

    assert tls.authorizations == {"Basic Z2lkczpnZWhlaW0="}


def test_several_addresses_may_be_given(tls: Gate, elastic8: Server):
    with override_settings(ELASTICSEARCH_URL=f"http://127.0.0.1:9, {elastic8.url}"):
        assert ask(get_engine(), clause("anja")).total == 1


def test_a_host_that_hangs_is_passed_over(tls: Gate, elastic8: Server):
    with socket.create_server(("127.0.0.1", 0)) as hung:
        addresses = f"http://127.0.0.1:{hung.getsockname()[1]},{elastic8.url}"
        with override_settings(ELASTICSEARCH_URL=addresses, ELASTICSEARCH_TIMEOUT=2.0):
            assert [ask(get_engine(), clause("anja")).total for _ in range(3)] == [1, 1, 1]


def test_reading_all_rows_of_a_host_that_hangs_comes_to_an_end():
    found: list[str] = []

    def read(address: str) -> None:
        try:
            with translated():
                list(read_all(Elasticsearch(address, max_retries=0), {}, "gids", seconds=0.2))
        except SearchUnavailable as error:
            found.append(str(error))

    with socket.create_server(("127.0.0.1", 0)) as hung:
        reading = threading.Thread(target=read, args=(f"http://127.0.0.1:{hung.getsockname()[1]}",), daemon=True)
        reading.start()
        reading.join(30)

    assert found == ["Elasticsearch antwoordt niet op tijd"]


@pytest.fixture
def refusing() -> Iterator[Gate]:
    with open_gate(Gate(answer=(200, b"{}"))) as gate, override_settings(ELASTICSEARCH_URL=gate.url):
        yield gate


@pytest.mark.parametrize(
    "answer",
    [
        (429, b"{}"),
        (503, b"<html>even weg</html>"),
        (401, b"{}"),
        (500, b""),
        (200, b"<html>een inlogpagina</html>"),
        (200, b"{"),
        (200, b"{}"),
    ],
)
def test_a_gate_that_does_not_let_us_in_is_a_fault(refusing: Gate, settings, answer: tuple[int, bytes]):
    settings.SEARCH_ENGINE = settings.SEARCH_SERVER_ENGINE
    refusing.answer = answer

    with pytest.raises(SearchUnavailable):
        ask(get_engine(), clause("anja"))


def test_a_wrong_password_is_told(refusing: Gate, settings):
    settings.SEARCH_ENGINE = settings.SEARCH_SERVER_ENGINE
    refusing.answer = (401, b"{}")

    with pytest.raises(SearchUnavailable, match="de naam, het wachtwoord of de sleutel klopt niet"):
        ask(get_engine(), clause("anja"))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:1", "op dat adres en die poort luistert niets"),
        ("http://nergens.invalid:9200", "een computer met die naam is er niet"),
    ],
)
def test_why_a_server_is_not_reached_is_told(settings, address: str, reason: str):
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = address, settings.SEARCH_SERVER_ENGINE

    with pytest.raises(SearchUnavailable, match=reason):
        ask(get_engine(), clause("anja"))


def test_http_where_https_is_wanted_is_told_and_the_other_way_round(tls: Gate, elastic8: Server):
    def told(address: str) -> str:
        with override_settings(ELASTICSEARCH_URL=address), pytest.raises(SearchUnavailable) as caught:
            ask(get_engine(), clause("anja"))
        return str(caught.value)

    assert "of wil https" in told(tls.url.replace("https", "http"))
    assert "daar wordt geen https gesproken" in told(elastic8.url.replace("http", "https"))


def test_a_question_that_is_not_understood_is_our_fault(refusing: Gate, settings):
    settings.SEARCH_ENGINE = settings.SEARCH_SERVER_ENGINE
    refusing.answer = (400, b'{"error": {"type": "parsing_exception", "reason": "anja"}}')

    with pytest.raises(SearchRefused, match="^Elasticsearch weigert"):
        ask(get_engine(), clause("anja"))


def test_an_error_does_not_repeat_what_was_asked(refusing: Gate, settings):
    settings.SEARCH_ENGINE = settings.SEARCH_SERVER_ENGINE
    refusing.answer = (500, b'{"error": {"type": "x", "reason": "anja"}}')

    with pytest.raises(SearchUnavailable) as caught:
        ask(get_engine(), clause("anja"))

    assert "anja" not in str(caught.value)
