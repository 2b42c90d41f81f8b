"""axe-core finds nothing on any public page nor on the main editing screens, light and dark, on a phone and a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import DemoSite
from tests.journeys.conftest import DESK, SMALL, OpenPage
from tests.journeys.pages import login

pytestmark = pytest.mark.browser

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PUBLIC = [
    "/",
    "/zoeken/?vraag=schuldhulp+jongeren+wolvega&soort=organisatie&soort=loket",
    "/zoeken/?vraag=qqqqqq",
    "/zoeken/?vraag=partner+weg+wajong",
    "/zoeken/?vraag=partner+weg+wajong+wolvega",
    "/zoeken/",
    "/friesland/",
    "/friesland/gemeente-ooststellingwerf/",
    "/friesland/voorbeeld-kredietbank-fryslan/",
    "/gemeente/",
    "/gemeente/weststellingwerf/",
    "/leefgebied/financien/",
    "/doelgroep/bijstand/",
    "/a-z/",
    "/begrippen/",
    "/hoe-werkt-het/",
    "/privacy/",
    "/toegankelijkheid/",
    "/melding/?soort=gat",
    "/inloggen/",
    "/inloggen/code/",
    "/aanmelden/",
    "/bestaat-niet/",
]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {rule['help']} {[node['target'] for node in rule['nodes']][:4]}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280")])
def test_every_public_page(open_page: OpenPage, viewport, scheme):
    page = open_page(viewport=viewport, scheme=scheme)
    found = {}

    for address in PUBLIC:
        page.goto(address)
        found[address] = violations(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_professional_sees(open_page: OpenPage, demo_site: DemoSite, scheme):
    page = open_page(viewport=SMALL, scheme=scheme)
    login(page, demo_site, "professional")
    found = {}

    page.goto("/zoeken/?vraag=consulent+bijzondere+bijstand")
    cards = [link.get_attribute("href") for link in page.locator("#mensen .hit__name a").all()[:4]]
    for address in [
        "/zoeken/?vraag=klantmanager",
        "/a-z/",
        "/mijn-account/",
        "/friesland/voorbeeld-kredietbank-fryslan/",
        *cards,
    ]:
        page.goto(address)
        found[address] = violations(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_the_main_editing_screens(open_page: OpenPage, demo_site: DemoSite):
    page = open_page(viewport=DESK)
    login(page, demo_site, "redactie")
    found = {}

    page.goto("/admin/")
    found["dashboard"] = violations(page)
    page.goto("/admin/pages/")
    edit = page.locator("a[href*='/edit/']").first.get_attribute("href")
    page.goto(edit)
    found["edit"] = violations(page)

    page.goto(edit.replace("/edit/", "/move/"))
    found["move"] = violations(page)
    card = page.request.get("/admin/contactkaarten/").text().partition("/admin/pages/")[2].partition("/")[0]
    page.goto(f"/admin/gids/kaart/{card}/vertrokken/")
    found["vertrokken"] = violations(page)

    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}
