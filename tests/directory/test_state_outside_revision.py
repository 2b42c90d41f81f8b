"""Publishing an older draft undoes words, and nothing that was said outside the form."""

from datetime import date

import pytest
from django.urls import reverse

from directory import actions
from directory.models import CardState, ContactCardPage, Zichtbaar
from tests.directory.admin_site import card_data, edit_url, log_in, make_editor, make_own_agency, publish
from tests.factories import make_card, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


@pytest.fixture
def card():
    """A live card with an older draft: saved before anything was said about the card."""
    card = make_card(make_own_agency(), functie_lokaal="Consulent")
    card.onderwerpen = ["oud"]
    card.save_revision()
    return ContactCardPage.objects.get(pk=card.pk)


def publish_older_draft(card):
    card.get_latest_revision().publish()
    return ContactCardPage.objects.get(pk=card.pk)


def test_the_draft_itself_is_published(card):
    assert publish_older_draft(card).onderwerpen == ["oud"]


def test_a_check_stays(card):
    actions.check_page(page=card, on=DAY)

    assert publish_older_draft(card).checks.get().op == DAY


def test_a_check_leaves_the_draft_a_draft(card):
    actions.check_page(page=card)

    card.refresh_from_db()
    assert (card.has_unpublished_changes, card.onderwerpen) == (True, [])


def test_an_absence_stays(card):
    actions.set_absence(card=card, van=DAY, vervanger=make_card(card.agency))

    assert publish_older_draft(card).absences.get().van == DAY


def test_a_departure_stays(card):
    heir = make_card(card.agency)
    actions.leave(card=card, on=DAY, opvolger=heir)

    state = publish_older_draft(card).state
    assert (state.vertrokken_op, state.opvolger) == (DAY, heir)


def test_the_ceiling_of_the_person_stays(card):
    CardState.objects.filter(card=card).update(plafond=Zichtbaar.ORGANISATIE)

    assert publish_older_draft(card).state.plafond == Zichtbaar.ORGANISATIE


def test_the_export_mark_stays(card):
    CardState.objects.filter(card=card).update(exporteren=False)

    assert not publish_older_draft(card).state.exporteren


def test_the_link_to_the_login_stays(card):
    user = make_user()
    CardState.objects.filter(card=card).update(user=user)

    assert publish_older_draft(card).state.user == user


def test_the_address_and_uid_stay(card):
    before = (card.short_id, card.uuid)

    after = publish_older_draft(card)

    assert (after.short_id, after.uuid) == before


def test_an_older_draft_brings_no_name_back(card):
    actions.strip_name(card=card)

    assert publish_older_draft(card).title == "Consulent"


def test_the_card_stays_with_its_agency_after_a_move(card):
    other = make_own_agency("Ander")
    card.move(other, pos="last-child")

    assert publish_older_draft(card).agency == other


def test_the_checks_of_an_agency_stay():
    agency = make_own_agency()
    agency.opdracht = "Oud."
    agency.save_revision()
    actions.check_page(page=agency, on=DAY)

    agency.get_latest_revision().publish()

    assert (type(agency).objects.get(pk=agency.pk).opdracht, agency.checks.get().op) == ("Oud.", DAY)


def test_reverting_in_the_editing_screen_changes_no_state(card):
    client = log_in(make_editor(card.agency))
    publish(client, edit_url(card), card_data(functie_lokaal="Consulent"))
    revision = ContactCardPage.objects.get(pk=card.pk).revisions.order_by("created_at").first()
    actions.leave(card=card, on=DAY)
    actions.check_page(page=card, on=DAY)

    client.get(reverse("wagtailadmin_pages:revisions_revert", args=[card.pk, revision.pk]))
    publish(client, edit_url(card), {**card_data(functie_lokaal="Consulent"), "revision": revision.pk})

    state = CardState.objects.get(card=card)
    assert (state.vertrokken_op, card.checks.get().op) == (DAY, DAY)
