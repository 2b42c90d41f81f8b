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
from typing import Any

from django.conf import settings
from django.test import override_settings
from elasticsearch import Elasticsearch

from tests.ports import free_port
from tests.programs import needs

SCRIPT = Path(__file__).resolve().parent.parent / "elasticsearch.sh"
ELASTIC_8, ELASTIC_9 = "8", "9"
UP_TO_DATE = "tests.search.servers.up_to_date"


@dataclass
class Server:
    """One server of a version, or a cluster of some nodes on ports that follow each other."""

    version: str
    port: int
    url: str = ""
    nodes: int = 1

    def start(self) -> None:
        printed = _script("start", self.version, str(self.port), str(self.nodes))
        self.url = printed.strip().removeprefix("ELASTICSEARCH_URL=")

    def start_again(self, node: str = "*") -> None:
        """After a kill, with the data it had."""
        _script("again", str(self.port), node)

    def stop(self) -> None:
        _script("stop", str(self.port))

    def signal(self, number: signal.Signals, node: str = "*") -> None:
        """KILL, STOP (it hangs: takes connections and never answers) or CONT; to all its nodes or to one (0, 1, …)."""
        for pid in _script("pid", str(self.port), node).split():
            os.kill(int(pid), number)


@contextmanager
def running(version: str, nodes: int = 1) -> Iterator[Server]:
    """A server of this version while it is needed; the test says "not run" where there cannot be one."""
    java = subprocess.run([SCRIPT, "java", version], capture_output=True)
    needs(java.returncode == 0 and bool(shutil.which("mvn")), f"Maven, and a Java for Elasticsearch {version}")
    server = Server(version, _free_port(nodes), nodes=nodes)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def up_to_date(place: str) -> bool:
    """For tests of engines without a database: no change waits for the server."""
    return False


def used_by_site(server: Server, prefix: str, **values: Any) -> override_settings:
    """Let the site use this server and the indexes there whose names begin so."""
    engine = settings.SEARCH_SERVER_ENGINE
    values = {"ELASTICSEARCH_TIMEOUT": 5.0, "SEARCH_ENGINE": engine, "SEARCH_BEHIND": UP_TO_DATE} | values
    return override_settings(ELASTICSEARCH_URL=server.url, ELASTICSEARCH_INDEX=prefix, **values)


@contextmanager
def own_indexes(server: Server) -> Iterator[str]:
    """A beginning for the names of indexes; those are deleted afterwards."""
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    try:
        yield prefix
    finally:
        with Elasticsearch(server.url.split(",")) as client:
            if names := list(client.indices.get_alias(index=f"{prefix}-*")):
                client.indices.delete(index=names)


def _free_port(nodes: int) -> int:
    """A port that is free, and for more nodes also those that follow and the ones at which they talk (10 further)."""
    while True:
        port = free_port()
        others = [port + step + node for step in (0, 10) for node in range(nodes)] if nodes > 1 else []
        if all(map(_is_free, others)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as found:
        return port < 65536 and found.connect_ex(("127.0.0.1", port)) != 0


def _script(*args: str) -> str:
    done = subprocess.run([SCRIPT, *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
