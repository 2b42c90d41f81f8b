"""Our pages beside a bare Wagtail page, through gunicorn, in one run: median, p95 and ratio.

The bare page is a Wagtail page with a title and one paragraph, served by the same process and settings: what Wagtail
itself costs. Pages are asked in turn (A B C A B C ...), so that the machine's drift hits all alike.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8791
ROUNDS = 150


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
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "-w", "2", "-b", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen([*gunicorn, "--log-level", "error"], cwd=ROOT, env=env)
    try:
        report(measure(PAGES, session))
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


def measure(pages: dict[str, str], session: str) -> dict[str, list[float]]:
    """Milliseconds per page, asked in turn over one kept connection."""
    connection = _connect()
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 10):
        for name, address in pages.items():
            started = time.perf_counter()
            cookie = {"Cookie": f"sessionid={session}"} if name.endswith("professional") else {}
            connection.request("GET", address, headers=cookie)
            response = connection.getresponse()
            response.read()
            assert response.status == 200, (address, response.status)
            if turn >= 10:
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
