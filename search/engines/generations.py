"""Index generations on disk: each in a directory of its own, a symbolic link says which one is live."""

import os
import shutil
import time
from pathlib import Path

LIVE = "huidig"
KEEP = 2  # the live one and the one before


class Generations:
    """The directories below `root` whose names begin with `kind`, a fingerprint of how their documents are made."""

    def __init__(self, root: Path, kind: str) -> None:
        self.root, self.kind = root, kind

    def live(self) -> Path | None:
        """The directory that the link names now; None where there is none of this kind."""
        try:
            name = os.readlink(self.root / LIVE)
        except OSError:
            return None
        path = self.root / name
        return path if name.startswith(self.kind) and path.is_dir() else None

    def new(self) -> Path:
        """A fresh, empty directory that is not live yet."""
        path = self.root / f"{self.kind}-{time.time_ns()}"
        path.mkdir(parents=True)
        return path

    def make_live(self, path: Path) -> None:
        """Swap the link in one step, then delete what is older than the generation before."""
        link = self.root / f".{LIVE}-{path.name}"
        link.symlink_to(path.name)
        os.replace(link, self.root / LIVE)
        others = sorted(p for p in self.root.iterdir() if p.is_dir() and not p.is_symlink() and p != path)
        for old in sorted(others, key=lambda p: p.name.rsplit("-", 1)[-1])[: -(KEEP - 1)]:
            shutil.rmtree(old, ignore_errors=True)
