"""Builds the index of an engine in three ways and prints one JSON object with seconds, megabytes and numbers.

    python -m benchmarks.scale.indexing documents FILE     analysis alone; keeps the finished documents in FILE
    python -m benchmarks.scale.indexing bulk FILE          the finished documents into the engine, and live
    python -m benchmarks.scale.indexing rebuild            both at once, as `manage.py rebuild_index` does

The environment names the database and the engine.
"""

import json
import os
import pickle
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.scale.settings")
django.setup()

from django.conf import settings  # noqa: E402  # after setup

from search.engines import get_engine  # noqa: E402  # after setup
from search.indexing import collect  # noqa: E402  # after setup
from search.indexing.documents import Document  # noqa: E402  # after setup
from search.upkeep import rebuilding  # noqa: E402  # after setup


def documents(path: Path) -> int:
    """Make all documents and keep them in a file."""
    count = 0
    with path.open("wb") as kept:
        for document in collect.all_documents():
            pickle.dump(document, kept)
            count += 1
    return count


def read(path: Path) -> Iterator[Document]:
    """The documents of a file, one at a time."""
    with path.open("rb") as kept:
        while True:
            try:
                yield pickle.load(kept)  # noqa: S301  # our own, of this run
            except EOFError:
                return


def bulk(path: Path) -> int:
    """A new index of these documents; returns how many."""
    fresh = get_engine().indexes()[0].begin()
    count = fresh.fill(read(path))
    fresh.go_live()
    return count


def size() -> float:
    """MB on disk of the live index."""
    engine: Any = get_engine()
    if type(engine).__name__ == "EmbeddedEngine":
        folder = Path(settings.SEARCH_INDEX_DIR) / engine.generation
        return sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    names = (engine.documents_name, engine.words_name)
    engine._client.indices.refresh(index=names)
    stats = engine._client.indices.stats(index=names, metric="store")
    return float(stats["_all"]["primaries"]["store"]["size_in_bytes"]) / 1e6


def main() -> None:
    what, *rest = sys.argv[1:]
    path = Path(rest[0]) if rest else Path()
    work: dict[str, Callable[[], int]] = {
        "documents": lambda: documents(path),
        "bulk": lambda: bulk(path),
        "rebuild": lambda: rebuilding.rebuild(asked=False),
    }
    started, before = time.perf_counter(), time.process_time()
    count = work[what]()
    found = {
        "documents": count,
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(found | ({} if what == "documents" else {"disk": size()})))


if __name__ == "__main__":
    main()
