"""All rules about names: reading, putting together, sorting without tussenvoegsel, folding."""

import re
import unicodedata
from dataclasses import dataclass

TUSSENVOEGSELS = {
    "van", "v.", "v.d.", "v/d", "vd", "de", "der", "den", "des", "het", "'t", "t", "ter", "ten", "te", "op", "in",
    "aan", "bij", "uit", "over", "onder", "voor", "tot", "'s", "s", "la", "le", "les", "du", "d'", "von", "vom", "zu",
    "zum", "zur", "af", "el", "al", "ben", "dos", "da", "di", "del", "della",
}  # fmt: skip
# These also are first names: at the front of a name they are taken for one.
ALSO_FIRST_NAMES = {"al", "ben", "da", "di"}
TITELS = {"dhr", "mevr", "mw", "mr", "mrs", "drs", "dr", "ir", "ing", "prof", "de heer", "mevrouw"}
GRADEN = {"msc", "bsc", "phd", "llm", "mba"}
# Letters that NFKD leaves whole.
WHOLE = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l"})
APOSTROPHES = re.compile(r"[’‘`´]")
TITEL = re.compile(rf"^(?:(?:{'|'.join(sorted(TITELS, key=len, reverse=True))})\b\.?\s+)+", re.IGNORECASE)


@dataclass(frozen=True)
class Naam:
    """The parts of somebody's name."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str


def lees(text: str) -> Naam:
    """Read a name as people write it: "Anna de Vries", "De Vries, Anna", "Vries, Anna de", "A. van den Berg-Smit"."""
    voor, *achter = [deel.strip() for deel in _plain(text).split(",") if deel.strip()] or [""]
    achter = [deel for deel in achter if fold(deel).replace(".", "") not in GRADEN]
    if not achter:
        return _in_spoken_order(voor.split())
    rest = [word for deel in achter for word in deel.split()]
    first = [word for word in rest if fold(word) not in TUSSENVOEGSELS or fold(word) in ALSO_FIRST_NAMES]
    behind = " ".join(word for word in rest if word not in first)
    tussenvoegsel, achternaam = split_achternaam(voor)
    return Naam(" ".join(first), behind or tussenvoegsel, voor if behind else achternaam)


def _plain(text: str) -> str:
    """One space between words, no title in front, no spaces around the hyphen of a double name."""
    words = " ".join(re.sub(r"[\u2010-\u2015]", "-", text).split())
    return TITEL.sub("", re.sub(r"\s*-\s*", "-", words))


def _in_spoken_order(words: list[str]) -> Naam:
    """First names up to the first tussenvoegsel, else up to the last word."""
    starts = (i for i, word in enumerate(words[:-1]) if _opens_surname(word, i))
    start = next(starts, len(words) - 1)
    tussenvoegsel, achternaam = split_achternaam(" ".join(words[max(start, 0) :]))
    return Naam(" ".join(words[: max(start, 0)]), tussenvoegsel, achternaam)


def _opens_surname(word: str, place: int) -> bool:
    folded = fold(word)
    _, double, behind = folded.rpartition("-")  # Jansen-de Boer
    return behind in TUSSENVOEGSELS and (bool(double) or place > 0 or folded not in ALSO_FIRST_NAMES)


def fold(text: str) -> str:
    """Lower case without accents, straight apostrophes: `Súdwest-Fryslân` becomes `sudwest-fryslan`."""
    parts = unicodedata.normalize("NFKD", APOSTROPHES.sub("'", text))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().translate(WHOLE)


def volledig(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    """The parts of a name in one line."""
    return " ".join(part for part in (voornaam.strip(), tussenvoegsel.strip(), achternaam.strip()) if part)


def sort_key(voornaam: str, tussenvoegsel: str, achternaam: str) -> tuple[str, str, str]:
    """Dutch order: by surname, then first name, then tussenvoegsel (`Anna de Vries` stands under the V)."""
    return fold(achternaam), fold(voornaam), fold(tussenvoegsel)


def split_achternaam(text: str) -> tuple[str, str]:
    """Split "van der Berg" into ("van der", "Berg"); without tussenvoegsel the first part is ""."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and fold(words[count]) in TUSSENVOEGSELS:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
