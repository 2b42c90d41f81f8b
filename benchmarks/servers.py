"""Servers to measure, each in a process of its own on a port of its own: our site as in production, and Radicale."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RADICALE = ROOT / ".venv-radicale"  # GPL: a program beside ours, never imported
RADICALE_VERSION = "3.9.0"
RADICALE_CONFIG = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder}/data
[web]
type = none
[logging]
level = error
"""


def production(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a site behind a proxy that speaks https, with its data in a folder; nothing of a demo."""
    mine = {key: value for key, value in os.environ.items() if key not in ("DEMO", "DEBUG")}
    return mine | {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
        "BEHIND_PROXY": "1",
        "VAR_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **more,
    }


def run(*args: str, env: dict[str, str]) -> str:
    """Run one of our own programs to its end; gives what it prints."""
    done = subprocess.run([sys.executable, *args], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


@contextmanager
def site(env: dict[str, str], port: int) -> Iterator[int]:
    """Our site behind gunicorn with two workers, as README.md says; patient, for a machine that is busy otherwise.

    Gives the number of its process, as `radicale` does.
    """
    args = [
        "-m",
        "gunicorn",
        "config.wsgi",
        "-w",
        "2",
        "--threads",
        "4",
        "-b",
        f"127.0.0.1:{port}",
        "--timeout",
        "300",
        "--log-level",
        "error",
    ]
    with _serving([sys.executable, *args], port, env) as pid:
        yield pid


def book_of(folder: Path, user: str) -> Path:
    """An empty address book of Radicale: a folder for files of cards."""
    book = folder / "data" / "collection-root" / user / "gids"
    book.mkdir(parents=True)
    (book / ".Radicale.props").write_text('{"tag": "VADDRESSBOOK"}')
    return book


@contextmanager
def radicale(folder: Path, port: int, user: str, password: str) -> Iterator[int]:
    """Radicale with one user."""
    python = RADICALE / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(RADICALE)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, f"radicale=={RADICALE_VERSION}"], check=True)
    (folder / "users").write_text(f"{user}:{password}\n")
    (folder / "config").write_text(RADICALE_CONFIG.format(folder=folder, port=port))
    with _serving([str(python), "-m", "radicale", "--config", str(folder / "config")], port, dict(os.environ)) as pid:
        yield pid


def spent(pid: int) -> float:
    """Seconds of processor that a server and its workers used so far: the same on a busy machine as on a quiet one."""
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    stats = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in (pid, *workers)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def wait_until_quiet(pid: int) -> None:
    """Until a server did what it does when it begins, such as building its search index."""
    before = -1.0
    while spent(pid) - before > 0.1:
        before = spent(pid)
        time.sleep(3)


@contextmanager
def _serving(command: list[str], port: int, env: dict[str, str]) -> Iterator[int]:
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait_for(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(300)


def _wait_for(port: int) -> None:
    """Until it answers; asked often enough for each of its processes to have begun."""
    for _ in range(300):
        with socket.socket() as found:
            if found.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    for _ in range(20):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", "/health/live")
        connection.getresponse().read()
        connection.close()
