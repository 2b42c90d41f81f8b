"""Reading YAML and CSV files into nodes with their lines; nothing in a file is ever executed."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from directory.loading.nodes import Mapping, Node, Scalar, Sequence
from directory.loading.problems import Problems, Spot, Wrong

NOTHING = {"", "~", "null"}
# Part of what the YAML parser says, and what that means to the person who typed it.
YAML_HINTS = (
    ("mapping values are not allowed", "er staat een dubbele punt op een plek waar dat niet kan. Zet de tekst tussen "
     "aanhalingstekens, of kijk naar het inspringen."),
    ("could not find expected ':'", "hier ontbreekt een dubbele punt achter de naam van een veld."),
    ("block mapping", "dit is geen veld van dit blok. Kijk naar het inspringen hier of een regel hoger."),
    ("block collection", "dit hoort niet bij de lijst. Kijk naar het inspringen en het streepje."),
    ("flow", "er klopt iets niet met de haken of komma’s. Zet tekst met een komma of haak tussen aanhalingstekens."),
    ("quoted scalar", "er ontbreekt een aanhalingsteken aan het eind."),
    ("cannot start any token", "dit teken mag hier niet staan. Zet de tekst tussen aanhalingstekens."),
)  # fmt: skip
YAML_OTHER = "dit is geen goede YAML. Kijk naar het inspringen, de haken en de aanhalingstekens."


def shown(path: Path) -> str:
    """A path as people here type it: from the folder where they are, when it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)


def read_text(path: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file, or None with a problem where it is missing or written in another encoding."""
    try:
        raw = path.read_bytes()
    except OSError:
        problems.add(Spot(shown(path)), "dit bestand ontbreekt of is niet te lezen.")
        return None
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.add(Spot(shown(path), line), "dit is geen UTF-8. Sla het bestand opnieuw op met de codering UTF-8.")
        return None


# YAML -------------------------------------------------------------------------------------------------------------
def read_yaml(path: Path, problems: Problems) -> Node | None:
    """What a YAML file holds; None with a problem where it is empty or broken."""
    text = read_text(path, problems)
    if text is None or _has_tabs(text, shown(path), problems):
        return None
    reader = _YamlReader(shown(path), problems)
    try:
        return reader.document(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(Spot(shown(path), mark.line + 1 if mark else 1), _yaml_message(error))
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        problems.add(Spot(shown(path), line), "hier staat een teken dat niet te lezen is.")
    except Wrong as wrong:
        problems.add(wrong.spot or Spot(shown(path)), str(wrong))
    return None


def _has_tabs(text: str, file: str, problems: Problems) -> bool:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "\t" in line[: len(line) - len(line.lstrip())]]
    for line in lines:
        problems.add(Spot(file, line), "hier staat een tab. Spring in met spaties.")
    return bool(lines)


def _yaml_message(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    return next((hint for part, hint in YAML_HINTS if part in said), YAML_OTHER)


class _YamlReader:
    """Builds nodes from the events of the parser: every value stays the text that was typed."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems = file, problems

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Wrong("hier begint een tweede document (---). Zet alles in één lijst.", self._spot(event))
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events)
        if root is None:
            self.problems.add(Spot(self.file), "dit bestand is leeg.")
        return root

    def _spot(self, event: yaml.Event) -> Spot:
        return Spot(self.file, event.start_mark.line + 1 if event.start_mark else 1)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        self._refuse(event)
        if isinstance(event, yaml.ScalarEvent):
            empty = event.style is None and event.value in NOTHING
            return Scalar("" if empty else event.value.strip(), self._spot(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._node(item, events))
            return Sequence(tuple(items), self._spot(event))
        return self._mapping(event, events)

    def _refuse(self, event: yaml.Event) -> None:
        if getattr(event, "tag", None):
            raise Wrong("een soort met een uitroepteken (!…) mag hier niet. Schrijf gewone tekst.", self._spot(event))
        if getattr(event, "anchor", None):
            raise Wrong("verwijzen met & en * mag hier niet. Schrijf de waarde uit.", self._spot(event))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Spot] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            name, value = self._node(key, events), self._node(next(events), events)
            if not isinstance(name, Scalar):
                raise Wrong("hier hoort de naam van een veld te staan.", name.spot)
            if name.text in entries:
                first = keys[name.text].line
                self.problems.add(name.spot, f"“{name.text}” staat hier twee keer, eerst op regel {first}.")
            entries[name.text], keys[name.text] = value, name.spot
        return Mapping(entries, keys, self._spot(start))


# CSV --------------------------------------------------------------------------------------------------------------
@dataclass
class Table:
    """A CSV file: the line and the columns of its header, and the rows that fit it."""

    spot: Spot
    columns: list[str] = field(default_factory=list)
    rows: list[Mapping] = field(default_factory=list)


def read_csv(path: Path, problems: Problems) -> Table:
    """A CSV file with commas; rows that do not fit the header are a problem and left out."""
    table = Table(Spot(shown(path)))
    text = read_text(path, problems)
    if text is None:
        return table
    lines = _lines(text, table.spot.file)
    try:
        header = [name.strip() for name in next(lines, (1, []))[1]]
        if _header_is_right(header, table.spot, problems):
            table.columns = header
            for line, cells in lines:
                _read_row(cells, Spot(table.spot.file, line), table, problems)
    except Wrong as wrong:
        problems.add(wrong.spot or table.spot, str(wrong))
    return table


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins (a cell may hold line breaks)."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        for cells in rows:
            yield first, cells
            first = rows.line_num + 1
    except csv.Error as error:
        message = "deze rij is niet te lezen. Zet aanhalingstekens om de hele cel, en verdubbel ze binnen de cel."
        raise Wrong(message, Spot(file, first)) from error


def _header_is_right(header: list[str], spot: Spot, problems: Problems) -> bool:
    if not any(header):
        problems.add(spot, "dit bestand heeft geen kopregel. De eerste regel noemt de kolommen.")
        return False
    if len(header) == 1 and ";" in header[0]:
        problems.add(spot, "de kolommen zijn met puntkomma’s gescheiden. Sla het bestand op met komma’s.")
        return False
    if "" in header:
        problems.add(spot, "een kolom heeft geen naam. Geef die een naam, of haal de kolom weg.")
        return False
    double = sorted({name for name in header if header.count(name) > 1})
    for name in double:
        problems.add(spot, f"de kolom “{name}” staat er twee keer.")
    return not double


def _read_row(cells: list[str], spot: Spot, table: Table, problems: Problems) -> None:
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) != len(table.columns):
        many = "te veel" if len(cells) > len(table.columns) else "te weinig"
        hint = "Zet een cel met een komma tussen aanhalingstekens." if many == "te veel" else ""
        message = f"deze rij heeft {many} cellen: {len(cells)}, en de kopregel heeft er {len(table.columns)}. {hint}"
        problems.add(spot, message.strip())
        return
    values = {name: Scalar(cell.strip(), spot, splits=True) for name, cell in zip(table.columns, cells, strict=True)}
    table.rows.append(Mapping(values, dict.fromkeys(table.columns, table.spot), spot))
