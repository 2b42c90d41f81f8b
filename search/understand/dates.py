"""Dates in a question: of somebody's birth mostly, which says nothing about who helps and is nobody's business."""

import re
from datetime import date

DATE = re.compile(
    r"(?P<born>\b(?:geboren|geb\.?|geboortedatum|gbd)\s*:?\s*(?:op\s+)?)?"
    r"(?<![\d/.+-])\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)(?P<year>(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
# Before the day of something else: `sinds 1-1-2020`, `brief van 3-2-2019`.
OF_A_DAY = re.compile(r"\b(?:sinds|vanaf|per|tot|op|van|na|voor|en met|t/m|d\.?d\.?)\s*$", re.IGNORECASE)


def without_dates(question: str) -> str:
    """The question without dates of day, month and year; a phone number stays (`06-12345678`)."""
    return " ".join(DATE.sub(" ", question).split())


def is_birth_told(question: str, today: date) -> bool:
    """Does a question hold somebody's date of birth: called so, or of a year before this one and no other day?"""
    return any(
        found["born"] or (int(found["year"]) < today.year and not OF_A_DAY.search(question[: found.start()]))
        for found in DATE.finditer(question)
    )
