"""All rules about names: putting together, sorting without tussenvoegsel, folding, a sound-alike key for doubles."""

import re
import unicodedata

TUSSENVOEGSELS = {
    "van", "de", "der", "den", "het", "'t", "t", "ter", "ten", "te", "op", "in", "aan", "bij", "la", "le", "du",
    "von", "zu", "el", "al", "ben", "'s", "s", "uit", "over", "onder", "voor", "tot", "dos", "da", "di",
}  # fmt: skip
# Letters that NFKD leaves whole.
WHOLE = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ŀ": "l"})
APOSTROPHES = re.compile(r"[’‘`´]")


def fold(text: str) -> str:
    """Lower case without accents, straight apostrophes: `Súdwest-Fryslân` becomes `sudwest-fryslan`."""
    plain = APOSTROPHES.sub("'", text.casefold().translate(WHOLE))
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


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
