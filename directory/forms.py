"""The public forms of the guide: telling the editors that something is wrong or missing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from directory.bsn import bsn_in
from directory.models import Melding

MAANDNAMEN = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DATES = (
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+(?P<m>[a-z]{3,9})\.?\s+(?P<y>\d{4})(?!\d)", re.IGNORECASE),
)
BORN = re.compile(r"\b(?:geboren|geboortedatum|geb\.?)\s*(?:op|:)?\s*\d", re.IGNORECASE)
# A date as recent as this tells when something changed, not when somebody was born.
RECENT = timedelta(days=3 * 365)
GEEN_INWONERS = "Schrijf geen gegevens van inwoners."


def has_birth_date(text: str) -> bool:
    """Does a text name a date of birth: a day said to be one, or a whole date of some years ago?"""
    return bool(BORN.search(text)) or any(day < timezone.localdate() - RECENT for day in _dates(text))


def _dates(text: str) -> Iterator[date]:
    for match in (found for pattern in DATES for found in pattern.finditer(text)):
        try:
            yield date(_year(match["y"]), _month(match["m"]), int(match["d"]))
        except ValueError:
            continue


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= timezone.localdate().year % 100 else 1900)


def _month(text: str) -> int:
    short = text.lower()[:3].replace("mrt", "maa")
    return int(text) if text.isdigit() else MAANDNAMEN.index(short) + 1


def refuse_residents(text: str) -> None:
    """Refuse a text that holds a BSN or a date of birth; names nothing of what was found."""
    if bsn_in(text):
        raise ValidationError(f"{GEEN_INWONERS} Er staat een nummer in dat op een BSN lijkt. Haal het weg.")
    if has_birth_date(text):
        raise ValidationError(f"{GEEN_INWONERS} Er staat een datum in die op een geboortedatum lijkt. Haal haar weg.")


class MeldingForm(forms.Form):
    """What a reader tells the editors, logged in or not."""

    tekst = forms.CharField(
        label="Wat klopt er niet, of wat mist er?",
        max_length=1000,
        validators=[refuse_residents],
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={
            "required": "Schrijf op wat er niet klopt of mist.",
            "max_length": "Dit is te lang. Houd het korter dan %(limit_value)d tekens.",
        },
    )
    soort = forms.ChoiceField(choices=Melding.Soort, widget=forms.HiddenInput, required=False)
    pagina = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # A trap for robots: no person sees this field.
    website = forms.CharField(
        required=False,
        label="Laat dit veld leeg",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_soort(self) -> str:
        return str(self.cleaned_data["soort"] or Melding.Soort.FOUT)

    @property
    def is_robot(self) -> bool:
        return bool(self.data.get("website"))

    @property
    def beschrijving(self) -> str:
        """The ids of hint and errors of the text, for aria-describedby."""
        return "melding-hint melding-fout" if self["tekst"].errors else "melding-hint"
