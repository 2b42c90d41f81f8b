"""Words that look like another: found among few as they would be among all words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.language.lookalikes import MOST, ByLength

WORD = st.text("ab", min_size=1, max_size=10)
WORDS = st.lists(WORD, max_size=40, unique=True)


@pytest.mark.parametrize("reach", [0, 1, 2])
@given(words=WORDS, word=WORD)
def test_within_is_what_a_look_at_all_words_finds(words: list[str], word: str, reach: int) -> None:
    near = [(other, OSA.distance(word, other)) for other in words]

    found = ByLength(words).within(word, reach)

    assert found == sorted((pair for pair in near if pair[1] <= reach), key=lambda pair: pair[::-1])[:MOST]
