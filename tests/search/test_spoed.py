"""Spoed first: 20 acute questions bring the numbers, 20 that only look acute do not, whatever the engine does."""

import csv

import pytest

from directory.models import Spoed
from search.spoed import noodgevallen
from tests.conftest import ROOT
from tests.factories import make_home, make_region

ACUTE = [
    ("ik wil niet meer leven", "suicidaal"),
    ("client zegt dat hij dood wil", "suicidaal"),
    ("zelfmoord", "suicidaal"),
    ("ik wil er een einde aan maken", "suicidaal"),
    ("mijn man slaat mij", "huiselijk_geweld"),
    ("vrouw wordt geslagen door haar vriend", "huiselijk_geweld"),
    ("hij slaat haar nu", "levensgevaar"),
    ("moeder ligt bewusteloos in de keuken", "levensgevaar"),
    ("gaslucht in huis", "gaslucht_storing"),
    ("meisje verkracht", "seksueel_geweld"),
    ("cliënte is aangerand", "seksueel_geweld"),
    ("hij heeft een overdosis genomen", "overdosis"),
    ("pillen geslikt", "overdosis"),
    ("vader met dementie weggelopen", "vermissing"),
    ("kind van 4 is vermist", "vermissing"),
    ("gezin is vannacht dakloos", "dakloos_vannacht"),
    ("geen slaapplek voor vannacht wolvega", "dakloos_vannacht"),
    ("morgen uit huis gezet met kinderen", "huisuitzetting_morgen"),
    ("bang voor eerwraak", "eergerelateerd"),
    ("buurman is verward, nu hulp nodig", "verward_zorgen"),
]
CALM = [
    "aandachtsfunctionaris kindermishandeling",
    "cursus suïcidepreventie",
    "training omgaan met verward gedrag",
    "werkgroep huiselijk geweld",
    "preventie zelfdoding jongeren",
    "meldcode kindermishandeling",
    "beleid dakloosheid",
    "nazorg na brand",
    "behandeling psychose",
    "wijkagent overlast",
    "lotgenotengroep na zelfdoding",
    "brandweer heerenveen",
    "verzekering brand",
    "consulent huisuitzettingen",
    "afgesloten zorgverzekering",
    "hulp bij schulden",
    "bewindvoerder die weg is",
    "dakloos drachten",
    "verwaarlozing tuin",
    "teamleider crisisdienst",
]


@pytest.fixture
def situaties(db):
    """The shipped list, as the demo holds it."""
    with (ROOT / "fixtures/woordenlijsten/spoed.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            Spoed.objects.create(
                code=row["code"],
                naam=row["naam"],
                zoekwoorden=row["zoekwoorden"].split(";"),
                nummers=[number for number in row["nummers"].split(";") if number],
                wie=row["wie"],
                bron=row["bron"],
                gecontroleerd_op=row["gecontroleerd_op"] or None,
            )


@pytest.mark.parametrize(("vraag", "code"), ACUTE)
def test_an_acute_question_brings_its_situation(situaties, vraag, code):
    assert code in [geval.situatie.code for geval in noodgevallen(vraag)]


@pytest.mark.parametrize("vraag", CALM)
def test_a_question_that_only_looks_acute_brings_none(situaties, vraag):
    assert noodgevallen(vraag) == []


def test_a_situation_without_a_number_tells_whom_to_ask(situaties):
    (geval,) = noodgevallen("geen slaapplek vannacht")

    assert geval.nummers == ()
    assert geval.situatie.wie


def test_the_block_stands_above_all_without_a_login_and_without_an_index(situaties, client, settings, tmp_path):
    make_region(gemeenten=[])
    make_home()
    settings.SEARCH_INDEX_DIR = tmp_path / "leeg"

    response = client.get("/zoeken/", {"vraag": "ik wil niet meer leven"})
    page = response.content.decode()

    assert response.status_code == 503
    assert page.index('href="tel:113"') < page.index("Zoeken kan nu even niet</h1>")


def test_the_number_shows_its_source_and_day(situaties, client):
    make_region(gemeenten=[])

    page = client.get("/zoeken/", {"vraag": "gaslucht"}).content.decode()

    assert "Bron: netbeheernederland.nl, gelezen op 22 november 2026" in page
