"""The name of the region in a question, against a small guide."""

import pytest

from directory.models import Leefgebied
from search.engines import get_engine
from search.lists.reading import get_lexicon
from search.understand import understand
from search.understand.topics import Understood
from search.upkeep import rebuilding
from tests.factories import make_agency, make_gemeente, make_region
from tests.search.asking import professional

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def guide() -> None:
    make_gemeente("Zwolle", inwoners=130_000)
    make_gemeente("Buren", inwoners=27_000)
    gemeente = make_gemeente("Leeuwarden", provincie="Fryslân")
    region = make_region("Regio Noordoost Friesland", gemeenten=[gemeente])
    Leefgebied.objects.create(code="geld", naam="Geld en schulden", andere_namen=["schulden"])
    make_agency("Kredietbank Fryslân", region=region)


def read(question: str) -> Understood:
    rebuilding.rebuild()
    view = get_engine().vocabulary().seen_by(professional().tokens)
    return understand(question, get_lexicon(), view, lambda tries: [True] * len(tries))


def slots(question: str) -> list[tuple[str, str, bool]]:
    return [(topic.kind, topic.label, topic.soft) for topic in read(question).topics]


REGION = ("waar", "Regio Noordoost Friesland", True)


@pytest.mark.parametrize(
    "question", ["schulden noordoost friesland", "schulden in regio Noordoost Friesland", "schulden Fryslân"]
)
def test_the_region_is_the_whole_of_it_and_asks_for_nothing_more(question: str):
    assert slots(question) == [("wat", "schulden", False), REGION]


def test_an_agency_that_is_called_after_the_region_is_that_agency():
    assert slots("kredietbank fryslan") == [("wie", "kredietbank fryslan", False)]


def test_the_region_alone_is_what_is_asked():
    assert REGION not in slots("noordoost friesland")


def test_the_region_is_not_told_as_a_word_that_was_left_out():
    assert read("schulden fryslan").dropped == []


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [("Zwolle schulden", True), ("schulden zwolle", True), ("schulden buren", False), ("de buren schulden", False)],
)
def test_a_town_is_a_place_elsewhere_and_an_ordinary_word_is_none(question: str, elsewhere: bool):
    assert any(topic.is_elsewhere for topic in read(question).topics) == elsewhere
