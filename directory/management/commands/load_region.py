"""`manage.py load_region FOLDER`: check a region's files and bring the site up to date with them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.faults import ending_in
from directory.loading import SHARED, read
from directory.loading.writing import NotWritten, write
from directory.loading.writing.laying import Report

UNCHANGED = "Er is niets veranderd"


class Command(BaseCommand):
    help = "Laad een regio uit een map met bestanden. Klopt er iets niet, dan verandert er niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="MAP", help="bijvoorbeeld fixtures/friesland")
        parser.add_argument("--lijsten", metavar="MAP", default=SHARED, help="de map met nederland/ en woordenlijsten/")
        parser.add_argument("--check", action="store_true", help="kijk alleen na, en verander niets")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        with ending_in(UNCHANGED):
            content, problems = read(folder, Path(options["lijsten"]))
        if problems:
            for problem in problems:
                self.stderr.write(str(problem))
            what = "Er is 1 fout" if len(problems) == 1 else f"Er zijn {len(problems)} fouten"
            raise CommandError(f"{what}. {UNCHANGED}.")
        if options["check"]:
            count = len(list(content.agencies()))
            self.stdout.write(f"{folder}: alles klopt ({count} organisaties en teams, {len(content.kaarten)} kaarten).")
            return
        try:
            with ending_in(UNCHANGED):
                report = write(content)
        except NotWritten as error:
            raise CommandError(f"{error} {UNCHANGED}.") from error
        self.tell(report)

    def tell(self, report: Report) -> None:
        """Say in a few lines what a load did."""
        for label in sorted({*report.new, *report.changed}):
            self.stdout.write(f"{label}: {report.new[label]} nieuw, {report.changed[label]} veranderd")
        for note in report.notes:
            self.stdout.write(note)
        if report.gone:
            self.stdout.write(f"Niet meer in de bestanden, wel nog in de gids: {', '.join(report.gone)}.")
            self.stdout.write("Haal ze in de gids weg als ze echt weg moeten.")
        self.stdout.write(f"{UNCHANGED}." if report.is_quiet else "Klaar.")
