"""How the embedded index lies on disk, and how it is kept: built beside the live one, updated, compared."""

import hashlib
import json
import re
import shutil
import socket
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Self

import tantivy
from django.conf import settings
from tantivy import Query

from directory.faults import on_disk
from search.engines import SearchMissing, SearchUnavailable
from search.engines.generations import Generations
from search.indexing.documents import A_KIND, KINDS, Document
from search.indexing.marks import mark_of
from search.indexing.vocabulary import Vocabulary
from search.language import analysis
from search.plan import FACETS, FIELDS

TOKEN_FIELDS = (*FIELDS, "tel", "heel", "leeftijd", "kenmerk", "zichtbaar")
HEAP = 50_000_000
LOCK_TRIES, LOCK_PAUSE = 100, 0.1  # ten seconds
LAST_ORDER = 2**27
WORDS, ADDED = "woorden.json", "erbij.jsonl"
NUMBER = "nummer"  # of the last delivery that was written here
SEGMENTS = "meta.json"  # tantivy's own; each commit puts a new file in its place


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TOKEN_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in FACETS:
        builder.add_text_field(f"f_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("sleutel", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("pk", fast=True, indexed=True)
    builder.add_unsigned_field("groep", fast=True, indexed=True)
    builder.add_unsigned_field("volgorde", fast=True)
    builder.add_unsigned_field("merk", fast=True)
    builder.add_float_field("volg", fast=True)
    return builder.build()


SCHEMA = _schema()
_made_with = json.dumps([TOKEN_FIELDS, FACETS, metadata.version("tantivy"), "2"])
SCHEMA_KEY = hashlib.sha256(_made_with.encode()).hexdigest()[:8]


@contextmanager
def _writing_to_disk() -> Iterator[None]:
    """A disk that is full, or may not be written, is no fault of what is written: it is tried again."""
    try:
        yield
    except (OSError, ValueError) as error:  # tantivy has no error of its own
        number = re.search(r"(?:os error |Os \{ code: )(\d+)", str(error))
        if not (isinstance(error, OSError) or number):
            raise
        reason = on_disk(int(number[1]) if number else getattr(error, "errno", None))
        raise SearchUnavailable(f"de index is niet te schrijven: {reason}") from error


@dataclass
class Open:
    """A generation that was opened."""

    path: Path
    index: tantivy.Index
    vocabulary: Vocabulary
    read: int = 0  # bytes of the added words that were read
    stamp: tuple[int, int, int] = (0, 0, 0)  # of the list of segments when that was read

    def __post_init__(self) -> None:
        self.segments, self.added = self.path / SEGMENTS, self.path / ADDED  # looked at some times a question
        self.searcher = self.index.searcher()  # another one as soon as anything was written, and only then


class EmbeddedIndex:
    """One tantivy index a machine; any number of processes read it, one at a time writes.

    Without a path it is the live generation, whichever that is at each moment; with one it is that generation.
    """

    motor = "ingebouwd"
    family = f"{SCHEMA_KEY}-"

    def __init__(self, path: Path | None = None) -> None:
        self.generations = Generations(Path(settings.SEARCH_INDEX_DIR), SCHEMA_KEY, analysis.VERSION)
        self._path = path
        self._open: Open | None = None

    @property
    def place(self) -> str:
        return f"{socket.gethostname()}:{self.generations.root.absolute()}"[-200:]

    @property
    def generation(self) -> str:
        return self._where().name

    def indexes(self) -> list[Self]:
        return [self]

    def is_outdated(self, generation: str) -> bool:
        return self.generations.is_outdated(generation)

    # Building -----------------------------------------------------------------------------------------------------
    @contextmanager
    def building(self) -> Iterator[None]:
        with self.generations.building():
            yield

    def begin(self) -> Self:
        return type(self)(self.generations.new())

    @_writing_to_disk()
    def fill(self, documents: Iterable[Document]) -> int:
        path = self._where()
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
            raise SearchUnavailable(f"de nieuwe index heeft {found} documenten in plaats van {written}")
        vocabulary.save(path / WORDS)
        (path / ADDED).touch()
        return written

    def go_live(self) -> None:
        self.generations.make_live(self._where())

    def discard(self) -> None:
        path = self._where()
        if path != self.generations.live():
            shutil.rmtree(path, ignore_errors=True)

    def forget(self) -> None:
        self._open = None

    # Upkeep -------------------------------------------------------------------------------------------------------
    @_writing_to_disk()
    def update(
        self, groepen: Collection[int], documents: Iterable[Document], keys: Collection[str] = (), number: int = 0
    ) -> None:
        """The documents are read while the index is locked, so of two writers the one that read last writes last."""
        with self._writing() as (opened, writer):
            given = list(documents)
            fresh = [words for document in given if (words := opened.vocabulary.new_in(document))]
            for groep in groepen:
                writer.delete_documents_by_query(Query.term_query(SCHEMA, "groep", groep))
            for key in {*keys, *(document.id for document in given)}:
                writer.delete_documents_by_query(Query.term_query(SCHEMA, "sleutel", key))
            for document in given:
                writer.add_document(_to_tantivy(document))
        if fresh:
            with opened.added.open("a", encoding="utf-8") as added:
                added.write("".join(json.dumps(words) + "\n" for words in fresh))
        if number:
            (opened.path / NUMBER).write_text(str(number), encoding="ascii")

    @contextmanager
    def _writing(self) -> Iterator[tuple[Open, Any]]:
        """The writer of the generation that is live once the lock is there: it may have changed while we waited."""
        while True:
            opened = self.opened()
            with _writer(opened.index) as writer:
                if self._where() == opened.path:
                    yield opened, writer
                    return

    def missed(self, number: int) -> bool:
        path = self._where() / NUMBER
        return number > (int(path.read_text(encoding="ascii") or 0) if path.exists() else 0)

    def remove(self, groepen: Collection[int]) -> None:
        self.update(groepen, ())

    def marks(self) -> dict[str, int]:
        """Of each document its id and the mark of its content."""
        searcher = self.searcher()
        hits = searcher.search(Query.all_query(), max(1, searcher.num_docs), count=False).hits
        addresses = [address for _, address in hits]
        columns = [searcher.fast_field_values(name, addresses) for name in ("volgorde", "pk", "merk")]
        found: Iterable[Any] = zip(*columns, strict=True)
        return {f"{KINDS[order // A_KIND]}-{pk}": mark for order, pk, mark in found}

    def clean(self, seconds: float, others: float) -> int:
        self.generations.clean_other_schemas(others)
        return self.generations.clean(seconds)

    # The open index -----------------------------------------------------------------------------------------------
    def _where(self) -> Path:
        path = self._path or self.generations.live()
        if path is None:
            raise SearchMissing("er is nog geen index: draai manage.py onderhoud")
        return path

    def searcher(self) -> tantivy.Searcher:
        """What is written by any process until now."""
        return self.opened().searcher

    def opened(self) -> Open:
        """The live generation as it is now."""
        try:
            return self._opened()
        except (OSError, ValueError):  # its directory went since we looked at the link
            self._open = None
        try:
            return self._opened()
        except (FileNotFoundError, ValueError) as error:  # damaged: tantivy has no error of its own
            raise SearchMissing(f"de index is beschadigd ({type(error).__name__})") from error
        except OSError as error:
            raise SearchUnavailable(f"de index is niet te openen: {on_disk(error.errno)}") from error

    def _opened(self) -> Open:
        """An open index stays on its directory for ever and goes on answering: so the link is read each time."""
        path, opened = self._where(), self._open
        if opened is None or opened.path != path:
            opened = Open(path, tantivy.Index.open(str(path)), Vocabulary.load(path / WORDS))
        if opened.stamp != (stamp := _stamp(opened.segments)):
            opened.index.reload()
            opened.searcher = opened.index.searcher()
            opened.stamp = stamp  # behind the reload: another thread may look meanwhile
        self._read_added(opened)
        self._open = opened
        return opened

    def _read_added(self, opened: Open) -> None:
        path = opened.added
        if path.stat().st_size <= opened.read:
            return
        with path.open(encoding="utf-8") as added:
            added.seek(opened.read)
            for line in iter(added.readline, ""):
                if not line.endswith("\n"):  # another process is writing it
                    return
                opened.vocabulary.add(json.loads(line))
                opened.read = added.tell()


def _stamp(path: Path) -> tuple[int, int, int]:
    """Another one for each new file under this name."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


@contextmanager
def _writer(index: tantivy.Index) -> Iterator[Any]:
    """The one writer; commits at the end and waits for the merging, else segments pile up (measured).

    What a killed writer left goes first: each commit would want a file of the same name, and fail (tried).
    """
    writer = _locked(lambda: index.writer(HEAP, 1))
    try:
        writer.garbage_collect_files()
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
                raise SearchUnavailable("de index is niet te schrijven") from error
            time.sleep(LOCK_PAUSE)
    raise SearchUnavailable("een ander proces blijft in de index schrijven")


def volg(order: int) -> float:
    """From 2**-15 for what stands first among equals to 0 for what stands last."""
    return (LAST_ORDER - order) / LAST_ORDER * 2**-15


def _to_tantivy(document: Document) -> tantivy.Document:
    tokens = {**document.fields, "zichtbaar": document.zichtbaar}
    row: dict[str, Any] = {name: " ".join(sorted(found)) for name, found in tokens.items()}
    row |= {f"f_{name}": list(values) for name, values in document.facets.items()}
    row |= {"pk": document.pk, "groep": document.groep, "volgorde": document.volgorde}
    row |= {"sleutel": document.id, "merk": mark_of(document)}
    row["volg"] = volg(document.volgorde)
    return tantivy.Document.from_dict(row, SCHEMA)
