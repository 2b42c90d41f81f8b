"""The Samenlijst: what each sees of the others, what leaves with it, and when it ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.actions import leave
from directory.models import CardState, ExportLog, Membership, Zichtbaar
from phonebook.models import Deelnemer, Samenlijst
from phonebook.wagtail_hooks import tidy_lists
from tests.factories import make_card
from tests.phonebook.rfc2426 import read
from tests.phonebook.samenlijst.people import FORMS, GUEST, address, join, page, person
from tests.phonebook.test_tables import digits, text_of

pytestmark = pytest.mark.django_db


# Who sees what -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["samenlijst", *FORMS])
def test_no_channel_tells_more_than_was_chosen(opener, table, name):
    join(opener, table, "vast")
    guest = Client()
    join(guest, table, **GUEST)

    text = text_of(guest.get(address(name, table)))

    assert ("Openstra" in text, "0516000120" in digits(text)) == (True, True)
    assert ("0612345678" in digits(text), "openstra@x.example" in text) == (False, False)


@pytest.mark.parametrize("name", ["samenlijst", *FORMS])
@pytest.mark.parametrize("change", [{"plafond": Zichtbaar.REDACTIE}, {"alleen_functie": True}])
def test_who_hides_later_is_hidden_here_too(opener, table, name, change):
    guest = Client()
    join(guest, table, **GUEST)
    join(opener, table, "vast")
    CardState.objects.filter(card=opener.card).update(**change)

    assert "Openstra" not in text_of(guest.get(address(name, table)))


@pytest.mark.parametrize("name", FORMS)
def test_who_does_not_want_to_be_in_a_phone_is_in_no_file(opener, table, name):
    guest = Client()
    join(guest, table, **GUEST)
    join(opener, table, "vast")
    CardState.objects.filter(card=opener.card).update(exporteren=False)

    assert "Openstra" not in text_of(guest.get(address(name, table)))


def test_a_card_that_only_editors_see_does_not_join(opener, table):
    CardState.objects.filter(card=opener.card).update(plafond=Zichtbaar.REDACTIE)

    assert "Het nummer van je werk" in page(opener, table)


def test_who_may_not_save_sees_the_list_and_takes_nothing(opener, table, agency):
    other = person(agency, "Anderstra")
    join(opener, table, "vast")
    join(other, table, "vast")
    Membership.objects.filter(user=other.user).update(exporteren=False)

    assert (other.get(address("samen_vcf", table)).status_code, "Openstra" in page(other, table)) == (403, True)


def test_what_leaves_is_written_down(opener, table, agency):
    other = person(agency, "Anderstra")
    join(opener, table, "vast")
    join(other, table, "vast")
    other.get(address("samen_vcf", table))

    assert set(ExportLog.objects.values_list("user", "card")) == {
        (other.user.pk, opener.card.pk),
        (other.user.pk, other.card.pk),
    }


def test_the_file_says_where_it_is_from(opener, table):
    join(opener, table, "vast")

    (card,) = read(opener.get(address("samen_vcf", table)).content)

    assert (card.text("FN"), "Van de samenlijst ‘Tafel 3’" in card.text("NOTE")) == ("Anna Openstra", True)


def test_the_key_of_the_list_stands_in_no_file(opener, table):
    join(opener, table, "vast")
    join(Client(), table, **GUEST)

    assert table.sleutel not in opener.get(address("samen_vcf", table)).content.decode()


def test_the_cards_go_to_mijn_lijst(opener, table, agency):
    other = person(agency, "Anderstra")
    join(opener, table, "vast")
    join(other, table, "vast")
    other.post(address("samen_in_mijn_lijst", table))

    assert "Anna Openstra" in other.get(reverse("mijn_lijst")).content.decode()


# Turnover and the end ----------------------------------------------------------------------------------------------
def test_of_who_left_the_successor_stands_there_once(opener, table, agency):
    successor = person(agency, "Opvolgstra")
    join(opener, table, "vast")
    join(successor, table, "vast")
    leave(card=opener.card, opvolger=successor.card)

    text = page(successor, table)

    assert ("Openstra" in text, text.count("Anna Opvolgstra</a>")) == (False, 1)


def test_a_successor_shows_no_numbers_that_were_not_chosen(opener, table, agency):
    successor = make_card(agency, achternaam="Opvolgstra", nummer="0516000999")
    other = person(agency, "Anderstra")
    join(opener, table, "vast")
    join(other, table, "vast")
    leave(card=opener.card, opvolger=successor)

    text = page(other, table)

    assert ("Anna Opvolgstra" in text, "0516 00 09 99" in text) == (True, False)


def test_a_guest_sees_no_successor_that_the_guide_hides(opener, table, agency):
    guest = Client()
    join(guest, table, **GUEST)
    join(opener, table, "vast")
    leave(card=opener.card, opvolger=make_card(agency, achternaam="Opvolgstra"))

    assert "Opvolgstra" not in page(guest, table)


def test_a_list_ends_after_eight_weeks(opener, table):
    Samenlijst.objects.update(eindigt_op=timezone.localdate() - timedelta(days=1))
    assert opener.get(address("samenlijst", table)).status_code == 404

    tidy_lists().work()
    assert not Samenlijst.objects.exists()


def test_what_a_guest_filled_in_goes_with_the_list(table, client):
    join(client, table, **GUEST)
    Samenlijst.objects.update(eindigt_op=timezone.localdate() - timedelta(days=1))
    tidy_lists().work()

    assert not Deelnemer.objects.exists()


def test_a_list_is_renewed(opener, table):
    join(opener, table, "vast")
    Samenlijst.objects.update(eindigt_op=timezone.localdate())
    opener.post(address("samen_langer", table))

    assert Samenlijst.objects.get().eindigt_op == timezone.localdate() + timedelta(weeks=8)
