"""A coordinator tries a word out in a real browser, before it is saved; with and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DemoSite
from tests.journeys.conftest import DESK, SMALL, OpenPage
from tests.journeys.pages import login
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser

NEW = "/admin/snippets/directory/begrip/add/"


def filled_in(page: Page, site: DemoSite) -> Page:
    login(page, site, "coordinator")
    page.goto(NEW)
    page.locator("[name=afkorting]").fill("knakenkwestie")
    page.locator("[name=andere_namen]").fill("schuldhulp")
    page.locator("[name=proefvraag]").fill("knakenkwestie wolvega")
    return page


def test_a_question_shows_what_it_finds_now_and_with_the_word(open_page: OpenPage, demo_site: DemoSite):
    page = filled_in(open_page(viewport=DESK), demo_site)

    page.get_by_role("button", name="Laat zien").click()

    outcome = page.locator("[data-proef-uitkomst]")
    expect(outcome).to_contain_text("En straks", timeout=30_000)
    told = " ".join(outcome.inner_text().split())
    assert re.search(r"Deze vraag vindt nu geen antwoord.*En straks \d+ antwoorden", told)
    page.set_viewport_size({"width": 1280, "height": 3000})  # nothing half behind the bar that saves
    assert violations(page) == []


def test_enter_in_the_question_saves_nothing(open_page: OpenPage, demo_site: DemoSite):
    page = filled_in(open_page(viewport=DESK), demo_site)

    page.locator("[name=proefvraag]").press("Enter")

    expect(page.locator("[data-proef-uitkomst]")).to_contain_text("En straks", timeout=30_000)
    assert page.url.endswith(NEW)


def test_a_need_that_is_made_of_a_question_opens_at_its_name(open_page: OpenPage, demo_site: DemoSite):
    page = open_page(viewport=DESK)
    login(page, demo_site, "coordinator")

    page.goto("/admin/snippets/directory/hulpvraag/add/?zoekwoorden=knaken&proefvraag=knaken")

    expect(page.locator("[data-proef-uitkomst]")).to_have_text("Vul eerst Naam in.", timeout=30_000)
    expect(page.locator("[name=naam]")).to_be_focused()
    assert page.evaluate("scrollY") == 0


def test_without_script_it_opens_beside_the_form(open_page: OpenPage, demo_site: DemoSite):
    page = filled_in(open_page(viewport=DESK, script=False), demo_site)

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Laat zien").click()

    expect(opened.value.locator("main")).to_contain_text("En straks")
    assert page.url.endswith(NEW)


@pytest.mark.parametrize("address", ["/admin/gids/onbeantwoord/", "/admin/gids/splitswoorden/"])
def test_axe_finds_nothing_on_the_lists(open_page: OpenPage, demo_site: DemoSite, address: str):
    page = open_page(viewport=SMALL)
    login(page, demo_site, "coordinator")

    page.goto(address)

    assert violations(page) == []


def test_the_buttons_of_a_question_stand_in_line_on_a_phone(open_page: OpenPage, demo_site: DemoSite):
    rows = "from search.models import OnbeantwoordeVraag as V; V.objects.{}(sleutel='knaken', is_genoeg=True)"
    demo_site.manage("shell", "-c", rows.format("create"))
    page = open_page(viewport=SMALL)
    login(page, demo_site, "coordinator")

    page.goto("/admin/gids/onbeantwoord/")

    places = page.locator(".gids-lijst .button").evaluate_all("all => all.map(b => [b.offsetTop, b.offsetLeft])")
    starts = {top: min(left for other, left in places if other == top) for top, _ in places}
    demo_site.manage("shell", "-c", rows.format("filter") + ".delete()")
    assert len(places) == 4
    assert len(set(starts.values())) == 1
