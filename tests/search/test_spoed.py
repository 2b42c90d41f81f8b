"""Spoed first: acute questions bring the numbers, those that only look acute do not, whatever the engine does."""

import csv
import re
from typing import Any

import pytest
import yaml

from directory.models import Spoed
from search.spoed.noodblok import Noodgeval, noodblok
from search.upkeep import rebuilding
from tests.conftest import ROOT
from tests.factories import make_agency, make_contactpunt, make_home, make_region, make_soort, make_werkproces
from tests.search.sites import FULL

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
    ("mijn baby ademt niet", "levensgevaar"),
    ("buurvrouw ligt op de grond en reageert niet", "levensgevaar"),
    ("hij heeft een mes", "levensgevaar"),
    ("ik word bedreigd door mijn ex", "levensgevaar"),
    ("man bedreigt mij", "levensgevaar"),
    ("fietser aangereden bloedt uit hoofd", "brand_ongeval"),
    ("moeder is gevallen en staat niet op", "brand_ongeval"),
    ("co melder gaat af", "brand_ongeval"),
    ("client heeft pillen ingenomen", "overdosis"),
    ("kleuter heeft wasmiddel gedronken", "overdosis"),
    ("ik zie het niet meer zitten", "suicidaal"),
    ("meisje 13 snijdt zichzelf", "suicidaal"),
    ("jongen wil voor de trein", "suicidaal"),
    ("ik wil niet meer", "suicidaal"),
    ("mijn therapie is gestopt en ik wil dood", "suicidaal"),
    ("ze slaan mij thuis", "huiselijk_geweld"),
    ("ik durf niet naar huis", "huiselijk_geweld"),
    ("kleuter van 4 is alleen thuis", "kindermishandeling"),
    ("dementerende moeder is zoek", "vermissing"),
    ("verward persoon op straat", "verward_zorgen"),
    ("ik ruik gas", "gaslucht_storing"),
    ("mijn vrouw heeft weeën", "bevalling"),
    ("mijn zoon is psychotisch", "psychiatrische_crisis"),
    ("ik heb vannacht geen bed", "dakloos_vannacht"),
    ("zelfmoort", "suicidaal"),
    ("bewustloos", "levensgevaar"),
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
    "cursus reanimatie",
    "training agressie",
    "ademhalingsoefeningen bij stress",
    "mes slijpen",
    "brandwond nazorg",
    "gevallen uit de bijstand",
    "valpreventie ouderen",
    "ik ben verward door de brief",
    "bedreigde diersoorten",
    "bedreigd met ontslag",
    "client reageert niet op mijn mail",
    "ik wil niet meer bij mijn bewindvoerder",
    "niet meer verder met de opleiding",
    "nabestaanden zelfdoding",
    "mijn kind slaat andere kinderen",
    "op straat voetballen",
    "hond vermist",
    "hulp bij medicijnen innemen",
    "mijn man drinkt te veel",
    "hartinfarct gehad hulp thuis",
    "veilig thuis gebeld",
    "gijzeling CJIB",
    "dementie agressief",
    "geen geld voor bed",
]


VRAAG = re.compile(r"""\{vraag: (["']?)(?P<vraag>.+?)\1, [a-z]+: """)
ACUTE_OF_ALL = 0.04  # 70 of 2,079: each was read and is acute, but for one of somebody who was run over before


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


def questions(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / f"tests/search/{name}.yaml").read_text(encoding="utf-8"))


def noodgevallen(vraag: str) -> tuple[Noodgeval, ...]:
    return noodblok(vraag).gevallen


def not_shown(name: str) -> list[str]:
    """The acute questions of a file without a number that they need."""
    wanted = {row["vraag"]: set(row["bij"]) for row in questions(name)["spoed"]}
    shown = {vraag: [geval.situatie for geval in noodgevallen(vraag)] for vraag in wanted}
    return [
        vraag
        for vraag, bij in wanted.items()
        if not (any(bij.intersection(situatie.nummers) for situatie in shown[vraag]) if bij else shown[vraag])
    ]


def wrongly_shown(name: str) -> list[str]:
    return [vraag for vraag in questions(name)["rustig"] if noodgevallen(vraag)]


def test_an_acute_question_brings_its_number_however_it_is_told(situaties):
    assert not_shown("spoed") == []


def test_an_ordinary_question_with_an_acute_word_brings_none(situaties):
    assert wrongly_shown("spoed") == []


def test_what_is_of_life_and_death_stands_first(situaties):
    rows = questions("spoed")["eerst"]
    shown = {row["vraag"]: noodgevallen(row["vraag"])[0].situatie.nummers[0] for row in rows}

    assert shown == {row["vraag"]: row["nummer"] for row in rows}


def test_what_only_may_be_acute_brings_one_calm_line(situaties):
    rows = questions("spoed")["zacht"]
    found = {row["vraag"]: noodblok(row["vraag"]) for row in rows}
    shown = {vraag: blok.zacht.situatie.nummers[0] if blok.zacht else "" for vraag, blok in found.items()}

    assert shown == {row["vraag"]: row["nummer"] for row in rows}
    assert not any(found.values())


