"""Each search test has an index, an engine and a lexicon of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from directory.models import AgencyPage, Gemeente, Plaats
from search import limits, unanswered
from search.lists.reading import lexicon_changed
from tests.factories import make_agency, make_gemeente, make_region
from tests.search.servers import ELASTIC_8, ELASTIC_9, Server, own_indexes, running
from tests.selection import on_servers


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Also where the whole suite runs on a server."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()  # what was counted
    lexicon_changed()
    if not on_servers():
        yield
        return
    with own_indexes(Server(ELASTIC_8, 0, settings.ELASTICSEARCH_URL)) as prefix:
        settings.ELASTICSEARCH_INDEX = prefix
        yield


@pytest.fixture(autouse=True)
def askers_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """With marks as short as they are kept two of three askers are one, once in 1,365 times."""
    monkeypatch.setattr(unanswered, "HASH", 64)


@pytest.fixture
def one_index(settings: Settings) -> None:
    """For tests that count what is told of indexes: the embedded one alone, also where the suite runs on a server."""
    settings.SEARCH_ENGINE = settings.SEARCH_EMBEDDED_ENGINE


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the limits stands still: a test on the turn of a minute or an hour would be counted in two."""
    monkeypatch.setattr(limits, "time", lambda: 1_750_000_000.0)


@pytest.fixture
def west(db: None) -> Gemeente:
    """A gemeente with a village that people name more than the gemeente."""
    gemeente = make_gemeente("Weststellingwerf")
    Plaats.objects.create(naam="Wolvega", gemeente=gemeente)
    return gemeente


@pytest.fixture
def agency(west: Gemeente) -> AgencyPage:
    """The agency that most questions are about; what it does, each module says itself."""
    return make_agency("Kredietbank", region=make_region("Friesland", gemeenten=[west]))


@pytest.fixture(scope="session")
def elastic8() -> Iterator[Server]:
    with running(ELASTIC_8) as server:
        yield server


@pytest.fixture(scope="session")
def cluster() -> Iterator[Server]:
    """Three nodes."""
    with running(ELASTIC_8, nodes=3) as server:
        yield server


@pytest.fixture(scope="session")
def elastic9() -> Iterator[Server]:
    with running(ELASTIC_9) as server:
        yield server
