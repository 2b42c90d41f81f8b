"""Fills an empty database with invented agencies and cards, to measure with.

    DEMO=1 VAR_DIR=DIRECTORY python benchmarks/seed.py 50000 [--seed N] [--check]

One agency for about every fifty cards, with teams, desks and werkprocessen; all in one region, so that a professional
sees all of it. The word lists and places are those of fixtures/. It refuses a database that holds a region. `--check`
asks treebeard at the end whether the tree is sound (slow: some queries for every page). As a load of files does, it
makes no revisions; it leaves out editors' groups, which the search does not ask, and the index of references, which
`manage.py rebuild_references_index` makes.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SLICE = 40  # agencies in one transaction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cards", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    _set_up()
    started = time.perf_counter()
    pages = fill(options.cards, seed=options.seed)
    print(f"{pages} pages with {options.cards} cards: {time.perf_counter() - started:.0f} s, {_peak()} MB at most")
    if options.check:
        from wagtail.models import Page  # after setup

        print("problems of the tree:", sum(map(len, Page.find_problems())))


def _set_up() -> None:
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command  # after setup

    call_command("migrate", verbosity=0)


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fill(cards: int, *, seed: int = 1) -> int:
    """Write so many cards with all around them; gives the number of pages."""
    from benchmarks.invented.world import World  # after setup

    world = World(seed, cards)
    written = 0
    for agencies in _slices(world.plan(cards)):
        written += world.write(agencies)
    world.finish()
    return written


def _slices(plan: Iterator[Any]) -> Iterator[list[Any]]:
    found: list[Any] = []
    for agency in plan:
        found.append(agency)
        if len(found) == SLICE:
            yield found
            found = []
    yield found


if __name__ == "__main__":
    main()
