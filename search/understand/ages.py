"""Ages in a question: 17, 17 jaar, 16-jarige, 18+, onder de 18, van 16 tot 27."""

import re
from dataclasses import dataclass

OLDEST = 120
JAAR = r"(?:\s*(?:jaar|jarigen?|jarig|jr)\b|-jarigen?\b|-jarig\b)"
AND = r"(?:-|tot(?: en met)?|t/m|en)"
FORMS = (
    (rf"\b(?:van\s+|tussen\s+(?:de\s+)?)?(\d{{1,3}})\s*{AND}\s*(\d{{1,3}}){JAAR}?", "span"),
    (r"\b(\d{1,3})\s*(?:\+|plus(?:sers?)?\b|-plus(?:sers?)?\b)", "from"),
    (rf"\b(?:vanaf|ouder dan|boven(?: de)?)\s+(\d{{1,3}}){JAAR}?", "from"),
    (rf"\b(?:onder(?: de)?|jonger dan|tot)\s+(\d{{1,3}}){JAAR}?\b", "below"),
    (r"(?<![\d/-])(\d{1,3})-(?![\d/\w])", "below"),
    (rf"\b(\d{{1,3}}){JAAR}", "one"),
    (r"(?<=[a-z] )(\d{1,2})(?=\s|$)", "one"),
    (r"^(\d{1,2})(?=\s+[a-z])", "one"),
)
PATTERNS = [(re.compile(pattern), form) for pattern, form in FORMS]


@dataclass(frozen=True)
class Age:
    """The ages meant, how they were written, and the question without them."""

    ages: tuple[int, ...]
    text: str
    rest: str


def age_in(question: str) -> Age | None:
    """The first age in a folded question; None where there is none."""
    if "18-/18+" in question:
        return None  # a term of its own
    for pattern, form in PATTERNS:
        match = pattern.search(question)
        ages = _ages(form, [int(group) for group in match.groups()]) if match else ()
        if match and ages:
            rest = f"{question[: match.start()]} {question[match.end() :]}"
            return Age(ages, match.group().strip(), rest)
    return None


def _ages(form: str, numbers: list[int]) -> tuple[int, ...]:
    first, last = numbers[0], numbers[-1]
    if max(numbers) > OLDEST:
        return ()
    if form == "span":
        return tuple(range(first, last + 1)) if first < last else ()
    if form == "from":
        return tuple(range(first, OLDEST + 1))
    if form == "below":
        return tuple(range(0, first))
    return (first,)
