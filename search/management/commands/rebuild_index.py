"""`manage.py rebuild_index`: build the search index anew, beside the one that answers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import index
from search.engines import SearchUnavailable


class Command(BaseCommand):
    help = "Maakt de zoekindex opnieuw en wisselt hem om."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = index.rebuild()
        except SearchUnavailable as error:
            raise CommandError(f"De index is niet gewisseld: {error}") from error
        self.stdout.write(f"{count} documenten in de index.")
