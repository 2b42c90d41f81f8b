"""The engine on an Elasticsearch server: the same meaning, scores and order as the embedded one."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl import MultiSearch, Search

from search.engines import SearchUnavailable
from search.engines import elastic_index as layout
from search.engines import elastic_query as queries
from search.engines.elastic_client import fault, for_saving, read_all, translated
from search.engines.elastic_upkeep import ElasticIndex
from search.indexing.vocabulary import Vocabulary
from search.plan import Found, Match, Request

ELSE = "daar antwoordt iets anders dan Elasticsearch"
RECENT = 1.0  # seconds that the vocabulary is taken to be the same


@dataclass
class _Known:
    """A vocabulary that was read: from which index, how many documents that had, when that was looked at."""

    index: str
    size: int
    vocabulary: Vocabulary
    seen_at: float


class ElasticEngine(ElasticIndex):
    """Documents and vocabulary in two indexes of a server or cluster, behind an alias each."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self._known: _Known | None = None

    def forget(self) -> None:
        self._known = None

    # Asking -------------------------------------------------------------------------------------------------------
    def search(self, request: Request) -> Found:
        return self.search_many([request])[0]

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        """In one `_msearch`: its parts fail each for itself, with status 200 for the whole."""
        if not requests:
            return []
        together = MultiSearch(using=self._client, index=self.documents_name)
        for request in requests:
            together = together.add(_search(queries.search_body(request)))
        with translated():
            answer: Any = self._client.msearch(index=self.documents_name, searches=together.to_dict()).body
        parts = answer.get("responses") if isinstance(answer, dict) else None
        if not isinstance(parts, list) or len(parts) != len(requests):
            raise SearchUnavailable(ELSE)
        return [_found(_whole(part)) for part in parts]

    def vocabulary(self) -> Vocabulary:
        """As it is in the live generation, at most a second ago."""
        known, now = self._known, time.monotonic()
        if known and now - known.seen_at < RECENT:
            return known.vocabulary
        index, size = self._size_of_words()
        if known is None or known.index != index:
            known = _Known(index, 0, self._read_vocabulary(index), now)
        if known.size != size:
            for words in self._read_added(index):
                known.vocabulary.add(words)
        self._known = _Known(index, size, known.vocabulary, now)
        return known.vocabulary

    def health(self) -> dict[str, Any]:
        body = {"size": 0, "track_total_hits": True, "aggs": {"index": {"terms": {"field": "_index"}}}}
        answer = self._ask(self.documents_name, body)
        names = [bucket["key"] for bucket in answer["aggregations"]["index"]["buckets"]]
        return {"generatie": ", ".join(names), "documenten": answer["hits"]["total"]["value"]}

    # The vocabulary -----------------------------------------------------------------------------------------------
    def _size_of_words(self) -> tuple[str, int]:
        """Which index of words is live and how many documents it has; it only grows."""
        body = {"size": 0, "aggs": {"index": {"terms": {"field": "_index"}}}}
        buckets = self._ask(self.words_name, body)["aggregations"]["index"]["buckets"]
        if not buckets:
            raise SearchUnavailable("de index in Elasticsearch heeft geen woordenlijst")
        return buckets[0]["key"], buckets[0]["doc_count"]

    def _read_vocabulary(self, index: str) -> Vocabulary:
        return layout.unpacked_vocabulary(self._sources(index, "deel"))

    def _read_added(self, index: str) -> Iterable[dict[str, list[str]]]:
        for source in self._sources(index, "erbij"):
            yield from layout.unpacked_words(source)

    def _sources(self, index: str, soort: str) -> list[dict[str, Any]]:
        query = {"query": {"term": {"soort": soort}}}
        with translated():
            return [row["_source"] for row in read_all(for_saving(self._client), query, index, page=50)]

    # One question -------------------------------------------------------------------------------------------------
    def _ask(self, index: str, body: dict[str, Any]) -> dict[str, Any]:
        with translated():
            return _whole(_search(body).using(self._client).index(index).execute().to_dict())


def _search(body: dict[str, Any]) -> Search:
    """A body as it stands: objects of its parts would take a millisecond each question (measured)."""
    return Search().extra(**body).params(allow_partial_search_results=False)


def _whole(answer: Any) -> dict[str, Any]:
    """An answer that is one, of all shards."""
    if isinstance(answer, dict) and "error" in answer:
        raise fault(int(answer.get("status", 0)), answer)
    if not isinstance(answer, dict) or "hits" not in answer:  # the page of a proxy, with status 200
        raise SearchUnavailable(ELSE)
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise SearchUnavailable("Elasticsearch gaf maar een deel van het antwoord")
    return answer


def _found(answer: dict[str, Any]) -> Found:
    hits = answer["hits"]
    return Found(tuple(map(_match, hits["hits"])), hits["total"]["value"], queries.counts_of(answer))


def _match(hit: dict[str, Any]) -> Match:
    soort, _, pk = hit["_id"].rpartition("-")
    return Match(soort, int(pk), int(hit["_score"]), hit["sort"][-1])
