"""How the index in Elasticsearch is kept: built beside the live one, put in its place in one step, updated, compared.

Every write carries a version that only grows (search/upkeep/delivering.py draws it before the rows are read), so of two
writes the one that read last wins, in whatever order they arrive; what goes is deleted by name, so that a late, older
write meets a newer deletion also where nothing was there to delete.
"""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, Self

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Index

from search.engines import SearchMissing, SearchRefused, SearchUnavailable
from search.engines import elastic_index as layout
from search.engines.elastic_client import (
    BULK_TIMEOUT,
    connect,
    for_building,
    for_saving,
    read_all,
    translated,
    write,
)
from search.indexing.documents import Document
from search.indexing.vocabulary import Vocabulary

PAGE = 5000  # rows of a comparison that come at once
BILLION = 10**9  # a generation's stamp is in nanoseconds


class ElasticIndex:
    """The live generation, whichever the alias names; with a name that generation."""

    motor = "elasticsearch"
    place = ""

    def __init__(self, name: str = "") -> None:
        self._names = layout.Names(settings.ELASTICSEARCH_INDEX)
        self._client = connect()
        self._name = name

    @property
    def family(self) -> str:
        return f"{self._names.alias}-"

    def indexes(self) -> list[Self]:
        return [self]

    @property
    def documents_name(self) -> str:
        """Where documents are asked and written."""
        return self._name or self._names.alias

    @property
    def words_name(self) -> str:
        """Where the vocabulary is."""
        return self._name + layout.WORDS if self._name else self._names.words_alias

    @property
    def generation(self) -> str:
        if self._name:
            return self._name
        with translated():
            found = for_saving(self._client).options(ignore_status=404).indices.get_alias(name=self._names.alias)
        if found.meta.status == 404:
            raise SearchMissing("er is nog geen index in Elasticsearch: draai manage.py onderhoud")
        return str(next(iter(found)))

    def is_outdated(self, generation: str) -> bool:
        return not generation.startswith(f"{self._names.generation_kind}-")

    # Building -----------------------------------------------------------------------------------------------------
    @contextmanager
    def building(self) -> Iterator[None]:
        """Any number may build: the one that began last, and so read newest, stays live."""
        with nullcontext():
            yield

    def begin(self) -> Self:
        return type(self)(self._names.generation(time.time_ns()))

    def fill(self, documents: Iterable[Document]) -> int:
        client = for_building(self._client)
        with translated():
            _create(client, self._name)
        vocabulary, written = Vocabulary(), 0
        version = self._names.stamp(self._name) or 0

        def actions() -> Iterator[dict[str, Any]]:
            nonlocal written
            for document in documents:
                vocabulary.count(document)
                written += 1
                yield layout.index_action(document, self._name, version)

        with translated():
            write(client, actions())
            client.indices.refresh(index=self._name)
            found = client.count(index=self._name)["count"]
            if found != written:
                raise SearchUnavailable(f"de nieuwe index heeft {found} documenten in plaats van {written}")
            write(client, layout.vocabulary_actions(vocabulary, self.words_name))
            client.indices.refresh(index=self.words_name)
        return written

    def go_live(self) -> None:
        with translated():
            _swap(for_building(self._client), self._names, self._name)

    def discard(self) -> None:
        with suppress(Exception):  # a server that is away keeps it until `clean`
            _delete(for_saving(self._client), [self._name])

    def forget(self) -> None:
        pass

    # Upkeep -------------------------------------------------------------------------------------------------------
    def update(
        self, groepen: Collection[int], documents: Iterable[Document], keys: Collection[str] = (), number: int = 0
    ) -> None:
        """What the server refuses is taken out, so that nothing old of it answers; then it says so."""
        version = number or time.time_ns()  # before the rows are read
        given = list(documents)
        index, client = self.documents_name, for_saving(self._client)
        with translated():
            client.indices.refresh(index=index)  # else what was written just now is not in the list of what is there
            gone = (self._keys_of(groepen) | set(keys)) - {document.id for document in given}
            actions = [
                *(layout.delete_action(key, index, version) for key in sorted(gone)),
                *(layout.index_action(document, index, version) for document in given),
            ]
            # An alias is required, else a missing one becomes an index with a guessed mapping.
            options = {} if self._name else {"require_alias": True}
            try:
                write(client, actions, **options)
            except SearchRefused:
                write(client, [layout.delete_action(d.id, index, version + 1) for d in given], **options)
                raise
            finally:
                client.indices.refresh(index=index)
        self._add_words(given)

    def missed(self, number: int) -> bool:
        return False  # a server has no copy

    def remove(self, groepen: Collection[int]) -> None:
        self.update(groepen, ())

    def _keys_of(self, groepen: Collection[int]) -> set[str]:
        if not groepen:
            return set()
        query = {"query": {"terms": {"groep": sorted(groepen)}}, "_source": False}
        return {row["_id"] for row in read_all(for_saving(self._client), query, self.documents_name)}

    def _add_words(self, documents: Iterable[Document]) -> None:
        """Let the vocabulary know words that were not there; after the documents, so that it never knows too much."""
        vocabulary = self.vocabulary()
        if words := [found for document in documents if (found := vocabulary.new_in(document))]:
            with translated():
                for_saving(self._client).index(
                    index=self.words_name,
                    document=layout.added_source(words),
                    require_alias=not self._name,
                    refresh=True,
                )
            self.forget()

    def vocabulary(self) -> Vocabulary:
        raise NotImplementedError

    def marks(self) -> dict[str, int]:
        """Of each document its id and the mark of its content."""
        client = for_building(self._client)
        query = {"query": {"match_all": {}}, "_source": ["merk"]}
        with translated():
            client.indices.refresh(index=self.documents_name)
            rows = read_all(client, query, self.documents_name, seconds=BULK_TIMEOUT, page=PAGE)
            return {row["_id"]: int(row["_source"]["merk"]) for row in rows}

    def clean(self, seconds: float, others: float) -> int:
        """Delete generations that answer no more for so long; `others`: those of other code, that still might."""
        client = for_saving(self._client)
        with translated():
            found = client.indices.get_alias(index=self._names.pattern)
            stamps = {index: stamp for index in found if (stamp := self._names.stamp(index))}
            mine = max((s for i, s in stamps.items() if self._names.alias in found[i]["aliases"]), default=0)
            old = [i for i, s in stamps.items() if self._is_old(found[i]["aliases"], s, mine, (seconds, others))]
            _delete(client, old, whole=False)
        return sum(not index.endswith(layout.WORDS) for index in old)

    def _is_old(self, aliases: dict[str, Any], stamp: int, live: int, limits: tuple[float, float]) -> bool:
        seconds, others = limits
        now = time.time_ns()
        if set(aliases) & {self._names.alias, self._names.words_alias}:
            return False
        if aliases:
            return now - stamp > others * BILLION
        # One from before the live one went out of use when that began; a newer one was never finished.
        return now - (live if stamp < live else stamp) > seconds * BILLION


