"""A phone number in a question, in any notation, with or without words around it."""

import re

from directory import numbers

RUN = re.compile(r"\+?\(?\d[\d\s().\-/]*\d")
SHORT = re.compile(r"(?<!\d)(?:112|113|144|116\d{3})(?!\d)")
MIN_DIGITS = 4  # fewer would list half of the guide
FOURTEEN = re.compile(r"^140\d{2,3}$")  # of a gemeente, 14 and its area code: no postcode (`1402 Bussum`)
YEAR = re.compile(r"^(?:19|20)\d\d$")


def phone_in(question: str) -> str:
    """The national digits of the number that a question asks for ("" where it asks for none)."""
    text, _ = numbers.split_toestel(question)
    only = not re.search(r"[^\W\d_]", text)
    for match in RUN.finditer(text):
        digits = numbers.digits_of(match.group())
        glued = text[: match.start()][-1:].isalpha()  # `zaak1402`: a part of a word
        short = len(digits) >= MIN_DIGITS and (only or digits[0] == "0" or FOURTEEN.match(digits)) and not glued
        if (short or len(digits) >= 6) and not YEAR.match(digits):
            return digits
    kort = SHORT.search(text)
    return kort.group() if only and kort else ""
