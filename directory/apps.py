"""The directory app: regions, agencies, cards, word lists and who may see what."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Gids"

    def ready(self) -> None:
        from directory import keeping, signals  # noqa: F401  # importing connects the receivers
        from directory.admin.panels import attach

        attach()
