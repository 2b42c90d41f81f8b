"""People at a meeting who save cards at the same time, each with a browser of its own, from a site behind gunicorn."""

import http.client
import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.servers import production, run, site, spent

AT_ONCE = 40  # requests that wait for an answer at one moment
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Outcome:
    """What came of it: how long it took, the answers that were no success, and what the database holds after it.

    `work` is the processor time of our workers: the same on a busy machine as on a quiet one.
    """

    seconds: float
    work: float
    failures: list[str]
    left: dict[str, Any]


class Visitor:
    """A browser that is logged in, behind a proxy that speaks https."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookies = port, {"sessionid": session}

    def get(self, address: str) -> str:
        return self._ask("GET", address)

    def post(self, address: str, page: str, **data: str) -> str:
        """Send the form of a page."""
        token = TOKEN.search(page)
        assert token, "no form on the page"
        return self._ask("POST", address, urlencode({"csrfmiddlewaretoken": token[1], **data}))

    def _ask(self, method: str, address: str, body: str = "") -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-Proto": "https",
            "Referer": f"https://127.0.0.1:{self.port}/",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        content = answer.read().decode()
        connection.close()
        if answer.status not in (200, 302):
            raise AssertionError(f"{method} {address.partition('?')[0]}: {answer.status}")
        return content


def saving(folder: Path, port: int, *, people: int, cards: int, **env: str) -> Outcome:
    """Everybody looks at the same selection of cards and saves it as a file."""

    def save(meeting: dict[str, Any], visitor: Visitor) -> None:
        question = urlencode({"kaart": meeting["values"]}, doseq=True)
        visitor.get(f"/meenemen/?{question}")
        file = visitor.get(f"/meenemen/kaarten.vcf?{question}")
        assert file.count("END:VCARD") == cards, "a file without all cards"

    return _meet(folder, port, people, cards, [save], env)


def joining(folder: Path, port: int, *, people: int, **env: str) -> Outcome:
    """Everybody joins one Samenlijst; when all are on it, everybody saves it."""

    def join(meeting: dict[str, Any], visitor: Visitor) -> None:
        address = f"/samen/{meeting['samenlijst']}/"
        visitor.post(f"{address}mee/", visitor.get(address), toont="vast")

    def save(meeting: dict[str, Any], visitor: Visitor) -> None:
        file = visitor.get(f"/samen/{meeting['samenlijst']}/kaarten.vcf")
        assert file.count("END:VCARD") == people, "a list without all people"

    return _meet(folder, port, people, 1, [join, save], env)


Act = Callable[[dict[str, Any], Visitor], None]


def _meet(folder: Path, port: int, people: int, cards: int, acts: list[Act], more: dict[str, str]) -> Outcome:
    env = production(folder, **more)
    run("manage.py", "migrate", "-v0", env=env)
    run("manage.py", "collectstatic", "-v0", "--noinput", env=env)
    meeting = json.loads(run("-m", "tests.phonebook.meeting.fill", str(people), str(cards), env=env).splitlines()[-1])
    visitors = [Visitor(port, session) for session in meeting["sessions"]]
    failures: list[str] = []

    def does(act: Act, visitor: Visitor) -> None:
        try:
            act(meeting, visitor)
        except (OSError, http.client.HTTPException, AssertionError) as error:
            failures.append(f"{type(error).__name__}: {error}")

    with site(env, port) as server, ThreadPoolExecutor(AT_ONCE) as crowd:
        started, before = time.monotonic(), spent(server)
        for act in acts:
            list(crowd.map(lambda visitor, act=act: does(act, visitor), visitors))
        seconds, work = time.monotonic() - started, spent(server) - before
    return Outcome(seconds, work, failures, json.loads(run("-m", "tests.phonebook.meeting.count", env=env)))
