"""Ages in a question: 17, 17 jaar, 16-jarige, 18+, onder de 18, van 16 tot 27, baby 3 maanden."""

import re
from dataclasses import dataclass

OLDEST = 120
YOUNG = (0, 1)  # somebody of some weeks or months
JAAR = r"(?:\s*(?:jaar|jarigen?|jarig|jr)\b|-jarigen?\b|-jarig\b)"
AND = r"(?:-|tot(?: en met)?|t/m|en)"
FORMS = (
    (r"(?<=\bbaby )(?:van )?(\d{1,2}) (?:dagen|weken|maanden)\b", "young"),
    (r"\b(\d{1,2}) (?:dagen|weken|maanden) oude?\b", "young"),
    (rf"\b(\d{{1,2}}){JAAR}?(?:,| en)? (?:(?:hij|ze|zij) )?(?:bijna |word(?:t)? )+(\d{{1,2}}){JAAR}?", "span"),
    (rf"\b(?:van\s+|tussen\s+(?:de\s+)?)?(\d{{1,3}})\s*{AND}\s*(\d{{1,3}}){JAAR}?", "span"),
    (r"\b(\d{1,3})\s*(?:\+|plus(?:sers?)?\b|-plus(?:sers?)?\b)", "from"),
    (rf"\b(?:vanaf|ouder dan|boven(?: de)?)\s+(\d{{1,3}}){JAAR}?", "from"),
    (rf"\b(?:onder(?: de)?|jonger dan|tot)\s+(\d{{1,3}}){JAAR}?\b", "below"),
    (r"(?<![\d/-])(\d{1,3})-(?![\d/\w])", "below"),
    (rf"\b(\d{{1,3}}){JAAR}", "one"),
    # Before a comma only behind `van` or `ben`: `hoofdstraat 12, goes`.
    (r"(?:(?<=[a-z] )(?!\d+,)|(?<=\bvan )|(?<=\bben ))(\d{1,2})(?=\s|$|,(?!\d))", "one"),
    (r"^(\d{1,2})(?=\s+[a-z])", "one"),
)
ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
NUMBERS = {word: 10 + n for n, word in enumerate(TEENS)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
NUMBERS |= {f"{unit}en{ten}": 20 + 10 * n + m for n, ten in enumerate(TENS) for m, unit in enumerate(ONES, 1)}
SPELLED = re.compile(rf"\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?=\b|jarig)")
# What is counted is no age, in whatever form: `tussen 9 en 17 uur`, `12 tot 15 maart`, `9.30`, `8 jaar ingeschreven`.
UNITS = (
    "euro", "eur", "procent", "minuten", "uur", "uren", "dag", "dagen", "week", "weken", "maand", "maanden", "keer",
    "keren", "maal", "personen", "km", "kilometer",
)  # fmt: skip
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
SO_LONG = ("ingeschreven", "inschrijving", "inschrijftijd", "wachten", "wachttijd", "gewacht", "geleden", "lang")
COUNTED = re.compile(rf"\s*(?:{'|'.join((*UNITS, *MONTHS))})\b|\s*(?:jaar|jr) (?:{'|'.join(SO_LONG)})\b|[:.]\d\d\b")
# What stands before the number of something else.
NUMBERED = (
    "artikel", "art", "lid", "hoofdstuk", "paragraaf", "bijlage", "week", "lijn", "bus", "tram", "kamer", "lokaal",
    "fase", "schaal", "trede", "deel", "module", "route", "nummer", "nr", "huisnummer", "spoor", "code", "versie",
    "stap", "dag", "maand", "graad", "type", "categorie", "laag", "ronde",
)  # fmt: skip
SCHOOLS = ("mbo", "vmbo", "mavo", "havo", "vwo", "gymnasium", "atheneum")
CLASSES = "|".join(("groep", "klas", "leerjaar", "niveau", *SCHOOLS))
LABEL = re.compile(rf"\b(?:(?:{'|'.join(NUMBERED)})\.?\s*\d+|(?:{CLASSES})\s*[1-8])$")  # at the mbo one may be 17
IN_CLASS = re.compile(rf"(?<!\d)[1-6] (?:{'|'.join(SCHOOLS)})\b")  # `3 havo`
# One number, or from one to another; who is 18+ is that old, whatever stands beside it.
SAID = re.compile(
    rf"(?:\b(?P<tot>van|tussen(?: de)?|tot)\s+)?(?<!\d)(?P<first>\d{{1,3}})(?P<last>\s*{AND}\s*\d{{1,3}})?"
    r"(?!\d|\s*-?\+|\s*-?plus)"
)
HIDDEN = "#"
# Not of children: nearly all that the lists say of them names them already.
CALLED = ((12, 27, "jongere"), (67, OLDEST, "ouderen"))
# So long something lasts, or so many there are; beside two numbers the first tell how somebody of those ages is.
NO_AGE = ("kinderen", "lang", "geleden", "getrouwd", "gewerkt", "samen", "gewacht", "wachten")
LASTS = re.compile(rf"\s*(?:jaar\s+)?(?:{'|'.join(NO_AGE)})\b")
# How somebody is: for some years, or at an age from which on one can be.
STATES = re.compile(r"\s*(?:jaar\s+)?(?:ziek|werkloos|dakloos|verslaafd)\b")
OF_AGE = 16
LASTING = "al|sinds|binnen|ruim|elke|per|laatste|afgelopen|duurt"
SINCE = re.compile(rf"\b(?:{LASTING})\s*$")
SINCE_ONE = re.compile(rf"\b(?:{LASTING}|na|over)\s*$")
# What people of some age are called: who is only there for others does not fit.
STAGES = {
    "baby": range(0, 2), "peuter": range(2, 4), "kleuter": range(4, 6), "puber": range(12, 18), "tiener": range(12, 18),
    "bejaard": range(65, OLDEST + 1), "senior": range(65, OLDEST + 1), "ouderen": range(65, OLDEST + 1),
}  # fmt: skip
PATTERNS = [(re.compile(pattern), form) for pattern, form in FORMS]
GROWN_UP = tuple(range(18, CALLED[1][0]))
CHILD = "(?:zoon|zoontje|dochter|dochtertje|kind|kindje|kinderen|baby|peuter|kleuter|tiener)"
PARENT = r"(?:moeders?|vaders?|ouders?|vrouw|man|gezin|stel|echtpaar)"
# Before and behind the age of a child that comes along with who asks: `schulden en een zoon van 4`, `moeder met kind
# van 3 zoekt woning`; not of the child that it is about: `heb een zoon van 14 die blowt`.
ALONG = re.compile(
    rf"\b(?:(?P<told>en|heb|hebben|heeft)|{PARENT} (?:\w+ )?met) "
    rf"(?:(?:een|ook|nog|mijn|onze|haar|zijn) )*{CHILD} (?:van )?$"
)
ITS_OWN = re.compile(r"[\s,]*(?:die|dat|met|hij|ze|zij|wie)\b")
ENDS = re.compile(r"\s*(?:$|[,.;:?!]|en\b)")
# A child, told of behind somebody else's age: `ik ben 35 en mijn dochter van 6 heeft adhd`; no `als een kind van 8`.
OTHER = re.compile(rf"(?<!\bals )(?<!\bals een )\b{CHILD} van (\d{{1,2}})\b(?:{JAAR})?(?!\d)")


@dataclass(frozen=True)
class Age:
    """The ages meant, how they were written, the question without them, and ages of who else it may be about."""

    ages: tuple[int, ...]
    text: str
    rest: str
    others: tuple[int, ...] = ()


def age_in(question: str) -> Age | None:
    """The first age in a folded question, with those of others told of; None where there is none."""
    if "18-/18+" in question:
        return None  # a term of its own
    question = SPELLED.sub(lambda match: str(NUMBERS[match.group()]), question)
    ages_only = SAID.sub(_hidden_if_no_age, question)  # as long as it was
    for pattern, form in PATTERNS:
        for match in pattern.finditer(question if form == "young" else ages_only):
            ages = _ages(form, [int(group) for group in match.groups()])
            if ages and not (form == "one" and _is_how_long(question, match, ages[0])):
                return _with_others(ages, match.group().strip(), question[: match.start()], question[match.end() :])
    return None


def _with_others(ages: tuple[int, ...], text: str, before: str, behind: str) -> Age:
    """These ages, beside those of a child told of behind them, or of whom this child comes along with."""
    if child := OTHER.search(behind):
        others, text = (int(child[1]),), f"{text} en {child[1]}"
        rest = f"{before} {behind[: child.start(1)]} {behind[child.end() :]}"
        if _comes_along(behind[: child.start(1)], behind[child.end() :]):
            return Age(ages, text, rest, others)
        return Age(others, text, rest, ages)
    return Age(ages, text, f"{before} {behind}", GROWN_UP if _comes_along(before, behind) else ())


def _comes_along(before: str, behind: str) -> bool:
    """Does a child of the age between these come along with somebody else, whom it is about?"""
    along = ALONG.search(before)
    if not along or ITS_OWN.match(behind):
        return False
    return not along["told"] or bool(ENDS.match(behind))


def _hidden_if_no_age(match: re.Match[str]) -> str:
    return re.sub(r"\d", HIDDEN, match.group()) if _is_something_else(match) else match.group()


def _is_something_else(said: re.Match[str]) -> bool:
    """`10 tot 15 euro`, `duurt tot 3 jaar`, `artikel 18`, `3 havo`: numbers that are not how old somebody is."""
    question, stop = said.string, said.end()
    lasts = (said["tot"] or said["last"]) and SINCE.search(question[: said.start()])
    numbered = LABEL.search(question[: said.end("first")]) or IN_CLASS.match(question, stop - 1)
    return bool(COUNTED.match(question, stop) or numbered or lasts)


def _is_how_long(question: str, match: re.Match[str], years: int) -> bool:
    """`twee jaar ziek`, `al 3 jaar`: not how old somebody is, as in `19 jaar dakloos`."""
    if SINCE_ONE.search(question[: match.start()]) or LASTS.match(question, match.end()):
        return True
    return years < OF_AGE and bool(STATES.match(question, match.end()))


def listed_as(age: Age) -> list[str]:
    """What the word lists call people of this age: `82 jaar alleen thuis` is about `ouderen`."""
    return [word for first, last, word in CALLED if first <= age.ages[0] and age.ages[-1] <= last]


def stage(key: str) -> tuple[int, ...]:
    """The ages that a word stands for by its stem key; () for other words."""
    return tuple(STAGES.get(key, ()))


def _ages(form: str, numbers: list[int]) -> tuple[int, ...]:
    first, last = numbers[0], numbers[-1]
    if max(numbers) > OLDEST:
        return ()
    if form == "young":
        return YOUNG
    if form == "span":
        return tuple(range(first, last + 1)) if first < last else ()
    if form == "from":
        return tuple(range(first, OLDEST + 1))
    if form == "below":
        return tuple(range(0, first))
    return (first,)
