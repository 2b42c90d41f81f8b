"""The phonebook on a small phone: keeping a list, and a table of five that makes one together."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.conftest import DemoSite
from tests.journeys.conftest import DESK, SMALL, OpenPage
from tests.journeys.pages import follow, login
from tests.journeys.test_accessibility import violations
from tests.phonebook.judges import cards_by_ez_vcard

pytestmark = pytest.mark.browser

QUESTION = "schuldhulp jongeren wolvega"
SCRIPT = [pytest.param(True, id="script"), pytest.param(False, id="no-script")]


class Taps:
    """Counts how often somebody must tap; typing in a field takes one tap to get there."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, what: Locator) -> None:
        self.count += 1
        what.click()

    def follow(self, what: Locator) -> None:
        self.count += 1
        follow(what)

    def type(self, what: Locator, text: str) -> None:
        self.on(what)
        what.fill(text)


def find(page: Page) -> None:
    page.goto(f"/zoeken/?vraag={QUESTION}")


def open_list(page: Page) -> str:
    """Open a Samenlijst; gives its address."""
    page.goto("/samen/")
    page.get_by_label("Hoe heet de lijst?").fill("Tafel 3")
    follow(page.get_by_role("button", name="Open de lijst"))
    return page.url


def join_as_guest(page: Page, name: str, taps: Taps) -> None:
    taps.type(page.get_by_label("Je naam"), name)
    taps.type(page.get_by_label("Waar werk je?"), "Buurthuis De Kom")
    taps.type(page.get_by_label("Het nummer van je werk"), "0516 - 00 02 00")
    put_me_on(page, taps)


def put_me_on(page: Page, taps: Taps) -> None:
    """The form asks first whether the site answers; then one stands on the list."""
    taps.on(page.get_by_role("button", name="Zet mij op de lijst"))
    page.get_by_role("button", name="Haal mij van de lijst").wait_for()


@pytest.mark.parametrize("script", SCRIPT)
def test_from_question_to_a_card_on_the_list_takes_three_taps(open_page: OpenPage, script):
    page, taps = open_page(viewport=SMALL, script=script), Taps()
    page.goto("/")
    page.locator("#vraag").fill(QUESTION)
    taps.follow(page.get_by_role("button", name="Zoek"))
    taps.on(page.locator(".hit .pick").first)
    taps.follow(page.get_by_role("button", name="Zet in mijn lijst"))

    assert (taps.count, page.locator(".tally").inner_text().split()[0]) == (3, "1")


@pytest.mark.parametrize("script", SCRIPT)
def test_from_question_to_some_cards_in_a_phone(open_page: OpenPage, demo_site: DemoSite, script, tmp_path):
    page = open_page(viewport=SMALL, script=script)
    login(page, demo_site, "redactie")
    find(page)
    for box in page.locator(".hit .pick input").all()[:2]:
        box.check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Bewaar in je telefoon").click()
    saved.value.save_as(tmp_path / "kaarten.vcf")

    assert len(cards_by_ez_vcard(tmp_path / "kaarten.vcf")) == 2


@pytest.mark.parametrize("script", SCRIPT)
def test_a_list_is_put_in_order_and_a_mistake_undone(open_page: OpenPage, script):
    page = open_page(viewport=SMALL, script=script)
    find(page)
    for box in page.locator(".hit .pick input").all()[:3]:
        box.check()
    follow(page.get_by_role("button", name="Zet in mijn lijst"))
    follow(page.get_by_role("link", name="Mijn lijst"))
    names = page.locator("tbody th").all_inner_texts()

    follow(page.get_by_role("button", name=re.compile("omlaag")).first)
    assert page.locator("tbody th").all_inner_texts() == [names[1], names[0], names[2]]

    follow(page.get_by_role("button", name=re.compile("uit de lijst halen")).nth(1))
    assert page.locator("tbody th").all_inner_texts() == [names[1], names[2]]

    follow(page.get_by_role("button", name="Zet terug"))
    assert page.locator("tbody th").all_inner_texts() == [names[1], names[0], names[2]]


def test_a_list_comes_along_at_login(open_page: OpenPage, demo_site: DemoSite):
    page = open_page(viewport=SMALL)
    find(page)
    page.locator(".hit .pick").first.click()
    follow(page.get_by_role("button", name="Zet in mijn lijst"))
    name = page.locator(".hit__name a").first.inner_text()

    login(page, demo_site, "coordinator")
    page.goto("/mijn-lijst/")

    assert name in page.locator("tbody").inner_text()


@pytest.mark.parametrize("script", SCRIPT)
def test_a_table_of_five_each_joins_in_four_taps(open_page: OpenPage, demo_site: DemoSite, script, tmp_path):
    opener, taps = open_page(viewport=SMALL, script=script), [Taps() for _ in range(5)]
    login(opener, demo_site, "professional")
    address = open_list(opener)
    put_me_on(opener, taps[0])
    guests = [open_page(viewport=SMALL, script=script) for _ in range(4)]
    for n, guest in enumerate(guests, 1):
        guest.goto(address)  # from the code
        join_as_guest(guest, f"Gast {n} (voorbeeld)", taps[n])

    with guests[0].expect_download() as saved:
        guests[0].get_by_role("link", name="Bewaar de hele lijst").click()
    saved.value.save_as(tmp_path / "lijst.vcf")

    assert max(tap.count for tap in taps) <= 4
    assert len(cards_by_ez_vcard(tmp_path / "lijst.vcf")) == 5


def test_six_digits_bring_somebody_to_the_list(open_page: OpenPage):
    opener, guest = open_page(viewport=SMALL), open_page(viewport=SMALL)
    address = open_list(opener)
    digits = opener.locator("#h-code ~ figure .number--big").inner_text().split(":")[-1]

    guest.goto("/samen/")
    guest.get_by_label("De zes cijfers").fill(digits)
    follow(guest.get_by_role("button", name="Naar de lijst"))

    assert guest.url == address


@pytest.mark.parametrize("viewport", [pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_phonebook_is_accessible_and_fits(open_page: OpenPage, demo_site: DemoSite, viewport, scheme):
    page, wrong = open_page(viewport=viewport, scheme=scheme), {}
    login(page, demo_site, "professional")
    find(page)
    page.locator(".hit .pick").first.click()
    follow(page.get_by_role("button", name="Zet in mijn lijst"))
    page.goto("/zoeken/?vraag=consulent+bijzondere+bijstand")
    card = page.locator("#mensen .hit__name a").first.get_attribute("href")
    shared = open_list(page)
    put_me_on(page, Taps())
    chosen = f"?kaart={card.strip('/').split('/')[-1]}"
    addresses = ["/mijn-lijst/", "/samen/", shared, f"{card}qr/", f"/meenemen/{chosen}", f"/meenemen/papier/{chosen}"]
    for address in [*addresses, "/wie-heeft-mijn-nummer/"]:
        page.goto(address)
        found = violations(page)
        fits = page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        if found or not fits:
            wrong[address] = (found, fits)

    assert wrong == {}
