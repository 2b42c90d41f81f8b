"""The phonebook app."""

from django.apps import AppConfig


class PhonebookConfig(AppConfig):
    name = "phonebook"
    verbose_name = "Telefoonboek"

    def ready(self) -> None:
        from phonebook import profiles, signals  # noqa: F401  # registers and connects them
