"""`manage.py rebuild_index`: build the search index anew, beside the one that answers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import SearchUnavailable
from search.upkeep import rebuilding


class Command(BaseCommand):
    help = "Maakt de zoekindex opnieuw en wisselt hem om, als hij de proefvragen beantwoordt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zonder-proef", action="store_true", help="wissel ook als proefvragen mislukken")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = rebuilding.rebuild(asked=not options["zonder_proef"])
        except SearchUnavailable as error:
            raise CommandError(f"De index is niet gewisseld: {error}") from error
        except OSError as error:  # of the disk
            raise CommandError(f"De index is niet gewisseld: {error.strerror}") from error
        self.stdout.write(f"{count} documenten in de index.")
