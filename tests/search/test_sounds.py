"""Names that are said the same have one sound."""

import pytest

from search.sounds import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoexstra", "hoekstra"), ("kuypers", "kuipers"), ("jansen", "janssen"), ("meijer", "meyer"), ("fisser", "visser"),
     ("thijssen", "tijsen"), ("walta", "waltha"), ("smidt", "smit"), ("zijlstra", "sielstra")],
)  # fmt: skip
def test_spellings_of_one_name_sound_the_same(one: str, other: str):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("bakker", "dekker"), ("bos", "vos"), ("jansen", "hansen")])
def test_other_names_sound_different(one: str, other: str):
    assert sound(one) != sound(other)
