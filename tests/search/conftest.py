"""Each search test has an index, an engine and a lexicon of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from search import lexicon
from tests.search.servers import ELASTIC_8, ELASTIC_9, Server, running


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    lexicon.changed()


@pytest.fixture(scope="session")
def elastic8() -> Iterator[Server]:
    with running(ELASTIC_8) as server:
        yield server


@pytest.fixture(scope="session")
def elastic9() -> Iterator[Server]:
    with running(ELASTIC_9) as server:
        yield server
