"""Short lines of a page."""

import pytest

from directory.lines import in_zin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schulden regelen", "schulden regelen"),
        ("Burgerlijk Wetboek", "Burgerlijk Wetboek"),
        ("SVB-loket", "SVB-loket"),
        ("Eén plan", "één plan"),
        ("Überhaupt", "überhaupt"),
        ("", ""),
    ],
)
def test_a_text_opens_small_in_a_sentence_unless_it_is_a_name(text: str, expected: str):
    assert in_zin(text) == expected
