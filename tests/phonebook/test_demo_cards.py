"""Every card, desk, organisation and team of the demo, as each login may save it, before judges of other people."""

import base64
import re

import pytest

from tests.conftest import DemoSite
from tests.phonebook import judges
from tests.phonebook.rfc2426 import read

pytestmark = pytest.mark.xdist_group("demo")

EVERYTHING = """
import base64, sys
from django.contrib.auth.models import User
from django.db.models import Q
from directory.visibility import audience_for
from phonebook.bundle import look_of, of_query
from phonebook.contacts import vcards
from phonebook.vcard import write
for mail in ("professional@vindelkaar.example", "coordinator@vindelkaar.example"):
    look = look_of(audience_for(User.objects.get(email=mail)))
    print(base64.b64encode(write(vcards(of_query(look, Q(), Q())))).decode())
"""
CARD = re.compile(rb"BEGIN:VCARD.*?END:VCARD\r\n", re.DOTALL)


@pytest.fixture(scope="module")
def octets(demo_site: DemoSite) -> bytes:
    """The cards that a professional and a coordinator may save, each text once."""
    printed = demo_site.manage("shell", "--no-imports", "-c", EVERYTHING).splitlines()[-2:]
    return b"".join(dict.fromkeys(card for line in printed for card in CARD.findall(base64.b64decode(line))))


@pytest.fixture(scope="module")
def cards(octets):
    return read(octets)  # which counts the octets of every line


def test_there_is_a_card_of_every_kind(cards):
    """Persons, invented or not, functions, desks, teams and organisations."""
    assert len(cards) > 600
    assert any(card.all("X-ABSHOWAS") for card in cards)
    assert any(card.one("N").parts(";")[1] for card in cards)
    assert any(len(card.one("ORG").parts(";")) > 1 for card in cards)


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_has_no_complaint(octets, cards):
    with judges.ez_vcard() as reader:
        found = reader.read(octets)

    assert [fact for card in found for fact in card["warning"]] == []
    assert [card["fn"] for card in found] == [[card.text("FN")] for card in cards]


@pytest.mark.program("ical.js")
def test_ical_js_reads_them_all(octets, cards):
    with judges.ical_js() as reader:
        found = reader.read(octets)

    assert [card["tel"] for card in found] == [[tel.value for tel in card.all("TEL")] for card in cards]


@pytest.mark.program("vcard")
def test_the_strict_checker_has_no_complaint(octets, tmp_path):
    """It calls every sign above U+00FF an error, and knows the type of an address in small letters only."""
    known = [card for card in CARD.findall(octets) if max(card.decode()) <= "\xff"]
    for n, card in enumerate(known):
        (tmp_path / f"{n}.vcf").write_bytes(card.replace(b"ADR;TYPE=WORK:", b"ADR;TYPE=work:"))

    assert len(known) > 500
    assert judges.complaints_of_vcard(tmp_path) == []


@pytest.mark.program("vcard")
def test_the_strict_checker_complains_of_a_broken_card(tmp_path):
    (tmp_path / "x.vcf").write_bytes(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nN:A;;;;\r\nTEL;TYPE=WERK:1\r\nEND:VCARD\r\n"
    )

    assert judges.complaints_of_vcard(tmp_path)
