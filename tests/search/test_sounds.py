"""Names that are said the same have one sound."""

from itertools import product

import pytest

from search.language.sounds import BySound, said, sound


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


@pytest.mark.parametrize(
    ("one", "other"),
    [("sosjale", "sociale"), ("skulthulp", "schuldhulp"), ("veilich", "veilig"), ("persoonluke", "persoonlijke"),
     ("organisasie", "organisatie"), ("sgool", "school")],
)  # fmt: skip
def test_words_that_are_written_as_they_are_said_sound_the_same(one: str, other: str):
    assert said(one) == said(other)


@pytest.mark.parametrize(("one", "other"), [("huur", "vuur"), ("wonen", "lonen"), ("school", "stoel")])
def test_other_words_sound_different(one: str, other: str):
    assert said(one) != said(other)


def test_the_sounds_of_a_large_guide_are_made_once():
    words = ["".join(letters) for letters in product("abdfgklmnoprstuvwz", repeat=4)]  # 104,976

    BySound(words)
    made = said.cache_info().misses
    BySound(words)

    assert said.cache_info().misses == made
