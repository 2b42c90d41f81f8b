"""Sees in a moment that nothing changed: the database still gives the same answers to the same questions.

What a book holds follows from what the database answered. So the questions are kept, and asked again without making a
card of the answers: ten times as fast, and nobody has to remember what a card is made of.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

MOST = 200  # books remembered by one process, about 0.1 MB each when full

Questions = list[tuple[str, tuple[Any, ...]]]


@dataclass(frozen=True)
class _Memory:
    questions: Questions
    answers: str | None  # a hash; None: not known, for nobody asked before the book was read
    tag: Any


_memories: OrderedDict[Any, _Memory] = OrderedDict()


class Recall:
    """What was asked for this key the last time, and what the database answers to it now.

    The answers that are kept were taken before a reading that asked the same: what changes in between shows next time.
    """

    def __init__(self, key: Any) -> None:
        self.key, self._heard = key, Questions()
        self._memory = _memories.get(key)
        self._answers = _answers(self._memory.questions) if self._memory else None

    def is_same(self, tag: Any) -> bool:
        """Nothing changed since `keep` was called with this tag."""
        return self._memory is not None and (self._memory.answers, self._memory.tag) == (self._answers, tag)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Collects what is asked of the database; what is written to it is no question."""

        def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.startswith("SELECT") and not many:
                self._heard.append((sql, tuple(params or ())))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(listen):
            yield

    def keep(self, tag: Any) -> None:
        """Remember what was asked."""
        asked_before = self._memory is not None and self._memory.questions == self._heard
        _memories[self.key] = _Memory(self._heard, self._answers if asked_before else None, tag)
        _memories.move_to_end(self.key)
        while len(_memories) > MOST:
            _memories.popitem(last=False)


def forget() -> None:
    """Begin anew; for tests."""
    _memories.clear()


def _answers(questions: Questions) -> str:
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for sql, params in questions:
            cursor.execute(sql, params)
            found.update(repr(cursor.fetchall()).encode())
    return found.hexdigest()
