"""Citizen service numbers are recognised in text, and other numbers are not taken for them."""

import pytest

from directory.bsn import bsn_in


@pytest.mark.parametrize("text", ["bsn 111222333", "111222333.", "1112.22.333", "nr 111 222 333 graag", "111.222.333"])
def test_number_that_passes_the_eleven_test_is_found(text):
    assert bsn_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "111222334",  # fails the test
        "0516 566 100",
        "+31 58 111 22 23",
        "+31111222333",
        "1112223330",
        "000000000",
        "op 22 11 2026 om 9.00",
        "8431 LE 12, kamer 3",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert bsn_in(text) is None


def test_number_is_given_as_it_was_written():
    assert bsn_in("Mevrouw (111 222 333) belt") == "111 222 333"
