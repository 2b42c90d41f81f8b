"""The forms of a verb, as people write them."""

import pytest

from search.language.verbs import forms


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("dreigen", "dreigt"), ("bedreigen", "bedreigd"), ("bedreigen", "bedreigdt"), ("reageren", "reageerd"),
        ("stikken", "stik"), ("mishandelen", "mishandelt"), ("ademen", "ademd"), ("slaan", "geslagen"),
        ("steken", "stak"), ("gooien", "gooit"), ("slapen", "slaapt"), ("zien", "ziet"),
    ],
)  # fmt: skip
def test_a_verb_has_the_forms_that_people_write(verb: str, form: str):
    assert form in forms(verb)


def test_a_short_verb_has_no_forms_but_those_of_the_list():
    assert "zit" not in forms("zien")
