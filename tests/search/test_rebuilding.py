"""A new index beside the live one: what changes meanwhile is in it, and one that does not answer never goes live."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django import Settings
from wagtail.models import Page

from directory.models import AgencyPage, CardNumber, ContactCardPage, Contactpunt
from search.answer import SearchQuery
from search.ask import ask
from search.engines import Index, SearchBusy, SearchMissing, SearchUnavailable, indexes
from search.engines.embedded import EmbeddedEngine
from search.indexing import collect
from search.indexing.documents import Document
from search.indexing.spool import Spool
from search.models import Change, Target
from search.upkeep import canaries, delivering, rebuilding
from tests.factories import make_agency, make_card, make_functie
from tests.faults import before_reading
from tests.search.asking import professional
from tests.search.test_engines import document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]
CARDS, NUMBERS, CHANGES = (model._meta.db_table for model in (ContactCardPage, CardNumber, Change))


@pytest.fixture
def agency() -> AgencyPage:
    agency = make_agency("Kredietbank")
    for naam in ("Bos", "Zwaan", "Reiger"):
        make_card(agency, achternaam=naam, functie=make_functie("Klantmanager"))
    return agency


def found(question: str) -> list[str]:
    return [hit.name for hit in ask(SearchQuery(question), professional()).people.hits]


def filled(documents: Iterable[Document]) -> Index:
    """A new index of no more than these, that is not live."""
    fresh = indexes()[0].begin()
    fresh.fill(documents)
    return fresh


def test_what_changes_while_it_is_built_is_in_it(agency: AgencyPage):
    rebuilding.rebuild()

    def change() -> None:
        make_card(agency, achternaam="Berg")
        ContactCardPage.objects.get(achternaam="Bos").delete()

    with before_reading(NUMBERS, change):  # so after the cards were read
        rebuilding.rebuild()

    assert (found("berg"), found("bos"), Change.objects.waiting().count()) == (["Anna Berg"], [], 0)


@contextmanager
def hidden_while_it_is_built(model: type[Page]) -> Iterator[None]:
    """Rows that are not live while the documents are made, and are again before the new index is asked anything.

    A bulk update sends no signal, so the new index never hears of it.
    """
    model.objects.update(live=False)
    with before_reading(CHANGES, lambda: model.objects.update(live=True)):
        yield


def test_an_index_that_does_not_answer_is_not_swapped(agency: AgencyPage):
    rebuilding.rebuild()
    before = indexes()[0].generation

    with hidden_while_it_is_built(ContactCardPage), pytest.raises(SearchUnavailable, match=r"\{naam\}"):
        rebuilding.rebuild()

    assert (indexes()[0].generation, found("bos"), Target.objects.get().name) == (before, ["Anna Bos"], before)


def test_it_is_swapped_all_the_same_where_somebody_says_so(agency: AgencyPage):
    with hidden_while_it_is_built(AgencyPage):
        assert rebuilding.rebuild(asked=False) == 0


def test_it_is_asked_for_people(agency: AgencyPage):
    with pytest.raises(SearchUnavailable, match=r"van 3 proefvragen als “kaart \{naam\}” .* er 0"):
        canaries.check(filled(()))


def test_it_is_asked_for_functions_where_there_are_no_people(agency: AgencyPage):
    ContactCardPage.objects.update(soort=ContactCardPage.Soort.FUNCTIE, achternaam="", voornaam="")

    with pytest.raises(SearchUnavailable, match=r"van 3 proefvragen als “functie \{functie\}” .* er 0"):
        canaries.check(filled(()))


def test_it_is_asked_for_agencies():
    for naam in ("Werkbedrijf", "Gebiedsteam", "Kredietbank"):
        make_agency(naam)

    with pytest.raises(SearchUnavailable, match=r"van 3 proefvragen als “organisatie \{organisatie\}” .* er 0"):
        canaries.check(filled(()))


def test_something_else_with_the_same_key_is_no_right_answer():
    for naam in ("Werkbedrijf", "Gebiedsteam", "Kredietbank"):
        page = make_agency(naam)
        Contactpunt.objects.create(pk=page.pk, page=page, naam="Balie")
    desks = [found for found in collect.all_documents() if found.soort == "loket"]

    with pytest.raises(SearchUnavailable, match="organisatie"):
        canaries.check(filled(desks))


def test_a_rebuild_that_breaks_off_leaves_no_trace(agency: AgencyPage, monkeypatch: pytest.MonkeyPatch):
    make_agency("Werkbedrijf")
    rebuilding.rebuild()
    before = sorted(os.listdir(indexes()[0].generations.root))
    monkeypatch.setattr(collect, "BATCH", 1)  # so the documents of the first agency were written

    def lose() -> None:
        raise OperationalError("the connection was lost")

    with before_reading(CARDS, lose, time=2), pytest.raises(OperationalError):
        rebuilding.rebuild()

    assert (sorted(os.listdir(indexes()[0].generations.root)), Target.objects.count()) == (before, 1)


def test_two_do_not_build_at_once(agency: AgencyPage):
    with indexes()[0].building(), pytest.raises(SearchBusy):
        rebuilding.rebuild()


def test_an_open_searcher_answers_from_the_new_index(agency: AgencyPage):
    rebuilding.rebuild()
    other_process = EmbeddedEngine()
    other_process.searcher()
    make_card(agency, achternaam="Berg")

    rebuilding.rebuild()

    assert other_process.generation == other_process.opened().path.name == indexes()[0].generation


def test_a_writer_that_was_opened_before_writes_into_the_new_index(agency: AgencyPage):
    rebuilding.rebuild()
    other_process = EmbeddedEngine()
    other_process.opened()
    rebuilding.rebuild()

    other_process.update([7], [document(7, "zwaantje", groep=7)])

    assert "persoon-7" in EmbeddedEngine().marks()


# Generations -----------------------------------------------------------------------------------------------------
def test_the_generation_before_is_kept_a_day(agency: AgencyPage):
    for _ in range(3):
        rebuilding.rebuild()
    live = indexes()[0]
    kept = len(list(live.generations.root.glob("*-*-*-*")))

    assert (kept, live.clean(3600, 3600)) == (2, 0)


def test_and_goes_after_that(agency: AgencyPage):
    rebuilding.rebuild()
    old = indexes()[0].opened().path
    rebuilding.rebuild()
    os.utime(old, (time.time() - 7200,) * 2)

    assert (indexes()[0].clean(3600, 3600), old.exists()) == (1, False)


@pytest.fixture
def outdated(agency: AgencyPage, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index that was made before the word files changed."""
    rebuilding.rebuild()
    live = indexes()[0].opened().path
    monkeypatch.setattr("search.language.analysis.VERSION", "0" * 12)
    settings.SEARCH_ENGINE = "search.engines.embedded.EmbeddedEngine"  # another process, with the new files
    from search.engines import get_engine

    get_engine.cache_clear()
    return live


