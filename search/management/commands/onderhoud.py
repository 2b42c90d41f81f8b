"""`manage.py onderhoud`: all upkeep that is due, from cron every minute or in a loop."""

import socket
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.files import locks
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from directory.faults import ending_in
from search.upkeep import steps

LOCK = "onderhoud.slot"
DAY = 24 * 3600.0
FAULTS, DONE, ALL = range(3)  # what is said: what went wrong, what was done too, what had nothing to do too


class Command(BaseCommand):
    help = "Doet al het onderhoud dat nu moet: de zoekindex bijwerken, publiceren wat gepland is, opruimen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stil", action="store_true", help="zeg alleen wat misging: voor cron")
        parser.add_argument("--lus", type=_seconds, metavar="SECONDEN", help="blijf dit doen, met zo lang ertussen")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["stil"] or not options["verbosity"]
        with ending_in("Het onderhoud kan niet verder"), alone() as mine:
            if not mine:
                if not quiet:
                    self.stdout.write("Het onderhoud loopt al.")
            elif options["lus"] is not None:
                self.go_on(options["lus"], FAULTS if quiet else DONE)
            elif not self.once(FAULTS if quiet else ALL):
                sys.exit(1)

    def go_on(self, seconds: float, told: int) -> None:
        """Until somebody stops it; each round sees what another process changed."""
        while True:
            close_old_connections()
            self.once(told)
            time.sleep(seconds)

    def once(self, told: int) -> bool:
        """One round; says what is `told` of it, and gives whether all went well.

        Who looks at all of it has mended something, perhaps: what failed is not left for later.
        """
        well = True
        for step, said, good in steps.everything_due(socket.gethostname(), again=told == ALL):
            well = well and good
            if told >= (FAULTS if not good else DONE if said else ALL):
                stream = self.stdout if good else self.stderr
                stream.write(f"{step.naam}: {said or 'niets te doen'}")
        return well


def _seconds(typed: str) -> float:
    try:
        seconds = float(typed)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= DAY:  # nor what is no number
        raise ArgumentTypeError("geef een aantal seconden: meer dan 0, hoogstens een dag")
    return seconds


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no other run goes on, on this computer; the lock goes with the process, however it ends.

    Another computer has an index of its own to keep; what is done once for all is claimed in the database.
    """
    with (settings.VAR_DIR / LOCK).open("w") as file:
        mine = locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)
        try:
            yield mine
        finally:
            if mine:
                locks.unlock(file)
