"""What is written down of a change: in its own transaction, one row for each index and thing, never how it was."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from directory.models import (
    Absence,
    AgencyPage,
    Check,
    Doelgroep,
    OokTeVinden,
    Organisatiesoort,
    Plaats,
    Wet,
    Zichtbaar,
)
from search.engines import indexes
from search.models import Change, Splitswoorden, Target
from search.upkeep import outbox, rebuilding
from tests.factories import make_agency, make_card, make_contactpunt, make_functie, make_team, make_werkproces
from tests.faults import refuse_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_index")]
Kind = Change.Kind


@pytest.fixture
def agency() -> AgencyPage:
    return make_agency("Kredietbank")


@pytest.fixture
def target() -> Target:
    """An index that is kept up; nothing is delivered, because no test here commits."""
    return Target.objects.create(name="een", motor=Target.Motor.INGEBOUWD, is_live=True)


def noted(*kinds: Change.Kind) -> set[tuple[str, int]]:
    return {(c.kind, c.key) for c in Change.objects.all() if not kinds or c.kind in kinds}


# Rows ------------------------------------------------------------------------------------------------------------
def test_without_an_index_nothing_is_written():
    outbox.note(Kind.KAART, [1])

    assert noted() == set()


def test_each_index_gets_a_row_of_its_own(target: Target):
    Target.objects.create(name="twee", motor=Target.Motor.ELASTICSEARCH)

    outbox.note(Kind.KAART, [1])

    assert Change.objects.count() == 2


def test_a_newer_change_takes_the_place_of_an_older_one(target: Target):
    for _ in range(3):
        outbox.note(Kind.KAART, [1])

    assert Change.objects.count() == 1


def test_it_is_another_row_so_that_a_delivery_under_way_does_not_take_it_along(target: Target):
    outbox.note(Kind.KAART, [1])
    before = Change.objects.get().pk

    outbox.note(Kind.KAART, [1])

    assert Change.objects.get().pk != before


def test_it_waits_since_the_oldest_change(target: Target):
    outbox.note(Kind.KAART, [1])
    yesterday = timezone.now() - timedelta(days=1)
    Change.objects.update(changed_at=yesterday)

    outbox.note(Kind.KAART, [1])

    assert Change.objects.get().changed_at == yesterday


def test_a_change_that_failed_is_tried_at_once_when_it_changes_again(target: Target):
    outbox.note(Kind.KAART, [1])
    Change.objects.update(tries=9, is_parked=True, next_at=timezone.now() + timedelta(hours=1))

    outbox.note(Kind.KAART, [1])

    row = Change.objects.get()
    assert (row.tries, row.is_parked, row.next_at <= timezone.now()) == (0, False, True)


def test_what_is_rolled_back_leaves_nothing(target: Target):
    with transaction.atomic():
        outbox.note(Kind.KAART, [1])
        transaction.set_rollback(True)

    assert noted() == set()


def test_thousands_take_few_queries(target: Target, django_assert_max_num_queries: DjangoAssertNumQueries):
    with django_assert_max_num_queries(40):
        outbox.note(Kind.KAART, range(1, 2001))

    assert Change.objects.count() == 2000


# What concerns what ----------------------------------------------------------------------------------------------
def test_a_card_that_is_saved(agency: AgencyPage, target: Target):
    card = make_card(agency)

    assert noted(Kind.KAART) == {("kaart", card.pk)}


def test_a_draft_changes_nothing_that_is_found(agency: AgencyPage, target: Target):
    card = make_card(agency)
    Change.objects.all().delete()

    card.save_revision()

    assert noted() == set()


def test_a_card_that_is_deleted_also_concerns_its_agency(agency: AgencyPage, target: Target):
    card = make_card(agency)
    pk = card.pk
    Change.objects.all().delete()

    card.delete()

    assert noted() == {("kaart", pk), ("organisatie", agency.pk)}


def test_an_agency_that_is_deleted_concerns_whom_it_is_named_by(agency: AgencyPage, target: Target):
    elsewhere = make_card(make_agency("Elders"))
    OokTeVinden.objects.create(page=elsewhere, organisatie=agency)
    Change.objects.all().delete()

    agency.delete()

    assert ("kaart", elsewhere.pk) in noted()


def test_a_renamed_agency_concerns_who_is_also_found_there(agency: AgencyPage, target: Target):
    other = make_agency("Elders")
    OokTeVinden.objects.create(page=make_card(other), organisatie=agency)
    Change.objects.all().delete()

    agency.save()

    assert noted() == {("organisatie", agency.pk), ("organisatie", other.pk)}


def test_a_team_that_moves_concerns_both_agencies_and_its_cards(agency: AgencyPage, target: Target):
    other = make_agency("Elders")
    card = make_card(team := make_team(agency))
    Change.objects.all().delete()

    team.move(other, pos="last-child")

    assert noted() >= {("organisatie", agency.pk), ("organisatie", other.pk), ("kaart", card.pk)}


def test_a_desk_that_is_deleted(agency: AgencyPage, target: Target):
    point = make_contactpunt(agency)
    pk = point.pk

    point.delete()

    assert ("loket", pk) in noted()


def test_what_a_person_decides(agency: AgencyPage, target: Target):
    card = make_card(agency)
    Change.objects.all().delete()
    card.state.plafond = Zichtbaar.ORGANISATIE

    card.state.save()

    assert noted() == {("kaart", card.pk)}


@pytest.mark.parametrize("model", [Absence, Check])
def test_state_outside_the_form(agency: AgencyPage, target: Target, model: type):
    card = make_card(agency)
    Change.objects.all().delete()
    today = timezone.localdate()

    model.objects.create(**({"card": card, "van": today} if model is Absence else {"page": card, "op": today}))

    assert noted() == {("kaart", card.pk)}


def test_a_check_of_an_agency(agency: AgencyPage, target: Target):
    Change.objects.all().delete()

    Check.objects.create(page=agency, op=timezone.localdate())

    assert noted() == {("organisatie", agency.pk)}


def test_a_region_changes_everything(agency: AgencyPage, target: Target):
    agency.get_parent().specific.save()

    assert ("alles", 0) in noted()


@pytest.mark.parametrize(("model", "name"), [(Doelgroep, "doelgroepen"), (Wet, "wetten")])
def test_a_word_concerns_the_agencies_whose_documents_carry_it(
    agency: AgencyPage, target: Target, model: type, name: str
):
    row = model.objects.create(code="x", **({"afkorting": "Px"} if model is Wet else {}), naam="Iets")
    process = make_werkproces(agency)
    getattr(process, name).add(row)
    process.save()
    make_agency("Zonder")
    Change.objects.all().delete()

    row.save()

    assert noted() == {("organisatie", agency.pk)}


def test_a_functie_concerns_the_agencies_of_its_cards(agency: AgencyPage, target: Target):
    functie = make_functie("Klantmanager")
    make_card(agency, functie=functie)
    Change.objects.all().delete()

    functie.save()

    assert noted() == {("organisatie", agency.pk)}


def test_a_kind_of_organisation_concerns_its_agencies(target: Target):
    soort = Organisatiesoort.objects.create(code="bank", naam="Bank")
    agency = make_agency(soort=soort)
    Change.objects.all().delete()

    soort.save()

    assert noted() == {("organisatie", agency.pk)}


def test_a_place_stands_in_no_document(agency: AgencyPage, target: Target):
    gemeente = agency.gemeenten[0]
    Change.objects.all().delete()

    Plaats.objects.create(naam="Wolvega", gemeente=gemeente)

    assert noted() == set()


def test_words_for_splitting_change_everything(target: Target):
    Splitswoorden.objects.create(bouwstenen=["maatje"])

    assert noted() == {("alles", 0)}


# Indexes ---------------------------------------------------------------------------------------------------------
def test_an_index_that_is_built_is_registered():
    rebuilding.rebuild()

    assert [target.is_live for target in Target.objects.all()] == [True] * len(indexes())


def test_of_two_generations_of_one_place_the_newest_is_kept_up():
    rebuilding.rebuild()
    rebuilding.rebuild()

    assert Target.objects.count() == len(indexes())


# In the transaction of the change --------------------------------------------------------------------------------
def test_where_nothing_can_be_written_down_nothing_is_saved():
    card = make_card()
    Target.objects.create(name="een", motor=Target.Motor.INGEBOUWD)

    refuse_rows(Change._meta.db_table)
    card.state.plafond = Zichtbaar.ORGANISATIE
    with pytest.raises(DatabaseError, match="refused"):
        card.state.save()

    card.state.refresh_from_db()
    assert card.state.plafond != Zichtbaar.ORGANISATIE
