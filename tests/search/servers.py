"""A real Elasticsearch for tests: started on a free port, hung, killed and stopped; see tests/elasticsearch.sh."""

import os
import shutil
import signal
import socket
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from elasticsearch import Elasticsearch
from pytest_django import Settings

from tests.programs import needs

SCRIPT = Path(__file__).resolve().parent.parent / "elasticsearch.sh"
ELASTIC_8, ELASTIC_9 = "8.19.16", "9.2.4"


@dataclass
class Server:
    """One server of a version; it may be started again on the same port, empty."""

    version: str
    port: int
    url: str = ""

    def start(self) -> None:
        printed = _script("start", self.version, str(self.port))
        self.url = printed.strip().removeprefix("ELASTICSEARCH_URL=")

    def stop(self) -> None:
        _script("stop", str(self.port))

    def signal(self, number: signal.Signals) -> None:
        """KILL, STOP (it hangs: takes connections and never answers) or CONT."""
        for pid in _script("pid", str(self.port)).split():
            os.kill(int(pid), number)


@contextmanager
def running(version: str) -> Iterator[Server]:
    """A server of this version while it is needed; the test says "not run" where there cannot be one."""
    java = subprocess.run([SCRIPT, "java", version], capture_output=True)
    needs(java.returncode == 0 and bool(shutil.which("mvn")), f"Maven, and a Java for Elasticsearch {version}")
    server = Server(version, _free_port())
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def used_by(settings: Settings, server: Server, *, shards: int = 1, seconds: float = 5.0) -> Iterator[None]:
    """Let the site use this server, with indexes of its own that are deleted afterwards."""
    settings.ELASTICSEARCH_URL = server.url
    settings.ELASTICSEARCH_SHARDS = shards
    settings.ELASTICSEARCH_TIMEOUT = seconds
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex[:12]}"
    settings.SEARCH_ENGINE = settings.SEARCH_SERVER_ENGINE
    try:
        yield
    finally:
        with Elasticsearch(server.url) as client:
            if names := list(client.indices.get_alias(index=f"{settings.ELASTICSEARCH_INDEX}-*")):
                client.indices.delete(index=names)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _script(*args: str) -> str:
    done = subprocess.run([SCRIPT, *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
