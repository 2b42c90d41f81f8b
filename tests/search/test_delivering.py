"""What waits reaches the index: as things are at that moment, again after a fault, and one bad thing holds up none."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from directory.models import AgencyPage, ContactCardPage
from search.answer import SearchQuery
from search.ask import ask
from search.engines import indexes
from search.models import Change, Target
from search.upkeep import delivering, outbox, rebuilding
from tests.factories import make_agency, make_card, make_team
from tests.search.asking import professional
from tests.search.flaky import FlakyEngine

pytestmark = pytest.mark.django_db
Kind = Change.Kind
Commit = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def agency(settings: Settings) -> Iterator[AgencyPage]:
    settings.SEARCH_ENGINE = "tests.search.flaky.FlakyEngine"
    FlakyEngine.mended()
    agency = make_agency("Kredietbank")
    rebuilding.rebuild()
    yield agency
    FlakyEngine.mended()


def found(question: str) -> list[str]:
    return [hit.name for hit in ask(SearchQuery(question), professional()).people.hits]


def waiting() -> int:
    return Change.objects.waiting().count()


def make_due() -> None:
    Change.objects.update(next_at=timezone.now() - timedelta(seconds=1))


def test_after_the_commit_nothing_waits(agency: AgencyPage, commit: Commit):
    commit(lambda: make_card(agency, achternaam="Bos"))

    assert (found("bos"), waiting()) == (["Anna Bos"], 0)


def test_what_is_delivered_is_how_things_are_then(agency: AgencyPage):
    card = make_card(agency, achternaam="Bos")
    ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Berg")

    delivering.deliver_soon()

    assert (found("bos"), found("berg")) == ([], ["Anna Berg"])


def test_a_card_that_was_deleted_meanwhile_is_no_fault(agency: AgencyPage):
    card = make_card(agency, achternaam="Bos")
    delivering.deliver_soon()
    ContactCardPage.objects.filter(pk=card.pk).update(live=False)
    outbox.note(Kind.KAART, [card.pk, 987654])

    delivering.deliver_soon()

    assert (found("bos"), waiting()) == ([], 0)


def test_an_index_that_is_away_never_stops_a_save(agency: AgencyPage, commit: Commit):
    FlakyEngine.away = True

    commit(lambda: make_card(agency, achternaam="Bos"))

    assert (ContactCardPage.objects.count(), waiting() > 0) == (1, True)


def test_the_log_says_why_and_no_name(agency: AgencyPage, commit: Commit, caplog: pytest.LogCaptureFixture):
    FlakyEngine.away = True

    with caplog.at_level(logging.DEBUG):
        commit(lambda: make_card(agency, achternaam="Zwaantjes"))

    assert "away" in caplog.text
    assert "Zwaantjes" not in caplog.text


def test_what_failed_is_tried_later_and_not_at_once(agency: AgencyPage, commit: Commit):
    FlakyEngine.away = True
    commit(lambda: make_card(agency, achternaam="Bos"))
    FlakyEngine.mended()

    delivering.deliver(indexes()[0], 5)
    at_once = waiting()
    make_due()
    delivering.deliver(indexes()[0], 5)

    assert (at_once > 0, waiting(), found("bos")) == (True, 0, ["Anna Bos"])


def test_once_one_thing_arrives_all_that_failed_is_tried(agency: AgencyPage):
    FlakyEngine.away = True
    for key in (1, 2):
        outbox.note(Kind.KAART, [key])
        delivering.deliver(indexes()[0], 5)
    FlakyEngine.mended()
    Change.objects.filter(key=1).update(next_at=timezone.now())

    delivering.deliver(indexes()[0], 5)

    assert waiting() == 0


def test_each_failure_makes_the_pause_longer(agency: AgencyPage):
    FlakyEngine.away = True
    outbox.note(Kind.ORGANISATIE, [agency.pk])
    pauses = []
    for _ in range(4):
        make_due()
        delivering.deliver(indexes()[0], 5)
        pauses.append(Change.objects.get().next_at - timezone.now())

    assert pauses == sorted(pauses)
    assert pauses[-1] > timedelta(seconds=10)


def test_who_saves_does_not_wait_for_what_failed_just_now(agency: AgencyPage, commit: Commit):
    FlakyEngine.away = True
    commit(lambda: make_card(agency))
    tried = len(FlakyEngine.numbers)

    commit(lambda: make_card(agency))

    assert len(FlakyEngine.numbers) == tried


def test_every_try_draws_a_higher_number(agency: AgencyPage):
    FlakyEngine.away = True
    outbox.note(Kind.ORGANISATIE, [agency.pk])
    for _ in range(3):
        make_due()
        delivering.deliver(indexes()[0], 5)

    assert FlakyEngine.numbers == sorted(set(FlakyEngine.numbers))


def test_a_number_is_above_those_from_before_a_backup_was_put_back(agency: AgencyPage):
    target = Target.objects.get()
    drawn = delivering.draw(target)
    Target.objects.update(number=0)

    assert delivering.draw(target) > drawn


def test_one_document_that_is_refused_is_parked_and_the_rest_is_delivered(agency: AgencyPage, commit: Commit):
    other = make_agency("Werkbedrijf")
    bad = make_card(agency, achternaam="Bos")
    FlakyEngine.refused = {f"persoon-{bad.pk}"}

    commit(lambda: make_card(other, achternaam="Berg"))

    parked = Change.objects.filter(is_parked=True)
    assert (found("berg"), waiting()) == (["Anna Berg"], 0)
    assert {(c.kind, c.key) for c in parked} == {("kaart", bad.pk), ("organisatie", agency.pk)} - {
        ("organisatie", agency.pk)
    }


def test_what_is_parked_is_tried_again_when_it_changes(agency: AgencyPage, commit: Commit):
    card = make_card(agency, achternaam="Bos")
    FlakyEngine.refused = {f"persoon-{card.pk}"}
    delivering.deliver_soon()
    FlakyEngine.mended()

    commit(card.save)

    assert (found("bos"), Change.objects.count()) == (["Anna Bos"], 0)


def test_a_moved_card_is_not_taken_away_by_a_late_row_of_its_old_agency(agency: AgencyPage):
    other = make_agency("Werkbedrijf")
    card = make_card(agency, achternaam="Bos")
    delivering.deliver_soon()
    card.move(other, pos="last-child")
    delivering.deliver_soon()

    outbox.note(Kind.ORGANISATIE, [agency.pk])
    delivering.deliver_soon()

    assert found("bos werkbedrijf") == ["Anna Bos"]


def test_a_team_that_moved_takes_its_cards_along(agency: AgencyPage):
    other = make_agency("Werkbedrijf")
    make_card(team := make_team(agency), achternaam="Bos")
    delivering.deliver_soon()

    team.move(other, pos="last-child")
    delivering.deliver_soon()

    assert (found("bos werkbedrijf"), found("bos kredietbank")) == (["Anna Bos"], [])


def test_a_full_outbox_is_emptied_in_batches(agency: AgencyPage):
    outbox.note(Kind.KAART, range(1_000_000, 1_000_000 + 10 * delivering.BATCH))

    done = delivering.deliver(indexes()[0], 60).done

    assert (done, waiting(), len(FlakyEngine.numbers)) == (10 * delivering.BATCH, 0, 10)


def test_time_that_is_over_leaves_the_rest_waiting(agency: AgencyPage):
    outbox.note(Kind.KAART, range(1_000_000, 1_000_000 + 3 * delivering.BATCH))

    delivering.deliver(indexes()[0], 0)

    assert waiting() == 3 * delivering.BATCH


def test_who_just_saved_is_served_before_what_waits_longer(agency: AgencyPage, settings: Settings):
    card = make_card(agency, achternaam="Bos")
    ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Berg")
    Change.objects.all().delete()
    outbox.note(Kind.KAART, range(1_000_000, 1_000_000 + 3 * delivering.BATCH))
    outbox.note(Kind.KAART, [card.pk])
    settings.SEARCH_SAVE_SECONDS = 0.0001  # one batch

    delivering.deliver_soon()

    assert (found("berg"), waiting()) == (["Anna Berg"], 2 * delivering.BATCH + 1)


def test_a_small_region_that_changes_is_built_anew_at_once(agency: AgencyPage, commit: Commit):
    generation = indexes()[0].generation

    commit(agency.get_parent().specific.save)

    assert (indexes()[0].generation == generation, Change.objects.count()) == (False, 0)


def test_a_large_one_waits_for_onderhoud(agency: AgencyPage, commit: Commit, settings: Settings):
    settings.SEARCH_REBUILD_AT_ONCE = 0
    generation = indexes()[0].generation

    commit(agency.get_parent().specific.save)

    assert (indexes()[0].generation, waiting()) == (generation, 1)
