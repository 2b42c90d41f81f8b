"""The results page in a real browser: back from a card, choices and order in the address, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, SMALL, OpenPage
from tests.journeys.pages import follow

pytestmark = pytest.mark.browser

ADDRESS = "/zoeken/?vraag=schulden"
SIZES = [pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280")]


def first_answer(page: Page) -> None:
    follow(page.locator(".hit__name a").first)


ORGANISATIES, NAAM = "input[name=soort][value=organisatie]", "input[name=volgorde][value=naam]"


def choose(page: Page, box: str) -> None:
    """Tick a box beside the answers and ask for that."""
    drawer = page.locator(".drawer")
    if page.viewport_size["width"] < DESK["width"]:
        drawer.locator(".drawer__summary").click()
    page.locator(box).check()
    follow(drawer.get_by_role("button", name="Toon de antwoorden"))


@pytest.mark.parametrize("viewport", SIZES)
def test_a_page_that_was_reached_from_the_answers_leads_back_to_them(open_page: OpenPage, viewport):
    page = open_page(viewport=viewport)
    page.goto(ADDRESS)
    count = page.locator("h1").inner_text()
    first_answer(page)

    page.get_by_role("link", name=f"Terug naar {count}").click()

    page.wait_for_url(re.compile(re.escape(ADDRESS)))


def test_further_on_there_still_is_a_way_back(open_page: OpenPage):
    page = open_page(viewport=DESK)
    page.goto(ADDRESS)
    follow(page.locator(".hit__role a").first)
    follow(page.locator("nav.crumbs a").last)
    page.go_back()

    page.get_by_role("link", name=re.compile("^Terug naar")).click()

    page.wait_for_url(re.compile(re.escape(ADDRESS)))


def test_after_a_jump_within_a_page_there_still_is_a_way_back(open_page: OpenPage):
    page = open_page(viewport=DESK)
    page.goto(ADDRESS)
    follow(page.locator(".hit__role a").first)
    page.locator(".contents a").first.click()

    page.get_by_role("link", name=re.compile("^Terug naar")).click()

    page.wait_for_url(re.compile(re.escape(ADDRESS)))


def test_answers_that_come_back_from_memory_are_those_to_go_back_to(open_page: OpenPage):
    page = open_page(viewport=DESK)
    page.goto(ADDRESS)
    kept = page.evaluate("sessionStorage.antwoorden")

    page.evaluate("sessionStorage.antwoorden = '{}'")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    assert page.evaluate("sessionStorage.antwoorden") == kept


def test_who_did_not_come_from_the_answers_is_offered_no_way_back(open_page: OpenPage):
    page = open_page()
    page.goto(ADDRESS)
    first_answer(page)
    agency = page.url

    page.goto("/a-z/")
    page.goto(agency)

    assert page.locator("[data-terug]").is_hidden()


def test_the_question_stays_out_of_the_address_of_what_was_found(open_page: OpenPage):
    page = open_page()
    page.goto(ADDRESS)

    first_answer(page)

    assert "schulden" not in page.url.partition("?")[2]


@pytest.mark.parametrize("viewport", SIZES)
def test_choices_stand_in_the_address_and_survive_going_back(open_page: OpenPage, viewport):
    page = open_page(viewport=viewport)
    page.goto(ADDRESS)
    choose(page, ORGANISATIES)
    chosen = page.url
    first_answer(page)

    page.go_back()

    assert page.url == chosen
    assert "soort=organisatie" in chosen
    assert page.locator(ORGANISATIES).is_checked()


def test_going_back_to_before_a_choice_shows_no_tick(open_page: OpenPage):
    page = open_page(viewport=DESK)
    page.goto(ADDRESS)
    choose(page, ORGANISATIES)

    page.go_back()

    expect(page.locator(ORGANISATIES)).not_to_be_checked()


def test_an_order_stays_when_more_is_shown(open_page: OpenPage):
    page = open_page(viewport=DESK)
    page.goto(ADDRESS)
    choose(page, NAAM)

    follow(page.get_by_role("link", name=re.compile("^Toon (nog|de volgende) ")).first)

    assert "pagina=2" in page.url
    assert "volgorde=naam" in page.url
    assert page.locator(NAAM).is_checked()


def test_on_paper_stand_the_question_and_the_day(open_page: OpenPage):
    page = open_page()
    page.goto(ADDRESS)

    page.emulate_media(media="print")

    printed = page.locator("main").inner_text()
    assert re.search(r"Vraag: ‘schulden’. Afgedrukt op \d+ \w+ \d{4}", printed)
    assert not page.locator("form.ask").is_visible()


@pytest.mark.parametrize("viewport", [pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280")])
def test_the_button_below_the_filters_is_in_sight_from_the_first_one(open_page: OpenPage, viewport):
    page = open_page(viewport=viewport)
    page.goto("/zoeken/?vraag=schuldhulp")
    if viewport == SMALL:
        page.locator(".drawer__summary").click()

    button = page.get_by_role("button", name="Toon de antwoorden")

    expect(button).to_be_in_viewport(ratio=1)
    assert page.locator(".facets").bounding_box()["height"] > viewport["height"]


@pytest.mark.parametrize("script", [True, False])
def test_what_was_ticked_stands_above_the_answers_and_comes_off_with_one_press(open_page: OpenPage, script):
    page = open_page(viewport=DESK, script=script)
    page.goto("/zoeken/?vraag=schuldhulp+wolvega")
    choose(page, "input[name=soort][value=loket]")

    follow(page.get_by_role("list", name="Je keuzes").get_by_role("link", name="Soort Loketten weghalen"))

    expect(page.locator("input[name=soort]:checked")).to_have_count(0)


def test_the_number_beside_a_choice_is_how_many_answers_it_gives(open_page: OpenPage):
    page = open_page(viewport=DESK)
    page.goto("/zoeken/?vraag=schuldhulp+wolvega")
    box = page.locator(".facet__option", has=page.locator("input[name=soort][value=loket]"))
    said = int(re.search(r"\d+", box.locator(".facet__count").inner_text()).group())

    choose(page, "input[name=soort][value=loket]")

    assert page.locator("[data-antwoorden]").get_attribute("data-antwoorden") == str(said)


def test_a_life_event_leads_to_the_desk_of_the_gemeente_that_is_chosen(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto("/zoeken/?vraag=partner+weg+wajong")

    page.get_by_label("In welke gemeente?").select_option(label="Heerenveen")
    follow(page.get_by_role("button", name="Toon het loket"))

    expect(page.locator(".event .button--call")).to_contain_text("14 0513")


@pytest.mark.parametrize("viewport", SIZES)
def test_below_a_life_event_the_first_number_is_near(open_page: OpenPage, viewport):
    page = open_page(viewport=viewport)

    page.goto("/zoeken/?vraag=mijn+moeder+is+overleden")

    box = page.locator(".hits .button--call").first.bounding_box()
    assert box["y"] + box["height"] < 1.5 * viewport["height"]
    assert page.locator(".event a").first.is_hidden()


def test_chips_that_run_off_the_screen_fade_out_until_the_last_is_in_sight(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto("/zoeken/?vraag=schuldhulp+voor+jongeren+met+een+verslaving+in+wolvega")
    row = page.locator(".band .slots")

    expect(row).to_have_css("--slots-more", "48px")
    row.evaluate("e => e.scrollTo(e.scrollWidth, 0)")

    expect(row).to_have_css("--slots-more", "0px")


def test_a_long_word_does_not_push_the_page_apart(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto("/zoeken/?vraag=arbeidsongeschiktheidsverzekeringsmaatschappij+onvoorwaardelijkebegeleidingsovereenkomst")

    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def test_who_was_ticked_stays_ticked_when_more_is_shown(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto(ADDRESS)
    names = [page.locator(".hit__name a").nth(place).inner_text() for place in (0, 2)]
    for name in names:
        page.get_by_label(f"{name}: Kies").first.check()

    follow(page.get_by_role("link", name=re.compile("^Toon (nog|de volgende) ")).first)

    ticked = page.locator(".hit", has=page.locator(".pick input:checked")).locator(".hit__name a")
    assert ticked.all_inner_texts() == names


@pytest.mark.parametrize(
    ("width", "letters"), [pytest.param(320, 16, id="400 percent"), pytest.param(360, 24, id="large letters")]
)
def test_the_number_of_answers_is_not_broken_up_beside_the_filters(open_page: OpenPage, width: int, letters: int):
    page = open_page(viewport={"width": width, "height": 740})
    page.goto("/zoeken/?vraag=schuldhulp+jongeren+wolvega&soort=loket&soort=organisatie")
    page.evaluate(f"document.documentElement.style.fontSize = '{letters}px'")
    heading = page.locator(".answers h1")

    lines = heading.evaluate("e => Math.round(e.clientHeight / parseFloat(getComputedStyle(e).lineHeight))")

    assert lines <= len(heading.inner_text().split())
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_where_nothing_fits_the_way_out_has_the_whole_width_of_a_phone(open_page: OpenPage):
    page = open_page(viewport=SMALL)

    page.goto("/zoeken/?vraag=schulden+wolvega+kettingzaag&soort=loket")

    head, drawer = page.locator(".answers__head").bounding_box(), page.locator(".drawer").bounding_box()
    assert head["y"] + head["height"] < drawer["y"]


def test_the_button_for_more_stands_free_of_the_answers(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto(ADDRESS)

    gap = page.evaluate(
        "document.querySelector('.hits__more a').getBoundingClientRect().top"
        " - document.querySelector('.hits').getBoundingClientRect().bottom"
    )

    assert gap >= 16


def test_enlarged_fourfold_what_to_do_with_who_is_ticked_covers_no_answer(open_page: OpenPage):
    page = open_page(viewport={"width": 320, "height": 256})
    page.goto(ADDRESS)

    page.locator(".pick input").first.check()

    tray, answers = page.locator(".tray").bounding_box(), page.locator(".hits").first.bounding_box()
    assert tray["y"] > answers["y"] + answers["height"]


def test_the_links_in_a_line_of_text_are_large_enough_for_a_thumb(open_page: OpenPage):
    page = open_page(viewport=SMALL)
    page.goto(ADDRESS)

    links = page.locator(".answers__head a, .hit__role a")

    assert min(links.evaluate_all("all => all.map((a) => a.getClientRects()[0].height)")) >= 24
