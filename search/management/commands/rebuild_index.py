"""`manage.py rebuild_index`: build the search index anew, beside the one that answers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.faults import ending_in
from search.engines import SearchUnavailable
from search.upkeep import rebuilding
from search.upkeep.counted import documenten

NOT_SWAPPED = "De index is niet gewisseld"


class Command(BaseCommand):
    help = "Maakt de zoekindex opnieuw en wisselt hem om, als hij de proefvragen beantwoordt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zonder-proef", action="store_true", help="wissel ook als proefvragen mislukken")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with ending_in(NOT_SWAPPED):
                count = rebuilding.rebuild(asked=not options["zonder_proef"])
        except SearchUnavailable as error:
            raise CommandError(f"{NOT_SWAPPED}: {error}.") from error
        self.stdout.write(f"{documenten(count)} in de index.")
