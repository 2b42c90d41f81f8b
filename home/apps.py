"""The home app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Startpagina"

    def ready(self) -> None:
        """Let the checks be known."""
        from home import checks  # noqa: F401  # registers them
