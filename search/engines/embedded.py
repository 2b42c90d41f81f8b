"""The engine that needs no server: tantivy, in a directory beside the database.

Scores are constants (search/plan.py), so they do not depend on segments or deletions. tantivy cannot sort on score
and field: `weight_by_field` multiplies a score by log2(2 + x) with x below 2**-15 and falling with the order, which
moves a score below 2**14 by less than a half; rounding gives the exact score, and what is equal is put in order here.
"""

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings
from tantivy import Occur, Query

from search import analysis
from search.documents import A_KIND, KINDS, Document
from search.engines import SearchUnavailable
from search.engines.generations import Generations
from search.plan import FACETS, FIELDS, TIE_BREAKER, Clause, Found, Leaf, Match, Request
from search.vocabulary import Vocabulary

TOKEN_FIELDS = (*FIELDS, "tel", "heel", "leeftijd", "kenmerk", "zichtbaar")
HEAP = 50_000_000
LOCK_TRIES, LOCK_PAUSE = 100, 0.1  # ten seconds
FEW = 8  # tokens that are quicker asked one by one than as a set (measured: 25 ms of 40 for a login)
EXTRA = 50  # fetched beyond what is asked, to put equal scores in order
MAX_VALUES = 1000  # of one facet
LAST_ORDER = 2**27
WORDS, ADDED, COUNT = "woorden.json", "erbij.jsonl", "aantal"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TOKEN_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in FACETS:
        builder.add_text_field(f"f_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("pk", fast=True, indexed=True)
    builder.add_unsigned_field("groep", fast=True, indexed=True)
    builder.add_unsigned_field("volgorde", fast=True)
    builder.add_float_field("volg", fast=True)
    return builder.build()


SCHEMA = _schema()
_made_with = json.dumps([TOKEN_FIELDS, FACETS, metadata.version("tantivy"), "1"])
KIND = f"{hashlib.sha256(_made_with.encode()).hexdigest()[:8]}-{analysis.VERSION}"


class _Answers(Sequence[Found]):
    """Each is searched for when it is read."""

    def __init__(self, search: Callable[[Request], Found], requests: Sequence[Request]) -> None:
        self._search, self._requests = search, requests

    def __getitem__(self, place: Any) -> Any:
        return self._search(self._requests[place])

    def __len__(self) -> int:
        return len(self._requests)


@dataclass
class _Open:
    path: Path
    index: tantivy.Index
    vocabulary: Vocabulary
    read: int = 0  # bytes of the added words that were read


class EmbeddedEngine:
    """One tantivy index a machine; any number of processes read it, one at a time writes."""

    def __init__(self) -> None:
        self._generations = Generations(Path(settings.SEARCH_INDEX_DIR), KIND)
        self._open: _Open | None = None

    # Upkeep -------------------------------------------------------------------------------------------------------
    def rebuild(self, documents: Iterable[Document]) -> int:
        path = self._generations.new()
        index = tantivy.Index(SCHEMA, str(path))
        vocabulary, written = Vocabulary(), 0
        with _writer(index) as writer:
            for document in documents:
                writer.add_document(_to_tantivy(document))
                vocabulary.count(document)
                written += 1
        index.reload()
        found = index.searcher().num_docs
        if found != written:
            raise SearchUnavailable(f"the new index holds {found} documents instead of {written}")
        vocabulary.save(path / WORDS)
        (path / ADDED).touch()
        self._generations.make_live(path)
        return written

    def update(self, groepen: Collection[int], documents: Iterable[Document]) -> None:
        opened = self._current()
        documents = list(documents)
        fresh = [words for document in documents if (words := opened.vocabulary.new_in(document))]
        with _writer(opened.index) as writer:
            for groep in groepen:
                writer.delete_documents_by_query(Query.term_query(SCHEMA, "groep", groep))
            for document in documents:
                writer.add_document(_to_tantivy(document))
        if fresh:
            with (opened.path / ADDED).open("a", encoding="utf-8") as added:
                added.write("".join(json.dumps(words) + "\n" for words in fresh))

    def remove(self, groepen: Collection[int]) -> None:
        self.update(groepen, ())

    # Asking -------------------------------------------------------------------------------------------------------
    def search(self, request: Request) -> Found:
        searcher = self._searcher()
        query = _query(request, skip="")
        wanted = request.offset + request.limit
        result: Any = searcher.search(query, max(1, wanted + EXTRA), weight_by_field="volg")  # its stubs lack count
        total = int(result.count or 0)
        counts = self._counts(searcher, request) if request.counted else {}
        if not request.limit:
            return Found(total=total, counts=counts)
        size = wanted + EXTRA
        # More documents with the very score of the last one wanted: all of them must be put in order.
        while len(result.hits) == size and result.hits[-1][0] == result.hits[wanted - 1][0]:
            size *= 4
            result = searcher.search(query, size, weight_by_field="volg")
        rows = sorted(self._rows(searcher, result.hits))[request.offset : wanted]
        return Found(tuple(Match(KINDS[order // A_KIND], pk, -score) for score, order, pk in rows), total, counts)

    def search_many(self, requests: Sequence[Request]) -> Sequence[Found]:
        return _Answers(self.search, requests)

    def _rows(self, searcher: tantivy.Searcher, hits: list[Any]) -> Iterator[tuple[int, int, int]]:
        """Score (negative, for sorting), order number and key of each hit."""
        addresses = [address for _, address in hits]
        orders: list[Any] = searcher.fast_field_values("volgorde", addresses)
        pks: list[Any] = searcher.fast_field_values("pk", addresses)
        return ((-round(hit[0]), order, pk) for hit, order, pk in zip(hits, orders, pks, strict=True))

    def _counts(self, searcher: tantivy.Searcher, request: Request) -> dict[str, dict[str, int]]:
        chosen = request.filters.chosen()
        free = [name for name in FACETS if name not in chosen]
        found = self._buckets(searcher, _query(request, skip=""), free)
        for name in chosen:
            found |= self._buckets(searcher, _query(request, skip=name), [name])
        return found

    def _buckets(self, searcher: tantivy.Searcher, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
        if not names:
            return {}
        terms = {name: {"terms": {"field": f"f_{name}", "size": MAX_VALUES}} for name in names}
        answer = searcher.aggregate(query, terms)
        return {name: {b["key"]: int(b["doc_count"]) for b in answer[name]["buckets"]} for name in names}

    def vocabulary(self) -> Vocabulary:
        return self._current().vocabulary

    def suggest(self, start: str, held: frozenset[str]) -> list[str]:
        return self.vocabulary().seen_by(held).starting_with(start)

    def health(self) -> dict[str, Any]:
        opened = self._current()
        return {"generatie": opened.path.name, "documenten": self._searcher().num_docs}

    # The open index -----------------------------------------------------------------------------------------------
    def _searcher(self) -> tantivy.Searcher:
        """What is written by any process until now."""
        index = self._current().index
        index.reload()  # 40 microseconds
        return index.searcher()

    def _current(self) -> _Open:
        """The live generation: an open index stays on its directory for ever, so the link is read each time."""
        path = self._generations.live()
        if path is None:
            raise SearchUnavailable("there is no index yet: run manage.py rebuild_index")
        if self._open is None or self._open.path != path:
            try:
                vocabulary = Vocabulary.load(path / WORDS)
                self._open = _Open(path, tantivy.Index.open(str(path)), vocabulary)
            except (OSError, ValueError) as error:
                raise SearchUnavailable(f"the index cannot be opened: {type(error).__name__}") from error
        self._read_added(self._open)
        return self._open

    def _read_added(self, opened: _Open) -> None:
        path = opened.path / ADDED
        if path.stat().st_size <= opened.read:
            return
        with path.open(encoding="utf-8") as added:
            added.seek(opened.read)
            for line in added:
                opened.vocabulary.add(json.loads(line))
            opened.read = added.tell()


@contextmanager
def _writer(index: tantivy.Index) -> Iterator[Any]:
    """The one writer; commits at the end and waits for the merging, else segments pile up (measured)."""
    writer = _locked(lambda: index.writer(HEAP, 1))
    try:
        yield writer
        writer.commit()
    finally:
        writer.wait_merging_threads()


def _locked(open_writer: Callable[[], Any]) -> Any:
    for _ in range(LOCK_TRIES):
        try:
            return open_writer()
        except ValueError as error:  # tantivy has no error of its own for it
            if "LockBusy" not in str(error):
                raise SearchUnavailable("the index cannot be written") from error
            time.sleep(LOCK_PAUSE)
    raise SearchUnavailable("another process keeps writing to the index")


def _to_tantivy(document: Document) -> tantivy.Document:
    tokens = {**document.fields, "zichtbaar": document.zichtbaar}
    row: dict[str, Any] = {name: " ".join(sorted(found)) for name, found in tokens.items()}
    row |= {f"f_{name}": list(values) for name, values in document.facets.items()}
    row |= {"pk": document.pk, "groep": document.groep, "volgorde": document.volgorde}
    row["volg"] = (LAST_ORDER - document.volgorde) / LAST_ORDER * 2**-15
    return tantivy.Document.from_dict(row, SCHEMA)


# A request as a tantivy query ------------------------------------------------------------------------------------
def _query(request: Request, skip: str) -> Query:
    """The query, with all filters but one (a facet does not narrow its own counts)."""
    plan = request.plan
    scored = [(Occur.Must, _clause(clause)) for clause in plan.required]
    parts = scored or [(Occur.Must, Query.const_score_query(Query.all_query(), 8))]
    parts += [(Occur.Should, _leaf(leaf)) for leaf in plan.optional]
    parts += [(Occur.Must, _silent(_leaf(leaf))) for leaf in plan.filters]
    parts += [(Occur.MustNot, _clause(clause)) for clause in plan.excluded]
    parts.append((Occur.Must, _silent(_any("zichtbaar", sorted(request.zichtbaar)))))
    parts.append((Occur.Must, _silent(_any("f_soort", request.soorten))))
    for name, values in request.filters.chosen().items():
        if name != skip:
            parts.append((Occur.Must, _silent(_any(f"f_{name}", values))))
    return Query.boolean_query(parts)


def _clause(clause: Clause) -> Query:
    return Query.disjunction_max_query([_leaf(leaf) for leaf in clause.leaves], TIE_BREAKER)


def _leaf(leaf: Leaf) -> Query:
    groups = [_any(leaf.field, group) for group in leaf.all_of]
    query = groups[0] if len(groups) == 1 else Query.boolean_query([(Occur.Must, group) for group in groups])
    return Query.const_score_query(query, leaf.weight)


def _any(field: str, tokens: Collection[str]) -> Query:
    if len(tokens) == 1:
        return Query.term_query(SCHEMA, field, next(iter(tokens)), "basic")
    if 1 < len(tokens) <= FEW:
        return Query.boolean_query([(Occur.Should, Query.term_query(SCHEMA, field, t, "basic")) for t in tokens])
    return Query.term_set_query(SCHEMA, field, list(tokens))


def _silent(query: Query) -> Query:
    """A condition that adds nothing to the score."""
    return Query.const_score_query(query, 0.0)
