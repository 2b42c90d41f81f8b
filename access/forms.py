"""allauth's forms with our labels, and with the classes of our style sheet on their fields."""

from typing import Any

from allauth.account import forms as account


class WithInputClass:
    """Puts the style sheet's class on each field, without allauth's placeholders, and ties errors to their field."""

    labels: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # mixed into a Form
            field.label = self.labels.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "input"


class LoginForm(WithInputClass, account.LoginForm):
    labels = {"login": "Mailadres van je werk", "password": "Wachtwoord"}


class RequestLoginCodeForm(WithInputClass, account.RequestLoginCodeForm):
    labels = {"email": "Mailadres van je werk"}


class ConfirmLoginCodeForm(WithInputClass, account.ConfirmLoginCodeForm):
    labels = {"code": "Code uit de mail"}


class ChangePasswordForm(WithInputClass, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Wachtwoord van nu",
        "password1": "Nieuw wachtwoord (minstens 12 tekens)",
        "password2": "Nieuw wachtwoord nog een keer",
    }


class SetPasswordForm(WithInputClass, account.SetPasswordForm):
    labels = {"password1": "Wachtwoord (minstens 12 tekens)", "password2": "Wachtwoord nog een keer"}


class ReauthenticateForm(WithInputClass, account.ReauthenticateForm):
    labels = {"password": "Wachtwoord"}
