"""Two needs in one question (`schulden en verslaving`): who helps with either of them is an answer."""

import re
from collections.abc import Sequence

from search.lists.lexicon import Lexicon
from search.understand.topics import VOOR_WIE, WAT, Topic, Word

AND_SIGN = re.compile(r"\s+[+&/]\s+")
AND = frozenset({"en", "of", "plus", "alsook"})


def side_by_side(topics: Sequence[Topic], words: Sequence[Word], lexicon: Lexicon) -> list[list[Topic]]:
    """Groups of topics with `en` or `of` between them."""
    joined: list[list[Topic]] = []
    for place, word in enumerate(words):
        if word.text not in AND or any(word in topic.words for topic in topics):
            continue
        before, after = _side(topics, words[:place][::-1]), _side(topics, words[place + 1 :])
        if before and after and before != after and _are_alike(before, after, lexicon):
            group = next((group for group in joined if before in group), None)
            joined += [] if group else [[before, after]]
            if group and after not in group:
                group.append(after)
    return joined


def _side(topics: Sequence[Topic], words: Sequence[Word]) -> Topic | None:
    """The one topic on this side of `en`, up to the next; None where more than one is said there."""
    found: list[Topic] = []
    for word in words:
        if word.text in AND and found:
            break
        found += [t for t in topics if t.kind in (WAT, VOOR_WIE) and not t.soft and word in t.words and t not in found]
    return found[0] if len(found) == 1 else None


def _are_alike(one: Topic, other: Topic, lexicon: Lexicon) -> bool:
    """Both something that is asked, or both for whom; no names, places or ages."""
    kinds = [topic.kind for topic in (one, other)]
    if any(kind not in (WAT, VOOR_WIE) for kind in kinds) or not (one.droppable and other.droppable):
        return False
    return _is_people(one, lexicon) == _is_people(other, lexicon)


def _is_people(topic: Topic, lexicon: Lexicon) -> bool:
    """Somebody (`ouders`), and no need that people are called after (`mantelzorg`)."""
    return topic.kind == VOOR_WIE and any(lexicon.is_people(word.text) for word in topic.words)
