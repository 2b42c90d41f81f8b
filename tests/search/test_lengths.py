"""Words that look like another: found by their ends as they would be among all words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.lengths import MOST, ByLength

WORDS = st.lists(st.text("abc", min_size=1, max_size=6), max_size=30, unique=True)


@pytest.mark.parametrize("reach", [0, 1, 2])
@given(words=WORDS, word=st.text("abc", min_size=1, max_size=6))
def test_within_is_what_a_look_at_all_words_finds(words: list[str], word: str, reach: int) -> None:
    near = [(other, OSA.distance(word, other)) for other in words]

    found = ByLength(words).within(word, reach)

    assert found == sorted((pair for pair in near if pair[1] <= reach), key=lambda pair: pair[::-1])[:MOST]
