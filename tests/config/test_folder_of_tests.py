"""The folder of a run of the tests (tests/settings.py) goes with the run, one that somebody gave stays."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def folder_of_a_run(**given: str) -> Path:
    """Where a process that reads the settings of the tests keeps its files; it has ended."""
    clean = {name: value for name, value in os.environ.items() if name != "VAR_DIR"}
    command = [sys.executable, "-c", "from tests import settings; print(settings.VAR_DIR.parent)"]
    done = subprocess.run(command, cwd=ROOT, env=clean | given, capture_output=True, text=True, check=True)
    return Path(done.stdout.strip())


def test_the_folder_of_a_run_goes_with_it(tmp_path: Path):
    folder = folder_of_a_run(TMPDIR=str(tmp_path))

    assert (folder.parent, list(tmp_path.iterdir())) == (tmp_path, [])


def test_a_folder_that_somebody_gave_stays(tmp_path: Path):
    folder = folder_of_a_run(TMPDIR=str(tmp_path), VAR_DIR=str(tmp_path / "mine"))

    assert (folder, list(tmp_path.iterdir())) == (tmp_path / "mine", [tmp_path / "mine"])
