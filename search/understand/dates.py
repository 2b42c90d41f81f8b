"""Dates in a question: of somebody's birth mostly, which says nothing about who helps and is nobody's business."""

import re

DATE = re.compile(
    r"(?:\b(?:geboren|geb\.?|geboortedatum|gbd)\s*:?\s*(?:op\s+)?)?"
    r"(?<![\d/.+-])\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d\d(?![\d/-])",
    re.IGNORECASE,
)


def without_dates(question: str) -> str:
    """The question without dates of day, month and year; a phone number stays (`06-12345678`)."""
    return " ".join(DATE.sub(" ", question).split())
