"""A visitor who opens every page and file that the demo site links to meets no person and no number of one."""

import csv
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import deque
from html import unescape

import pytest

from directory.numbers import digits_of
from tests.conftest import ROOT, DemoSite

pytestmark = pytest.mark.xdist_group("demo")

MOST_PAGES = 1500


def cards() -> list[dict[str, str]]:
    with (ROOT / "fixtures/friesland/kaarten.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hidden_names() -> set[str]:
    """First name, tussenvoegsel and surname of every person: none of them is open to all."""
    persons = (row for row in cards() if row["soort"] == "persoon" and row["zichtbaar"] != "iedereen")
    return {" ".join(filter(None, (r["voornaam"], r["tussenvoegsel"], r["achternaam"]))) for r in persons}


def hidden_numbers() -> set[str]:
    """National digits of every number on a card that is not open to all."""
    closed = [row for row in cards() if row["zichtbaar"] != "iedereen"]
    return {digits_of(row[column]) for row in closed for column in ("telefoon", "telefoon2") if row[column]}


def read(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return response.status, response.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def crawl(site: DemoSite) -> dict[str, str]:
    """The text of every page and file that can be reached by links from the home page, without a login."""
    found: dict[str, str] = {}
    waiting = deque(["/", "/zoeken/?vraag=a", "/sitemap.xml", "/robots.txt"])
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        if address in found:
            continue
        status, body = read(site.url + address)
        assert status < 500, address
        found[address] = body
        for link in re.findall(r"""(?:href|src|action)=["']([^"'#]+)""", body):
            target = urllib.parse.urljoin(address, unescape(link))
            if target.startswith("/") and not target.startswith(("//", "/admin", "/static")) and target not in found:
                waiting.append(target)
    return found


@pytest.mark.once("1,500 pages of the same rows; tests/search/test_leaks_random.py asks both engines")
def test_a_visitor_who_opens_everything_meets_nobody(demo_site: DemoSite):
    pages = crawl(demo_site)
    names = re.compile("|".join(map(re.escape, sorted(hidden_names(), key=len, reverse=True))))
    numbers = hidden_numbers()

    leaks = []
    for address, body in pages.items():
        leaks += [(address, name) for name in names.findall(unescape(body))]
        digits = {digits_of(n) for n in re.findall(r"(?:tel:)?(\+31\d{9}|0\d(?:[ -]?\d){8})", body)}
        leaks += [(address, number) for number in digits & numbers]

    assert len(pages) > 300
    assert leaks == []


def test_no_question_of_a_visitor_finds_a_person(demo_site: DemoSite):
    persons = [row for row in cards() if row["soort"] == "persoon"][:120]
    questions = [f"{r['voornaam']} {r['tussenvoegsel']} {r['achternaam']}" for r in persons]
    questions += [row["telefoon"] for row in persons if row["telefoon"]]

    answers = demo_site.manage("ask", "--as", "iedereen", "--json", text="\n".join(questions))

    assert '"soort": "persoon"' not in answers
