"""The Samenlijst: who gets in, and what its people let each other see."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from time import sleep

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import CardNumber, Zichtbaar
from phonebook import samen
from phonebook.models import Deelnemer, Samenlijst
from tests.factories import make_card
from tests.phonebook.rfc2426 import read
from tests.phonebook.samenlijst.people import FORMS, GUEST, address, join, page, person

pytestmark = pytest.mark.django_db


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


class SlowCache(LocMemCache):
    """Between reading and writing there is time for another guess."""

    def get(self, *args, **kwargs):
        found = super().get(*args, **kwargs)
        sleep(0.005)
        return found


def test_guesses_at_once_count_each(settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.SlowCache", "LOCATION": "guesses"}}

    def guess(n):
        with suppress(samen.TooOften):
            return samen.by_code("12345", "192.0.2.1") is None

    with ThreadPoolExecutor(8) as guessers:
        taken = sum(filter(None, guessers.map(guess, range(3 * samen.WRONG_CODES))))

    assert taken == samen.WRONG_CODES


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
