"""Suggestions while typing in a real browser: by keyboard, by touch, for a screen reader, and without script."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.conftest import DemoSite
from tests.journeys.conftest import DESK, SMALL, OpenPage
from tests.journeys.pages import login
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser


def typed(page: Page, text: str, address: str = "/", delay: float = 0) -> Page:
    """The page with the suggestions for the whole text: those of its beginning are marked as busy."""
    page.goto(address)
    page.locator("#vraag").fill("")
    page.locator("#vraag").press_sequentially(text, delay=delay)
    expect(page.locator("[role=listbox][aria-busy=false] [role=option]").first).to_be_visible()
    return page


def active(page: Page) -> str:
    """The text of the option that a screen reader reads now."""
    chosen = page.locator("#vraag").get_attribute("aria-activedescendant")
    return page.locator(f"#{chosen}").inner_text() if chosen else ""


@pytest.mark.parametrize("address", ["/", "/zoeken/", "/zoeken/?vraag=schulden"])
def test_every_question_field_suggests(open_page: OpenPage, address: str):
    page = typed(open_page(), "uwv", address)

    assert page.locator("#vraag").get_attribute("aria-expanded") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280")])
def test_axe_finds_nothing_with_the_list_open(open_page: OpenPage, viewport, scheme):
    page = typed(open_page(viewport=viewport, scheme=scheme), "wol")
    page.keyboard.press("ArrowDown")

    assert violations(page) == []


def test_arrows_go_round_and_home_and_end_jump(open_page: OpenPage):
    page = typed(open_page(), "wol")
    options = page.get_by_role("option").all_inner_texts()
    read = []

    for key in ("ArrowDown", "End", "Home", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        read.append(active(page))

    assert read == [options[0], options[-1], options[0], "", options[-1]]


def test_the_number_of_suggestions_is_announced(open_page: OpenPage):
    page = typed(open_page(), "wol")

    count = page.get_by_role("option").count()
    expect(page.locator("form.ask [role=status]")).to_have_text(f"{count} suggesties")


def test_typing_on_while_an_answer_is_under_way_suggests_for_the_whole(open_page: OpenPage):
    page = open_page()
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    throttle = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
    slow.send("Network.emulateNetworkConditions", throttle)

    typed(page, "wolve", delay=250)

    assert any("Wolvega" in text for text in page.get_by_role("option").all_inner_texts())


def test_who_chooses_from_a_list_keeps_that_list(open_page: OpenPage):
    page = typed(open_page(), "wo")
    first = page.get_by_role("option").first.inner_text()

    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)

    assert active(page) == first


def test_escape_closes_and_a_second_time_empties(open_page: OpenPage):
    page = typed(open_page(), "wol")

    page.keyboard.press("Escape")
    closed = (page.get_by_role("option").count(), page.locator("#vraag").input_value())
    page.keyboard.press("Escape")

    assert closed == (0, "wol")
    assert page.locator("#vraag").input_value() == ""


def test_enter_without_a_choice_asks_what_was_typed(open_page: OpenPage):
    page = typed(open_page(), "schuld")

    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/zoeken/\?vraag=schuld$"))


def test_enter_on_a_choice_asks_that(open_page: OpenPage):
    page = typed(open_page(), "schuldhulp wolv")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/zoeken/\?vraag=schuldhulp\+Wolvega$"))


def test_a_person_leads_to_the_card(open_page: OpenPage, demo_site: DemoSite):
    page = open_page(viewport=SMALL)
    login(page, demo_site, "professional")
    option = typed(page, "bijl").get_by_role("group", name="Mensen").get_by_role("option").first
    name = option.locator(".suggesties__naam").inner_text()

    option.click()

    expect(page.locator("h1")).to_contain_text(name.removesuffix(" (voorbeeld)"))
    assert "/p/" in page.url


def test_a_visitor_is_offered_no_person(open_page: OpenPage):
    page = open_page()
    page.goto("/")

    with page.expect_response(re.compile("suggesties")) as response:
        page.locator("#vraag").press_sequentially("bijls")

    assert response.value.json() == {"groepen": []}


def test_an_organisation_leads_to_its_page(open_page: OpenPage):
    page = typed(open_page(viewport=SMALL), "kredietbank ne")

    page.get_by_role("group", name="Organisaties").get_by_role("option").first.click()

    expect(page.locator("h1")).to_contain_text("Kredietbank Nederland")


def test_every_choice_is_as_large_as_a_thumb_and_fits(open_page: OpenPage):
    page = typed(open_page(viewport=SMALL), "be")

    boxes = [option.bounding_box() for option in page.get_by_role("option").all()]

    assert min(box["height"] for box in boxes) >= 44
    assert max(box["x"] + box["width"] for box in boxes) <= SMALL["width"]


def test_an_older_request_is_broken_off(open_page: OpenPage):
    page = open_page()
    page.goto("/")
    broken_off = []
    page.on("requestfailed", lambda request: broken_off.append(request.url))
    page.route(re.compile(r"begin=wo$"), lambda route: None)  # never answers

    page.locator("#vraag").press_sequentially("wo")
    page.wait_for_timeout(300)
    page.locator("#vraag").press_sequentially("lv")

    expect(page.get_by_role("option").first).to_be_visible()
    assert [url.rpartition("=")[2] for url in broken_off] == ["wo"]


def held(page: Page, address: re.Pattern[str] = re.compile("/suggesties/")) -> list[Route]:
    """Requests for suggestions wait from now on, until a test lets them go."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))
    return waiting


