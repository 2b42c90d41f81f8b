"""Our pages beside a bare Wagtail page, through gunicorn, in one run: median, p95 and ratio.

The bare page is a Wagtail page with a title and one paragraph, served by the same process and settings: what Wagtail
itself costs. Pages are asked in turn (A B C A B C ...), so that the machine's drift hits all alike. Then once more with
a change of the guide before each request, so that nothing of what the processes keep can be used.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PORT = 8791
ROUNDS, ROUNDS_CHANGED, WARM_UP = 150, 20, 10


def main() -> None:
    env = {
        **os.environ,
        "DEMO": "1",
        "VAR_DIR": tempfile.mkdtemp(),
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    }
    run = {"cwd": ROOT, "env": env, "check": True, "text": True}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], **run)
    subprocess.run([sys.executable, "manage.py", "demo", "--no-server"], stdout=subprocess.DEVNULL, **run)
    session = subprocess.run(
        [sys.executable, "benchmarks/setup_pages.py"], stdout=subprocess.PIPE, **run
    ).stdout.split()[-1]
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen([*gunicorn, "--log-level", "error"], cwd=ROOT, env=env)
    try:
        report(measure(PAGES, session, ROUNDS))
        print("The first request after a change:")
        report(measure(PAGES, session, ROUNDS_CHANGED, before=change_of_the_guide(env)))
    finally:
        server.terminate()
        server.wait(20)


PAGES = {
    "bare Wagtail page": "/kaal/",
    "home": "/",
    "search page": "/zoeken/?vraag=schuldhulp+jongeren+wolvega",
    "search page, professional": "/zoeken/?vraag=schuldhulp+jongeren+wolvega",
    "agency, 50 cards, visitor": "/friesland/meetbureau/",
    "agency, 50 cards, professional": "/friesland/meetbureau/",
}


def change_of_the_guide(env: dict[str, str]) -> Callable[[], None]:
    """What makes the server's processes forget what they kept, as any change of the guide does."""
    os.environ.update(env)
    sys.path.insert(0, str(ROOT))
    django.setup()
    from directory.keeping import bump  # after setup

    return bump


def measure(
    pages: dict[str, str], session: str, rounds: int, before: Callable[[], None] | None = None
) -> dict[str, list[float]]:
    """Milliseconds per page, asked in turn over one kept connection; `before` is done before each."""
    connection = _connect()
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(rounds + WARM_UP):
        for name, address in pages.items():
            if before:
                before()
            started = time.perf_counter()
            cookie = {"Cookie": f"sessionid={session}"} if name.endswith("professional") else {}
            connection.request("GET", address, headers=cookie)
            response = connection.getresponse()
            response.read()
            assert response.status == 200, (address, response.status)
            if turn >= WARM_UP:
                times[name].append((time.perf_counter() - started) * 1000)
    return times


def _connect() -> http.client.HTTPConnection:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
            connection.connect()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise SystemExit("the server did not start")


def report(times: dict[str, list[float]]) -> None:
    bare = statistics.median(times["bare Wagtail page"])
    for name, values in times.items():
        p95 = statistics.quantiles(values, n=20)[-1]
        median = statistics.median(values)
        print(f"{name:32} median {median:6.1f} ms   p95 {p95:6.1f} ms   {median / bare:4.2f} x bare")


if __name__ == "__main__":
    main()
