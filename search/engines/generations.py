"""Index generations on disk: each in a directory of its own, a symbolic link says which one is live.

The name says how its documents are made: `<schema>-<analysis>-<moment>-<chance>`. Each schema has a link of its own, so
that new code builds beside what old code still answers from. A change of the Dutch analysis alone keeps the link: the
index before it goes on answering (fields and visibility mean the same) until it is built anew.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks

from search.engines import SearchBusy

LIVE = "huidig"
NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{12}-(\d+)(-[0-9a-f]+)?")
BUILDING = ".bouwen"


class Generations:
    """The directories below `root` of one schema; those of other schemas are other code's."""

    def __init__(self, root: Path, schema: str, analysis: str) -> None:
        self.root, self.schema, self.kind = root, schema, f"{schema}-{analysis}"
        self.link = root / f"{LIVE}-{schema}"
        self._named: tuple[str, Path] = ("", root)  # what the link said last, and the directory of that name

    def live(self) -> Path | None:
        """The directory that the link names now; None where there is none. Asked some times a question, so no path is
        made anew of the same name."""
        try:
            name = os.readlink(self.link)
        except OSError:
            return None
        named = self._named
        if named[0] != name:
            named = self._named = name, self.root / name
        return named[1] if named[1].is_dir() else None

    def is_outdated(self, name: str) -> bool:
        """Was it made by another Dutch analysis than that of this code?"""
        return not name.startswith(f"{self.kind}-")

    def new(self) -> Path:
        """A fresh, empty directory that is not live yet."""
        path = self.root / f"{self.kind}-{time.time_ns()}-{secrets.token_hex(3)}"
        path.mkdir(parents=True)
        return path

    def make_live(self, path: Path) -> None:
        """Swap the link in one step; the generation before stays, what is older goes."""
        before = self.live()
        if before:
            os.utime(before)  # the moment from which it is old
        link = self.root / f".{LIVE}-{path.name}"
        link.symlink_to(path.name)
        os.replace(link, self.link)
        for old in self._others():
            if old != before and _stamp(old) < _stamp(path):
                shutil.rmtree(old, ignore_errors=True)

    def clean(self, seconds: float) -> int:
        """Delete what is not live and was not written to for so long; gives how many."""
        old = [path for path in self._others() if time.time() - path.stat().st_mtime > seconds]
        for path in old:
            shutil.rmtree(path, ignore_errors=True)
        return len(old)

    def clean_other_schemas(self, seconds: float) -> None:
        """Forget what other code answered from, when that was not written to for so long."""
        for link in self.root.glob(f"{LIVE}*"):
            if link != self.link and (not link.exists() or time.time() - link.stat().st_mtime > seconds):
                link.unlink(missing_ok=True)

    def _others(self) -> list[Path]:
        """Generations that no link names, of any schema."""
        if not self.root.is_dir():
            return []
        live = {os.readlink(link) for link in self.root.glob(f"{LIVE}*") if link.is_symlink()}
        return [p for p in self.root.iterdir() if NAME.fullmatch(p.name) and p.name not in live]

    @contextmanager
    def building(self) -> Iterator[None]:
        """One process at a time builds; the lock goes with the process, however it ends."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / BUILDING).open("w") as file:
            if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
                raise SearchBusy("een ander proces bouwt de index van deze computer al")
            try:
                yield
            finally:
                locks.unlock(file)


def _stamp(path: Path) -> int:
    found = NAME.fullmatch(path.name)
    return int(found[1]) if found else 0
