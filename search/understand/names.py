"""Somebody's name in a question: a whole name of somebody here, what stands behind a title, a word of a name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from directory.names import TITELS, TUSSENVOEGSELS
from search.indexing.vocabulary import View
from search.language import analysis
from search.lists.lexicon import Lexicon
from search.understand import everyday
from search.understand.left_out import TITLES
from search.understand.topics import Topic, Word, content

INITIALS = 3  # letters
LONGEST = 5  # words of a name
BEFORE_A_NAME = TITLES | TITELS | {"heer", "familie", "fam"}
BEFORE_SOMEBODY = BEFORE_A_NAME | {"dokter"}  # whom a question may also just ask for
# Only surnames have these behind `van`; all others stand in any sentence: `in de`, `aan de`, `van de`.
OF_SURNAMES = frozenset({"der", "den"})
# Of the tussenvoegsels those that stand before any word: `de boer` is a name only with a capital.
BEFORE_ANY_WORD = frozenset({"de", "het", "t", "la", "le", "les", "al", "el"})
CUT_SHORT = {"vd": ("vander", "vanden", "vande"), "v": ("van",), "d": ("der", "den", "de")}
# What is asked about somebody who is named: it says nothing about what that person does.
ABOUT_SOMEBODY = frozenset({
    "vervangt", "vervangen", "vervanger", "vervangster", "vervanging", "waarneemt", "waarnemer", "waarneemster",
    "waarneming", "opvolger", "opvolgster", "opvolgt", "opvolging",
})  # fmt: skip


def called(words: Sequence[Word], lexicon: Lexicon, view: View) -> set[Word]:
    """The words that are somebody's name, also where each is an ordinary word: `Joke Bosgra`, `dhr. van der Meer`."""
    found: set[Word] = set()
    for start in range(len(words)):
        ends = range(min(len(words), start + LONGEST), start + 1, -1)
        stop = next((stop for stop in ends if _is_whole(words[start:stop], view)), start)
        found.update(word for word in words[start:stop] if word.text not in TUSSENVOEGSELS)
    return found | {word for word in words if _is_behind_title(words, word, lexicon, view)}


def _is_whole(run: Sequence[Word], view: View) -> bool:
    """The whole name of somebody here, or a surname with what belongs to it; `de boer` only with a capital."""
    if run[-1].text in TUSSENVOEGSELS or any(word.opens for word in run[1:]):
        return False
    if not any(view.is_name("".join(text)) for text in product(*(CUT_SHORT.get(w.text, (w.text,)) for w in run))):
        return False
    before = [word.text for word in run[:-1]]
    if not all(text in TUSSENVOEGSELS or text in CUT_SHORT for text in before):
        return True
    return run[-1].capital or before[-1] not in BEFORE_ANY_WORD


def _is_behind_title(words: Sequence[Word], word: Word, lexicon: Lexicon, view: View) -> bool:
    """`Mevrouw Kok`, not `mevrouw thuis`; and what stands behind `van der`."""
    before = _before(words, word)
    if not before or word.text in TUSSENVOEGSELS:
        return False
    if before[-2:-1] == ["van"] and before[-1] in OF_SURNAMES:
        return True
    if word.says_nothing or before[0] not in BEFORE_SOMEBODY:
        return False
    if view.is_name(word.text):
        return word.capital or (word.key,) not in lexicon.terms
    unknown = not (view.knows("=" + word.text) or analysis.is_ordinary(word.text))
    return unknown and word.capital and (word.key,) not in lexicon.terms and (word.text,) not in lexicon.places


def _before(words: Sequence[Word], word: Word) -> list[str]:
    """The tussenvoegsels before a word, with the one word before them."""
    found: list[str] = []
    for other in reversed(words[: words.index(word)]):
        found.insert(0, other.text)
        if other.text not in TUSSENVOEGSELS:
            break
    return found


def among(words: list[Word], named: set[Word], view: View) -> list[tuple[Word, bool]]:
    """The words that say something, each with whether it is (a part of) a name; `named` surely are."""
    said = [word for word in words if not word.says_nothing and word.text not in TUSSENVOEGSELS or word in named]
    any_name = any(view.is_name(word.text) for word in said)
    content = [word for word in said if not (any_name and _is_cut_short(word, view))]
    names = [word in named or is_name(word, view) for word in content]
    found = []
    for position, word in enumerate(content):
        beside = any(names[max(0, position - 1) : position + 2]) and not everyday.is_number(word)  # `voor de 2e keer`
        # Beside a name an ordinary word (Douwe, Bakker) or an unknown one is part of the name.
        is_part = beside and (view.is_name(word.text) or not view.knows("=" + word.text))
        found.append((word, names[position] or is_part))
    return found


def is_name(word: Word, view: View) -> bool:
    """A word of somebody's name, and no ordinary word as well."""
    return view.is_name(word.text) and not analysis.is_ordinary(word.text)


def _is_cut_short(word: Word, view: View) -> bool:
    """Initials (`J.M.`) and a tussenvoegsel cut short (`vdr`) beside a name, under which nothing is found."""
    return len(word.text) <= INITIALS and not view.knows("=" + word.text)


def asked_for(topics: Iterable[Topic]) -> list[Topic]:
    """Who asks something about somebody (`wie vervangt Johannes Postma`) asks for who is named."""
    topics = list(topics)
    if not any(topic.is_name for topic in topics):
        return topics
    return [replace(topic, soft=True) if _is_about_somebody(topic) else topic for topic in topics]


def _is_about_somebody(topic: Topic) -> bool:
    said = content(topic.words)
    return bool(said) and all(word.text in ABOUT_SOMEBODY for word in said)