def stays(page: Page) -> None:
    """Asking a question leads nowhere: what the page does meanwhile can be seen."""
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")


def let_go(page: Page, waiting: list[Route]) -> None:
    """The answers come, and the page has had the time to show them."""
    for route in waiting:
        with suppress(Error):  # the page called it off
            route.continue_()
    page.wait_for_timeout(500)


def test_once_asked_no_list_comes_over_the_page(open_page: OpenPage):
    page = open_page()
    page.goto("/")
    stays(page)
    waiting = held(page)
    page.locator("#vraag").press_sequentially("schul")
    page.wait_for_timeout(300)

    page.keyboard.press("Enter")
    let_go(page, waiting)

    assert len(waiting) == 1
    assert page.get_by_role("option").count() == 0
    assert page.locator("form.ask [role=status]").inner_text() == "Even zoeken"


def test_once_asked_the_list_closes(open_page: OpenPage):
    page = typed(open_page(), "schul")
    stays(page)

    page.keyboard.press("Enter")

    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_while_a_list_is_on_its_way_keeps_the_question_and_calls_the_list_off(open_page: OpenPage):
    page = open_page()
    page.goto("/")
    waiting = held(page)
    page.locator("#vraag").press_sequentially("schul")
    page.wait_for_timeout(300)

    page.keyboard.press("Escape")
    let_go(page, waiting)

    assert page.get_by_role("option").count() == 0
    assert page.locator("#vraag").input_value() == "schul"


def test_what_is_under_the_thumb_stays_there(open_page: OpenPage):
    page = typed(open_page(), "wol")
    waiting = held(page)
    page.keyboard.press("v")
    page.wait_for_timeout(300)
    option = page.get_by_role("option").last
    box, name = option.bounding_box(), option.locator(".suggesties__naam").inner_text()

    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    let_go(page, waiting)
    with page.expect_navigation():
        page.mouse.up()

    assert name in page.locator("main").inner_text() or page.locator("#vraag").input_value() == name


def test_a_word_that_the_keyboard_of_a_phone_still_underlines_gets_suggestions(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto("/")
    page.locator("#vraag").focus()

    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": "wolve", "selectionStart": 5, "selectionEnd": 5}
    )

    expect(page.get_by_role("option").first).to_contain_text("Wolvega")


def test_what_was_typed_before_the_script_came_gets_suggestions(open_page: OpenPage):
    page = open_page()
    scripts = held(page, re.compile(r"/suggesties[^/]*\.js"))
    page.goto("/", wait_until="commit")
    page.locator("#vraag").press_sequentially("wolve")

    let_go(page, scripts)

    expect(page.get_by_role("option").first).to_be_visible()


def test_asking_says_that_it_is_busy(open_page: OpenPage):
    page = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('form.ask').addEventListener('submit', (event) => event.preventDefault())")
    page.locator("#vraag").fill("schulden")

    page.get_by_role("button", name="Zoek").click()

    expect(page.locator("form.ask")).to_have_attribute("aria-busy", "true")


def test_who_stopped_waiting_and_types_on_can_ask_again(open_page: OpenPage):
    page = open_page()
    page.goto("/")
    stays(page)
    page.locator("#vraag").fill("schul")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("button", name="Zoek")).to_have_attribute("aria-disabled", "true")

    page.locator("#vraag").press("d")

    expect(page.get_by_role("button", name="Zoek")).to_have_attribute("aria-disabled", "false")


def test_without_script_it_is_a_plain_search_field(open_page: OpenPage):
    page = open_page(script=False)
    page.goto("/")

    assert page.get_by_role("searchbox").get_attribute("type") == "search"
    assert page.locator("[role=listbox]").count() == 0
