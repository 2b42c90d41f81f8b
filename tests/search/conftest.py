"""Each search test has an index, an engine and a lexicon of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from search import lexicon


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    lexicon.changed()
