"""Processes and servers that are killed, and several that work at once: nothing is lost and nothing comes back.

VOLUIT=1 runs the numbers that docs/measures.md tells; without it smaller ones.
"""

import os
import random
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.servers import Server, own_indexes
from tests.search.sites import FULL, OwnSite

EDITS = 1000 if FULL else 80
KILLS = 200 if FULL else 25
REBUILDS = 12 if FULL else 2


@pytest.fixture
def site(tmp_path: Path) -> OwnSite:
    return OwnSite.made(tmp_path / "var")


def all_done(editors: "list[subprocess.Popen[str]]") -> bool:
    return all(editor.poll() is not None for editor in editors)


# A server that is killed -----------------------------------------------------------------------------------------
class Killer(threading.Thread):
    """Kills a server at random moments and starts it again, until it is told to stop; then the server is there."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server, self.stop, self.kills = server, threading.Event(), 0

    def run(self) -> None:
        chance = random.Random(7)
        while not self.stop.wait(chance.uniform(1, 5)):
            self.server.signal(signal.SIGKILL)
            self.kills += 1
            time.sleep(chance.uniform(0.2, 2))
            self.server.start_again()


@pytest.mark.xdist_group("elastic8")
def test_edits_while_the_server_is_killed_at_random_moments_all_arrive(elastic8: Server, tmp_path: Path):
    with own_indexes(elastic8) as prefix:
        site = OwnSite.made(tmp_path / "var", ELASTICSEARCH_URL=elastic8.url, ELASTICSEARCH_INDEX=prefix)
        killer = Killer(elastic8)
        editors = site.editors(2, EDITS // 2)
        upkeep = site.start(
            "manage.py", "onderhoud", "--lus", "1", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        killer.start()
        for editor in editors:
            editor.wait()
        killer.stop.set()
        killer.join()
        upkeep.terminate()
        upkeep.wait()

        assert [editor.returncode for editor in editors] == [0, 0]
        assert killer.kills > 0
        print(f"{EDITS} edits, the server killed {killer.kills} times")  # noqa: T201  # for docs/measures.md
        assert checked(site).count(" 0 verschillen") == 2


def checked(site: OwnSite) -> str:
    """What `check_index` says once the server that was just started is quick enough to be asked."""
    for _ in range(20):
        done = site.manage("check_index", check=False)
        if "niet nagekeken" not in done.stderr:
            break
        time.sleep(3)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# A process that is killed while it writes ------------------------------------------------------------------------
def test_an_index_whose_writer_is_killed_opens_each_time_with_all_that_was_written(tmp_path: Path):
    done = OwnSite.empty(tmp_path / "var").python("killed", str(KILLS))

    assert f"{KILLS} times killed" in done.stdout


# Several that work at once ---------------------------------------------------------------------------------------
@pytest.fixture
def url(site: OwnSite) -> Iterator[str]:
    """Three gunicorn workers."""
    port = 8710 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    args = ("-m", "gunicorn", "config.wsgi", "-w", "3", "-b", f"127.0.0.1:{port}", "--log-level", "error")
    server = site.start(*args)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if status(f"{url}/health/ready") == 200:
                break
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return int(answer.status)
    except OSError as error:
        return int(getattr(error, "code", 0))


def test_editors_workers_and_rebuilds_at_once_lose_nothing(site: OwnSite, url: str):
    editors, asked = site.editors(3, 4 * REBUILDS), []
    for _ in range(REBUILDS):
        rebuild = site.start("manage.py", "rebuild_index", stdout=subprocess.DEVNULL)
        while rebuild.poll() is None:
            asked.append(status(f"{url}/zoeken/?vraag=organisatie"))
        assert rebuild.returncode == 0
    while not all_done(editors):
        time.sleep(0.2)

    site.python("name")  # an agency gets a name that nothing else has
    found = {b"Zevenster" in urllib.request.urlopen(f"{url}/zoeken/?vraag=zevenster").read() for _ in range(12)}
    assert (set(asked), found) == ({200}, {True})
    assert " 0 verschillen" in site.manage("check_index").stdout
