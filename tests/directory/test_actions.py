"""Actions do what they say, and leave no name behind where a name must go."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, ModelLogEntry, PageLogEntry, Revision

from directory import actions
from directory.models import Absence, CardNumber, ContactCardPage, Membership, NietDoen
from tests.factories import (
    make_agency,
    make_card,
    make_functie,
    make_gemeente,
    make_region,
    make_soort,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db


def admit(**values):
    values = {"region": make_region(), "title": "Stichting Proef", "soort": make_soort(), **values}
    return actions.admit_agency(**values)


def make_published_card(**values):
    """A card with two revisions, a photo and log lines, as it comes from the editing screens."""
    card = make_card(voornaam="Roelof", achternaam="Wijnsema", functie=make_functie("Schuldhulpverlener"), **values)
    card.foto = Image.objects.create(title="Roelof Wijnsema", file=get_test_image_file("roelof.png"))
    card.save_revision(log_action=True).publish()
    card.mail = "r.wijnsema@proef.example"
    card.bel_mij_voor = ["vragen over schulden", "vraag naar Roelof Wijnsema"]
    card.save_revision(log_action=True).publish()
    return ContactCardPage.objects.get(pk=card.pk)


def traces_of(word):
    """The tables that hold a word anywhere."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names of our own tables
            if any(word.casefold() in str(row).casefold() for row in cursor.fetchall()):
                found.add(table)
    return found


def test_an_admitted_agency_has_a_group_that_edits_only_its_page():
    agency = admit()

    assert {p.permission.codename for p in agency.editor_group.group.page_permissions.all()} == {
        "add_page",
        "change_page",
        "publish_page",
    }
    assert set(GroupPagePermission.objects.filter(group=agency.editor_group.group).values_list("page", flat=True)) == {
        agency.pk
    }


def test_an_admitted_agency_takes_its_fields_and_word_lists():
    region = make_region()
    gemeente = make_gemeente()

    agency = admit(region=region, opdracht="Wij helpen.", werkgebied=[gemeente])

    agency.refresh_from_db()
    assert (agency.opdracht, list(agency.werkgebied.all())) == ("Wij helpen.", [gemeente])


def test_nobody_below_superuser_administers_users():
    region = make_region()
    groups = [actions.editor_group(region), actions.editor_group(admit(region=region))]

    held = {p.content_type.app_label for g in groups for p in g.permissions.select_related("content_type")}
    assert held == {"wagtailadmin", "directory"}


def test_the_first_editor_may_edit_the_page():
    user = make_user()

    agency = admit(editors=[user])

    assert agency.permissions_for_user(user).can_edit()


def test_a_professional_gets_no_group():
    user = make_user()

    actions.give_membership(user=user, agency=make_agency(), rol=Membership.Rol.PROFESSIONAL)

    assert not user.groups.exists()


def test_giving_twice_gives_once():
    user, agency = make_user(), make_agency()

    for _ in range(2):
        actions.give_membership(user=user, agency=agency, rol=Membership.Rol.REDACTIE)

    assert (user.memberships.count(), user.groups.count()) == (1, 1)


def test_a_coordinator_edits_every_agency_of_the_region():
    region, user = make_region(), make_user()
    agency = admit(region=region)

    actions.give_membership(user=user, regio=region, rol=Membership.Rol.COORDINATOR)

    assert agency.permissions_for_user(user).can_edit()


def test_a_coordinator_keeps_the_word_lists():
    region, user = make_region(), make_user()

    actions.give_membership(user=user, regio=region, rol=Membership.Rol.COORDINATOR)

    assert user.has_perm("directory.change_functie")


def test_a_role_belongs_to_the_right_kind_of_page():
    with pytest.raises(ValueError, match="coordinator"):
        actions.give_membership(user=make_user(), agency=make_agency(), rol=Membership.Rol.COORDINATOR)


def test_a_taken_membership_takes_the_right_to_edit():
    user = make_user()
    agency = admit(editors=[user])

    actions.take_membership(membership=user.memberships.get())

    assert not user.groups.exists()
    assert not agency.permissions_for_user(type(user).objects.get(pk=user.pk)).can_edit()


def test_a_deleted_agency_takes_its_group_along():
    agency = admit(editors=[make_user()])

    agency.delete()

    assert not Group.objects.filter(name__contains="Stichting Proef").exists()


def test_a_new_login_has_no_password():
    assert not actions.find_or_make_user("Nieuw@Proef.example").has_usable_password()


def test_a_known_mail_address_is_the_same_login():
    user = make_user("iemand@proef.example")

    assert actions.find_or_make_user("Iemand@Proef.example") == user


def test_the_last_check_counts():
    card = make_card()

    for day in (1, 2):
        actions.check_page(page=card, on=date(2026, 5, day))

    assert [c.op for c in card.checks.all()] == [date(2026, 5, 2)]


def test_a_check_makes_no_revision():
    card = make_card()

    actions.check_page(page=card, user=make_user())

    assert not Revision.objects.for_instance(card).exists()


def test_our_log_lines_hold_no_name_of_a_person():
    card = make_card(achternaam="Wijnsema")

    actions.check_page(page=card)
    actions.leave(card=card)

    assert not PageLogEntry.objects.filter(action__startswith="gids.", label__contains="Wijnsema").exists()


