"""Wrong settings of search are told at the start, without the password in them."""

from pathlib import Path

import pytest
from pytest_django import Settings

from search.checks import check_search

RIGHT = "https://zoek.example:9200"
GUARDED = "search.engines.breaker.GuardedEngine"


@pytest.fixture(autouse=True)
def plain(settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_ENGINE = settings.SEARCH_EMBEDDED_ENGINE
    settings.SEARCH_SAVE_SECONDS = 1.5


def told(settings: Settings, **values: object) -> list[str]:
    for name, value in values.items():
        setattr(settings, name, value)
    return [str(message.id) for message in check_search(None)]


def test_the_settings_without_a_server_are_right(settings: Settings):
    assert told(settings) == []


def test_the_settings_with_a_server_are_right(settings: Settings):
    assert told(settings, ELASTICSEARCH_URL=f"{RIGHT}, https://u:p@twee.example", SEARCH_ENGINE=GUARDED) == []


@pytest.mark.parametrize("engine", ["search.engines.no.Engine", "search.engines.embedded.Nothing"])
def test_an_engine_that_is_not_there(settings: Settings, engine: str):
    assert told(settings, SEARCH_ENGINE=engine) == ["search.E001"]


def test_an_engine_that_is_none(settings: Settings):
    assert told(settings, SEARCH_ENGINE="search.plan.Leaf") == ["search.E001"]


def test_an_index_that_cannot_be_written(settings: Settings, tmp_path: Path):
    (tmp_path / "file").touch()

    assert told(settings, SEARCH_INDEX_DIR=tmp_path / "file" / "index") == ["search.E002"]


def test_an_engine_without_its_server(settings: Settings):
    assert told(settings, SEARCH_ENGINE=GUARDED) == ["search.E003"]


@pytest.mark.parametrize("name", ["ELASTICSEARCH_API_KEY", "ELASTICSEARCH_CA_CERTS"])
def test_a_key_for_no_server(settings: Settings, name: str):
    assert told(settings, **{name: "iets"}) == ["search.W003"]


@pytest.mark.parametrize(
    "url",
    [
        "zoek.example:9200",
        "ftp://zoek.example",
        "https://",
        "https://zoek.example:poort",
        "https://[::1:9200",
        f"{RIGHT}?a=b",
    ],
)
def test_an_address_that_is_none(settings: Settings, url: str):
    assert told(settings, ELASTICSEARCH_URL=url) == ["search.E004"]


def test_a_mix_of_safe_and_open(settings: Settings):
    assert told(settings, ELASTICSEARCH_URL=f"{RIGHT},http://zoek.example") == ["search.E004"]


def test_two_ways_to_log_in(settings: Settings):
    assert told(settings, ELASTICSEARCH_URL="https://u:p@zoek.example", ELASTICSEARCH_API_KEY="k") == ["search.E005"]


def test_a_password_over_an_open_wire(settings: Settings):
    assert told(settings, ELASTICSEARCH_URL="http://u:p@zoek.example") == ["search.W005"]


def test_a_password_on_this_computer_is_fine(settings: Settings):
    assert told(settings, ELASTICSEARCH_URL="http://u:p@127.0.0.1:9200") == []


def test_a_certificate_that_is_none(settings: Settings, tmp_path: Path):
    (tmp_path / "ca.pem").write_text("kapot")

    assert told(settings, ELASTICSEARCH_URL=RIGHT, ELASTICSEARCH_CA_CERTS=tmp_path / "ca.pem") == ["search.E006"]


def test_a_certificate_that_is_not_there(settings: Settings):
    assert told(settings, ELASTICSEARCH_URL=RIGHT, ELASTICSEARCH_CA_CERTS="nergens.pem") == ["search.E006"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ELASTICSEARCH_INDEX", "Hoofdletters", "search.E007"),
        ("ELASTICSEARCH_INDEX", "ster*", "search.E007"),
        ("ELASTICSEARCH_TIMEOUT", 0, "search.E008"),
        ("ELASTICSEARCH_TIMEOUT", 30, "search.W008"),
        ("ELASTICSEARCH_SHARDS", 0, "search.E009"),
        ("ELASTICSEARCH_REPLICAS", -1, "search.E009"),
    ],
)
def test_a_number_or_name_out_of_bounds(settings: Settings, name: str, value: object, expected: str):
    assert told(settings, **{"ELASTICSEARCH_URL": RIGHT, name: value}) == [expected]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SEARCH_SAVE_SECONDS", 0, "search.E010"),
        ("SEARCH_SAVE_SECONDS", 30, "search.W010"),
        ("SEARCH_NEARLY_EMPTY", -1, "search.E011"),
        ("SEARCH_KEEP_HOURS", -1, "search.E011"),
        ("SEARCH_HOST_DAYS", 0.5, "search.E012"),
    ],
)
def test_upkeep_out_of_bounds(settings: Settings, name: str, value: object, expected: str):
    assert told(settings, **{name: value}) == [expected]


def test_no_message_shows_a_password(settings: Settings):
    settings.ELASTICSEARCH_URL = "ftp://naam:geheim@zoek.example"

    assert not any("geheim" in f"{message.msg}{message.hint}" for message in check_search(None))
