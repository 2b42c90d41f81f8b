"""The Samenlijst: who gets in, what its people let each other see, what leaves with it, and when it ends."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.actions import leave
from directory.models import CardNumber, CardState, ExportLog, Membership, Zichtbaar
from phonebook import samen
from phonebook.models import Deelnemer, Samenlijst
from tests.factories import make_agency, make_card, make_professional
from tests.phonebook.rfc2426 import read
from tests.phonebook.test_tables import digits, text_of

pytestmark = pytest.mark.django_db
GUEST = {"naam": "Gerrit de Gast", "organisatie": "Buurthuis De Kom", "nummer": "0516 - 00 02 00 tst. 12"}
FORMS = ["samen_vcf", "samen_zip", "samen_outlook", "samen_google", "samen_papier"]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def agency():
    return make_agency("Gemeente Voorbeeldstad")


def person(agency, surname, **fields):
    """A client logged in with a card of its own: a number for the region, and a mobile for its own organisation."""
    card = make_card(agency, achternaam=surname, nummer="0516000120", mail=f"{surname.lower()}@x.example", **fields)
    mobile = CardNumber(nummer="0612345678", soort="mobiel", zichtbaar=Zichtbaar.ORGANISATIE)
    card.nummers.add(mobile)
    card.save()
    user = make_professional(agency)
    CardState.objects.filter(card=card).update(user=user)
    client = Client()
    client.force_login(user)
    client.card, client.user = card, user
    return client


@pytest.fixture
def opener(agency):
    return person(agency, "Openstra")


@pytest.fixture
def table(opener):
    """A list that is open, with nobody on it."""
    opener.post(reverse("samen_nieuw"), {"naam": "Tafel 3"})
    return Samenlijst.objects.get()


def address(name, table):
    return reverse(name, args=[table.sleutel])


def join(client, table, *toont, **guest):
    return client.post(address("samen_mee", table), {"toont": toont, **guest}, follow=True)


def page(client, table):
    return client.get(address("samenlijst", table)).content.decode()


# Getting in ------------------------------------------------------------------------------------------------------
def test_anyone_opens_a_list(client):
    client.post(reverse("samen_nieuw"), {"naam": "Tafel 3"})

    assert Samenlijst.objects.get().naam == "Tafel 3"


def test_who_opened_sees_the_code_and_the_digits(opener, table):
    text = page(opener, table)

    assert (table.code[:3] + " " + table.code[3:] in text, 'role="img"' in text) == (True, True)


@pytest.mark.parametrize("between", ["", " ", "-"])
def test_six_digits_lead_to_the_list(client, table, between):
    typed = f"{table.code[:3]}{between}{table.code[3:]}"

    assert client.post(reverse("samen"), {"code": typed})["Location"] == address("samenlijst", table)


def test_digits_work_for_a_day_only(client, table):
    Samenlijst.objects.update(code_at=timezone.now() - timedelta(hours=25))

    assert client.post(reverse("samen"), {"code": table.code}).status_code == 422


def test_new_digits_take_the_place_of_the_old(opener, table):
    opener.post(address("samen_cijfers", table))

    assert Client().post(reverse("samen"), {"code": table.code}).status_code == 422


def test_guessing_is_stopped(client, table):
    wrong = f"{(int(table.code) + 1) % 1_000_000:06}"
    answers = [client.post(reverse("samen"), {"code": wrong}).status_code for _ in range(samen.WRONG_CODES + 1)]

    assert (answers[-2:], client.post(reverse("samen"), {"code": table.code}).status_code) == ([422, 429], 429)


def test_guessing_from_many_places_is_stopped_too(client, table, monkeypatch):
    monkeypatch.setattr(samen, "WRONG_CODES_OF_ALL", 3)
    wrong = f"{(int(table.code) + 1) % 1_000_000:06}"
    answers = [client.post(reverse("samen"), {"code": wrong}, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(4)]

    assert answers == [422, 422, 422, 429]


def test_the_address_works_when_the_digits_are_stopped(client, table, monkeypatch):
    monkeypatch.setattr(samen, "WRONG_CODES", 0)

    assert client.get(address("samenlijst", table)).status_code == 200


def test_many_right_digits_from_one_place_are_no_guessing(table):
    answers = {Client().post(reverse("samen"), {"code": table.code}).status_code for _ in range(40)}

    assert answers == {302}


def test_opening_lists_has_an_end(client, monkeypatch):
    monkeypatch.setattr(samen, "OPENED", 1)

    assert [client.post(reverse("samen_nieuw"), {"naam": "x"}).status_code for _ in range(2)] == [302, 429]


def test_who_is_not_on_the_list_sees_nobody(opener, table, agency):
    join(opener, table, "vast")

    assert "Openstra" not in page(person(agency, "Buitenstra"), table)


@pytest.mark.parametrize("name", FORMS)
def test_who_is_not_on_the_list_takes_nothing_along(opener, table, agency, name):
    join(opener, table, "vast")

    assert person(agency, "Buitenstra").get(address(name, table)).status_code == 404


@pytest.mark.parametrize("name", ["samen_langer", "samen_cijfers", "samen_eraf", "samen_in_mijn_lijst"])
def test_who_is_not_on_the_list_changes_nothing(table, agency, name):
    assert person(agency, "Buitenstra").post(address(name, table)).status_code == 404


def test_a_list_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("samenlijst", args=["a" * 16])).status_code == 404


# Joining ---------------------------------------------------------------------------------------------------------
def test_somebody_joins_with_the_own_card(opener, table, agency):
    join(opener, table, "vast")
    other = person(agency, "Anderstra")
    join(other, table, "vast")

    assert ("Openstra" in page(other, table), "Anderstra" in page(opener, table)) == (True, True)


def test_what_professionals_see_anyway_is_ticked(opener, table):
    text = page(opener, table)

    ticked = set(re.findall(r'value="(\w+)"[^>]* checked', text))
    assert (ticked, "ziet nu alleen je eigen organisatie" in text) == ({"vast", "mail"}, True)


def test_a_list_sees_what_is_chosen_and_nothing_else(opener, table):
    join(opener, table, "vast")
    guest = Client()
    text = join(guest, table, **GUEST).content.decode()

    assert ("0516 00 01 20" in text, "06 12 34 56 78" in text, "openstra@x.example" in text) == (True, False, False)


def test_somebody_may_show_a_list_more_than_the_guide_does(opener, table):
    join(opener, table, "mobiel")
    text = join(Client(), table, **GUEST).content.decode()

    assert ("06 12 34 56 78" in text, "0516 00 01 20" in text) == (True, False)


def test_a_number_that_only_editors_see_stands_on_no_list(opener, table):
    CardNumber.objects.filter(soort="mobiel").update(zichtbaar=Zichtbaar.REDACTIE)
    answer = join(opener, table, "mobiel")

    assert answer.status_code == 422


def test_what_is_chosen_can_be_changed(opener, table):
    join(opener, table, "vast")
    join(opener, table, "mail")

    assert [d.toont for d in Deelnemer.objects.all()] == [["mail"]]


def test_a_guest_joins_with_name_organisation_and_number(client, table):
    text = join(client, table, **GUEST).content.decode()

    assert ("Gerrit de Gast" in text, "0516 00 02 00" in text, "toestel 12" in text) == (True, True, True)


@pytest.mark.parametrize(
    "wrong", [{"nummer": "0516"}, {"nummer": "bel mij"}, {"naam": ""}, {"organisatie": " "}, {"naam": "x\u202ey"}]
)
def test_a_guest_is_told_what_is_wrong(client, table, wrong):
    answer = client.post(address("samen_mee", table), {**GUEST, **wrong})

    assert (answer.status_code, Deelnemer.objects.count(), "field__error" in answer.content.decode()) == (422, 0, True)


def test_a_guest_fills_in_nothing_about_residents(client, table):
    assert join(client, table, **{**GUEST, "naam": "Jan 111222333"}).status_code == 422


def test_a_guest_who_joins_twice_stands_there_once(client, table):
    join(client, table, **GUEST)
    join(client, table, **{**GUEST, "naam": "Gerrit G."})

    assert [d.naam for d in Deelnemer.objects.all()] == ["Gerrit G."]


def test_a_guest_who_logs_in_becomes_the_own_card(client, table, agency):
    join(client, table, **GUEST)
    other = person(agency, "Anderstra")
    client.force_login(other.user)
    join(client, table, "vast")

    assert [(d.kaart, d.naam) for d in Deelnemer.objects.all()] == [(other.card, "")]


def test_somebody_leaves_a_list(opener, table):
    join(opener, table, "vast")
    opener.post(address("samen_eraf", table))

    assert not Deelnemer.objects.exists()


def test_who_opened_takes_somebody_off(opener, table, client):
    join(client, table, **GUEST)
    opener.post(address("samen_eraf", table), {"wie": Deelnemer.objects.get().pk})

    assert not Deelnemer.objects.exists()


def test_nobody_else_takes_somebody_off(opener, table, client):
    join(opener, table, "vast")
    join(client, table, **GUEST)

    answer = client.post(address("samen_eraf", table), {"wie": Deelnemer.objects.first().pk})
    assert (answer.status_code, Deelnemer.objects.count()) == (404, 2)


def test_a_full_list_says_so(table, client, monkeypatch):
    monkeypatch.setattr(samen, "PEOPLE", 0)

    assert "Deze lijst is vol" in join(client, table, **GUEST).content.decode()


def test_forty_people_join_and_each_saves_the_list(table, settings):
    """From one internet address, as at a table: nobody is stopped by what the others take."""
    settings.EXPORT_CARDS_A_DAY = 50
    guests = [Client() for _ in range(40)]
    for n, guest in enumerate(guests):
        join(guest, table, **{**GUEST, "naam": f"Gast {n}"})

    files = [guest.get(address("samen_vcf", table)) for guest in guests[::8]]
    assert {(answer.status_code, len(read(answer.content))) for answer in files} == {(200, 40)}


def test_a_page_of_forty_is_small_and_takes_as_many_queries(opener, table, agency):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(opener, table)
        return len(captured)

    join(opener, table, "vast")
    few = queries()
    for _ in range(39):
        Deelnemer.objects.create(samenlijst=table, kaart=make_card(agency, nummer="0516000121"), toont=["vast"])

    assert (queries() <= few, len(page(opener, table).encode()) < 80_000) == (True, True)


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
    leave(opener.card, opvolger=successor.card)

    text = page(successor, table)

    assert ("Openstra" in text, text.count("Anna Opvolgstra</a>")) == (False, 1)


def test_a_successor_shows_no_numbers_that_were_not_chosen(opener, table, agency):
    successor = make_card(agency, achternaam="Opvolgstra", nummer="0516000999")
    other = person(agency, "Anderstra")
    join(opener, table, "vast")
    join(other, table, "vast")
    leave(opener.card, opvolger=successor)

    text = page(other, table)

    assert ("Anna Opvolgstra" in text, "0516 00 09 99" in text) == (True, False)


def test_a_guest_sees_no_successor_that_the_guide_hides(opener, table, agency):
    guest = Client()
    join(guest, table, **GUEST)
    join(opener, table, "vast")
    leave(opener.card, opvolger=make_card(agency, achternaam="Opvolgstra"))

    assert "Opvolgstra" not in page(guest, table)


def test_a_list_ends_after_eight_weeks(opener, table, capsys):
    Samenlijst.objects.update(eindigt_op=timezone.localdate() - timedelta(days=1))
    assert opener.get(address("samenlijst", table)).status_code == 404

    call_command("ruim_lijsten_op")
    assert not Samenlijst.objects.exists()


def test_what_a_guest_filled_in_goes_with_the_list(table, client, capsys):
    join(client, table, **GUEST)
    Samenlijst.objects.update(eindigt_op=timezone.localdate() - timedelta(days=1))
    call_command("ruim_lijsten_op")

    assert not Deelnemer.objects.exists()


def test_a_list_is_renewed(opener, table):
    join(opener, table, "vast")
    Samenlijst.objects.update(eindigt_op=timezone.localdate())
    opener.post(address("samen_langer", table))

    assert Samenlijst.objects.get().eindigt_op == timezone.localdate() + timedelta(weeks=8)
