"""Names: read as people write them, put together again, and sorted the Dutch way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.names import fold, lees, sort_key, split_achternaam, volledig

READ = [
    ("Anna Jansen", ("Anna", "", "Jansen")),
    ("Anna de Vries", ("Anna", "de", "Vries")),
    ("Anna De Vries", ("Anna", "De", "Vries")),
    ("De Vries, Anna", ("Anna", "De", "Vries")),
    ("de Vries, Anna", ("Anna", "de", "Vries")),
    ("Vries, Anna de", ("Anna", "de", "Vries")),
    ("Vries, de, Anna", ("Anna", "de", "Vries")),
    ("Jansen, Anna", ("Anna", "", "Jansen")),
    ("Berg, A. van den", ("A.", "van den", "Berg")),
    ("A.B. van den Berg", ("A.B.", "van den", "Berg")),
    ("Jan Peter Balkstra", ("Jan Peter", "", "Balkstra")),
    ("Anna Maria van der Meer", ("Anna Maria", "van der", "Meer")),
    ("Anne-Fleur Smit", ("Anne-Fleur", "", "Smit")),
    ("Anna van der Berg-de Vries", ("Anna", "van der", "Berg-de Vries")),
    ("Anna Jansen - de Boer", ("Anna", "", "Jansen-de Boer")),
    ("Anna Jansen – Smit", ("Anna", "", "Jansen-Smit")),
    ("Jansen-de Boer, Anna", ("Anna", "", "Jansen-de Boer")),
    ("Piet in 't Veld", ("Piet", "in 't", "Veld")),
    ("Piet in ’t Veld", ("Piet", "in ’t", "Veld")),
    ("Piet 't Hart", ("Piet", "'t", "Hart")),
    ("Piet v.d. Berg", ("Piet", "v.d.", "Berg")),
    ("Piet v/d Berg", ("Piet", "v/d", "Berg")),
    ("Piet op den Velde", ("Piet", "op den", "Velde")),
    ("Fatima El Amrani", ("Fatima", "El", "Amrani")),
    ("Fatima el Amrani Idrissi", ("Fatima", "el", "Amrani Idrissi")),
    ("Ben Jansen", ("Ben", "", "Jansen")),
    ("Ben de Vries", ("Ben", "de", "Vries")),
    ("Jansen, Ben", ("Ben", "", "Jansen")),
    ("Ben Ali, Samira", ("Samira", "Ben", "Ali")),
    ("de Vries", ("", "de", "Vries")),
    ("Jansen", ("", "", "Jansen")),
    ("drs. Anna de Vries", ("Anna", "de", "Vries")),
    ("Prof. dr. A. de Vries", ("A.", "de", "Vries")),
    ("mevr. De Vries", ("", "De", "Vries")),
    ("Dirk de Vries, MSc", ("Dirk", "de", "Vries")),
    ("Drs Jansen", ("", "", "Jansen")),
    ("  Anna   de  Vries ", ("Anna", "de", "Vries")),
    ("Sjoerdtsje Hoekstra", ("Sjoerdtsje", "", "Hoekstra")),
    ("José Ímkesson", ("José", "", "Ímkesson")),
    ("", ("", "", "")),
]


@pytest.mark.parametrize(("text", "parts"), READ)
def test_a_name_is_read(text, parts):
    naam = lees(text)

    assert (naam.voornaam, naam.tussenvoegsel, naam.achternaam) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("van der Berg", ("van der", "Berg")),
        ("Van Der Berg", ("Van Der", "Berg")),
        ("’t Hart", ("’t", "Hart")),
        ("Berg", ("", "Berg")),
        ("de", ("", "de")),
        ("Jansen de Boer", ("", "Jansen de Boer")),
        ("", ("", "")),
    ],
)
def test_a_surname_is_split(text, parts):
    assert split_achternaam(text) == parts


def test_parts_make_one_line():
    assert volledig("Anna ", "de", " Vries") == "Anna de Vries"


def test_a_missing_part_leaves_no_hole():
    assert volledig("", "", "Vries") == "Vries"


def test_people_stand_under_their_surname_without_tussenvoegsel():
    people = [("Bo", "", "Wit"), ("Bo", "de", "Vries"), ("Anna", "van der", "Vries"), ("Cor", "", "Ábma")]

    assert [name[2] for name in sorted(people, key=lambda name: sort_key(*name))] == ["Ábma", "Vries", "Vries", "Wit"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("’T Hart", "'t hart"),
        ("Straße", "strasse"),
        ("IJsselmeer", "ijsselmeer"),
        ("ĳs", "ijs"),
        ("Łukasz Ørsted", "lukasz orsted"),
    ],
)
def test_a_name_is_folded(text, folded):
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdeé -,.'", max_size=30))
def test_no_letter_of_a_name_is_lost(text):
    naam = lees(text)
    parts = f"{naam.voornaam} {naam.tussenvoegsel} {naam.achternaam}"

    assert sorted(c for c in parts if c.isalpha()) == sorted(c for c in text if c.isalpha())
