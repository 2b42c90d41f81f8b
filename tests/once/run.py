"""Lets a program of somebody else keep an address book of ours, step by step, and tells what worked.

    .venv/bin/python -m tests.once.run evolution|thunderbird|vdirsyncer [--port 8760] [--keep FOLDER]

FOLDER gets the database, the home of the program and `requests.jsonl`: what it asked, and how much it got.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

from tests.ports import wait_for

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROGRAMS = {
    # gnome-keyring keeps the password; --unlock reads the one of the keyring itself from its input: an empty line.
    "evolution": [
        "dbus-run-session", "--", "sh", "-c",
        'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"', "sh",
        "/usr/bin/python3", str(HERE / "evolution.py"),
    ],
    "vdirsyncer": [sys.executable, str(HERE / "vdirsyncer.py")],
    "thunderbird": [sys.executable, str(HERE / "thunderbird.py")],
}  # fmt: skip


class Told:
    """A program that takes a word on a line, and answers with a line of JSON."""

    def __init__(self, command: list[str], env: dict[str, str], errors: Path) -> None:
        self.log = errors.open("w")
        self.program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, env=env, text=True
        )

    def ask(self, word: str) -> Any:
        self.program.stdin.write(word + "\n")
        self.program.stdin.flush()
        for line in self.program.stdout:
            if line.startswith("{"):
                return json.loads(line)
        return {"error": "no answer"}

    def end(self) -> None:
        self.program.stdin.close()
        try:
            self.program.wait(20)
        except subprocess.TimeoutExpired:
            self.program.kill()
        self.log.close()


@contextmanager
def serving(port: int, env: dict[str, str]) -> Iterator[str]:
    """The site behind the recorder."""
    gunicorn = [sys.executable, "-m", "gunicorn", "tests.once.recorder:application", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*gunicorn, "--log-level", "error"], cwd=ROOT, env=env)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def steps(told: Told, device: Any, tape: Path) -> Iterator[tuple[str, Any]]:
    """Every step with what the program said, and what it asked of the site meanwhile."""
    from tests.once import world

    for step, before, words in world.STEPS:
        known = len(tape.read_text().splitlines()) if tape.exists() else 0
        before(device)
        answers = [told.ask(word) for word in words]
        asked = [json.loads(line) for line in tape.read_text().splitlines()[known:]] if tape.exists() else []
        counted = [f"{one['method']} {one['status']}" for one in asked]
        yield step, {"said": answers[-1], "asked": counted, "octets": sum(one["octets"] for one in asked)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("--port", type=int, default=8760)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "home"
    home.mkdir(parents=True)
    os.environ.update(DEMO="1", VAR_DIR=str(folder / "site"), DJANGO_SETTINGS_MODULE="config.settings")
    django.setup()
    from tests.once import world  # its models need the settings

    device = world.make()
    tape = folder / "requests.jsonl"
    env = {**os.environ, "RECORDING": str(tape)}
    private = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "GSETTINGS_BACKEND": "memory"}
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "DBUS_SESSION_BUS_ADDRESS"):
        private.pop(name, None)
    with serving(given.port, env) as url:
        told = Told([*PROGRAMS[given.program], url, device.slug, device.token], private, folder / "errors.txt")
        try:
            for step, answer in steps(told, device, tape):
                sys.stdout.write(f"{step}: {json.dumps(answer, ensure_ascii=False)}\n")
                sys.stdout.flush()
        finally:
            told.end()


if __name__ == "__main__":
    main()
