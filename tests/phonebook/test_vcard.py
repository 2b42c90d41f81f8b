"""The text of a vCard: what goes in comes out again in two readers, and nothing breaks out of its line."""

from datetime import UTC, datetime

import vobject
from hypothesis import given
from hypothesis import strategies as st

from phonebook.vcard import CELL, Adres, Naam, Tel, Vcard, clean, one_line, safe_url, write
from tests.phonebook.rfc2426 import read

# Every kind of character, with those that have a meaning in a vCard more often than by chance.
NASTY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(";,:\\\"'\r\n\t\x00\x0b\x85\u2028\u202eé😀")))


def card(**values):
    values = {"uid": "1b9e", "naam": Naam("Anna de Vries", "de Vries", "Anna", sort="Vries"), **values}
    (found,) = read(write([Vcard(**values)]))
    return found


@given(NASTY, NASTY, NASTY)
def test_any_name_survives(voluit, family, given_name):
    found = card(naam=Naam(voluit, family, given_name))

    assert found.text("FN") == (one_line(voluit) or "Contactkaart")
    assert found.one("N").parts(";") == [one_line(family), one_line(given_name), "", "", ""]


@given(st.lists(NASTY))
def test_any_note_survives(lines):
    expected = "\n".join(filter(None, map(clean, lines)))

    assert "".join(p.text for p in card(note=tuple(lines)).all("NOTE")) == expected


@given(NASTY.filter(one_line), NASTY.filter(one_line))
def test_any_organisation_and_category_survives(one, other):
    found = card(org=(one, other), categories=(one, other))

    assert found.one("ORG").parts(";") == [one_line(one), one_line(other)]
    assert found.one("CATEGORIES").parts(",") == [one_line(one), one_line(other)]


@given(NASTY, NASTY, NASTY, NASTY)
def test_nothing_breaks_out_of_its_line(nummer, mail, title, uid):
    found = card(tels=(Tel(nummer),), mail=f"a{mail}", title=f"b{title}", uid=f"c{uid}")

    assert {p.name for p in found.properties} == {
        "BEGIN", "VERSION", "PRODID", "UID", "N", "FN", "SORT-STRING", "TITLE", "TEL", "EMAIL", "END",
    }  # fmt: skip


@given(NASTY, NASTY)
def test_another_library_reads_the_same(voluit, note):
    value = Vcard(uid="1b9e", naam=Naam(voluit, "Vries", "Anna"), note=(f"x{note}",))

    again = vobject.readOne(write([value]).decode())

    assert (again.fn.value, again.note.value) == (one_line(voluit) or "Contactkaart", clean(f"x{note}"))


@given(NASTY)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(NASTY)
def test_an_address_on_the_web_holds_nothing_that_cuts_it_off(text):
    assert not set(safe_url(f"https://x.example/{text}")) & set(";,\\ \r\n")


def test_a_card_says_its_version_first():
    assert [p.name for p in card().properties][:2] == ["BEGIN", "VERSION"]


def test_a_mobile_number_is_a_cell():
    assert card(tels=(Tel("+31612345678", CELL),)).one("TEL").params == "TYPE=CELL"


def test_a_work_number_is_for_voice():
    assert card(tels=(Tel("+31516566100"),)).one("TEL").params == "TYPE=WORK,VOICE"


def test_the_surname_keeps_its_tussenvoegsel():
    assert card().one("N").parts(";") == ["de Vries", "Anna", "", "", ""]


def test_the_list_is_sorted_without_the_tussenvoegsel():
    assert card().text("SORT-STRING") == "Vries"


def test_the_last_change_is_told_in_utc():
    assert card(rev=datetime(2026, 3, 1, 10, tzinfo=UTC)).text("REV") == "2026-03-01T10:00:00Z"


def test_an_address_has_seven_parts():
    adr = card(adres=Adres("Dorp 1", "8431 LE", "Oosterwolde")).one("ADR")

    assert adr.parts(";") == ["", "", "Dorp 1", "Oosterwolde", "", "8431 LE", "Nederland"]


def test_a_company_is_shown_as_one():
    assert card(is_company=True).text("X-ABSHOWAS") == "COMPANY"


def test_only_a_web_address_becomes_a_link():
    assert (
        card(urls=("javascript:alert(1)", "ftp://x.example", "https://x.example/")).text("URL") == "https://x.example/"
    )


def test_signs_that_turn_the_reading_direction_are_left_out():
    assert clean("Anna \u202esirV\u202c") == "Anna sirV"


def test_half_a_character_is_left_out():
    assert clean("Anna\ud800") == "Anna"


def test_several_cards_stand_one_after_another():
    values = [Vcard(uid=str(n), naam=Naam(f"Nummer {n}")) for n in range(3)]

    assert [found.text("UID") for found in read(write(values))] == ["0", "1", "2"]


def test_the_same_card_is_written_the_same_twice():
    value = Vcard(uid="1", naam=Naam("Anna"), tels=(Tel("112"),), note=("a", "b"))

    assert write([value]) == write([value])
