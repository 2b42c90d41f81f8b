"""A small region in files (tests/fixtures/regio) that a test may copy and spoil in one place."""

import csv
import shutil
from pathlib import Path

from django.core.management import call_command

from directory.models import AgencyPage, ContactCardPage

FIXTURES = Path(__file__).parent / "fixtures"
LIJSTEN = FIXTURES / "lijsten"
REGIO = FIXTURES / "regio"


def copy_region(to: Path) -> Path:
    """A copy of the small region, all right as it stands."""
    return Path(shutil.copytree(REGIO, to / "regio"))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Put other text in a file; the old text stands there just once."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def set_cells(folder: Path, card: str, /, **cells: str) -> None:
    """Fill in cells of the card with this ref."""
    path = folder / "kaarten.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["ref"] == card:
            row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def load(folder: Path = REGIO) -> None:
    """Load a region with the small lists of the tests."""
    call_command("load_region", str(folder), lijsten=str(LIJSTEN), verbosity=0)


def agency(ref: str = "kredietbank") -> AgencyPage:
    """An agency of the small region as it is in the database now."""
    return AgencyPage.objects.get(ref=ref)


def card(ref: str = "k1") -> ContactCardPage:
    """A card of the small region as it is in the database now."""
    return ContactCardPage.objects.get(ref=ref)
