"""Form and model fields of the field's own shapes: lists of words, opening hours, phone numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from directory import numbers
from directory.openingstijden import OngeldigeTijd, Openingstijden


class LinesField(forms.CharField):
    """A text box with one item a line; cleans to a list of strings without empty lines and doubles."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a CharField that gives lines
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        for line in value:
            super().run_validators(line)


class WoordenField(models.JSONField):
    """A short list of words or lines, kept in order; typed one a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": LinesField, "required": not self.blank, **kwargs})


def validate_openingstijden(value: list[str]) -> None:
    """Refuse lines that are no opening hours, with the line and what is expected in the message."""
    try:
        Openingstijden.lees(value)
    except OngeldigeTijd as error:
        raise ValidationError(str(error), code="openingstijden") from error


class OpeningstijdenField(WoordenField):
    """Opening hours or working days as an editor writes them, a line per group of days: `ma-vr 9.00-17.00`."""

    default_validators = [validate_openingstijden]

    def formfield(self, **kwargs: Any) -> Any:
        help_text = self.help_text or "Een regel per dag of dagen. Bijvoorbeeld: ma-do 9.00-12.00, 13.00-17.00"
        return super().formfield(**{"help_text": help_text, **kwargs})


class NummerFormField(forms.CharField):
    """Takes a phone number in any notation; cleans to what `numbers.lees` makes of it, or says what is wrong."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return numbers.tonen(value) if value and not isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return ""
        return numbers.lees(text).nummer


class NummerField(PhoneNumberField):
    """A number that rings in the Netherlands, service numbers (14 0516, 0800-2000) and short ones (113) included."""

    default_validators = [numbers.validate_nummer]

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("region", None)
        return models.Field.formfield(self, **{"form_class": NummerFormField, "max_length": 60, **kwargs})
