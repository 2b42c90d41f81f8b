"""What every test can use: the demo site as a newcomer starts it, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.dispatch import Signal

from tests.ports import free_port, wait_for
from tests.selection import differs, on_servers, ungrouped

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class DemoSite:
    """The filled demo site behind gunicorn with two workers; `env` lets a command reach the same data."""

    url: str
    env: dict[str, str]
    printed: str

    def manage(self, *args: str, text: str = "") -> str:
        """Run a management command on the demo's data; gives what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *args],
            cwd=ROOT, env=self.env, input=text, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not on_servers():
        return
    config.hook.pytest_deselected(items=[item for item in items if not differs(item)])
    items[:] = filter(differs, items)


def pytest_collection_finish(session: pytest.Session) -> None:
    assert ungrouped(session.items) == [], "this pytest and pytest-xdist do not keep groups of tests together"


@contextmanager
def open_connection() -> Iterator[None]:
    """No request closes the connection of the test, as it would on PostgreSQL; Django's test client does the same."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def tell(signal: Signal) -> None:
    """Say in a test that a request begins or ends."""
    with open_connection():
        signal.send(sender=None)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[Callable[[], T]], T]:
    """Do something as a transaction of its own: what waits for the commit runs."""

    def run(change: Callable[[], T]) -> T:
        with django_capture_on_commit_callbacks(execute=True):
            return change()

    return run


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demo as somebody starts it who has set nothing, served. Tests that use it belong to xdist group "demo"."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if name not in {"DEMO", "DJANGO_SETTINGS_MODULE"}}
    clean |= {"VAR_DIR": str(tmp_path_factory.mktemp("demo") / "new" / "var"), "PYTHONWARNINGS": "ignore"}
    clean |= {"ELASTICSEARCH_TIMEOUT": "5"}  # where there is one: other tests run beside it
    command = [sys.executable, "manage.py", "demo", "--no-server", "--port", str(port)]
    filled = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True)
    assert filled.returncode == 0, filled.stdout + filled.stderr
    env = clean | {"DEMO": "1"}
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "-w",
        "2",
        "--threads",
        "4",  # a browser keeps spare connections open, and each would hold a whole worker
        "-b",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(gunicorn, cwd=ROOT, env=env)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health/live")
        yield DemoSite(url, env, filled.stdout)
    finally:
        server.terminate()
        server.wait(20)
