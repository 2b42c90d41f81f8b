"""QR codes as drawings that a page can hold, always black on white with their quiet zone."""

import io

import segno
from django.utils.safestring import SafeString

MOST = 500  # octets: above this a code is too fine for the camera of an old phone


class TooLong(Exception):
    """More than fits in a code that every phone still reads."""


def svg(text: str, *, title: str, desc: str = "") -> SafeString:
    """A code (level M) with a name for who cannot see it; raises TooLong.

    Text with accents says that it is UTF-8 (ECI): without it readers take it for Japanese (tried).
    """
    if len(text.encode()) > MOST:
        raise TooLong
    accents = not text.isascii()
    code = segno.make(
        text, error="m", micro=False, boost_error=False, encoding="utf-8" if accents else None, eci=accents
    )
    drawing = io.BytesIO()
    code.save(
        drawing,
        kind="svg",
        dark="black",
        light="white",
        border=4,
        omitsize=True,
        xmldecl=False,
        title=title,
        desc=desc or None,
    )
    # segno escapes title and desc; all else is numbers.
    return SafeString(drawing.getvalue().decode().replace("<svg ", '<svg role="img" ', 1).strip())
