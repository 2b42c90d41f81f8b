"""Other people's programs read our cards: they find no fault, and read back every field as it was meant."""

import os

import pytest
import vobject
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from phonebook.vcard import CELL, Adres, Naam, Tel, Vcard, clean, one_line, safe_url, write
from tests.phonebook import judges
from tests.phonebook.rfc2426 import read

PERSON = Vcard(
    uid="6f0c2f6e-5a4e-4f0e-9d55-0b7f3d2b1a10",
    naam=Naam("Ímke de Vries; Smit, 😀 (voorbeeld)", "de Vries; Smit, 😀", "Ímke", "(voorbeeld)", "Vries"),
    org=("Gemeente A; B, C\\D", "Team Inkomen"),
    title="Regisseur",
    tels=(Tel("+31516566100"), Tel("+31612345678", CELL), Tel("140516")),
    mail="imke@voorbeeld.example",
    adres=Adres("'t Oost 11", "8431 LE", "Oosterwolde"),
    urls=("https://gids.example/p/7kq2xabc/", "https://a.example/x;y,z"),
    categories=("VindElkaar", "Gemeente A; B, C"),
    note=("Bel mij voor: één; twee, drie\\n vier", "é" * 80, "Stand van 22 november 2026"),
)
COMPANY = Vcard(uid="x-1", naam=Naam("Gemeente A"), org=("Gemeente A",), tels=(Tel("140516"),), is_company=True)
FIELDS = ("uid", "fn", "n", "org", "title", "tel", "cell", "email", "adr", "url", "categories", "note", "showas")

TEXT = st.text(st.characters(codec="utf-8"), max_size=40) | st.text(' ;,\\:"\r\n\tn=éß€😀\u202e\x07.', max_size=12)
WORD = st.text(st.characters(codec="utf-8"), max_size=60).filter(one_line)
NUMBER = st.from_regex(r"\+31[0-9]{9}|1[0-9]{2,5}|0[89]00[0-9]{4,7}", fullmatch=True)
CARDS = st.builds(
    Vcard,
    uid=st.uuids().map(str),
    naam=st.builds(Naam, WORD, TEXT, TEXT, TEXT),
    org=st.lists(WORD, max_size=2).map(tuple),
    title=TEXT,
    tels=st.lists(st.builds(Tel, NUMBER, st.sampled_from([("WORK", "VOICE"), CELL])), max_size=3).map(tuple),
    mail=st.from_regex(r"[a-z0-9._-]{1,20}@[a-z0-9-]{1,20}\.example", fullmatch=True) | st.just(""),
    adres=st.none() | st.builds(Adres, WORD, TEXT, TEXT),
    urls=st.lists(TEXT.map("https://gids.example/{}".format), max_size=2).map(tuple),
    categories=st.lists(WORD, max_size=3).map(tuple),
    note=st.lists(TEXT, max_size=4).map(tuple),
    is_company=st.booleans(),
)
MANY = settings(
    max_examples=2000 if os.environ.get("VOLUIT") else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def ez_vcard():
    with judges.ez_vcard() as reader:
        yield reader


@pytest.fixture(scope="module")
def ical_js():
    with judges.ical_js() as reader:
        yield reader


def meant(card):
    """What a reader should find, by property: every text without the signs that we take out."""
    naam, adres = card.naam, card.adres
    return {
        "uid": [card.uid],
        "fn": [one_line(naam.voluit)],
        "n": [one_line(part) for part in (naam.family, naam.given, naam.suffix)],
        "org": [one_line(part) for part in card.org],
        "title": filled(one_line(card.title)),
        "tel": [tel.nummer for tel in card.tels],
        "cell": [tel.nummer for tel in card.tels if tel.kinds == CELL],
        "email": filled(card.mail),
        "adr": [one_line(part) for part in (adres.straat, adres.plaats, adres.postcode)] if adres else [],
        "url": [safe_url(url) for url in card.urls],
        "categories": [one_line(part) for part in card.categories],
        "note": filled("\n".join(filter(None, map(clean, card.note)))),
        "showas": ["COMPANY"] if card.is_company else [],
    }


def filled(value):
    return [value] if value else []


def fields(facts):
    return {name: facts[name] for name in FIELDS}


def by_vobject(octets):
    """What vobject reads of the one card in a file."""
    (card,) = vobject.readComponents(octets.decode())
    n, adres, org = card.n.value, card.contents.get("adr", []), card.contents.get("org", [])
    return {
        **{name: [one.value for one in card.contents.get(name, [])] for name in ("uid", "fn", "title", "tel", "note")},
        **{name: [one.value for one in card.contents.get(name, [])] for name in ("email", "url")},
        "n": [n.family, n.given, n.suffix],
        "org": [part for one in org for part in one.value],
        "cell": [one.value for one in card.contents.get("tel", []) if "CELL" in one.params["TYPE"]],
        "adr": [part for one in adres for part in (one.value.street, one.value.city, one.value.code)],
        "categories": [part for one in card.contents.get("categories", []) for part in one.value],
        "showas": [one.value for one in card.contents.get("x-abshowas", [])],
    }


def by_ical_js(facts):
    r"""What ical.js reads: in a property with a single value it leaves the `\` before a `;` where it is."""
    single = ("fn", "title", "note", "categories")
    return {**fields(facts), **{name: [text.replace("\\;", ";") for text in facts[name]] for name in single}}


def ends_in_a_backslash(card):
    r"""ical.js takes the `\\;` between two parts for a `;` in the first: nothing that we write can help that."""
    adres = [card.adres.straat, card.adres.plaats, card.adres.postcode] if card.adres else []
    naam = (card.naam.family, card.naam.given, card.naam.suffix)
    return any(one_line(part).endswith("\\") for part in (*naam, *card.org, *adres, *card.categories))


@MANY
@given(CARDS)
@example(PERSON)
@example(COMPANY)
def test_vobject_reads_back_every_field(card):
    assert by_vobject(write([card])) == meant(card)


@pytest.mark.program("libez-vcard-java")
@MANY
@given(CARDS)
@example(PERSON)
@example(COMPANY)
def test_ez_vcard_reads_back_every_field(ez_vcard, card):
    assert fields(ez_vcard.read(write([card]))[0]) == meant(card)


@pytest.mark.program("ical.js")
@MANY
@given(CARDS.filter(lambda card: not ends_in_a_backslash(card)))
@example(PERSON)
@example(COMPANY)
def test_ical_js_reads_back_every_field(ical_js, card):
    assert by_ical_js(ical_js.read(write([card]))[0]) == meant(card)


@MANY
@given(st.lists(CARDS, max_size=3))
def test_no_line_is_longer_than_75_octets(cards):
    octets = write(cards)

    assert max((len(line) for line in octets.split(b"\r\n")), default=0) <= 75
    assert not cards or len(read(octets)) == len(cards)


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_finds_no_fault(ez_vcard):
    assert [card["warning"] for card in ez_vcard.read(write([PERSON, COMPANY]))] == [[], []]


@pytest.mark.program("libez-vcard-java")
def test_ez_vcard_reads_version_3(ez_vcard):
    assert [card["version"] for card in ez_vcard.read(write([PERSON, COMPANY]))] == [["3.0"], ["3.0"]]
