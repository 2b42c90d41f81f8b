"""Contacts as a ZIP of single cards and as tables (CSV) with the column names that Outlook and Google read."""

import csv
import io
import zipfile
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from directory import numbers
from phonebook.vcard import CELL, Vcard, clean, one_line, write

# What a spreadsheet takes for a formula, where a cell begins with it (OWASP, CSV injection); wide forms too.
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
Row = dict[str, str]
# The names are Outlook's and Google's own, in English in every language of those programs.
OUTLOOK = (
    "First Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
    "Business Street", "Business City", "Business Postal Code", "Business Country/Region",
    "Business Phone", "Business Phone 2", "Mobile Phone", "Other Phone",
    "E-mail Address", "E-mail Display Name", "Web Page", "Categories", "Notes",
)  # fmt: skip
GOOGLE = (
    "First Name", "Middle Name", "Last Name", "Name Suffix", "File As",
    "Organization Name", "Organization Title", "Organization Department", "Notes", "Labels",
    "E-mail 1 - Label", "E-mail 1 - Value",
    "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value", "Phone 3 - Label", "Phone 3 - Value",
    "Address 1 - Label", "Address 1 - Street", "Address 1 - City", "Address 1 - Postal Code", "Address 1 - Country",
    "Website 1 - Label", "Website 1 - Value",
)  # fmt: skip


def zip_of(cards: Iterable[Vcard]) -> bytes:
    """One file for each card: Outlook on Windows reads only the first card of a file."""
    made, day = io.BytesIO(), timezone.localtime().timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, card in enumerate(cards, 1):
            name = zipfile.ZipInfo(f"{n:03}-{slugify(card.naam.voluit)[:60] or 'kaart'}.vcf", date_time=day)
            archive.writestr(name, write([card]), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def outlook_csv(cards: Iterable[Vcard]) -> bytes:
    """A table for Outlook, which reads accents only where the file begins with a BOM."""
    return _table(OUTLOOK, map(_for_outlook, cards))


def google_csv(cards: Iterable[Vcard]) -> bytes:
    """A table for Google Contacts."""
    return _table(GOOGLE, map(_for_google, cards))


def _table(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: cell(value) for column, value in row.items()})
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def cell(value: str) -> str:
    """A text that no spreadsheet reads as a formula."""
    text = clean(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def number(tel: str) -> str:
    """A number as people here read it: with a + a spreadsheet would take it for a sum."""
    try:
        shown = numbers.tonen(numbers.lees(tel).nummer)
    except ValidationError:
        shown = tel
    return f"00{shown[1:]}" if shown.startswith("+") else shown


def _for_outlook(card: Vcard) -> Row:
    mobile = [number(tel.nummer) for tel in card.tels if tel.kinds == CELL]
    work = [number(tel.nummer) for tel in card.tels if tel.kinds != CELL]
    rest = [*mobile[1:], *work[2:]]
    return {
        **_shared(card, "Company", "Department", "Job Title", "Notes"),
        "Suffix": card.naam.suffix,
        "Business Phone": _nth(work, 0),
        "Business Phone 2": _nth(work, 1),
        "Mobile Phone": _nth(mobile, 0),
        "Other Phone": _nth(rest, 0),
        "E-mail Address": card.mail,
        "E-mail Display Name": card.naam.voluit if card.mail else "",
        "Web Page": _nth(card.urls, 0),
        "Categories": ";".join(one_line(name).replace(";", " ") for name in card.categories),
        **_place(card, "Business Street", "Business City", "Business Postal Code", "Business Country/Region"),
    }


def _for_google(card: Vcard) -> Row:
    tels: Row = {}
    for n, tel in enumerate(card.tels[:3], 1):
        tels[f"Phone {n} - Label"] = "Mobile" if tel.kinds == CELL else "Work"
        tels[f"Phone {n} - Value"] = number(tel.nummer)
    site, place = _nth(card.urls, 0), "Address 1 - "
    return {
        **_shared(card, "Organization Name", "Organization Department", "Organization Title", "Notes"),
        "Name Suffix": card.naam.suffix,
        "File As": card.naam.sort,
        "Labels": " ::: ".join(["* myContacts", *map(one_line, card.categories)]),
        "E-mail 1 - Label": "Work" if card.mail else "",
        "E-mail 1 - Value": card.mail,
        **tels,
        f"{place}Label": "Work" if card.adres else "",
        **_place(card, f"{place}Street", f"{place}City", f"{place}Postal Code", f"{place}Country"),
        "Website 1 - Label": "Work" if site else "",
        "Website 1 - Value": site,
    }


def _shared(card: Vcard, organisation: str, department: str, title: str, note: str) -> Row:
    """What both tables hold; an organisation itself is a company without a name of a person."""
    family = "" if card.is_company else card.naam.family or card.naam.voluit
    return {
        "First Name": card.naam.given,
        "Last Name": family,
        organisation: _nth(card.org, 0) or (card.naam.voluit if card.is_company else ""),
        department: _nth(card.org, 1),
        title: card.title,
        note: "\n".join(filter(None, card.note)),
    }


def _place(card: Vcard, street: str, city: str, postcode: str, country: str) -> Row:
    if card.adres is None:
        return {}
    return {street: card.adres.straat, city: card.adres.plaats, postcode: card.adres.postcode, country: "Nederland"}


def _nth(values: Iterable[str], n: int) -> str:
    found = list(values)
    return found[n] if n < len(found) else ""
