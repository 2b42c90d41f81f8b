"""Dutch words as tokens."""

import shutil
from pathlib import Path

import pytest

from search import wordlists
from search.language import analysis


@pytest.mark.parametrize("word", ["werkgever", "werknemer", "regisseur", "onderzoeker", "arbeider", "leider"])
def test_who_does_something_has_one_key_in_both_numbers(word: str):
    assert analysis.key(word) == analysis.key(f"{word}s")


@pytest.mark.parametrize(
    ("one", "more"), [("maatje", "maatjes"), ("huisje", "huisjes"), ("plan", "plannen"), ("ruzie", "ruzies")]
)
def test_one_and_more_share_a_key(one: str, more: str):
    assert analysis.key(one) == analysis.key(more)


def test_a_mother_is_no_father():
    assert len({analysis.key(word) for word in ("moeder", "moeders", "vader", "vaders")}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("schuld", "schulden"),
        ("uitkering", "uitkeringen"),
        ("gezin", "gezinnen"),
        ("huis", "huizen"),
        ("arts", "artsen"),
        ("sociaal", "sociale"),
        ("verslaafd", "verslaving"),
        ("dementie", "dementerenden"),
        ("statushouder", "statushouders"),
        ("budgetcoach", "budgetcoaches"),
    ],
)
def test_forms_of_one_word_share_a_key(one: str, other: str):
    assert analysis.key(one) == analysis.key(other) or analysis.deed(one) == analysis.deed(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ouder", "ouderen"),
        ("wet", "weten"),
        ("bewind", "bewijs"),
        ("pw", "pws"),
        ("naast", "naasten"),
        ("vaart", "ervaren"),
    ],
)
def test_other_words_keep_keys_of_their_own(one: str, other: str):
    assert analysis.key(one) != analysis.key(other)


@pytest.mark.parametrize(
    ("doer", "deed"),
    [
        ("begeleider", "begeleiding"),
        ("schuldhulpverlener", "schuldhulpverlening"),
        ("jeugdbeschermer", "jeugdbescherming"),
    ],
)
def test_who_does_it_and_the_doing_share_a_token(doer: str, deed: str):
    assert analysis.deed(doer) == analysis.deed(deed) != ""


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schuldhulp", ("schuld", "hulp")),
        ("jongerenloket", ("jongere", "loket")),
        ("inkomensconsulent", ("inkom", "consulent")),
        ("kinderopvangtoeslag", ("kind", "opvang", "toeslag")),
    ],
)
def test_a_compound_has_parts(word: str, parts: tuple[str, ...]):
    assert analysis.parts(word) == tuple(analysis.key(part) for part in parts) or analysis.parts(word) == parts


@pytest.mark.parametrize(
    "word", ["bijstand", "deurwaarder", "toeslag", "weststellingwerf", "maatschappelijk", "wolvega", "huisarts"]
)
def test_a_word_that_is_no_compound_stays_whole(word: str):
    assert analysis.parts(word) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Re-integratie", ["reintegratie"]),
        ("zzp'ers", ["zzp"]),
        ("W&I", ["w&i"]),
        ("W.I.A.", ["wia"]),
        ("KOPP/KOV", ["kopp", "kov"]),
        ("Súdwest-Fryslân", ["sudwestfryslan"]),
        ("foto’s", ["foto"]),
        ("<script>alert(1)</script>", ["script", "alert", "1", "script"]),
    ],
)
def test_a_text_is_read_as_words(text: str, words: list[str]):
    assert analysis.words_of(text) == words


def test_both_spellings_of_an_abbreviation_are_indexed():
    assert {"=w&i", "=wi"} <= analysis.index_tokens(["W&I"])


def test_a_name_is_found_glued():
    assert {"=vandenberg", "=berg"} <= analysis.name_tokens(["Anna van den Berg"])


def test_a_name_is_never_stemmed():
    assert "bakk" not in analysis.name_tokens(["Jan Bakkers"])


def test_a_number_is_found_by_its_last_four_digits():
    assert "6100" in analysis.digit_grams("0516566100")


def test_a_number_is_not_found_by_three_digits():
    assert "100" not in analysis.digit_grams("0516566100")


def test_a_very_long_text_is_cut():
    assert len(analysis.words_of("a b " * 100_000)) <= analysis.MAX_TEXT


@pytest.mark.parametrize(
    ("name", "differs"), [("bewaar", True), ("bouwstenen", True), ("geen_splitsing", True), ("proefvragen", False)]
)
def test_only_a_word_that_decides_how_a_text_is_found_outdates_the_indexes(
    name: str, differs: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(wordlists, "DATA", Path(shutil.copytree(wordlists.DATA, tmp_path / "data")))
    with (wordlists.DATA / f"{name}.txt").open("a", encoding="utf-8") as words:
        words.write("zwurfel=zwurfel")

    assert (analysis._version() != analysis.VERSION) is differs


def test_the_version_is_a_short_fingerprint():
    assert len(analysis.VERSION) == 12
