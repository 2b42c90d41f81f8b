"""`manage.py check_index`: compares every index with the database; with --herstel it mends what differs."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directory.faults import ending_in
from search.engines import Index, SearchMissing, SearchUnavailable, indexes
from search.upkeep import comparison, rebuilding
from search.upkeep.comparison import Differences
from search.upkeep.counted import counted, documenten

SHOWN = 20


class Command(BaseCommand):
    help = "Vergelijkt de zoekindex met de database. Sluit af met 1 waar er verschillen zijn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--herstel", action="store_true", help="herstel de verschillen")

    def handle(self, *args: Any, **options: Any) -> None:
        with ending_in("De index is niet nagekeken"):
            results = [self.is_right(index, options["herstel"]) for index in indexes()]
        if not all(results):
            sys.exit(1)

    def is_right(self, index: Index, mend: bool) -> bool:
        """Is this index as the database is, or was it made so?"""
        try:
            return self._check(index, mend)
        except SearchMissing:
            self.stdout.write(f"{index.motor}: er is geen index, of hij is beschadigd of wordt niet bijgehouden")
            return mend and self._rebuild(index)
        except SearchUnavailable as error:
            self.stderr.write(f"{index.motor}: niet nagekeken ({error})")
            return False

    def _check(self, index: Index, mend: bool) -> bool:
        found = comparison.compare(index)
        self.tell(index, found)
        if not found or not mend:
            return not found
        comparison.mend(index, found)
        left = comparison.compare(index)
        self.stdout.write(f"{index.motor}: {len(found) - len(left)} hersteld, {len(left)} niet")
        return not left

    def _rebuild(self, index: Index) -> bool:
        count = rebuilding.rebuild([index])
        self.stdout.write(f"{index.motor}: opnieuw gebouwd, {documenten(count)}")
        return True

    def tell(self, index: Index, found: Differences) -> None:
        differences = counted(len(found), "verschil", "verschillen")
        self.stdout.write(f"{index.motor}: {documenten(found.compared)}, {differences}")
        for label, keys in (("ontbreekt", found.lacking), ("te veel", found.extra), ("anders", found.other)):
            if keys:
                more = f" en {len(keys) - SHOWN} meer" if len(keys) > SHOWN else ""
                self.stdout.write(f"  {label}: {', '.join(sorted(keys)[:SHOWN])}{more}")
