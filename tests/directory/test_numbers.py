"""Phone numbers: every notation that people type or paste is understood, or refused with a hint that helps."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.numbers import digits_of, lees, search_digits, split_toestel, tel, tonen, validate_nummer

# What is typed, what is shown, what is dialled, the extension.
UNDERSTOOD = [
    ("0516566100", "0516 56 61 00", "+31516566100", ""),
    ("0516 56 61 00", "0516 56 61 00", "+31516566100", ""),
    ("0516-566100", "0516 56 61 00", "+31516566100", ""),
    ("0516 - 56 61 00", "0516 56 61 00", "+31516566100", ""),
    ("0516/566100", "0516 56 61 00", "+31516566100", ""),
    ("0516.56.61.00", "0516 56 61 00", "+31516566100", ""),
    ("0516,56,61,00", "0516 56 61 00", "+31516566100", ""),
    ("(0516) 56 61 00", "0516 56 61 00", "+31516566100", ""),
    ("(0516)566100", "0516 56 61 00", "+31516566100", ""),
    ("  0516   566 100 ", "0516 56 61 00", "+31516566100", ""),
    ("0516\u00a056\u00a061\u00a000", "0516 56 61 00", "+31516566100", ""),  # no-break spaces
    ("0516\u202f56\u202f61\u202f00", "0516 56 61 00", "+31516566100", ""),  # narrow no-break spaces
    ("0516 \u2013 56 61 00", "0516 56 61 00", "+31516566100", ""),  # en dash
    ("0516\u2011566100", "0516 56 61 00", "+31516566100", ""),  # non-breaking hyphen
    ("0516\u00ad566100", "0516 56 61 00", "+31516566100", ""),  # soft hyphen
    ("\u202d0516566100\u202c", "0516 56 61 00", "+31516566100", ""),  # what a phone copies along
    ("\u200b0516566100\ufeff", "0516 56 61 00", "+31516566100", ""),
    ("\u0660\u0665\u0661\u0666\u0665\u0666\u0666\u0661\u0660\u0660", "0516 56 61 00", "+31516566100", ""),
    ("\uff10\uff15\uff11\uff16\uff15\uff16\uff16\uff11\uff10\uff10", "0516 56 61 00", "+31516566100", ""),
    ("+31516566100", "0516 56 61 00", "+31516566100", ""),
    ("+31 516 56 61 00", "0516 56 61 00", "+31516566100", ""),
    ("+31 (0)516 56 61 00", "0516 56 61 00", "+31516566100", ""),
    ("+31(0)516-566100", "0516 56 61 00", "+31516566100", ""),
    ("+31 0516 566100", "0516 56 61 00", "+31516566100", ""),
    ("(+31) 516 566100", "0516 56 61 00", "+31516566100", ""),
    ("+31 [0] 516 566100", "0516 56 61 00", "+31516566100", ""),
    ("0031516566100", "0516 56 61 00", "+31516566100", ""),
    ("0031 (0)516 - 566 100", "0516 56 61 00", "+31516566100", ""),
    ("31516566100", "0516 56 61 00", "+31516566100", ""),
    ("516566100", "0516 56 61 00", "+31516566100", ""),  # a spreadsheet dropped the 0
    ("(0)516 566100", "0516 56 61 00", "+31516566100", ""),
    ("tel: 0516 566100", "0516 56 61 00", "+31516566100", ""),
    ("Tel. 0516-566100", "0516 56 61 00", "+31516566100", ""),
    ("T 0516 566100", "0516 56 61 00", "+31516566100", ""),
    ("telefoonnummer: 0516 566100", "0516 56 61 00", "+31516566100", ""),
    ("tel:+31-516-566100", "0516 56 61 00", "+31516566100", ""),
    ("058 234 56 78", "058 234 56 78", "+31582345678", ""),
    ("058-2345678", "058 234 56 78", "+31582345678", ""),
    ("020 - 624 11 11", "020 624 11 11", "+31206241111", ""),
    ("06-12345678", "06 12 34 56 78", "+31612345678", ""),
    ("06-12 34 56 78", "06 12 34 56 78", "+31612345678", ""),
    ("06 1234 5678", "06 12 34 56 78", "+31612345678", ""),
    ("+31(0)6-12345678", "06 12 34 56 78", "+31612345678", ""),
    ("00316 12345678", "06 12 34 56 78", "+31612345678", ""),
    ("612345678", "06 12 34 56 78", "+31612345678", ""),
    ("mob. 06-12345678", "06 12 34 56 78", "+31612345678", ""),
    ("088 229 99 99", "088 229 99 99", "+31882299999", ""),
    ("085-1234567", "085 123 45 67", "+31851234567", ""),
    ("097012345678", "0970 12 34 56 78", "+3197012345678", ""),
    ("14 0516", "14 0516", "140516", ""),
    ("140516", "14 0516", "140516", ""),
    ("14058", "14 058", "14058", ""),
    ("14-020", "14 020", "14020", ""),
    ("+31 14 0516", "14 0516", "140516", ""),
    ("0800-2000", "0800 2000", "08002000", ""),
    ("0800 0432", "0800 0432", "08000432", ""),
    ("0800 - 0113", "0800 0113", "08000113", ""),
    ("+31 800 2000", "0800 2000", "08002000", ""),
    ("0900-8844", "0900 8844", "09008844", ""),
    ("0900 405 05 00", "0900 405 05 00", "09004050500", ""),
    ("0800-CONTACT", "0800 266 82 28", "08002668228", ""),
    ("0900-ANWB", "0900 2692", "09002692", ""),
    ("112", "112", "112", ""),
    ("113", "113", "113", ""),
    ("144", "144", "144", ""),
    ("116 123", "116 123", "116123", ""),
    ("116111", "116 111", "116111", ""),
    ("+32 2 555 12 12", "+32 2 555 12 12", "+3225551212", ""),
    ("0032 2 555 12 12", "+32 2 555 12 12", "+3225551212", ""),
    ("+49 (0)30 123456", "+49 30 123456", "+4930123456", ""),
    ("0516 566100 tst. 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 tst 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 toestel 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 (toestel: 12)", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100, toestelnummer 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 doorkies 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 doorkiesnr. 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 intern 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 ext 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 ext. 12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 x12", "0516 56 61 00", "+31516566100", "12"),
    ("0516566100x12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 566100 #12", "0516 56 61 00", "+31516566100", "12"),
    ("0516566100,,12", "0516 56 61 00", "+31516566100", "12"),
    ("0516566100,12", "0516 56 61 00", "+31516566100", "12"),
    ("tel:+31-516-566100;ext=12", "0516 56 61 00", "+31516566100", "12"),
    ("0516 - 56 61 00 (optie 2)", "0516 56 61 00", "+31516566100", "2"),
    ("0516 566100 keuze 2", "0516 56 61 00", "+31516566100", "2"),
    ("0516 566100, kies 2", "0516 56 61 00", "+31516566100", "2"),
    ("0516 566100 menukeuze 2", "0516 56 61 00", "+31516566100", "2"),
    ("14 0516 keuze 3", "14 0516", "140516", "3"),
    ("0900-8844,,1", "0900 8844", "09008844", "1"),
]

# What is typed, and a piece of the hint that comes back.
REFUSED = [
    ("", "geen telefoonnummer"),
    ("geen idee", "geen telefoonnummer"),
    ("n.v.t.", "geen telefoonnummer"),
    ("-", "geen telefoonnummer"),
    ("toestel 12", "geen telefoonnummer"),
    ("anna@voorbeeld.example", "is een mailadres"),
    ("0516 566100 (balie)", "staan letters"),
    ("0516 566100 vragen naar Anna", "staan letters"),
    ("0516-56610O", "staan letters"),  # the letter O
    ("058-CONTACT", "staan letters"),
    ("0516-566100 / 0516-566101", "twee nummers"),
    ("0516-566100/101", "twee nummers"),
    ("0516 566100 of 06-12345678", "twee nummers"),
    ("0516 566100 en 566101", "twee nummers"),
    ("0516566100; 0612345678", "twee nummers"),
    ("0516566100\n0612345678", "twee nummers"),
    ("0516566100 0612345678", "twee nummers"),
    ("112 of 0900-8844", "twee nummers"),
    ("0800-2000, 0900-8844", "twee nummers"),
    ("566100", "mist het netnummer"),
    ("56 61 00", "mist het netnummer"),
    ("234 56 78", "mist het netnummer"),
    ("12345678", "mist het netnummer, of 06"),
    ("8002000", "mist het netnummer"),
    ("0516 56 61 0", "mist een cijfer"),
    ("06-1234567", "mist een cijfer"),
    ("0516 566", "mist 3 cijfers"),
    ("0516 56 61 000", "te veel cijfers"),
    ("06-123456789", "te veel cijfers"),
    ("+31 516 56 61 000", "te veel cijfers"),
    ("0800-12345", "4 of 7 cijfers"),
    ("0900-12", "4 of 7 cijfers"),
    ("0000000000", "dat land"),
    ("06 00 11 80 26", "in Nederland bestaat"),
    ("1233", "in Nederland bestaat"),
    ("+32 1", "dat land"),
    ("+999 123456", "dat land"),
]


@pytest.mark.parametrize(("text", "shown", "dialled", "toestel"), UNDERSTOOD)
def test_a_notation_is_understood(text, shown, dialled, toestel):
    gelezen = lees(text)

    assert (tonen(gelezen.nummer), tel(gelezen.nummer), gelezen.toestel) == (shown, dialled, toestel)


@pytest.mark.parametrize(("text", "hint"), REFUSED)
def test_what_is_no_number_is_refused_with_a_hint(text, hint):
    with pytest.raises(ValidationError, match=hint):
        lees(text)


@pytest.mark.parametrize("text", [row[0] for row in UNDERSTOOD])
def test_any_notation_finds_the_number_back(text):
    assert digits_of(text) == search_digits(lees(text).nummer)


@pytest.mark.parametrize("text", [row[0] for row in UNDERSTOOD])
def test_what_is_shown_reads_back_as_the_same_number(text):
    nummer = lees(text).nummer

    assert tel(lees(tonen(nummer)).nummer) == tel(nummer)


@pytest.mark.parametrize("text", [row[0] for row in UNDERSTOOD])
def test_what_is_dialled_reads_back_as_the_same_number(text):
    nummer = lees(text).nummer

    assert tel(lees(tel(nummer)).nummer) == tel(nummer)


@pytest.mark.parametrize("text", [row[0] for row in UNDERSTOOD])
def test_what_is_understood_may_be_kept(text):
    validate_nummer(lees(text).nummer)


def test_a_part_of_a_number_gives_its_digits():
    assert digits_of("0516-56") == "051656"


def test_no_extension_is_an_empty_text():
    assert split_toestel("0516 566100") == ("0516 566100", "")


def test_a_hint_repeats_what_was_typed():
    with pytest.raises(ValidationError, match="“56 61 00”"):
        lees(" 56 61 00 ")


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        dialled = tel(lees(text).nummer)
    except ValidationError:
        return

    assert dialled.removeprefix("+").isdecimal()


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True), st.sampled_from([" ", "-", ".", "", "\u00a0"]))
def test_ten_digits_keep_their_digits_however_they_are_grouped(digits, mark):
    assert digits_of(mark.join([digits[:3], digits[3:6], digits[6:]])) == digits
