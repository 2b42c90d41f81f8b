"""Who may take what along: the audiences against the fields of a whole organisation, and how many queries it takes."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Absence, CardNumber, CardState, Contactpunt, Membership, OokTeVinden, Zichtbaar
from directory.visibility import VISITOR, audience_for
from phonebook.bundle import look_of, of_agency, of_card, of_desk, of_selection
from phonebook.contacts import vcards
from phonebook.vcard import write
from tests.factories import (
    make_agency,
    make_card,
    make_contactpunt,
    make_gemeente,
    make_professional,
    make_region,
    make_team,
)
from tests.phonebook.rfc2426 import read

pytestmark = pytest.mark.django_db

IEDEREEN = {"visitor", "in region", "other region", "own", "coordinator", "superuser"}
REGION = {"in region", "own", "coordinator", "superuser"}
OWN = {"own"}
NOBODY = set()
# What stands somewhere in the organisation, and who may find it in the file; who may not export finds no file.
FIELDS = {
    "+31516000101": IEDEREEN,  # the desk for residents
    "+31516000102": REGION,  # the desk for professionals
    "+31516000103": REGION,  # the desk of the team
    "Open loket": IEDEREEN,  # a function that is open to all
    "+31516000110": IEDEREEN,  # its number for all
    "+31516000111": REGION,  # its number for professionals
    "Gewonestra": REGION,  # a person
    "+31516000120": REGION,
    "+31612345678": OWN,  # the person's mobile, only for the own organisation
    "gewone@voorbeeld.example": REGION,
    "Eigenstra": OWN,  # a card for the own organisation
    "+31516000130": OWN,
    "Redactiestra": NOBODY,  # a card that only editors may see
    "Liefniet": NOBODY,  # who does not want to be in a phone
    "+31516000140": NOBODY,
    "Vertrokkenstra": NOBODY,
    "Conceptstra": NOBODY,  # a card that is not live
    "Plafondstra": OWN,  # an editor says all, the person says the own organisation
}


@pytest.fixture
def world():
    region = make_region(gemeenten=[make_gemeente()])
    agency = make_agency(region=region)
    team = make_team(agency)
    make_contactpunt(agency, telefoon="0516000101", voor=Contactpunt.Voor.INWONERS)
    make_contactpunt(agency, telefoon="0516000102")
    make_contactpunt(team, telefoon="0516000103")
    open_desk = make_card(agency, soort="functie", functie_lokaal="Open loket", zichtbaar=Zichtbaar.IEDEREEN)
    CardNumber.objects.create(page=open_desk, nummer="0516000110", zichtbaar=Zichtbaar.IEDEREEN)
    CardNumber.objects.create(page=open_desk, nummer="0516000111")
    hidden = make_card(agency, achternaam="Liefniet", nummer="0516000140")
    gone = make_card(agency, achternaam="Vertrokkenstra")
    plain = make_card(
        team, achternaam="Gewonestra", nummer="0516000120", mail="gewone@voorbeeld.example", vervanger=hidden
    )
    CardNumber.objects.create(page=plain, nummer="0612345678", zichtbaar=Zichtbaar.ORGANISATIE)
    make_card(agency, achternaam="Eigenstra", nummer="0516000130", zichtbaar=Zichtbaar.ORGANISATIE)
    make_card(agency, achternaam="Redactiestra", zichtbaar=Zichtbaar.REDACTIE)
    make_card(agency, achternaam="Conceptstra").unpublish()
    capped = make_card(agency, achternaam="Plafondstra", zichtbaar=Zichtbaar.IEDEREEN)
    CardState.objects.filter(card=hidden).update(exporteren=False)
    CardState.objects.filter(card=gone).update(vertrokken_op="2020-01-01")
    CardState.objects.filter(card=capped).update(plafond=Zichtbaar.ORGANISATIE)
    return SimpleNamespace(region=region, agency=agency, team=team, plain=plain, hidden=hidden)


def audiences(world):
    elsewhere = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    no_right = make_professional(world.agency)
    Membership.objects.filter(user=no_right).update(exporteren=False)
    coordinator = User.objects.create_user("c@test.example")
    Membership.objects.create(user=coordinator, regio=world.region, rol=Membership.Rol.COORDINATOR)
    return {
        "visitor": VISITOR,
        "in region": audience_for(make_professional(make_agency(region=world.region))),
        "other region": audience_for(make_professional(elsewhere)),
        "own": audience_for(make_professional(world.agency)),
        "coordinator": audience_for(coordinator),
        "superuser": audience_for(User.objects.create_superuser("s@test.example")),
        "no right": audience_for(no_right),
        "no member": audience_for(User.objects.create_user("n@test.example")),
    }


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
    assert of_desk(look_of(VISITOR), world.team.contactpunten.get().uuid) is None


def test_a_withdrawn_organisation_is_unknown(world):
    key = world.agency.uuid
    world.agency.unpublish()

    assert of_agency(look_of(VISITOR), key) is None


def test_the_desks_of_a_team_go_away_with_its_organisation(world):
    key = world.team.contactpunten.get().uuid
    world.agency.unpublish()

    assert of_desk(look_of(audiences(world)["in region"]), key) is None


def test_a_team_is_saved_with_its_own_cards_only(world):
    bundle = of_agency(look_of(audiences(world)["own"]), world.team.uuid)

    assert ([card.achternaam for card in bundle.cards], len(bundle.desks)) == (["Gewonestra"], 1)


def test_a_selection_holds_cards_organisations_and_desks(world):
    desk = world.team.contactpunten.get()
    values = [world.plain.short_id, f"o-{world.agency.uuid}", f"c-{desk.uuid}", "o-onzin", "", "bestaatniet"]

    bundle = of_selection(look_of(audiences(world)["own"]), values)

    assert (len(bundle.cards), len(bundle.agencies), len(bundle.desks)) == (1, 1, 3)


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
