"""Records of a region's files: which fields a kind of record has, and reading one with the line of every field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from directory.loading.kinds import Kind
from directory.loading.nodes import Mapping, Node, Scalar, Sequence, is_empty
from directory.loading.problems import Problems, Spot, Wrong, did_you_mean


@dataclass(frozen=True)
class Field:
    """One field of a record. Holds a value (`kind`) or records of its own (`records`)."""

    kind: Kind | None = None
    required: bool = False
    to: str = ""  # the list that a reference points into, see register.py
    records: "Schema | None" = None
    single: bool = False  # one record, not a list of them
    split: "Callable[[Node], Node] | None" = None  # makes records of the text in a cell
    refused: str = ""  # this field may not be here; the reason

    def empty(self) -> Any:
        return self.kind.empty() if self.kind else (None if self.single else [])


@dataclass(frozen=True)
class Schema:
    """A kind of record: `name` as in "bij deze organisatie"."""

    name: str
    fields: dict[str, Field]


@dataclass
class Record:
    """A record as it was read; `values` holds every field, also what was not filled in."""

    schema: Schema
    spot: Spot
    values: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # fields with a value that could not be read

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def has(self, name: str) -> bool:
        """Filled in, be it rightly or not."""
        return name in self.spots

    def at(self, name: str) -> Spot:
        """The line of a field; of the record where the field is not filled in."""
        return self.spots.get(name, self.spot)


def read_records(node: Node | None, schema: Schema, problems: Problems) -> list[Record]:
    """The records of a list; what is no list or no record is a problem."""
    if node is None:
        return []
    if not isinstance(node, Sequence):
        problems.add(node.spot, f"hier hoort een lijst te staan: elke {schema.name} begint met een streepje.")
        return []
    found = (read_record(item, schema, problems) for item in node.items)
    return [record for record in found if record is not None]


def read_record(node: Node, schema: Schema, problems: Problems) -> Record | None:
    """One record, with a problem for each field that is unknown, missing or wrong."""
    if not isinstance(node, Mapping):
        problems.add(node.spot, f"hier horen de velden van een {schema.name} te staan, als naam: waarde.")
        return None
    record = Record(schema, node.spot)
    for name in node.entries:
        if name not in schema.fields:
            hint = did_you_mean(name, schema.fields)
            problems.add(node.keys[name], f"“{name}” hoort niet bij een {schema.name}.{hint}")
    for name, spec in schema.fields.items():
        record.values[name] = spec.empty()
        value = node.entries.get(name)
        if value is not None and not is_empty(value):
            record.spots[name] = value.spot if isinstance(value, Scalar) else node.keys[name]
            _read_field(record, name, value, problems)
        elif spec.required:
            spot = value.spot if value is not None else node.spot
            problems.add(spot, f"“{name}” ontbreekt bij een {schema.name}. Vul het in.")
    return record


def _read_field(record: Record, name: str, node: Node, problems: Problems) -> None:
    spec = record.schema.fields[name]
    try:
        if spec.refused:
            raise Wrong(spec.refused)
        if spec.kind:
            record.values[name] = spec.kind.read(node)
        elif spec.records:
            record.values[name] = _read_parts(node, spec, spec.records, problems)
    except Wrong as wrong:
        record.broken.add(name)
        problems.add(wrong.spot or record.at(name), f"{name}: {wrong}")


def _read_parts(node: Node, spec: Field, schema: Schema, problems: Problems) -> Any:
    if spec.single:
        return read_record(node, schema, problems)
    return read_records(spec.split(node) if spec.split else node, schema, problems)
