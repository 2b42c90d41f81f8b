"""A setting that cannot be read is named, and its value is not shown."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

env = Environment()


@pytest.mark.parametrize("value", ["snel", "", "acht honderd"])
def test_a_word_for_a_number_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch, value: str):
    monkeypatch.setenv("GIDS_TIMEOUT", value)

    with pytest.raises(ImproperlyConfigured, match=r"^GIDS_TIMEOUT must be a number\.$"):
        env.float("GIDS_TIMEOUT", 0.8)


def test_a_word_that_is_neither_on_nor_off_is_not_taken_for_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIDS_HTTPS", "ja")

    with pytest.raises(ImproperlyConfigured, match=r"^GIDS_HTTPS must be on or off\.$"):
        env.bool("GIDS_HTTPS", True)


@pytest.mark.parametrize(("value", "is_on"), [("on", True), ("True", True), ("1", True), ("off", False), ("0", False)])
def test_on_and_off_in_their_usual_words(monkeypatch: pytest.MonkeyPatch, value: str, is_on: bool):
    monkeypatch.setenv("GIDS_HTTPS", value)

    assert env.bool("GIDS_HTTPS", not is_on) is is_on


def test_what_is_not_set_has_its_default():
    assert (env.int("GIDS_NIETS", 3), env.bool("GIDS_NIETS", True)) == (3, True)
