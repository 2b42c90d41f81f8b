"""At a table in a cellar: what somebody typed stays when the connection fails, and is sent when it is back."""

import pytest
from playwright.sync_api import Page

from tests.conftest import DemoSite
from tests.journeys.conftest import SMALL, OpenPage
from tests.journeys.pages import follow, login

pytestmark = pytest.mark.browser
TYPED = {"Je naam": "Gerrit de Gast", "Waar werk je?": "Buurthuis De Kom", "Het nummer van je werk": "0516 - 00 02 00"}


@pytest.fixture
def guest(open_page: OpenPage, demo_site: DemoSite) -> Page:
    """A guest at an open list who typed everything; a failed request may be told in the console."""
    opener = open_page(viewport=SMALL)
    login(opener, demo_site, "professional")
    opener.goto("/samen/")
    opener.get_by_label("Hoe heet de lijst?").fill("Kelder")
    follow(opener.get_by_role("button", name="Open de lijst"))
    page = open_page(viewport=SMALL, may_fail=True)
    page.goto(opener.url)
    for label, text in TYPED.items():
        page.get_by_label(label).fill(text)
    return page


def typed(page: Page) -> dict[str, str]:
    return {label: page.get_by_label(label).input_value() for label in TYPED}


def send(page: Page) -> None:
    page.get_by_role("button", name="Zet mij op de lijst").click()


def test_without_a_connection_what_was_typed_stays(guest: Page):
    guest.context.set_offline(True)
    send(guest)

    guest.get_by_role("alert").get_by_text("Er is geen verbinding").wait_for()
    assert typed(guest) == TYPED


def test_back_in_reach_it_is_sent_with_one_tap(guest: Page):
    guest.context.set_offline(True)
    send(guest)
    guest.get_by_text("Er is geen verbinding").wait_for()
    guest.context.set_offline(False)
    send(guest)

    guest.get_by_role("link", name="Bewaar de hele lijst").wait_for()
    assert "Gerrit de Gast" in guest.locator("main").inner_text()


def test_a_slow_connection_sends_it_all_the_same(guest: Page):
    slow = guest.context.new_cdp_session(guest)
    slow.send("Network.enable")
    throttle = {"offline": False, "latency": 800, "downloadThroughput": 20_000, "uploadThroughput": 10_000}
    slow.send("Network.emulateNetworkConditions", throttle)
    send(guest)

    guest.get_by_role("link", name="Bewaar de hele lijst").wait_for()
