"""A coordinator's new word works in the very next question: on both engines, in every worker, without indexing."""

import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_django import Settings

from directory.models import Begrip, Doelgroep
from directory.visibility import VISITOR
from search.answer import SearchQuery
from search.ask import ask
from search.engines import get_engine
from search.upkeep import rebuilding
from tests.conftest import DemoSite
from tests.factories import make_agency, make_werkproces
from tests.search.servers import own_indexes, used_by_site

QUESTIONS_AT_ONCE = 12  # to two workers: each gets some
WORD = "knakenkwestie"


@pytest.fixture(params=["embedded", pytest.param("elastic8", marks=pytest.mark.xdist_group("elastic8"))])
def indexed(request: pytest.FixtureRequest, settings: Settings, db: None) -> Iterator[None]:
    agency = make_agency("Kredietbank")
    make_werkproces(agency, "Schulden regelen")
    agency.doelgroepen = [Doelgroep.objects.create(code="schuld", naam="Mensen met schulden")]
    agency.save()
    if request.param == "embedded":
        settings.SEARCH_ENGINE = settings.SEARCH_EMBEDDED_ENGINE
        rebuilding.rebuild()
        yield
        return
    server = request.getfixturevalue(request.param)
    with own_indexes(server) as prefix, used_by_site(server, prefix):
        rebuilding.rebuild()
        yield


def found() -> int:
    return ask(SearchQuery(WORD), VISITOR).organisations.total


def test_a_new_begrip_finds_in_the_next_question_without_indexing(indexed: None, commit):
    before, generation = found(), get_engine().health()["generatie"]

    commit(lambda: Begrip.objects.create(code="k", afkorting=WORD, andere_namen=["schulden"]))

    assert (before, found()) == (0, 1)
    assert get_engine().health()["generatie"] == generation


def test_a_new_other_name_finds_too_and_stops_when_it_goes(indexed: None, commit):
    begrip = commit(lambda: Begrip.objects.create(code="s", afkorting="schulden"))
    begrip.andere_namen = [WORD]
    commit(begrip.save)
    with_it = found()

    commit(begrip.delete)

    assert (with_it, found()) == (1, 0)


def test_a_new_search_word_of_a_list_finds_too(indexed: None, commit):
    doelgroep = Doelgroep.objects.get()
    doelgroep.zoekwoorden = [WORD]

    commit(doelgroep.save)

    assert found() == 1


def answers(site: DemoSite) -> list[bool]:
    """Whether each of many questions at once has an answer."""
    address = f"{site.url}/zoeken/?{urllib.parse.urlencode({'vraag': WORD})}"

    def has_answer(_: int) -> bool:
        with urllib.request.urlopen(address, timeout=60) as response:
            return 'data-antwoorden="0"' not in response.read().decode()

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(has_answer, range(QUESTIONS_AT_ONCE)))


@pytest.mark.xdist_group("demo")
def test_every_worker_knows_it_in_the_next_question(demo_site: DemoSite):
    before = answers(demo_site)
    words = f"code='{WORD}', afkorting='{WORD}', andere_namen=['schulden']"
    model = "from directory.models import Begrip; Begrip.objects"
    try:
        demo_site.manage("shell", "-c", f"{model}.create({words})")
        with_it = answers(demo_site)
    finally:
        demo_site.manage("shell", "-c", f"{model}.filter(code='{WORD}').first().delete()")

    assert (set(before), set(with_it), set(answers(demo_site))) == ({False}, {True}, {False})
