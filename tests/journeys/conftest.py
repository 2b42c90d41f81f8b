"""A real headless Chromium on the demo site, on a phone and on a desk, in light and dark, with and without script."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import DemoSite
from tests.programs import needs

# Without these Chromium looks up hosts of its maker at every start.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups, also where only journeys are asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "demo_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    needs(bool(path), "chromium")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, demo_site: DemoSite) -> Iterator[OpenPage]:
    """`open_page(viewport=…, script=…, scheme=…)` gives a new page; afterwards no page may have complained."""
    contexts, complaints = [], []

    def make(
        *, viewport: dict[str, int] = PHONE, script: bool = True, scheme: str = "light", may_fail: bool = False
    ) -> Page:
        context = chromium.new_context(
            base_url=demo_site.url,
            locale="nl-NL",
            viewport=viewport,
            java_script_enabled=script,
            color_scheme=scheme,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        if not may_fail:  # a browser writes down each request that has no answer
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    # A page that is meant to be missing logs its own 404.
    assert [text for text in complaints if "404" not in text] == []
