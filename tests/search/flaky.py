"""Engines that a test can break: an embedded index that is away, or that refuses or cannot read some documents."""

from collections.abc import Collection, Iterable
from typing import ClassVar

from search.engines import SearchRefused, SearchUnavailable
from search.engines.embedded import EmbeddedEngine
from search.indexing.documents import Document


class FlakyEngine(EmbeddedEngine):
    """Works until a test says otherwise; all of a process share what was said."""

    away: ClassVar[bool] = False
    refused: ClassVar[set[str]] = set()
    numbers: ClassVar[list[int]] = []

    @classmethod
    def mended(cls) -> None:
        cls.away, cls.refused, cls.numbers = False, set(), []

    def update(
        self, groepen: Collection[int], documents: Iterable[Document], keys: Collection[str] = (), number: int = 0
    ) -> None:
        given = list(documents)
        self.numbers.append(number)
        if self.away:
            raise SearchUnavailable("away")
        if self.refused & {document.id for document in given}:
            raise SearchRefused("strict")
        super().update(groepen, given, keys, number)
