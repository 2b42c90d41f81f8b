"""The raw content of a file: texts, lists and records that remember their line."""

from collections.abc import Container
from collections.abc import Mapping as Entries
from dataclasses import dataclass

from directory.loading.problems import Spot, Wrong


@dataclass(frozen=True)
class Scalar:
    """A text. `splits`: it comes from a cell, where a list is written with `;`."""

    text: str
    spot: Spot
    splits: bool = False


@dataclass(frozen=True)
class Sequence:
    items: tuple["Node", ...]
    spot: Spot


@dataclass(frozen=True)
class Mapping:
    """A record: its values and the line of each key."""

    entries: Entries[str, "Node"]
    keys: Entries[str, Spot]
    spot: Spot

    def only(self, names: Container[str]) -> "Mapping":
        """The same record without the fields that are not in `names`."""
        return Mapping({k: v for k, v in self.entries.items() if k in names}, self.keys, self.spot)


Node = Scalar | Sequence | Mapping


def scalar_of(node: Node) -> Scalar:
    """The node as a text; raises Wrong where it is a list or a record."""
    if isinstance(node, Scalar):
        return node
    raise Wrong("hier hoort één waarde te staan, geen lijst of blok.", node.spot)


def scalars_of(node: Node) -> list[Scalar]:
    """The texts of a list, empty ones left out; a cell is split on `;`."""
    if isinstance(node, Sequence):
        return [s for s in map(scalar_of, node.items) if s.text]
    if isinstance(node, Scalar) and node.splits:
        return [Scalar(part.strip(), node.spot) for part in node.text.split(";") if part.strip()]
    raise Wrong("hier hoort een lijst te staan. Zet er haken om: [een, twee].", node.spot)


def is_empty(node: Node) -> bool:
    return (isinstance(node, Scalar) and not node.text) or (isinstance(node, Sequence) and not node.items)