def test_an_index_of_another_analysis_goes_on_answering(outdated: Path):
    assert (found("bos"), indexes()[0].is_outdated(outdated.name)) == (["Anna Bos"], True)


def test_and_is_kept_up_to_date(outdated: Path, agency: AgencyPage):
    make_card(agency, achternaam="Berg")

    delivering.deliver_soon()

    assert found("berg") == ["Anna Berg"]


def test_other_code_with_other_fields_keeps_its_own_index(agency: AgencyPage):
    rebuilding.rebuild()
    root = indexes()[0].generations.root
    theirs = root / "0123abcd-0123456789ab-1-ff"
    theirs.mkdir()
    (root / "huidig-0123abcd").symlink_to(theirs.name)

    rebuilding.rebuild()
    indexes()[0].clean(0, 3600)

    assert theirs.is_dir()


def test_without_an_index_it_says_so():
    with pytest.raises(SearchMissing):
        indexes()[0].generation  # noqa: B018  # a property that raises


# Documents that are given twice ----------------------------------------------------------------------------------
def test_documents_are_given_again_also_when_the_first_reader_stopped():
    with closing(Spool(iter([document(1, "a"), document(2, "b"), document(3, "c")]))) as spool:
        next(spool.all())

        assert [[d.pk for d in spool.all()], [d.pk for d in spool.all()]] == [[1, 2, 3], [1, 2, 3]]