def _create(client: Elasticsearch, name: str) -> None:
    shards, replicas = settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS
    for index, mapping, parts in (
        (name, layout.documents_mapping(), shards),
        (name + layout.WORDS, layout.words_mapping(), 1),
    ):
        made = Index(index, using=client)
        made.settings(**layout.settings_for(parts, replicas))
        made.mapping(mapping)
        made.create()


def _swap(client: Elasticsearch, names: layout.Names, name: str) -> None:
    """Let both aliases point at the new indexes, then delete what is older than the generation before."""
    mine = names.stamp(name) or 0
    found = client.indices.get_alias(index=names.pattern)
    stamps = {index: stamp for index in found if (stamp := names.stamp(index))}
    live = [index for index in found if names.alias in found[index]["aliases"]]
    if max((stamps.get(index, 0) for index in live), default=0) > mine:  # a later one is live: it read newer rows
        raise SearchUnavailable("een index die later is begonnen geeft al antwoord")
    client.indices.update_aliases(
        actions=[
            *({"remove": _alias(names, index, part, must_exist=True)} for index in live for part in layout.PARTS),
            *({"add": _alias(names, name, part)} for part in layout.PARTS),
        ]
    )
    # Not in the same request: questions on their way to the old index would fail (measured: 14 of 7,000).
    kept = {*live, *(index + layout.WORDS for index in live)}
    free = [index for index, stamp in stamps.items() if stamp < mine and not found[index]["aliases"]]
    _delete(client, [index for index in free if index not in kept], whole=False)


def _alias(names: layout.Names, index: str, part: str, **options: Any) -> dict[str, Any]:
    return {"index": index + part, "alias": names.alias + part, **options}


def _delete(client: Elasticsearch, generations: list[str], whole: bool = True) -> None:
    """Delete these indexes; `whole`: with their vocabularies."""
    indexes = [name + part for name in generations for part in layout.PARTS] if whole else generations
    if indexes:
        client.indices.delete(index=indexes, ignore_unavailable=True)
