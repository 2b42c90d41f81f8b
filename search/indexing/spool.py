"""Documents that are read from the database once and given several times; many of them wait in a file meanwhile."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator

from search.indexing.documents import Document

IN_MEMORY = 16_000_000  # bytes


class Spool:
    """Gives the same documents each time, reading on where the furthest reader before stopped."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._rest = iter(documents)
        self._read = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # see close

    def all(self) -> Iterator[Document]:
        """From the first on; one reader at a time."""
        self._read.seek(0)
        while True:
            try:
                yield pickle.load(self._read)  # noqa: S301  # our own, of this moment
            except EOFError:
                break
        for document in self._rest:
            pickle.dump(document, self._read)
            yield document

    def close(self) -> None:
        self._read.close()
