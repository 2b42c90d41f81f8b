"""The short way in for devices: what it leaves out, what it keeps, and what goes over the wire packed."""

import base64
import gzip

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils.module_loading import import_string

from directory.models import ContactCardPage
from phonebook.dav.entrance import Entrance
from phonebook.models import Subscription
from phonebook.subscriptions import stop
from tests.factories import make_card

pytestmark = pytest.mark.django_db
NEEDED = {"Content-Type", "Content-Length", "Cache-Control", "X-Content-Type-Options"}


def packed(device, method, body="", path=None, **headers):
    return device.ask(method, path, body, HTTP_ACCEPT_ENCODING="br,gzip", **headers).response


def on_the_wire(response):
    lines = [f"HTTP/1.1 207 Multi-Status\r\nServer: gunicorn\r\nDate: {'x' * 29}\r\nConnection: keep-alive\r\n\r\n"]
    return len("".join([*lines, *(f"{name}: {value}\r\n" for name, value in response.items())])) + len(response.content)


# What is left out, what is kept -----------------------------------------------------------------------------------
def test_a_report_carries_the_headers_that_a_device_needs(device):
    assert set(device.sync().response.headers) == NEEDED


def test_a_listing_also_says_what_is_spoken_here(device):
    assert set(device.propfind(None, "d:getetag").response.headers) == {*NEEDED, "DAV"}


def test_it_is_said_how_long_an_answer_is(device):
    response = device.sync().response

    assert response["Content-Length"] == str(len(response.content))


def test_a_browser_is_held_to_https(device, settings):
    settings.SECURE_HSTS_SECONDS = 60

    assert device.sync().response["Strict-Transport-Security"].startswith("max-age=60")


def test_who_asks_for_the_headers_gets_no_card_behind_them(device, rf):
    card = next(href for href in device.sync().hrefs if href.endswith(".vcf"))
    key = base64.b64encode(f"{device.slug}:{device.token}".encode()).decode()
    asked = rf.head(card, secure=True, HTTP_AUTHORIZATION=f"Basic {key}")

    answer = Entrance(HttpResponse)(asked)

    assert (answer.status_code, answer.content, answer["Content-Length"] > "0") == (200, b"", True)


def test_the_name_of_another_site_is_refused(device):
    assert device.ask("PROPFIND", HTTP_HOST="elders.example").status == 400


def test_no_cookie_is_given_or_read(device):
    device.client.cookies["sessionid"] = "anders"

    assert not device.sync().response.cookies


def test_an_address_that_begins_alike_is_one_of_the_site(device):
    response = device.client.get("/carddavx/", secure=True)

    assert (response.status_code, "Content-Security-Policy" in response) == (404, True)


def test_without_the_short_way_a_device_gets_the_same(device, settings, subscribed, agency):
    short = device.sync().response.content
    settings.MIDDLEWARE = [name for name in site.MIDDLEWARE if not name.endswith(".Entrance")]
    device.client = type(device.client)(enforce_csrf_checks=True)

    assert device.sync().response.content == short


def test_the_short_way_comes_before_the_site(settings):
    names = [import_string(name).__name__ for name in settings.MIDDLEWARE]

    assert names.index("Entrance") < names.index("SessionMiddleware")


# Packed -----------------------------------------------------------------------------------------------------------
def test_who_asks_for_it_gets_the_same_packed(device):
    plain = device.ask("PROPFIND", HTTP_DEPTH="1").response.content
    response = packed(device, "PROPFIND", HTTP_DEPTH="1")

    assert (response["Content-Encoding"], response["Content-Length"]) == ("gzip", str(len(response.content)))
    assert gzip.decompress(response.content) == plain


@pytest.mark.parametrize("asked", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_who_does_not_ask_for_it_gets_plain_text(device, asked):
    response = device.ask("PROPFIND", HTTP_DEPTH="1", HTTP_ACCEPT_ENCODING=asked).response

    assert "Content-Encoding" not in response


def test_one_card_is_never_packed_for_its_etag_is_of_plain_text(device, card):
    told = device.sync().etags[device.href(card)]
    response = packed(device, "GET", path=device.href(card))

    assert ("Content-Encoding" in response, response["ETag"]) == (False, told)


def test_what_is_small_is_not_packed(device):
    assert "Content-Encoding" not in packed(device, "DELETE", HTTP_AUTHORIZATION=None)


def test_all_answers_of_a_sync_after_three_changes_are_small(device, agency, card):
    for _ in range(9):
        make_card(agency)
    token = device.sync().token
    some = list(ContactCardPage.objects.order_by("pk")[:3])
    ContactCardPage.objects.filter(pk__in=some).update(functie_lokaal="Anders")

    asked = "".join(f"<href>{device.href(one)}</href>" for one in some)
    answers = [
        packed(device, "PROPFIND", '<propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>', HTTP_DEPTH="0"),
        packed(
            device,
            "REPORT",
            f'<sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level>'
            "<prop><getetag/></prop></sync-collection>",
        ),
        packed(
            device,
            "REPORT",
            '<C:addressbook-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">'
            f"<prop><getetag/><C:address-data/></prop>{asked}</C:addressbook-multiget>",
        ),
    ]

    assert gzip.decompress(answers[-1].content).count(b"END:VCARD") == 3
    assert sum(map(on_the_wire, answers)) < 2900  # with what a device asks less than 5,000


# The row of a subscription is read at each request -----------------------------------------------------------------
def test_a_login_that_is_shut_is_seen_at_once(device, owner):
    device.sync()
    User.objects.filter(pk=owner.pk).update(is_active=False)
    device.sync()

    assert Subscription.objects.get().ended_at is not None


def test_a_subscription_that_is_stopped_gives_the_notice_at_once(device):
    before = device.sync()
    stop(Subscription.objects.get())

    assert len(device.sync(before.token).gone) == len(before.etags)
