"""The main job: ask, see whom to ring, save the card; on a phone and a desk, with and without script."""

import re

import pytest

from tests.conftest import DemoSite
from tests.journeys.conftest import DESK, PHONE, SMALL, OpenPage
from tests.journeys.pages import ask, follow, login
from tests.phonebook.judges import cards_by_ez_vcard

pytestmark = pytest.mark.browser

QUESTION = "wie doet bijzondere bijstand in Appelscha"
SIZES = [pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280")]
SCRIPT = [pytest.param(True, id="script"), pytest.param(False, id="no-script")]


@pytest.mark.parametrize("script", SCRIPT)
@pytest.mark.parametrize("viewport", SIZES)
def test_a_visitor_finds_the_desk_of_the_gemeente_of_the_village(open_page: OpenPage, viewport, script):
    page = open_page(viewport=viewport, script=script)

    ask(page, QUESTION)

    assert page.locator(".hit a.button--call").first.get_attribute("href") == "tel:140516"
    assert "Gemeente Ooststellingwerf" in page.locator(".hit").first.inner_text()


def test_a_visitor_sees_no_person(open_page: OpenPage):
    page = open_page()

    page.goto("/zoeken/?vraag=consulent+bijzondere+bijstand+appelscha&soort=persoon")

    assert page.locator("#mensen .hit").count() == 0


@pytest.mark.parametrize("script", SCRIPT)
@pytest.mark.parametrize("viewport", SIZES)
def test_a_professional_finds_the_person_and_saves_the_card(
    open_page: OpenPage, demo_site: DemoSite, viewport, script, tmp_path
):
    page = open_page(viewport=viewport, script=script)
    login(page, demo_site, "professional")
    ask(page, QUESTION)
    person = page.locator("#mensen .hit:not(:has(.badge))").first  # a desk or function wears a badge
    name = person.locator(".hit__name a").inner_text()
    follow(person.locator(".hit__name a"))
    number = page.locator("a.button--call").first.get_attribute("href").removeprefix("tel:")

    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile("Bewaar")).first.click()
    saved.value.save_as(tmp_path / "kaart.vcf")

    (card,) = cards_by_ez_vcard(tmp_path / "kaart.vcf")
    assert card["fn"] == [name]
    assert number in card["tel"]


@pytest.mark.parametrize("viewport", [pytest.param(SMALL, id="360"), pytest.param(PHONE, id="390")])
@pytest.mark.parametrize("question", [QUESTION, "hulp in de huishouding drachten", "schulden en verslaving sneek"])
def test_the_number_to_ring_stands_on_the_first_screen_of_the_results(open_page: OpenPage, viewport, question):
    page = open_page(viewport=viewport)

    ask(page, question)

    box = page.locator(".hit a.button--call").first.bounding_box()
    assert box["y"] + box["height"] <= viewport["height"]


def test_the_number_to_ring_stands_on_the_first_screen_of_an_agency(open_page: OpenPage):
    page = open_page(viewport=PHONE)

    page.goto("/friesland/gemeente-ooststellingwerf/")

    box = page.locator("a.button--call").first.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("viewport", SIZES)
def test_from_question_to_saved_card_takes_three_taps(open_page: OpenPage, demo_site: DemoSite, viewport):
    """Zoek, Bewaar: two; a third is left for choosing."""
    page = open_page(viewport=viewport)
    login(page, demo_site, "professional")
    page.goto("/")
    page.locator("#vraag").fill(QUESTION)
    follow(page.get_by_role("button", name="Zoek"))

    with page.expect_download() as saved:
        page.locator(".hit").first.get_by_role("link", name=re.compile("Bewaar")).click()

    assert saved.value.suggested_filename.endswith(".vcf")


def test_an_abbreviation_explains_itself_on_tap_without_script(open_page: OpenPage):
    page = open_page(script=False)
    page.goto("/friesland/voorbeeld-kredietbank-fryslan/")
    term = page.locator("button.term:visible").first

    term.click()

    assert page.locator(f"#{term.get_attribute('popovertarget')}").is_visible()


def test_the_menu_opens_without_script(open_page: OpenPage):
    page = open_page(script=False)
    page.goto("/")

    page.get_by_role("button", name="Menu").click()

    assert page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Begrippen").is_visible()


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
@pytest.mark.parametrize(
    "address",
    ["/", f"/zoeken/?vraag={QUESTION}", "/friesland/gemeente-ooststellingwerf/", "/gemeente/ooststellingwerf/"],
)
def test_no_page_scrolls_sideways(open_page: OpenPage, width, address):
    page = open_page(viewport={"width": width, "height": 800})

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
