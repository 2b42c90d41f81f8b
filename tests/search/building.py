"""Indexes of given documents, without a database: the site builds them of the guide (search/upkeep/rebuilding.py)."""

from collections.abc import Iterable

from search.engines import Engine, Index
from search.indexing.documents import Document


def build(engine: Engine, documents: Iterable[Document]) -> int:
    """Each index of an engine anew, of these documents only; returns how many. What fails is thrown away."""
    given = list(documents)
    return max(_built(index, given) for index in engine.indexes())


def _built(index: Index, documents: Iterable[Document]) -> int:
    with index.building():
        fresh = index.begin()
        try:
            written = fresh.fill(documents)
            fresh.go_live()
        except BaseException:
            fresh.discard()
            raise
    index.forget()
    return written
