"""What an audience may know of the words of an index, while another thread adds to them."""

from threading import Thread
from typing import Any

import pytest

from search.indexing.vocabulary import Vocabulary


def add(vocabulary: Vocabulary, tokens: dict[str, list[str]]) -> None:
    """In another thread, that is done before this one goes on."""
    other = Thread(target=vocabulary.add, args=[tokens])
    other.start()
    other.join()


class ReadMeanwhile(str):
    """A token; when it is read, another thread adds one to the same."""

    vocabulary: Vocabulary

    def __getitem__(self, place: Any) -> str:
        add(self.vocabulary, {"iedereen": ["=nieuw", "@nieuw"]})
        return super().__getitem__(place)


class SoughtMeanwhile(str):
    """An opening token; when something is looked up by it, another thread adds to the vocabulary."""

    vocabulary: Vocabulary

    def __hash__(self) -> int:
        add(self.vocabulary, {})
        return super().__hash__()


@pytest.fixture
def vocabulary() -> Vocabulary:
    found = Vocabulary()
    found.documents["iedereen"] = 1
    return found


@pytest.mark.parametrize(("what", "mark"), [("words", "="), ("names", "@")])
def test_words_are_read_while_another_thread_adds_some(vocabulary: Vocabulary, what: str, mark: str):
    token = ReadMeanwhile(f"{mark}anja")
    token.vocabulary = vocabulary
    vocabulary.add({"iedereen": [token, f"{mark}bert", f"{mark}carla"]})

    found = getattr(vocabulary.seen_by(frozenset({"iedereen"})), what)

    assert found == ["anja", "bert", "carla"]


def test_a_view_is_given_while_another_thread_forgets_them(vocabulary: Vocabulary):
    opening = SoughtMeanwhile("iedereen")
    opening.vocabulary = vocabulary

    assert vocabulary.seen_by(frozenset({opening})).total == 1
