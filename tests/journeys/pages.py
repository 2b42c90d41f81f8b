"""Steps that more than one journey takes."""

import re

from playwright.sync_api import Locator, Page

from tests.conftest import DemoSite


def login(page: Page, site: DemoSite, role: str) -> None:
    """Log in with the login that `manage.py demo` printed for a role."""
    address, password = printed_login(site, role)
    page.goto("/inloggen/")
    page.get_by_label("Mailadres van je werk").first.fill(address)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    follow(page.get_by_role("button", name="Log in"))


def printed_login(site: DemoSite, role: str) -> tuple[str, str]:
    """The mail address and password in the line of a role, as a newcomer reads it."""
    line = next(line for line in site.printed.splitlines() if role in line and "@" in line)
    mail = re.search(r"\S+@\S+\.example", line).group()
    password = re.search(r"wachtwoord:?\s+(\S+)", site.printed, re.IGNORECASE)
    return mail, (password.group(1) if password else line.split()[-1])


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.locator("#vraag").fill(question)
    follow(page.get_by_role("button", name="Zoek"))


def follow(link: Locator) -> None:
    """Click what leads to another page, and wait for the whole of it.

    A click alone waits until the answer begins: what is read then may be half a page.
    """
    with link.page.expect_navigation():
        link.click()
