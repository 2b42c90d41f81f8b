"""Words that coordinators add for splitting compounds work in the next question, and in what is indexed after it."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks as Commit

from directory.models import AgencyPage
from search.answer import SearchQuery
from search.ask import ask
from search.language import analysis
from search.lists import compounds
from search.lists.reading import get_lexicon, lexicon_changed
from search.models import Splitswoorden
from search.upkeep import rebuilding
from tests.factories import make_agency, make_werkproces
from tests.search.asking import VISITOR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    analysis.split_also((), ())


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Buurtpunt")
    make_werkproces(agency, "Zwurfel lenen aan de buurt")
    rebuilding.rebuild()
    return agency


def save(*bouwstenen: str, geen_splitsing: tuple[str, ...] = ()) -> None:
    compounds.save(bouwstenen=bouwstenen, geen_splitsing=geen_splitsing)
    lexicon_changed()


def found(question: str) -> int:
    return ask(SearchQuery(question), VISITOR).organisations.total


def test_a_question_is_split_by_a_new_word_at_once(agency: AgencyPage):
    before = found("buurtzwurfel")

    save("zwurfel")

    assert (before, found("buurtzwurfel")) == (0, 1)


def test_saving_tells_all_processes(agency: AgencyPage, django_capture_on_commit_callbacks: Commit):
    known = get_lexicon()

    with override_settings(SEARCH_REBUILD_AT_ONCE=0), django_capture_on_commit_callbacks(execute=True):
        compounds.save(bouwstenen=["zwurfel"], geen_splitsing=())

    assert get_lexicon() is not known


def test_what_is_indexed_is_split_from_the_next_rebuild_on():
    make_werkproces(make_agency("Buurtpunt"), "Plukzwurfel lenen")
    rebuilding.rebuild()
    save("zwurfel", "pluk")
    before = found("zwurfel")

    rebuilding.rebuild()

    assert (before, found("zwurfel")) == (0, 1)


def test_a_word_can_be_kept_whole(agency: AgencyPage):
    assert analysis.parts("schuldhulp")

    save(geen_splitsing=("schuldhulp",))
    found("x")

    assert analysis.parts("schuldhulp") == ()


def test_a_word_that_is_taken_away_splits_no_more(agency: AgencyPage):
    save("zwurfel")
    found("buurtzwurfel")

    save()

    assert found("buurtzwurfel") == 0


def test_there_is_one_row_for_all(agency: AgencyPage):
    save("zwurfel")
    save("pluk")

    assert [row.bouwstenen for row in Splitswoorden.objects.all()] == [["pluk"]]


@pytest.mark.parametrize("line", ["twee woorden", "ab", "x" * 61, "met1cijfer", "*", "<b>"])
def test_a_line_that_is_no_word_is_refused(line: str):
    with pytest.raises(ValidationError, match="kan niet"):
        compounds.checked([line])


def test_words_are_kept_as_they_are_compared():
    assert compounds.checked(["Maatje", "maatje", "Coördinatie"]) == ["maatje", "coordinatie"]
