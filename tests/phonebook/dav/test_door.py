"""Who gets in: never over plain http, with the right password only; and what is written down of what is taken."""

import base64

import pytest
from django.utils import timezone

from directory.export import Exporter, remaining_today
from directory.models import ContactCardPage, ExportLog
from phonebook.dav import door
from phonebook.models import Member, Subscription
from phonebook.subscriptions import DRAIN, TooManySubscriptions, hash_of, stop, subscribe
from tests.factories import make_contactpunt
from tests.phonebook.dav.conftest import Device

pytestmark = pytest.mark.django_db


def basic(text):
    return "Basic " + base64.b64encode(text.encode()).decode()


# The password ----------------------------------------------------------------------------------------------------
def test_without_a_password_the_device_is_asked_for_one(device):
    response = device.client.generic("PROPFIND", device.book, secure=True)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Basic realm="VindElkaar", charset="UTF-8"'


WRONG = ["Basic", "Basic x", "Basic ====", "Bearer abc", "", basic("zonder dubbele punt"), basic(":"), basic("é:é")]


@pytest.mark.parametrize("header", WRONG)
def test_what_is_no_password_is_refused(device, header):
    assert device.ask("PROPFIND", HTTP_AUTHORIZATION=header).status == 401


def test_the_password_of_another_subscription_is_refused(device, subscribed, agency):
    assert Device(device.slug, subscribed(agency).token).sync().status == 401


def test_spaces_and_capitals_that_people_type_do_not_matter(device):
    groups = " ".join(device.token[i : i + 4] for i in range(0, len(device.token), 4))

    assert Device(device.slug.upper(), groups).ask("OPTIONS", device.book).status == 200


def test_the_password_is_long_random_and_nowhere_kept(device):
    kept = Subscription.objects.get()

    assert len(device.token) * 4.95 >= 128
    assert (kept.token_hash, device.token in str(vars(kept))) == (hash_of(device.token), False)


def test_it_can_stand_in_an_address(device):
    assert device.token.isalnum()  # DAVx5 splits name and password at the colon


def test_who_keeps_guessing_is_sent_away(device):
    for _ in range(door.TRIES):
        assert Device(device.slug, "fout").sync().status == 401

    response = Device(device.slug, "fout").sync().response
    assert (response.status_code, response["Retry-After"]) == (429, "300")


def test_a_right_password_gets_in_all_the_same(device):
    for _ in range(door.TRIES + 1):
        Device(device.slug, "oud").sync()

    assert device.sync().status == 207


def test_asking_without_a_password_is_no_guess(device):
    for _ in range(door.TRIES + 1):
        device.client.generic("PROPFIND", device.book, secure=True)

    assert Device(device.slug, "fout").sync().status == 401


def test_it_is_known_when_a_subscription_was_used_last(device):
    device.sync()

    assert Subscription.objects.get().used_at is not None


# The line --------------------------------------------------------------------------------------------------------
def test_plain_http_is_refused_before_the_password_counts(device):
    assert device.ask("PROPFIND", secure=False).status == 403


def test_a_demo_on_the_computer_itself_may_do_without(device):
    assert device.sync().status == 207
    assert device.ask("OPTIONS", secure=False, HTTP_HOST="127.0.0.1:8000").status == 200


def test_a_real_site_refuses_plain_http_also_there(device, settings):
    settings.DEMO = False

    assert device.ask("OPTIONS", secure=False, HTTP_HOST="127.0.0.1:8000").status == 403


def test_plain_http_is_not_redirected(device, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert device.ask("PROPFIND", secure=False).status == 403


def test_nothing_keeps_an_answer(device):
    assert "no-store" in device.sync().response["Cache-Control"]


# The log ---------------------------------------------------------------------------------------------------------
def test_each_card_is_logged_once_for_each_subscription(device, owner, card, agency):
    for _ in range(2):
        device.cards()
    ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Bakker")
    device.cards()

    rows = ExportLog.objects.values_list("user", "card", "agency", "vorm")
    assert sorted(rows, key=str) == sorted(
        [(owner.pk, card.pk, None, "abonnement"), (owner.pk, None, agency.pk, "abonnement")], key=str
    )


def test_a_desk_is_logged_as_its_organisation(device, agency):
    make_contactpunt(agency)
    device.cards()

    assert ExportLog.objects.filter(agency=agency).count() == 2


def test_being_told_that_a_card_is_there_is_not_taking_it(device):
    device.sync()
    device.propfind(None, "d:getetag", depth="1")
    device.query("")

    assert not ExportLog.objects.exists()


@pytest.mark.parametrize(("method", "number"), [("GET", 1), ("HEAD", 0)])
def test_reading_one_card_is_logged(device, card, method, number):
    device.sync()
    device.ask(method, device.href(card))

    assert ExportLog.objects.count() == number


def test_a_search_that_gives_text_is_logged(device):
    device.query("", asked="<card:address-data/>")

    assert ExportLog.objects.count() == 2


def test_a_notice_is_not_logged(device):
    stop(Subscription.objects.get())
    device.cards()

    assert not ExportLog.objects.exists()


def test_a_subscription_does_not_use_up_the_limit_of_a_day(device, owner, settings):
    device.cards()

    assert remaining_today(Exporter(owner)) == settings.EXPORT_CARDS_A_DAY


# Its number and its end ------------------------------------------------------------------------------------------
def test_somebody_has_so_many_subscriptions_and_no_more(owner, agency, settings):
    for _ in range(settings.SUBSCRIPTIONS_A_PERSON):
        subscribe(user=owner, naam="x", bron=agency)

    with pytest.raises(TooManySubscriptions):
        subscribe(user=owner, naam="x", bron=agency)


def test_stopping_does_not_make_room_on_the_same_day(owner, agency, settings):
    settings.SUBSCRIPTIONS_A_PERSON = 1
    stop(subscribe(user=owner, naam="x", bron=agency).subscription)

    with pytest.raises(TooManySubscriptions):
        subscribe(user=owner, naam="x", bron=agency)


def test_what_is_long_over_is_forgotten(owner, agency):
    old = subscribe(user=owner, naam="x", bron=agency).subscription
    Subscription.objects.filter(pk=old.pk).update(ended_at=timezone.now() - 3 * DRAIN)

    subscribe(user=owner, naam="x", bron=agency)

    assert not Subscription.objects.filter(pk=old.pk).exists()


def test_no_name_stays_behind_in_what_a_device_was_told(device, card):
    device.cards()

    assert all("Smit" not in str(vars(member)) for member in Member.objects.all())