def test_acute_questions_that_nothing_was_tuned_on_bring_their_number(situaties):
    assert len(not_shown("spoed_apart")) <= 3


def test_ordinary_questions_that_nothing_was_tuned_on_bring_none(situaties):
    assert len(wrongly_shown("spoed_apart")) <= 1


def test_of_the_ordinary_questions_to_a_guide_hardly_any_is_acute(situaties):
    sets = ("friesland", "regio2", "regio3", "regio4", "soorten", "uitsluiting_regio3", "uitsluiting_regio4")
    texts = [(ROOT / f"benchmarks/relevance/vragen_{name}.yaml").read_text(encoding="utf-8") for name in sets]
    asked = [row["vraag"] for text in texts for row in VRAAG.finditer(text)][:: 1 if FULL else 8]

    assert len(asked) > 250
    assert sum(noodblok(vraag).te_bellen for vraag in asked) / len(asked) < ACUTE_OF_ALL


@pytest.mark.parametrize("vraag", ["vader bewusteloos", "wie helpt mij met invullen belasting"])
def test_a_guide_with_an_old_list_of_words_is_read_by_the_same_rules(db, vraag):
    Spoed.objects.create(
        code="levensgevaar", naam="Direct gevaar", zoekwoorden=["help"], nummers=["112"], wie="Politie"
    )

    assert bool(noodgevallen(vraag)) is ("bewusteloos" in vraag)


@pytest.mark.parametrize(("vraag", "code"), ACUTE)
def test_an_acute_question_brings_its_situation(situaties, vraag, code):
    assert code in [geval.situatie.code for geval in noodgevallen(vraag)]


@pytest.mark.parametrize("vraag", CALM)
def test_a_question_that_only_looks_acute_brings_none(situaties, vraag):
    assert noodgevallen(vraag) == ()


def test_a_situation_without_a_number_tells_whom_to_ask(situaties):
    (geval,) = noodgevallen("geen slaapplek vannacht")

    assert geval.nummers == ()
    assert geval.situatie.wie


def test_the_same_number_is_shown_once(situaties):
    numbers = [nummer.tel for geval in noodgevallen("vrouw slaat kind nu") for nummer in geval.nummers]

    assert len(numbers) == len(set(numbers)) > 0


def test_a_desk_of_the_guide_takes_what_has_no_number(situaties):
    opvang = make_agency(soort=make_soort("opvang"))
    punt = make_contactpunt(opvang, voor="inwoners", telefoon="+31581234567")

    (geval,) = noodgevallen("ik heb vannacht geen bed")

    assert geval.loket == punt


def test_a_desk_for_professionals_is_no_answer_for_who_has_no_bed(situaties):
    opvang = make_agency(soort=make_soort("opvang"))
    make_contactpunt(opvang, voor="professionals", telefoon="+31581234567")

    (geval,) = noodgevallen("ik heb vannacht geen bed")

    assert geval.loket is None


def test_what_cannot_be_rung_is_no_alarm(situaties):
    blok = noodblok("huisarts spoed weekend")

    assert [geval.situatie.code for geval in blok.gevallen] == ["medische_spoed"]
    assert not blok.te_bellen


def test_the_start_page_says_112(db, client):
    make_region(gemeenten=[])
    make_home()

    assert 'href="tel:112"' in client.get("/").content.decode()


def test_who_finds_only_what_is_near_is_told_of_112(situaties, client, west):
    agency = make_agency("Kredietbank", region=make_region(gemeenten=[west]), werkgebied=[west])
    make_werkproces(agency, "Schulden regelen")
    rebuilding.rebuild()

    page = client.get("/zoeken/", {"vraag": "schulden kettingzaag"}).content.decode()

    assert page.index("Is er nu gevaar?") < page.index("Komt in de buurt")


@pytest.mark.parametrize(("vraag", "line"), [("crisisdienst", "tel:112"), ("ik kan niet meer", "tel:113")])
def test_the_calm_line_stands_above_the_answers(situaties, client, vraag, line):
    make_region(gemeenten=[])
    rebuilding.rebuild()

    page = client.get("/zoeken/", {"vraag": vraag}).content.decode()

    assert 0 < page.index(line) < page.index("<h1>")
    assert page.count("Is er nu gevaar?") <= 1


def test_below_a_number_nothing_is_said_of_the_words_of_the_question(situaties, client, west):
    agency = make_agency("Kredietbank", region=make_region(gemeenten=[west]), werkgebied=[west])
    make_werkproces(agency, "Schulden regelen")
    rebuilding.rebuild()

    page = client.get("/zoeken/", {"vraag": "ik wil dood schulden kettingzaag"}).content.decode()

    assert "‘kettingzaag’" not in page
    assert "Wie verder kan helpen</h1>" in page
    assert page.index("Toon wat in de buurt komt") < page.index("Kredietbank")


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
