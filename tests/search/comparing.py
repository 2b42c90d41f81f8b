"""An engine that puts everything it is asked to several engines and remembers where one answers otherwise."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.test import override_settings
from django.utils.module_loading import import_string

from search.engines import Engine
from search.indexing.documents import Document
from search.indexing.vocabulary import Vocabulary
from search.plan import Found, Request
from tests.search.building import build

DEEP = 60  # places that are compared, however few are asked for


class ComparingEngine:
    """Answers with what the embedded engine says; beside it Elasticsearch with one shard and with three."""

    def __init__(self) -> None:
        self.engines: dict[str, Engine] = {"embedded": import_string(settings.SEARCH_EMBEDDED_ENGINE)()}
        self.shards = {"one shard": 1, "three shards": 3}
        for name, shards in self.shards.items():
            with self._settings(shards):
                self.engines[name] = import_string(settings.SEARCH_SERVER_ENGINE)()
        self.calls = 0
        self.differences: dict[str, list[Any]] = {name: [] for name in self.shards}

    def _settings(self, shards: int) -> Any:
        prefix = f"{settings.ELASTICSEARCH_INDEX}-{shards}"
        return override_settings(ELASTICSEARCH_INDEX=prefix, ELASTICSEARCH_SHARDS=shards)

    def indexes(self) -> list[Engine]:
        return []  # no change is written down for them

    def rebuild(self, documents: Iterable[Document]) -> int:
        given = list(documents)
        for name, engine in self.engines.items():
            with self._settings(self.shards.get(name, 1)):
                build(engine, given)
        return len(given)

    def update(self, groepen: Collection[int], documents: Iterable[Document]) -> None:
        given = list(documents)
        for engine in self.engines.values():
            engine.update(groepen, given)

    def remove(self, groepen: Collection[int]) -> None:
        self.update(groepen, ())

    def search(self, request: Request) -> Found:
        return self.search_many([request])[0]

    def search_many(self, requests: Sequence[Request]) -> list[Found]:
        deep = [replace(request, limit=max(request.limit, DEEP)) for request in requests]
        answers = self._same(requests, lambda engine: list(engine.search_many(deep)))
        return [replace(f, matches=f.matches[: r.limit]) for f, r in zip(answers, requests, strict=True)]

    def vocabulary(self) -> Vocabulary:
        return self._same("vocabulary", _Words).vocabulary

    def health(self) -> dict[str, Any]:
        return self._same("health", lambda engine: {"documenten": engine.health()["documenten"]})

    def _same(self, asked: object, ask: Callable[[Engine], Any]) -> Any:
        self.calls += 1
        answers = {name: ask(engine) for name, engine in self.engines.items()}
        ours = answers.pop("embedded")
        for name, theirs in answers.items():
            if theirs != ours:
                self.differences[name].append((asked, ours, theirs))
        return ours


class _Words:
    """A vocabulary that is equal to another with the same words and numbers."""

    def __init__(self, engine: Engine) -> None:
        self.vocabulary = engine.vocabulary()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and self._all() == other._all()

    __hash__ = None

    def _all(self) -> tuple[Any, ...]:
        added = {opening: words for opening, words in self.vocabulary.added.items() if words}
        return self.vocabulary.documents, self.vocabulary.counts, added
