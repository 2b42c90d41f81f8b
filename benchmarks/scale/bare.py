"""The bare engine: the queries of a plan as the engine itself takes them, asked without anything of ours around it."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from search.engines import get_engine
from search.plan import Found, Request

PREFIX_FIELD = "naam"
TOP = 10


class Bare(Protocol):
    """What an engine does by itself."""

    def prepared(self, requests: Sequence[Request]) -> Callable[[], object]:
        """Ask all of this at once: two blocks and the numbers of the facets; the queries are ready beforehand."""

    def beginning(self, start: str) -> Callable[[], object]:
        """The documents with a word in their name that begins so."""


class Embedded:
    """tantivy, asked for as many as are shown and for the buckets of the facets."""

    def __init__(self, engine: Any) -> None:
        from search.engines import embedded, embedded_query  # only here: engines are chosen by settings

        self.engine, self.buckets, self._queries = engine, embedded.BUCKETS, embedded_query

    def prepared(self, requests: Sequence[Request]) -> Callable[[], object]:
        of_leaf = self._queries.leaf_query  # every leaf of the plan, also what matches nothing here
        ready = [(self._queries.Queries(of_leaf).request(request), request) for request in requests]

        def ask() -> None:
            searcher = self.engine.searcher()
            for query, request in ready:
                if request.counted:
                    searcher.aggregate(query, self.buckets)
                if request.limit:
                    searcher.search(query, request.limit, count=True)

        return ask

    def beginning(self, start: str) -> Callable[[], object]:
        from tantivy import Query  # only with this engine

        query = Query.regex_query(self.engine.opened().index.schema, PREFIX_FIELD, f"={start}.*")
        return lambda: self.engine.searcher().search(query, TOP)


class Elastic:
    """Elasticsearch through its own client: one `_msearch` with bodies that are ready."""

    def __init__(self, engine: Any) -> None:
        from search.engines import elastic_query  # only here: engines are chosen by settings

        server = getattr(engine, "_server", engine)
        self.client, self.index, self.queries = server._client, server.documents_name, elastic_query

    def prepared(self, requests: Sequence[Request]) -> Callable[[], object]:
        bodies = [part for request in requests for part in ({}, self.queries.search_body(request))]
        lines = "".join(json.dumps(part) + "\n" for part in bodies)
        return lambda: self._asked(lines)

    def _asked(self, lines: str) -> None:
        headers = {"accept": "application/json", "content-type": "application/x-ndjson"}
        answer = self.client.perform_request("POST", f"/{self.index}/_msearch", headers=headers, body=lines)
        assert all("hits" in part for part in answer.body["responses"]), answer.body

    def beginning(self, start: str) -> Callable[[], object]:
        body = {"query": {"prefix": {PREFIX_FIELD: f"={start}"}}, "size": TOP, "_source": False}
        return lambda: self.client.search(index=self.index, body=body)


class Recording:
    """The site's engine, which remembers what the first request of a question was."""

    def __init__(self) -> None:
        self.engine: Any = get_engine()
        self.calls = 0
        self.main: Sequence[Request] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        self.calls += 1
        if any(request.counted for request in requests):
            self.main = requests
        found: Sequence[Found] = self.engine.search_many(requests)
        return found


def bare_of(engine: Any) -> Bare:
    """The bare engine behind the site's one."""
    return Embedded(engine) if type(engine).__name__ == "EmbeddedEngine" else Elastic(engine)
