"""Every kind of mistake in a region's files is named with its file and line, and nothing is loaded."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from directory.loading import read
from directory.models import Functie, Gemeente
from tests.regions import LIJSTEN, REGIO, copy_region, load, replace, set_cells

pytestmark = pytest.mark.django_db

ECHT, VERZONNEN, KAARTEN = "organisaties/echt.yaml", "organisaties/verzonnen.yaml", "kaarten.csv"

# The mistake, the file, what stood there, what stands there now, the line, part of the message.
TEXTS = [
    ("unknown key", ECHT, "  opdracht:", "  opdrachd:",
     7, "“opdrachd” hoort niet bij een organisatie. Bedoel je “opdracht”"),
    ("missing key", ECHT, "  naam: Gemeente Oosterveld\n", "", 1, "“naam” ontbreekt bij een organisatie"),
    ("empty key", ECHT, "naam: Gemeente Oosterveld\n", "naam:\n", 3, "“naam” ontbreekt"),
    ("key twice", ECHT, "  website: https", "  naam: Nog een\n  website: https",
     11, "“naam” staat hier twee keer, eerst op regel 3"),
    ("unknown soort", VERZONNEN, "soort: kredietbank", "soort: kredietbnak",
     2, "staat niet in organisatiesoorten.csv. Bedoel je “kredietbank”"),
    ("unknown wet", ECHT, "wetten: [Pw, Wgs]", "wetten: [Pw, WGS2]", 9, "“WGS2” staat niet in wetten.csv"),
    ("wet in other letters", VERZONNEN, "wetten: [Wgs]", "wetten: [WGS]", 10, "Bedoel je “Wgs”"),
    ("unknown leefgebied", ECHT, "[financien, huisvesting]\n", "[financien, wonen]\n",
     8, "“wonen” staat niet in leefgebieden.csv"),
    ("unknown doelgroep", VERZONNEN, "doelgroepen: [schulden]", "doelgroepen: [schuld]", 8, "Bedoel je “schulden”"),
    ("unknown gemeente", ECHT, "werkgebied: [Oosterveld]", "werkgebied: [Oostervelt]",
     10, "“Oostervelt” staat niet in gemeenten.csv. Bedoel je “Oosterveld”"),
    ("text for a list", ECHT, "wetten: [Pw, Wgs]", "wetten: Pw", 9, "hier hoort een lijst"),
    ("text for gemeenten", ECHT, "werkgebied: [Oosterveld]", "werkgebied: Oosterveld",
     10, "Of één woord: regio, of landelijk"),
    ("list for a text", ECHT, "opdracht: De", "opdracht: [De]\n  regie: De", 7, "geen lijst of blok"),
    ("landelijk and more", ECHT, "werkgebied: [Oosterveld]", "werkgebied: [landelijk, Oosterveld]",
     10, "Schrijf alleen: landelijk"),
    ("unknown organisation", VERZONNEN, "organisatie: gemeente-oosterveld", "organisatie: gemeente-oosterfeld",
     28, "Bedoel je “gemeente-oosterveld”"),
    ("part of nothing", VERZONNEN, "onderdeel_van: kredietbank", "onderdeel_van: kredietbnk",
     45, "staat niet in de map organisaties. Bedoel je “kredietbank”"),
    ("part of itself", VERZONNEN, "onderdeel_van: kredietbank", "onderdeel_van: opvang", 45, "geen deel van zichzelf"),
    ("circle of parts", VERZONNEN, "  opdracht: Wij", "  onderdeel_van: opvang\n  opdracht: Wij",
     5, "kring: kredietbank → opvang → kredietbank"),
    ("unknown contactpunt", ECHT, "contactpunt: algemeen", "contactpunt: algemen",
     25, "geen contactpunt van deze organisatie. Bedoel je “algemeen”"),
    ("unknown card", VERZONNEN, "      kaart: k1\n", "      kaart: k9\n", 25, "“k9” staat niet in kaarten.csv"),
    ("contactpunt says nothing", VERZONNEN, ', telefoon: "058 000 0101"', "", 17, "geen telefoon, mail of toelichting"),
    ("contactpunt ref twice", VERZONNEN, "ref: verwijzers", "ref: lijn", 17, "“lijn” is al gebruikt"),
    ("organisation ref twice", VERZONNEN, "- ref: opvang", "- ref: gemeente-oosterveld",
     41, "“gemeente-oosterveld” is al gebruikt"),
    ("bad ref", VERZONNEN, "ref: beheer", "ref: beheer geld", 26, "kan geen ref zijn"),
    ("bad number", ECHT, '"14 0516"', '"14 051"', 16, "telefoon: "),
    ("number short of a digit", VERZONNEN, '"058 000 0101"', '"058 000 010"', 17, "mist een cijfer"),
    ("bad hours", ECHT, "ma-vr 9.00-17.00", "ma-vr 9.00-8.00", 17, "eindigt voor het begint"),
    ("hours without a day", ECHT, "ma-vr 9.00-17.00", "na afspraak", 17, "openingstijden: "),
    ("bad mail", VERZONNEN, "lijn@kredietbank.example", "lijn.kredietbank.example", 16, "geen mailadres"),
    ("bad website", ECHT, "https://www.oosterveld.nl", "www.oosterveld.nl", 11, "Begin met https://"),
    ("bad yes or no", VERZONNEN, "adres_tonen: ja", "adres_tonen: yes", 13, "Schrijf ja of nee"),
    ("bad choice", ECHT, "toegang: met_besluit", "toegang: met_besluyt", 24, "Bedoel je “met_besluit”"),
    ("bad age", VERZONNEN, "leeftijd: 18-\n", "leeftijd: 18+\n", 7, "Schrijf 18-27"),
    ("age upside down", ECHT, "leeftijd: 18-66", "leeftijd: 66-18", 26, "ligt onder de leeftijd vanaf"),
    ("age of nobody", ECHT, "leeftijd: 18-66", "leeftijd: 18-166", 26, "van 0 tot en met 120"),
    ("bad date", VERZONNEN, "nagekeken_op: 6 dagen geleden", "nagekeken_op: 2026-02-30", 34, "geen datum"),
    ("bad relative date", VERZONNEN, "nagekeken_op: 6 dagen geleden", "nagekeken_op: een week geleden",
     34, "12 dagen geleden"),
    ("checked tomorrow", VERZONNEN, "nagekeken_op: 6 dagen geleden", "nagekeken_op: over 2 dagen",
     34, "moet nog komen"),
    ("waiting time without a date", VERZONNEN, "      wachttijd_op: 6 dagen geleden\n", "", 23, "wachttijd_op"),
    ("nobody else named", VERZONNEN, ", buiten: CJIB", "", 29, "hier staat er geen"),
    ("two others named", VERZONNEN, "buiten: CJIB", "buiten: CJIB, niemand: ja", 29, "hier staan er 2"),
    ("itself named", VERZONNEN, "organisatie: gemeente-oosterveld", "organisatie: kredietbank",
     28, "Wie doet het dan wel?"),
    ("team in a team", VERZONNEN, "      naam: Team Jongeren",
     "      teams: [{ref: x, naam: X}]\n      naam: Team Jongeren", 37, "een team heeft geen eigen teams"),
    ("team real, agency invented", VERZONNEN, "      naam: Team Jongeren",
     "      voorbeeld: nee\n      naam: Team Jongeren", 37, "dit volgt uit de organisatie"),
    ("fact without a source", ECHT, "werkgebied, website]", "werkgebied]", 11, "website: de bron ontbreekt"),
    ("werkproces without a source", ECHT, "      bron: Participatiewet, artikel 11\n", "",
     21, "bron ontbreekt bij dit werkproces"),
    ("desk without a date of its source", ECHT, "organisaties\n      bron_op: 2026-05-19\n  werk",
     "organisaties\n  werk", 13, "bron_op ontbreekt bij dit contactpunt"),
    ("source without a date", ECHT,
     "website]\n      bron: Register van Overheidsorganisaties\n      bron_op: 2026-05-19", "website]\n      bron: X",
     31, "“bron_op” ontbreekt bij een bron"),
    ("source of an unknown key", ECHT, "werkgebied, website]", "werkgebied, website, websait]",
     31, "“websait” is geen onderdeel"),
    ("real organisation, invented card", ECHT, "      contactpunt: algemeen", "      kaart: k1",
     25, "verwijst niet naar een verzonnen kaart"),
    ("invented number rings", VERZONNEN, "0516 000 100", "0516 566 100", 16, "kan bij iemand gaan rinkelen"),
    ("invented mobile number", VERZONNEN, "058 000 0101", "06 12345678", 17, "kan bij iemand gaan rinkelen"),
    ("invented site may exist", VERZONNEN, "https://www.kredietbank.example", "https://www.kredietbank.nl",
     14, "Laat het eindigen op .example"),
    ("invented mail may exist", VERZONNEN, "lijn@kredietbank.example", "lijn@kredietbank.nl",
     16, "Laat het eindigen op .example"),
    ("citizen service number", ECHT, "wat: Een uitkering", "wat: Zoals voor 111222333 een uitkering",
     23, "burgerservicenummer"),
    ("text too long", ECHT, "naam: Bijstand", f"naam: {'x' * 161}", 22, "Er passen er 160"),
    ("tab", ECHT, "      toegang:", "\ttoegang:", 24, "hier staat een tab"),
    ("bracket left open", ECHT, "werkgebied: [Oosterveld]", "werkgebied: [Oosterveld", 11, "haken of komma’s"),
    ("colon in a text", ECHT, "opdracht: De gemeente", "opdracht: Let op: de gemeente", 7, "dubbele punt"),
    ("quote left open", VERZONNEN, '"058 000 0101"', '"058 000 0101', 48, "aanhalingsteken"),
    ("bad indent", ECHT, "  wetten: [Pw, Wgs]", "   wetten: [Pw, Wgs]", 9, "inspringen"),
    ("tag", ECHT, "naam: Bijstand", "naam: !!python/object/apply:os.system [ls]", 22, "uitroepteken"),
    ("anchor", ECHT, "wetten: [Pw, Wgs]", "wetten: &w [Pw, Wgs]", 9, "verwijzen met & en *"),
    ("no list", "logins.yaml", "- {mail: professional@gids.example",
     "mail: x\nrest:\n- {mail: professional@gids.example", 1, "elke login begint met een streepje"),
    ("unknown role", "logins.yaml", "rol: beheerder", "rol: baas",
     4, "Het kan zijn: professional, redactie, coordinator, beheerder"),
    ("login of no organisation", "logins.yaml", ", rol: redactie, organisatie: kredietbank", ", rol: redactie",
     2, "organisatie ontbreekt"),
    ("login outside the demo", "logins.yaml", "beheer@gids.example", "beheer@gids.nl", 4, "op .example eindigt"),
    ("login twice", "logins.yaml", "redactie@gids.example", "professional@gids.example", 2, "is al gebruikt"),
    ("login of a function", "logins.yaml", "kaart: k1", "kaart: k3", 1, "kaart van een persoon"),
    ("region without gemeenten", "regio.yaml", "arbeidsmarktregio: AM01\n", "", 1, "de gemeenten ontbreken"),
    ("unknown arbeidsmarktregio", "regio.yaml", "AM01", "AM99", 4, "“AM99” staat niet in arbeidsmarktregios.csv"),
    ("coordinator without a name", "regio.yaml", "  naam: Coördinator van de gids\n", "",
     7, "“naam” ontbreekt bij een coördinator"),
]  # fmt: skip

# The mistake, the card, the cells, the line, part of the message.
CELLS = [
    ("own stand-in", "k1", {"vervanger": "k1"}, 2, "kan zichzelf niet vervangen"),
    ("own successor", "k5", {"opvolger": "k5"}, 6, "kan zichzelf niet opvolgen"),
    ("circle of successors", "k2", {"vertrokken_op": "vandaag", "opvolger": "k5"}, 3, "kring: k2 → k5 → k2"),
    ("successor of who stays", "k2", {"opvolger": "k1"}, 3, "alleen samen met vertrokken_op"),
    ("unknown successor", "k5", {"opvolger": "k77"}, 6, "“k77” staat niet in kaarten.csv"),
    ("unknown organisation on a card", "k2", {"organisatie": "kredietbnk"}, 3, "Bedoel je “kredietbank"),
    ("unknown function", "k2", {"functie": "schuldhulpverlenr"}, 3, "Bedoel je “schuldhulpverlener”"),
    ("card without its kind", "k2", {"soort": ""}, 3, "“soort” ontbreekt bij een kaart"),
    ("unknown kind", "k2", {"soort": "mens"}, 3, "Het kan zijn: persoon, functie"),
    ("person without a name", "k2", {"achternaam": ""}, 3, "achternaam ontbreekt bij een persoon"),
    ("function with a name", "k3", {"achternaam": "Smit"}, 4, "een functie heeft geen naam van een mens"),
    ("function of nothing", "k3", {"functie_lokaal": ""}, 4, "functie ontbreekt"),
    ("person with a holder", "k2", {"houder": "k1"}, 3, "alleen een functie heeft een houder"),
    ("holder is a function", "k3", {"houder": "k4"}, 4, "wie een functie heeft is een persoon"),
    ("last day before the first", "k1", {"afwezig_tot": "3 dagen geleden"}, 2, "ligt voor de eerste dag"),
    ("absence without a first day", "k2", {"afwezig_tot": "vandaag"}, 3, "alleen samen met afwezig_van"),
    ("extension without a number", "k2", {"toestel": "12"}, 3, "alleen samen met telefoon"),
    ("extension in letters", "k1", {"toestel": "keuze 1"}, 2, "Schrijf alleen cijfers"),
    ("extension twice", "k1", {"telefoon": "058 000 0102 tst. 34"}, 2, "staat ook al in het nummer"),
    ("bad working days", "k1", {"werkdagen": "na afspraak"}, 2, "werkdagen: "),
    ("unknown level", "k2", {"zichtbaar": "collega's"}, 3, "Het kan zijn: iedereen, professionals, organisatie"),
    ("card's number rings", "k2", {"telefoon": "0900-8844"}, 3, "kan bij iemand gaan rinkelen"),
    ("number elsewhere rings", "k2", {"ook_bij": "opvang / / / 058 123 4567"}, 3, "kan bij iemand gaan rinkelen"),
    ("card's mail may exist", "k2", {"mail": "bert@kredietbank.nl"}, 3, "“kredietbank.nl” kan van iemand zijn"),
    ("invented person at a real place", "k2", {"organisatie": "gemeente-oosterveld"}, 3, "verzinnen we geen mensen"),
    ("invented person also there", "k2", {"ook_bij": "gemeente-oosterveld"}, 3, "verzinnen we geen mensen"),
    ("real card at an invented place", "k3", {"voorbeeld": "nee", "telefoon": "", "telefoon_soort": ""},
     4, "echte kaart"),
    ("unknown place elsewhere", "k2", {"ook_bij": "opvangg"}, 3, "Bedoel je “opvang”"),
    ("too much about elsewhere", "k2", {"ook_bij": "opvang / / / / x"}, 3, "te veel delen"),
    ("card's ref twice", "k2", {"ref": "kredietbank"}, 3, "“kredietbank” is al gebruikt"),
    ("client on a card", "k2", {"bel_mij_voor": "Schulden;Mevrouw 111222333"}, 3, "burgerservicenummer"),
]  # fmt: skip


def problems_in(folder: Path) -> list[tuple[str, int, str]]:
    """The problems as (file within the region, line, message)."""
    _, problems = read(folder, LIJSTEN)
    return [(str(Path(p.spot.file).relative_to(folder)), p.spot.line, p.message) for p in problems]


def test_the_small_region_is_right():
    assert problems_in(REGIO) == []


@pytest.mark.parametrize(("file", "old", "new", "line", "message"), [c[1:] for c in TEXTS], ids=[c[0] for c in TEXTS])
def test_mistake_in_a_text_file_is_named(tmp_path, file, old, new, line, message):
    folder = copy_region(tmp_path)
    replace(folder, file, old, new)

    found = problems_in(folder)

    assert [problem[:2] for problem in found if message in problem[2]] == [(file, line)], found


@pytest.mark.parametrize(("ref", "cells", "line", "message"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_mistake_on_a_card_is_named(tmp_path, ref, cells, line, message):
    folder = copy_region(tmp_path)
    set_cells(folder, ref, **cells)

    found = problems_in(folder)

    assert [problem[:2] for problem in found if message in problem[2]] == [(KAARTEN, line)], found


# What goes wrong with a whole file ---------------------------------------------------------------------------------
def test_missing_file_is_named(tmp_path):
    folder = copy_region(tmp_path)
    (folder / "regio.yaml").unlink()

    assert ("regio.yaml", 1, "dit bestand ontbreekt of is niet te lezen.") in problems_in(folder)


def test_missing_cards_are_named(tmp_path):
    folder = copy_region(tmp_path)
    (folder / "kaarten.csv").unlink()

    assert (KAARTEN, 1, "dit bestand ontbreekt of is niet te lezen.") in problems_in(folder)


def test_folder_without_organisations_is_named(tmp_path):
    folder = copy_region(tmp_path)
    for path in (folder / "organisaties").iterdir():
        path.unlink()

    assert "geen enkel bestand met organisaties" in {f: m for f, _, m in problems_in(folder)}["organisaties"]


def test_missing_folder_is_named(tmp_path):
    _, problems = read(tmp_path / "frisland", LIJSTEN)

    assert ["deze map bestaat niet" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize("name", ["kaarten.yaml", "organisatie", "organisaties/meer.yml", "woordenlijsten/functie.csv"])
def test_file_that_would_not_be_read_is_named(tmp_path, name):
    folder = copy_region(tmp_path)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")

    assert [problem[0] for problem in problems_in(folder)] == [name]


def test_texts_for_people_may_stand_beside_the_files(tmp_path):
    folder = copy_region(tmp_path)
    (folder / "LEESMIJ.md").write_text("Uitleg", encoding="utf-8")

    assert problems_in(folder) == []


@pytest.mark.parametrize(("name", "line"), [(ECHT, 3), (KAARTEN, 2)])
def test_other_encoding_is_named_with_its_line(tmp_path, name, line):
    folder = copy_region(tmp_path)
    lines = (folder / name).read_bytes().split(b"\n")
    lines[line - 1] = lines[line - 1].replace(b"e", "\xe9".encode("latin-1"), 1)
    (folder / name).write_bytes(b"\n".join(lines))

    assert [problem for problem in problems_in(folder) if "geen UTF-8" in problem[2]][0][:2] == (name, line)


def test_a_byte_order_mark_is_fine(tmp_path):
    folder = copy_region(tmp_path)
    (folder / KAARTEN).write_bytes(b"\xef\xbb\xbf" + (folder / KAARTEN).read_bytes())

    assert problems_in(folder) == []


@pytest.mark.parametrize(("cells", "message"), [(",", "te veel cellen"), ("k9", "te weinig cellen")])
def test_row_that_does_not_fit_the_header_is_named(tmp_path, cells, message):
    folder = copy_region(tmp_path)
    text = (folder / KAARTEN).read_text(encoding="utf-8").rstrip("\n")
    (folder / KAARTEN).write_text(f"{text}{cells}\n" if cells == "," else f"{text}\n{cells}\n", encoding="utf-8")

    assert [(line, message in said) for _, line, said in problems_in(folder)] == [(6 if cells == "," else 7, True)]


def test_line_counts_on_after_a_cell_with_line_breaks(tmp_path):
    folder = copy_region(tmp_path)
    set_cells(folder, "k1", bel_mij_voor="Schulden\nBeslag")
    set_cells(folder, "k2", soort="mens")

    assert [problem[:2] for problem in problems_in(folder)] == [(KAARTEN, 4)]


def test_quote_that_is_left_open_is_named(tmp_path):
    folder = copy_region(tmp_path)
    replace(folder, KAARTEN, "ma-do 9.00-16.30", '"ma-do 9.00-16.30')

    assert [(p[1], "aanhalingstekens" in p[2]) for p in problems_in(folder) if p[0] == KAARTEN] == [(2, True)]


@pytest.mark.parametrize(
    ("header", "message"),
    [("reff", "de kolom “reff” ken ik niet"), ("soort", "de kolom “soort” staat er twee keer"), ("", "geen naam")],
)
def test_wrong_column_is_named_once(tmp_path, header, message):
    folder = copy_region(tmp_path)
    text = (folder / KAARTEN).read_text(encoding="utf-8")
    (folder / KAARTEN).write_text(header + text.removeprefix("ref"), encoding="utf-8")

    assert [problem[:2] for problem in problems_in(folder) if message in problem[2]] == [(KAARTEN, 1)]


def test_semicolons_for_commas_are_named(tmp_path):
    folder = copy_region(tmp_path)
    (folder / KAARTEN).write_text("ref;soort;voorbeeld\nk1;persoon;ja\n", encoding="utf-8")

    assert problems_in(folder)[0][:2] == (KAARTEN, 1)


# Word lists of the region itself ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("functies", "code,naam,domein\ncoach,Coach,gelt\n", 2, "“gelt” staat niet in domeinen.csv. Bedoel je “geld”"),
        ("functies", "code,naam\ncoach,Coach\ncoach,Coach\n", 3, "“coach” is al gebruikt"),
        ("functies", "code,naam\ncoach!,Coach\n", 2, "kan geen code zijn"),
        ("functies", "code\ncoach\n", 1, "de kolom “naam” ontbreekt"),
        ("wetten", "code,naam,afkorting\nwgs2,Gegevens,Wgs\n", 2, "“Wgs” is al gebruikt"),
        ("doelgroepen", "code,naam,leeftijd_van,leeftijd_tot\noud,Oud,90,70\n", 2, "90 tot en met 70 kan niet"),
        ("doelgroepen", "code,naam,leeftijd_van\noud,Oud,tachtig\n", 2, "geen heel getal"),
        ("hulpvragen", "code,naam,functies\nx,X,klantmanger\n", 2, "“klantmanger” staat niet in functies.csv"),
        ("hulpvragen", "code,naam,leefgebieden\nx,X,huisvesting;geld\n", 2, "“geld” staat niet in leefgebieden.csv"),
        ("hulpvragen", "code,naam,organisatiesoorten\nx,X,thuis\n", 2, "“thuis” staat niet in organisatiesoorten.csv"),
        ("hulpvragen", "code,naam,wetten\nx,X,Pw\n", 1, "de kolom “wetten” ken ik niet"),
        ("hulpvragen", "code,naam\nbetalen,Een,twee\n", 2, "deze rij heeft te veel cellen"),
        ("spoed", "code,naam,wie,bereik,nummers\nx,X,Wie,overal,112\n", 2, "Kies uit: landelijk, regionaal"),
        ("spoed", "code,naam,wie,bereik,nummers\nx,X,Wie,regionaal,0123\n", 2, "nummers: "),
        ("begrippen", "code,afkorting,dubbel\nx,X,misschien\n", 2, "Schrijf ja of nee"),
    ],
)
def test_mistake_in_an_own_word_list_is_named(tmp_path, name, text, line, message):
    folder = copy_region(tmp_path)
    (folder / "woordenlijsten").mkdir()
    (folder / "woordenlijsten" / f"{name}.csv").write_text(text, encoding="utf-8")

    found = problems_in(folder)

    assert [p[:2] for p in found if message in p[2]] == [(f"woordenlijsten/{name}.csv", line)], found


# All or nothing ------------------------------------------------------------------------------------------------------
def spoiled(tmp_path: Path) -> Path:
    """A region with one mistake in three files."""
    folder = copy_region(tmp_path)
    replace(folder, ECHT, "wetten: [Pw, Wgs]", "wetten: [Pw, Onbekend]")
    replace(folder, "regio.yaml", "AM01", "AM99")
    set_cells(folder, "k2", mail="bert")
    return folder


def test_all_mistakes_are_told_at_once(tmp_path):
    folder, told = spoiled(tmp_path), StringIO()

    with pytest.raises(CommandError, match="Er zijn 3 fouten. Er is niets veranderd."):
        call_command("load_region", str(folder), lijsten=str(LIJSTEN), stderr=told)

    assert [line.split(": ")[0] for line in told.getvalue().splitlines()] == [
        f"{folder}/kaarten.csv:3",
        f"{folder}/organisaties/echt.yaml:9",
        f"{folder}/regio.yaml:4",
    ]


def test_nothing_is_loaded_of_a_region_with_a_mistake(tmp_path):
    before = (Page.objects.count(), Functie.objects.count(), Gemeente.objects.count())

    with pytest.raises(CommandError):
        load(spoiled(tmp_path))

    assert (Page.objects.count(), Functie.objects.count(), Gemeente.objects.count()) == before


def test_check_loads_nothing():
    call_command("load_region", str(REGIO), "--check", lijsten=str(LIJSTEN), stdout=StringIO())

    assert Gemeente.objects.count() == 0
