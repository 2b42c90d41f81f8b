"""Who speaks a language: `Arabisch sprekende hulpverlener`, `iemand die Fries spreekt`."""

from collections.abc import Sequence
from functools import cache

from search import wordlists
from search.lists.codes import Soort
from search.lists.lexicon import Lexicon
from search.lists.meanings import NAAM, Meaning
from search.understand import spans
from search.understand.topics import WAT, Topic, Word

SPEAKING = frozenset({"sprekend", "sprekende", "spreker", "sprekers", "talig", "talige"})
SPEAKS = frozenset({"spreekt", "spreken", "praat", "praten", "verstaat", "kan", "kunt", "kent"})
WHO = frozenset({"die", "wie"})
ANYBODY = frozenset({
    "iemand", "hulpverlener", "hulpverleners", "zorgverlener", "zorgverleners", "medewerker", "medewerkers", "persoon",
    "professional", "professionals", "collega", "mensen",
})  # fmt: skip
FAR = 3  # words between who speaks and the language
BADLY = frozenset({"alleen", "slecht", "weinig", "amper", "nauwelijks", "niet", "geen", "enkel"})  # of who needs help


def spoken(words: Sequence[Word], lexicon: Lexicon) -> tuple[list[Word], list[Topic]]:
    """The words without who speaks what, and that as a topic; of somebody who does not speak it well nothing is."""
    for place, word in enumerate(words):
        names = _languages().get(word.text) or _languages().get(_of_one_word(word.text)) or []
        said = _said(words, place) if names else []
        if said:
            meanings = [Meaning(Soort.TAAL, f"={name}", word.text, NAAM) for name in names]
            meanings += [meaning for _, found in spans.loose(said, lexicon) for meaning in found]
            rest = [other for other in words if other not in said and other.text not in ANYBODY]
            label = " ".join(each.typed for each in said)
            return rest, [Topic(WAT, tuple(said), tuple(meanings), label=label)]
    return list(words), []


def _said(words: Sequence[Word], place: int) -> list[Word]:
    """The words that say that this language is spoken, in their order; none where that is not said."""
    if _of_one_word(words[place].text):
        return [words[place]]
    behind = words[place + 1] if place + 1 < len(words) else None
    if behind and behind.text in SPEAKING:
        return [words[place], behind]
    before = words[max(0, place - FAR) : place]
    if not BADLY.isdisjoint(word.text for word in before) or WHO.isdisjoint(word.text for word in before):
        return []
    if behind and behind.text in SPEAKS:
        return [words[place], behind]
    speaks = [word for word in before if word.text in SPEAKS]
    return [speaks[-1], words[place]] if speaks else []


def _of_one_word(text: str) -> str:
    """The language in `arabischsprekende`; "" for other words."""
    endings = (ending for ending in sorted(SPEAKING, key=len, reverse=True) if text.endswith(ending))
    return next((text.removesuffix(ending) for ending in endings if text != ending), "")


@cache
def _languages() -> dict[str, list[str]]:
    """All names of a language by each of them."""
    return {name: names for line in wordlists.lines("talen") if (names := line.split()) for name in names}
