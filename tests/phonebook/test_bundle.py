"""Who may take what along: the audiences against the fields of a whole organisation, and how many queries it takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Absence, CardState, OokTeVinden
from directory.visibility import VISITOR, audience_for
from phonebook.bundle import look_of, of_agency, of_card, of_contactpunt, of_selection
from phonebook.contacts import vcards
from phonebook.vcard import write
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_professional,
    make_team,
)
from tests.phonebook.rfc2426 import read
from tests.phonebook.worlds import FIELDS, audiences, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def text_of(bundle):
    return str(read(write(vcards(bundle)))) if bundle else ""


def test_the_file_of_an_organisation_holds_what_each_audience_may_save(world):
    seen = {name: text_of(of_agency(look_of(who), world.agency.uuid)) for name, who in audiences(world).items()}

    found = {field: {name for name, text in seen.items() if field in text} for field in FIELDS}

    # Who holds the region together sees the editors' cards there too.
    assert found == {**FIELDS, "Redactiestra": {"coordinator", "superuser"}}


def test_the_file_of_a_card_holds_no_more_than_that_of_the_organisation(world):
    for who in audiences(world).values():
        whole = text_of(of_agency(look_of(who), world.agency.uuid))
        one = text_of(of_card(look_of(who), world.plain.short_id))

        assert all(field in whole for field in FIELDS if field in one)


def test_a_hidden_and_an_unknown_card_are_the_same(world):
    look = look_of(VISITOR)

    assert (of_card(look, world.plain.short_id), of_card(look, "bestaatniet")) == (None, None)


def test_a_card_that_may_not_be_saved_gives_an_empty_bundle(world):
    assert len(of_card(look_of(audiences(world)["own"]), world.hidden.short_id)) == 0


def test_a_desk_for_professionals_is_hidden_for_a_visitor(world):
    assert of_contactpunt(look_of(VISITOR), world.team.contactpunten.get().uuid) is None


def test_a_withdrawn_organisation_is_unknown(world):
    key = world.agency.uuid
    world.agency.unpublish()

    assert of_agency(look_of(VISITOR), key) is None


def test_the_desks_of_a_team_go_away_with_its_organisation(world):
    key = world.team.contactpunten.get().uuid
    world.agency.unpublish()

    assert of_contactpunt(look_of(audiences(world)["in region"]), key) is None


def test_a_team_is_saved_with_its_own_cards_only(world):
    bundle = of_agency(look_of(audiences(world)["own"]), world.team.uuid)

    assert ([card.achternaam for card in bundle.cards], len(bundle.contactpunten)) == (["Gewonestra"], 1)


def test_a_selection_holds_cards_organisations_and_desks(world):
    desk = world.team.contactpunten.get()
    values = [world.plain.short_id, f"o-{world.agency.uuid}", f"c-{desk.uuid}", "o-onzin", "", "bestaatniet"]

    bundle = of_selection(look_of(audiences(world)["own"]), values)

    assert (len(bundle.cards), len(bundle.agencies), len(bundle.contactpunten)) == (1, 1, 3)


def test_a_selection_of_the_same_card_twice_holds_it_once(world):
    bundle = of_selection(look_of(audiences(world)["own"]), [world.plain.short_id, world.plain.short_id.upper()])

    assert len(bundle) == 1


def test_a_selection_leaves_out_what_this_audience_may_not_see(world):
    assert of_selection(look_of(VISITOR), [world.plain.short_id]) is None


def test_who_has_no_right_selects_nothing(world):
    values = [world.plain.short_id, f"o-{world.agency.uuid}"]

    assert len(of_selection(look_of(audiences(world)["no right"]), values)) == 0


def test_who_left_and_the_successor_are_saved_once(world):
    gone = make_card(world.agency)
    CardState.objects.filter(card=gone).update(vertrokken_op="2020-01-01", opvolger=world.plain)

    bundle = of_selection(look_of(audiences(world)["own"]), [gone.short_id, world.plain.short_id])

    assert bundle.cards == [world.plain]


def add_card_with_everything(agency):
    team = make_team(agency)
    make_contactpunt(team)
    stand_in = make_card(agency, nummer="0516000150")
    card = make_card(team, nummer="0516000151", vervanger=stand_in, houder=stand_in)
    Absence.objects.create(card=card, van="2020-01-01", vervanger=make_card(agency, nummer="0516000152"))
    OokTeVinden.objects.create(page=card, organisatie=make_team(make_agency()), nummer="0516000153")
    CardState.objects.filter(card=card).update(vertrokken_op="2999-01-01", opvolger=stand_in)


def queries_of_a_file(look, agency):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        write(vcards(of_agency(look, agency.uuid)))
    return len(captured)


def test_a_larger_organisation_takes_no_more_queries():
    agency = make_agency()
    look = look_of(audience_for(make_professional(agency)))
    add_card_with_everything(agency)
    queries_of_a_file(look, agency)  # fills the caches of Wagtail and of content types
    few = queries_of_a_file(look, agency)
    for _ in range(4):
        add_card_with_everything(agency)

    assert queries_of_a_file(look, agency) == few
