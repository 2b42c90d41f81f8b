"""Recognises a citizen service number (BSN) in text, so that a form or an import can refuse it."""

import re

NINE_DIGITS = re.compile(
    r"(?<![\d+])(?<!\d[ .-])(\d{9}|\d{3} \d{3} \d{3}|\d{3}\.\d{3}\.\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?![\d])(?![ .-]\d)"
)
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def bsn_in(text: str) -> str | None:
    """The first run of nine digits that passes the eleven test (elfproef), as written; None where there is none."""
    return next((match.group(1) for match in NINE_DIGITS.finditer(text) if _passes(match.group(1))), None)


def _passes(text: str) -> bool:
    digits = [int(c) for c in text if c.isdigit()]
    return any(digits) and sum(d * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11 == 0
