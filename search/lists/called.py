"""How people call what has a longer name: agencies by their initials, villages without their side, a region."""

import re

from directory.names import fold
from search import wordlists
from search.language import analysis

LEGAL_FORMS = frozenset({
    "stichting", "vereniging", "cooperatie", "maatschap",
    "woonstichting", "woningstichting", "wooncorporatie", "woningcorporatie",
})  # fmt: skip
INITIALS = range(3, 7)  # of the words of a name
SIDES = frozenset({"oost", "west", "noord", "zuid", "nieuw", "oud"})
COMPASS = re.compile("noord|noard|zuid|sud|oost|east|west")
COMPASS_ONLY = re.compile(f"(?:{COMPASS.pattern})+")
KINDS_OF_REGION = ("regio", "provincie", "arbeidsmarktregio", "zorgregio", "jeugdregio")
# The name of a town of so many people, or a name that is hardly used as another word, is meant as the place.
TOWN, USUAL, HARDLY_USED = 50_000, 4.5, 3.5  # inhabitants; Zipf frequencies: Zwolle is 4.48, Kampen 4.51, Dronten 3.44

LONG, RARE = 5, 3.7  # letters, and the Zipf frequency below which a word of a name says which name it is: `kompas`


def own_words(naam: str) -> set[str]:
    """The words of a name that few other names have: `Kredietbank Scheldeland` is `Scheldeland`."""
    return {w for w in analysis.words_of(naam) if len(w) >= LONG and analysis.usual(w) < RARE}


def ways_to_write(naam: str) -> set[str]:
    """A name, without its legal form, and each in one word as in an address: `aandemaas`."""
    said = {naam, as_called(naam)}
    return said | {"".join(analysis.words_of(form)) for form in said}


def as_called(naam: str) -> str:
    """A name as people say it: `Stichting Aan de Maas` is `Aan de Maas`; `Stichting Thuis` keeps all of it."""
    first, _, rest = naam.partition(" ")
    is_a_name = " " in rest or (rest and not analysis.is_ordinary(fold(rest)))
    return rest if fold(first) in LEGAL_FORMS and is_a_name else naam


def initials(naam: str) -> set[str]:
    """What partners write for a name of three words or more: `VTS`; of all words, and of those that say something.

    None that is an ordinary word.
    """
    words = analysis.words_of(naam)
    said = [word for word in words if not wordlists.says_nothing(word)]
    found = {"".join(word[0] for word in some) for some in (words, said) if len(some) in INITIALS}
    return {letters for letters in found if not analysis.is_ordinary(letters)}


def short_places(naam: str) -> set[str]:
    """A gemeente as those who work there call it: `SWF` and `Súdwest` for Súdwest-Fryslân, `HVT` for Hof van Twente."""
    words = re.split(r"[\s-]+", fold(naam).partition(" (")[0])
    letters = "".join(part[0] for word in words for part in _compass_apart(word) if part)
    parts = fold(naam).split("-")
    halves = parts if " " not in naam and SIDES.isdisjoint(parts) and len(parts) > 1 else []
    short = {letters} if len(letters) in INITIALS else set()
    short |= {half for half in halves if len(half) >= LONG and analysis.usual(half) < RARE}
    return {form for form in short if not analysis.is_ordinary(form)}


def _compass_apart(word: str) -> list[str]:
    """`sudwest` is `sud` and `west`."""
    return COMPASS.findall(word) if COMPASS_ONLY.fullmatch(word) else [word]


def without_side(naam: str) -> str:
    """A village in parts as it is called whole (`Oost-Souburg`: `Souburg`); "" where that is an ordinary word."""
    side, _, part = naam.partition("-")
    return part if part and fold(side) in SIDES and not analysis.is_ordinary(fold(part)) else ""


def is_a_word_too(naam: str, inwoners: int = 0) -> bool:
    """Is the name of a place an ordinary word as well (`Best`, `Buren`), and not mostly a place (`Zwolle`, `Assen`)?

    `inwoners` is known of a gemeente, and 0 of a village.
    """
    bare = fold(naam).removeprefix("de ").removeprefix("het ")
    if len(bare) > 3 and not analysis.is_ordinary(bare):
        return False
    usual = analysis.usual(bare)
    return not (inwoners and (usual < HARDLY_USED or (inwoners >= TOWN and usual < USUAL)))


def ways_to_say_region(naam: str) -> set[tuple[str, ...]]:
    """The words of a region's name, with and without what kind of region it is; none for no name."""
    words = tuple(analysis.words_of(naam))
    bare = words[1:] if words[:1] and words[0] in KINDS_OF_REGION else words
    return {bare, *((kind, *bare) for kind in KINDS_OF_REGION)} if bare else set()
