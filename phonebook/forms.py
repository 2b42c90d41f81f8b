"""What people fill in: the names of lists and devices, a place on a Samenlijst, and why an administrator looks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory import numbers
from directory.forms import refuse_residents
from directory.models import CardNumber, ContactCardPage, Zichtbaar
from directory.visibility import number_level
from phonebook import samen
from phonebook.vcard import one_line

TEXT = {"class": "input", "autocomplete": "off"}


def plain(text: str) -> None:
    """Refuse signs that hide or turn text."""
    if one_line(text) != " ".join(text.split()):
        raise ValidationError("Hier staan tekens in die niemand ziet. Typ het opnieuw.")


def name_field(label: str, required: str) -> forms.CharField:
    """The name of a list of any kind, which stands on pages, in files and on phones."""
    return forms.CharField(
        label=label,
        max_length=60,
        validators=[plain, refuse_residents],
        widget=forms.TextInput(attrs=TEXT),
        error_messages={"required": required, "max_length": "Houd de naam korter dan 60 tekens."},
    )


class LijstForm(forms.Form):
    """The name of a list."""

    naam = name_field("Naam van de lijst", "Geef de lijst een naam.")


class AbonnementForm(forms.Form):
    """The name of the device: so that its owner later knows which subscription is which."""

    naam = forms.CharField(
        label="Hoe heet je apparaat?",
        max_length=60,
        widget=forms.TextInput(attrs={**TEXT, "aria-describedby": "id_naam-uitleg"}),
        error_messages={"required": "Geef je apparaat een naam. Bijvoorbeeld: werktelefoon."},
    )


class RedenForm(forms.Form):
    """Why an administrator looks who took a card along."""

    reden = forms.CharField(
        label="Waarom moet je dit weten?",
        min_length=15,
        max_length=300,
        validators=[refuse_residents],
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        error_messages={
            "required": "Schrijf op waarom je dit moet weten.",
            "min_length": "Schrijf in een hele zin waarom je dit moet weten.",
        },
    )


# A Samenlijst -----------------------------------------------------------------------------------------------------
class SamenlijstForm(forms.Form):
    """The name of a new Samenlijst."""

    naam = name_field("Hoe heet de lijst?", "Geef de lijst een naam, bijvoorbeeld ‘Tafel 3’.")


class CodeForm(forms.Form):
    """The digits that lead to a Samenlijst."""

    code = forms.CharField(
        label="De zes cijfers",
        max_length=20,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
        error_messages={"required": "Vul de zes cijfers in die bij de lijst staan."},
    )


class GastForm(forms.Form):
    """Who has no card here."""

    naam = forms.CharField(
        label="Je naam",
        max_length=80,
        validators=[plain, refuse_residents],
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "name"}),
        error_messages={"required": "Vul je naam in."},
    )
    organisatie = forms.CharField(
        label="Waar werk je?",
        max_length=100,
        validators=[plain, refuse_residents],
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "organization"}),
        error_messages={"required": "Vul in waar je werkt."},
    )
    nummer = forms.CharField(
        label="Het nummer van je werk",
        max_length=60,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Vul het nummer in waarop je op je werk te bellen bent."},
    )

    def clean_nummer(self) -> numbers.Gelezen:
        return numbers.lees(self.cleaned_data["nummer"])


class KaartForm(forms.Form):
    """What the list sees of the own card."""

    def __init__(self, *args: Any, card: ContactCardPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_kind: dict[str, list[CardNumber]] = {}
        for number in samen.may_show(card):
            by_kind.setdefault(number.soort, []).append(number)
        choices = [(kind, self._label(kind, same, card)) for kind, same in by_kind.items()]
        mail = [(samen.MAIL, f"Mail: {card.mail}")] if card.mail else []
        self.fields["toont"] = forms.MultipleChoiceField(
            label="Wat ziet deze lijst van je?",
            choices=[*choices, *mail],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @staticmethod
    def _label(kind: str, same: list[CardNumber], card: ContactCardPage) -> str:
        """A kind of number with the numbers, and a word where the guide shows them to few."""
        shown = f"{CardNumber.Soort(kind).label.capitalize()}: {', '.join(number.tonen for number in same)}"
        few = any(number_level(number, card) > Zichtbaar.PROFESSIONALS for number in same)
        return f"{shown} (ziet nu alleen je eigen organisatie)" if few else shown
