"""A new generation of the index in Elasticsearch, built beside the live one and put in its place in one step."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Index

from search.documents import Document
from search.engines import SearchUnavailable
from search.engines import elastic_index as layout
from search.engines.elastic_client import write
from search.vocabulary import Vocabulary


def rebuild(client: Elasticsearch, names: layout.Names, documents: Iterable[Document]) -> int:
    """Build, count, swap; gives the number of documents. What fails halfway is thrown away."""
    stamp = time.time_ns()
    name = names.generation(stamp)
    try:
        _create(client, name)
        written = _fill(client, name, documents, version=stamp)
        _swap(client, names, name)
    except BaseException:
        with suppress(Exception):
            _delete(client, [name])
        raise
    return written


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


def _fill(client: Elasticsearch, name: str, documents: Iterable[Document], version: int) -> int:
    vocabulary, written = Vocabulary(), 0

    def actions() -> Iterator[dict[str, Any]]:
        nonlocal written
        for document in documents:
            vocabulary.count(document)
            written += 1
            yield layout.index_action(document, name, version)

    write(client, actions())
    client.indices.refresh(index=name)
    found = client.count(index=name)["count"]
    if found != written:
        raise SearchUnavailable(f"the new index holds {found} documents instead of {written}")
    write(client, layout.vocabulary_actions(vocabulary, name + layout.WORDS))
    client.indices.refresh(index=name + layout.WORDS)
    return written


def _swap(client: Elasticsearch, names: layout.Names, name: str) -> None:
    """Let both aliases point at the new indexes, then delete what is older than the generation before."""
    mine = names.stamp(name) or 0
    found = client.indices.get_alias(index=names.pattern)
    stamps = {index: stamp for index in found if (stamp := names.stamp(index))}
    live = {stamp for index, stamp in stamps.items() if names.alias in found[index]["aliases"]}
    if max(live, default=0) > mine:  # a rebuild that began later is live already: it read newer rows
        _delete(client, [name])
        return
    before = [names.generation(stamp) for stamp in live]
    client.indices.update_aliases(
        actions=[
            *({"remove": _alias(names, index, part, must_exist=True)} for index in before for part in layout.PARTS),
            *({"add": _alias(names, name, part)} for part in layout.PARTS),
        ]
    )
    # Not in the same request: questions on their way to the old index would fail (measured: 14 of 7,000).
    older = {stamp for stamp in stamps.values() if stamp < mine} - live
    keep = live or {max(older, default=0)}
    _delete(client, [index for index, stamp in stamps.items() if stamp in older - keep], whole=False)


def _alias(names: layout.Names, index: str, part: str, **options: Any) -> dict[str, Any]:
    return {"index": index + part, "alias": names.alias + part, **options}


def _delete(client: Elasticsearch, generations: list[str], whole: bool = True) -> None:
    """Delete these indexes; `whole`: with their vocabularies."""
    indexes = [name + part for name in generations for part in layout.PARTS] if whole else generations
    if indexes:
        client.indices.delete(index=indexes, ignore_unavailable=True)
