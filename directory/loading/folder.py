"""Reading all files of a region, and the word lists and places that every region shares."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from directory.loading.files import Table, read_csv, read_yaml, shown
from directory.loading.problems import Problems, Spot, did_you_mean
from directory.loading.records import Record, Schema, read_record, read_records
from directory.loading.schemas import KAART, LOGIN, ORGANISATIE, REGIO
from directory.loading.tables import TABLES

SHARED = Path(settings.BASE_DIR) / "fixtures"
ENTRIES = ("regio.yaml", "organisaties", "kaarten.csv", "logins.yaml", "woordenlijsten")


@dataclass
class Content:
    """What the files say, before anything is checked against anything else."""

    spot: Spot
    tables: dict[str, list[Record]] = field(default_factory=dict)  # by name of TABLES; a region's own rows come last
    regio: Record | None = None
    organisaties: list[Record] = field(default_factory=list)
    kaarten: list[Record] = field(default_factory=list)
    logins: list[Record] = field(default_factory=list)

    def agencies(self) -> Iterator[tuple[Record, Record | None]]:
        """Every organisation with None, and every team with its organisation."""
        for organisatie in self.organisaties:
            yield organisatie, None
            for team in organisatie["teams"]:
                yield team, organisatie


def read_folder(folder: Path, problems: Problems, shared: Path = SHARED) -> Content:
    """Read the shared lists and a region's folder; whatever cannot be read is a problem."""
    content = Content(Spot(shown(folder / "regio.yaml")))
    for name, (_, schema) in TABLES.items():
        content.tables[name] = _read_table(read_csv(shared / f"{name}.csv", problems), schema, problems)
    if not folder.is_dir():
        problems.add(Spot(shown(folder)), "deze map bestaat niet. Geef de map van een regio, zoals fixtures/friesland.")
        return content
    _check_entries(folder, problems)
    _read_own_words(folder, content, problems)
    _read_region(folder / "regio.yaml", content, problems)
    for path in _organisation_files(folder, problems):
        content.organisaties += read_records(read_yaml(path, problems), ORGANISATIE, problems)
    content.kaarten = _read_table(read_csv(folder / "kaarten.csv", problems), KAART, problems)
    if (folder / "logins.yaml").exists():
        content.logins = read_records(read_yaml(folder / "logins.yaml", problems), LOGIN, problems)
    return content


def _read_table(table: Table, schema: Schema, problems: Problems) -> list[Record]:
    missing = [name for name, spec in schema.fields.items() if spec.required and name not in table.columns]
    for name in missing if table.columns else ():
        problems.add(table.spot, f"de kolom “{name}” ontbreekt.")
    for name in table.columns:
        if name not in schema.fields:
            problems.add(table.spot, f"de kolom “{name}” ken ik niet.{did_you_mean(name, schema.fields)}")
    if missing:
        return []
    known = [row.only(schema.fields) for row in table.rows]
    return [record for row in known if (record := read_record(row, schema, problems))]


def _read_region(path: Path, content: Content, problems: Problems) -> None:
    node = read_yaml(path, problems)
    if node is not None:
        content.regio = read_record(node, REGIO, problems)


def _read_own_words(folder: Path, content: Content, problems: Problems) -> None:
    own = folder / "woordenlijsten"
    for path in _visible(own):
        name = f"woordenlijsten/{path.stem}"
        if path.suffix != ".csv" or name not in TABLES:
            lists = [Path(known).name + ".csv" for known in TABLES if known.startswith("woordenlijsten/")]
            problems.add(Spot(shown(path)), f"deze woordenlijst ken ik niet.{did_you_mean(path.name, lists)}")
            continue
        content.tables[name] += _read_table(read_csv(path, problems), TABLES[name][1], problems)


def _organisation_files(folder: Path, problems: Problems) -> list[Path]:
    found = _visible(folder / "organisaties")
    for path in found:
        if path.suffix != ".yaml":
            problems.add(Spot(shown(path)), "dit bestand wordt niet gelezen. Laat de naam eindigen op .yaml.")
    files = [path for path in found if path.suffix == ".yaml"]
    if not files:
        problems.add(Spot(shown(folder / "organisaties")), "hier staat geen enkel bestand met organisaties (.yaml).")
    return files


def _check_entries(folder: Path, problems: Problems) -> None:
    for path in _visible(folder):
        if path.name not in ENTRIES:
            hint = did_you_mean(path.name, ENTRIES)
            problems.add(Spot(shown(path)), f"dit hoort niet in de map van een regio.{hint}")


def _visible(folder: Path) -> list[Path]:
    """What stands in a folder, without hidden files and texts for people (.md)."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if not path.name.startswith(".") and path.suffix != ".md"]