def test_an_absence_takes_the_place_of_one_on_the_same_days():
    card = make_card()
    actions.set_absence(card=card, van=date(2026, 7, 1), tot=date(2026, 7, 20))

    actions.set_absence(card=card, van=date(2026, 7, 10))

    assert [a.van for a in card.absences.all()] == [date(2026, 7, 10)]


def test_an_absence_leaves_other_days_alone():
    card = make_card()
    actions.set_absence(card=card, van=date(2026, 7, 1), tot=date(2026, 7, 5))

    actions.set_absence(card=card, van=date(2026, 7, 10), tot=date(2026, 7, 12))

    assert card.absences.count() == 2


def test_nobody_stands_in_for_himself():
    card = make_card()

    with pytest.raises(ValidationError, match="zichzelf"):
        actions.set_absence(card=card, van=date(2026, 7, 1), vervanger=card)


def test_somebody_who_is_back_today_is_away_no_longer():
    card = make_card()
    actions.set_absence(card=card, van=date(2026, 7, 1))

    actions.end_absence(card=card, on=date(2026, 7, 4))

    assert not Absence.objects.on(date(2026, 7, 4)).exists()
    assert Absence.objects.on(date(2026, 7, 3)).exists()


def test_somebody_who_left_names_a_successor():
    card, heir = make_card(), make_card()

    actions.leave(card=card, on=date(2026, 7, 1), opvolger=heir)

    card.state.refresh_from_db()
    assert (card.state.vertrokken_op, card.state.opvolger) == (date(2026, 7, 1), heir)


def test_leaving_can_be_undone():
    card = make_card()
    actions.leave(card=card)

    actions.undo_leave(card=card)

    assert card in ContactCardPage.objects.working()


def test_a_function_only_card_holds_the_name_nowhere():
    card = make_published_card()

    actions.strip_name(card=card, by=make_user())

    assert (traces_of("Wijnsema"), traces_of("Roelof")) == (set(), set())


def test_a_function_only_card_loses_the_photo_file(django_capture_on_commit_callbacks):
    card = make_published_card()
    file = Path(card.foto.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        actions.strip_name(card=card)

    assert not file.exists()


def test_a_function_only_card_is_headed_by_its_function():
    assert actions.strip_name(card=make_published_card()).title == "Schuldhulpverlener"


def test_a_function_only_card_keeps_its_soort_and_number():
    card = make_published_card(nummer="0516566100")

    actions.strip_name(card=card)

    card.refresh_from_db()
    assert (card.soort, CardNumber.objects.filter(page=card).count()) == ("persoon", 1)


def test_a_draft_of_a_function_only_card_stays_a_draft():
    card = make_published_card()
    card.achternaam = "Wijnsema-Proef"
    card.save_revision()

    actions.strip_name(card=card)

    assert ContactCardPage.objects.get(pk=card.pk).has_unpublished_changes
    assert traces_of("Wijnsema") == set()


def test_a_card_without_function_cannot_lose_its_name():
    with pytest.raises(ValidationError, match="functie"):
        actions.strip_name(card=make_card())


@pytest.mark.parametrize(
    ("mail", "kept"),
    [
        ("r.wijnsema@x.example", False),
        ("wijnsema@x.example", False),
        ("roelof@x.example", False),
        ("rw@x.example", False),
        ("schuldhulp@x.example", True),
        ("info@x.example", True),
    ],
)
def test_only_a_mail_address_without_the_name_stays(mail, kept):
    card = make_card(voornaam="Roelof", achternaam="Wijnsema", functie_lokaal="Consulent", mail=mail)

    assert bool(actions.strip_name(card=card).mail) is kept


def test_an_erased_person_leaves_no_trace():
    actions.erase_person(card=make_published_card(), by=make_user())

    assert (traces_of("Wijnsema"), traces_of("Roelof")) == (set(), set())


def test_the_log_still_tells_that_a_card_was_erased():
    card = make_published_card()

    actions.erase_person(card=card)

    assert PageLogEntry.objects.filter(page_id=card.pk, action="wagtail.delete", label="Gewiste kaart").exists()
    assert not ModelLogEntry.objects.filter(label__contains="Roelof").exists()


def test_a_named_agency_is_replaced_in_live_pages_and_drafts():
    old, new, naming = make_agency(), make_agency(), make_agency()
    naming.wat_wij_niet_doen = [NietDoen(wat="Wonen", organisatie=old)]
    naming.save_revision().publish()

    actions.replace_wie_dan_wel(old=old, new=new)
    old.delete()

    naming = type(naming).objects.get(pk=naming.pk)
    assert naming.wat_wij_niet_doen.get().organisatie == new
    assert naming.get_latest_revision_as_object().wat_wij_niet_doen.get().organisatie == new


def test_a_named_agency_replaced_by_nobody_is_a_known_gap():
    old, naming = make_agency(), make_agency()
    NietDoen.objects.create(page=naming, wat="Wonen", organisatie=old)

    actions.replace_wie_dan_wel(old=old)

    assert NietDoen.objects.get().niemand


def test_the_editors_of_a_team_edit_their_team_and_not_their_agency():
    agency, user = make_agency(), make_user()
    team = make_team(agency)

    actions.give_membership(user=user, agency=team, rol=Membership.Rol.REDACTIE)

    assert team.permissions_for_user(user).can_edit()
    assert not agency.permissions_for_user(user).can_edit()


def test_a_card_that_goes_with_its_agency_leaves_no_trace():
    card = make_published_card()

    card.agency.delete()

    assert traces_of("Wijnsema") == set()
