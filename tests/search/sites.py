"""A site of its own for a test: database, index and processes that may be killed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

FULL = bool(os.environ.get("VOLUIT"))  # all that the measures ask, which takes minutes


@dataclass(frozen=True)
class OwnSite:
    """A site in a folder; SQLite unless the environment of the tests names another database."""

    env: dict[str, str]

    @classmethod
    def empty(cls, folder: Path, **values: str) -> "OwnSite":
        """Without tables."""
        gone = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "ELASTICSEARCH_URL"}
        env = {name: value for name, value in os.environ.items() if name not in gone}
        own = {"DEMO": "1", "VAR_DIR": str(folder), "PYTHONWARNINGS": "ignore", "LOG_LEVEL": "ERROR"}
        return cls(env | own | values)

    @classmethod
    def made(cls, folder: Path, **values: str) -> "OwnSite":
        """With a small guide and an index that is kept up."""
        site = cls.empty(folder, **values)
        site.manage("migrate", "-v0")
        site.python("make")
        site.manage("onderhoud")
        return site

    def manage(self, *args: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        return self._run(["manage.py", *args], check)

    def python(self, *args: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """One of the things that tests/search/editing.py does."""
        return self._run(["-m", "tests.search.editing", *args], check)

    def start(self, *args: str, **options: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, *args], cwd=ROOT, env=self.env, text=True, **options)

    def editors(self, number: int, count: int) -> "list[subprocess.Popen[str]]":
        """So many people who each change the guide so often."""
        return [self.start("-m", "tests.search.editing", "edit", str(seed), str(count), stdout=subprocess.DEVNULL)
                for seed in range(number)]  # fmt: skip

    def _run(self, args: list[str], check: bool) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run([sys.executable, *args], cwd=ROOT, env=self.env, capture_output=True, text=True)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done
