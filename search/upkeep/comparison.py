"""Compares an index with the database, document by document, and mends what differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from search.engines import Index, SearchMissing, SearchUnavailable
from search.indexing import collect
from search.indexing.documents import Document
from search.indexing.marks import mark_of
from search.models import Change, Target
from search.upkeep import delivering, outbox

ROUNDS = 3  # what differs each time is no change that was on its way
TIME = 600.0  # seconds to deliver what waits
SLICE = 20  # agencies
KINDS = {soort: kind for kind, soorten in delivering.KEYS.items() for soort in soorten}


@dataclass
class Differences:
    """Ids of documents: not in the index, only in the index, and there with another content."""

    lacking: set[str] = field(default_factory=set)
    extra: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    groepen: set[int] = field(default_factory=set)
    compared: int = 0

    @property
    def keys(self) -> set[str]:
        return self.lacking | self.extra | self.other

    def __len__(self) -> int:
        return len(self.keys)


def compare(index: Index) -> Differences:
    """What really differs: changes that are on their way are delivered first. Raises SearchUnavailable."""
    target = _target(index)
    found = _differences(target, index, collect.all_documents())
    for _ in range(ROUNDS - 1):
        if not found:
            break
        before, documents = found, collect.documents_of(found.groepen)
        found = _differences(target, index, documents, only=before.keys)
        found.compared = before.compared
    return found


def _target(index: Index) -> Target:
    target = outbox.registered(index)
    if target is None:
        raise SearchMissing("voor deze index zijn geen wijzigingen opgeschreven")
    return target


def _differences(
    target: Target, index: Index, documents: Iterable[Document], only: set[str] | None = None
) -> Differences:
    delivered = delivering.deliver_now(index, TIME, target)
    if delivered.fault:
        raise SearchUnavailable(delivered.fault)
    there = index.marks()
    if only is not None:
        there = {key: mark for key, mark in there.items() if key in only}
    found = Differences()
    for document in documents:
        if only is not None and document.id not in only:
            continue
        found.compared += 1
        mark = there.pop(document.id, None)
        if mark != mark_of(document):
            (found.lacking if mark is None else found.other).add(document.id)
            found.groepen.add(document.groep)
    found.extra = set(there)
    found.groepen |= delivering.groepen_of(_as_changes(found.extra))
    return found


def _as_changes(keys: Iterable[str]) -> list[Change]:
    parts = [key.rpartition("-") for key in keys]
    return [Change(kind=KINDS[soort], key=int(pk)) for soort, _, pk in parts]


def mend(index: Index, differences: Differences) -> None:
    """Write these documents anew and take away what should not be there; raises SearchUnavailable."""
    target = _target(index)
    for keys, groepen in _slices(differences):
        number = delivering.draw(target)
        index.update(groepen, collect.documents_of(groepen), keys, number)
    target.changes.filter(is_parked=True).delete()


def _slices(differences: Differences) -> Iterator[tuple[Sequence[str], Sequence[int]]]:
    """The keys with the first: what only the index has belongs to no agency."""
    keys, groepen = sorted(differences.keys), sorted(differences.groepen)
    for start in range(0, max(1, len(groepen)), SLICE):
        yield (() if start else keys), groepen[start : start + SLICE]
