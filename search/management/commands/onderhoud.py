"""`manage.py onderhoud`: all upkeep that is due, from cron every minute or in a loop."""

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.files import locks
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from search import upkeep

LOCK = "onderhoud.slot"


class Command(BaseCommand):
    help = "Doet al het onderhoud dat nu moet: de zoekindex bijwerken, publiceren wat gepland is, opruimen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stil", action="store_true", help="zeg alleen wat er gedaan is of misging")
        parser.add_argument("--lus", type=float, metavar="SECONDEN", help="blijf dit doen, met zo lang ertussen")

    def handle(self, *args: Any, **options: Any) -> None:
        with alone() as mine:
            if not mine:
                self.stdout.write("Het onderhoud loopt al.")
            elif options["lus"] is not None:
                self.go_on(options["lus"])
            elif not self.once(quiet=options["stil"]):
                sys.exit(1)

    def go_on(self, seconds: float) -> None:
        """Until somebody stops it; each round sees what another process changed."""
        while True:
            close_old_connections()
            self.once(quiet=True)
            time.sleep(seconds)

    def once(self, quiet: bool = False) -> bool:
        """One round; says what was done, and gives whether all went well."""
        well = True
        for step, said, good in upkeep.everything_due(socket.gethostname()):
            well = well and good
            if said or not quiet:
                stream = self.stdout if good else self.stderr
                stream.write(f"{step.naam}: {said or 'niets te doen'}")
        return well


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
