"""Who has my number: for the person alone, and for an administrator who writes down why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.models import CardState, ExportLog, Membership
from phonebook.models import Inzage
from tests.factories import make_agency, make_card, make_professional, make_user

pytestmark = pytest.mark.django_db
REDEN = {"reden": "Deze collega wordt lastiggevallen en vroeg mij dit."}


@pytest.fixture
def card(agency):
    card = make_card(agency, achternaam="Smit")
    CardState.objects.filter(card=card).update(user=make_professional(agency))
    return card


@pytest.fixture
def taker(agency):
    user = make_professional(make_agency("Buurtteam Elders"), mail="neemt@mee.example")
    return user


def took(card, user=None, vorm="kaart"):
    ExportLog.objects.create(card=card, user=user, vorm=vorm)


def owner_reads(client, card):
    client.force_login(CardState.objects.get(card=card).user)
    return client.get(reverse("wie_heeft_mijn_nummer")).content.decode()


def admin_asks(client, card, **data):
    address = reverse("wie_heeft_het_nummer", args=[card.short_id])
    return client.post(address, data) if data else client.get(address)


def test_a_person_sees_who_took_the_card_and_from_where(client, card, taker):
    took(card, taker)
    text = owner_reads(client, card)

    assert ("neemt@mee.example" in text, "Buurtteam Elders" in text) == (True, True)


def test_somebody_with_a_card_is_called_by_name(client, card, taker):
    CardState.objects.filter(card=make_card(achternaam="Meeneemstra")).update(user=taker)
    took(card, taker)
    text = owner_reads(client, card)

    assert ("Anna Meeneemstra" in text, "neemt@mee.example" in text) == (True, False)


def test_somebody_who_took_it_more_often_stands_there_once(client, card, taker):
    took(card, taker)
    took(card, taker, "lijst")

    assert "een lijst en een kaart, 2 keer" in owner_reads(client, card)


def test_visitors_are_nobody_in_particular(client, card):
    took(card)

    assert "Iemand zonder login" in owner_reads(client, card)


def test_the_log_of_another_card_is_not_shown(client, card, taker, agency):
    took(make_card(agency), taker)

    assert "neemt@mee.example" not in owner_reads(client, card)


def test_who_has_no_card_is_told_so(client):
    client.force_login(make_user())

    assert "hangt geen kaart" in client.get(reverse("wie_heeft_mijn_nummer")).content.decode()


def test_a_visitor_is_asked_to_log_in(client):
    assert reverse("account_login") in client.get(reverse("wie_heeft_mijn_nummer"))["Location"]


@pytest.mark.parametrize("rol", ["professional", "redactie", "coordinator"])
def test_nobody_but_an_administrator_opens_it(client, card, agency, rol):
    user, place = make_user(), {"agency": agency}
    Membership.objects.create(
        user=user, rol=rol, **({"regio": agency.get_parent().specific} if rol == "coordinator" else place)
    )
    client.force_login(user)

    assert (admin_asks(client, card).status_code, admin_asks(client, card, **REDEN).status_code) == (404, 404)


@pytest.fixture
def admin(client):
    user = make_user(is_superuser=True, first_name="Bo", last_name="Beheer")
    client.force_login(user)
    return user


def test_an_administrator_sees_nothing_without_a_reason(client, card, taker, admin):
    took(card, taker)

    assert "neemt@mee.example" not in admin_asks(client, card).content.decode()


@pytest.mark.parametrize("reden", ["", "omdat", "   kort   "])
def test_a_reason_is_a_sentence(client, card, admin, reden):
    answer = admin_asks(client, card, reden=reden or " ")

    assert (answer.status_code, Inzage.objects.count()) == (422, 0)


def test_with_a_reason_an_administrator_sees_it_and_that_is_written_down(client, card, taker, admin):
    took(card, taker)
    text = admin_asks(client, card, **REDEN).content.decode()

    assert "neemt@mee.example" in text
    assert list(Inzage.objects.values_list("kaart", "user", "reden")) == [(card.pk, admin.pk, REDEN["reden"])]


def test_the_person_reads_who_looked_and_why(client, card, admin):
    admin_asks(client, card, **REDEN)
    text = owner_reads(client, card)

    assert ("Bo Beheer" in text, REDEN["reden"] in text) == (True, True)


def test_many_takers_take_as_many_queries_as_one(client, card, agency):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            owner_reads(client, card)
        return len(captured)

    took(card, make_professional(agency))
    few = queries()
    for _ in range(5):
        took(card, make_professional(agency))

    assert queries() <= few
