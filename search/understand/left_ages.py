"""An age that a question leaves out: `niet voor 12+`, `niet voor kinderen onder 12`."""

import re

from directory.names import fold
from search.language import analysis
from search.understand.ages import Age, age_in
from search.understand.known import Known
from search.understand.topics import NIET, Topic, Word

# Before the age: the negation, and who they are; `nog geen 18` says how old somebody is, `kan niet voor` what happens.
NOT = re.compile(
    r"(?<!\bnog )(?<!\bben )(?<!\bis )(?<!\bkan )(?<!\bkunnen )\b(?P<word>niet(?: voor)?|geen|behalve(?: voor)?)\s+"
    r"(?P<who>(?:(?:de|een) )?(?:[^\W\d_]+ )?(?:van |uit |die )?)$"
)
MORE = re.compile(r"\s*(?:jaar\b)?\s*(?:(?:en|of) (?:ouder|jonger)\b)?(?:\s*zijn\b)?")
CLEAR = ("niet voor", "behalve voor", "behalve")  # also before one number; `is niet 18` says how old somebody is


def taken_out(text: str, known: Known) -> tuple[str, list[Topic]]:
    """The question without an age that it leaves out, and that as a topic; nothing is done with it."""
    folded = fold(text)
    age = age_in(folded)
    if not age or age.text not in folded:
        return text, []
    before, behind = folded.split(age.text, 1)
    said = NOT.search(before)
    if not said or not _is_left_out(said, age, known):
        return text, []
    more = MORE.match(behind)
    gone = more.end() if more else 0
    rest = f"{before[: said.start()]}, {behind[gone:]}"
    if not known.still_asks([Word(word, word) for word in analysis.words_of(rest)]):
        return text, []
    label = " ".join(f"{said['who']}{age.text}{behind[:gone]}".split())
    return rest, [Topic(NIET, tuple(Word(word, word) for word in label.split()), label=label)]


def _is_left_out(said: re.Match[str], age: Age, known: Known) -> bool:
    """An age of which it is clear that it is not asked, with nobody or a kind of people before it."""
    who = [word for word in said["who"].split() if word not in ("de", "een", "van", "uit", "die")]
    if any(not known.is_group(Word(word, word)) for word in who):
        return False
    return said["word"] in CLEAR or len(age.ages) > 1
