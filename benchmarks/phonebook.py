"""5,000 cards on their way to a phone: our site beside Radicale with the same cards, and files beside vobject's.

What is compared is asked in turn, in one run, by the same client. What counts is the processor time of each server with
all its workers, because that does not depend on what else the machine does. Radicale is an unchanged program in an
environment of its own (`.venv-radicale`, made where it is missing); it serves the very cards that our site gave.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.dav_client import Device
from benchmarks.servers import book_of, production, radicale, run, site, spent, wait_until_quiet

CARDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
PORT, PORT_OF_RADICALE = 8751, 8752
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
AT_ONCE = 8  # questions that make both of our workers busy
Pair = tuple[float, float]  # seconds of processor: ours, Radicale's
RADICALE_LOGIN = ("meten", "geheim")
RADICALE_BOOK = "/meten/gids/"
KINDS = {"DAVx5 (10 cards a request)": (10, False), "iPhone (lists first, 50 cards a request)": (50, True)}
ROOMY = {
    "SUBSCRIPTION_CARDS": "100000", "SUBSCRIPTIONS_A_PERSON": "1000", "EXPORT_CARDS_A_DAY": "10000000"
}  # fmt: skip


@dataclass
class Bench:
    """Both servers, the logins that wait for a first sync, and the folder with the cards of Radicale."""

    env: dict[str, str]
    logins: list[list[str]]
    folder: Path
    servers: tuple[int, int] = (0, 0)  # ours, Radicale

    def ours(self, kind: str) -> Device:
        slug, token = self.logins.pop()
        at_once, lists = KINDS[kind]
        return Device(PORT, slug, token, f"/carddav/books/{slug}/gids/", at_once, lists)

    def theirs(self, kind: str) -> Device:
        at_once, lists = KINDS[kind]
        return Device(PORT_OF_RADICALE, *RADICALE_LOGIN, RADICALE_BOOK, at_once, lists)

    def change(self, number: int) -> None:
        """Change some cards on both sides."""
        run("-m", "benchmarks.setup_phonebook", "change", str(number), env=self.env)
        for path in sorted(self.folder.glob("*.vcf"))[:number]:
            path.write_bytes(path.read_bytes().replace(b"TITLE:", b"TITLE:A"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, _bench(Path(folder)) as bench:
        for kind in KINDS:
            _measure(bench, kind)
        print(run("-m", "benchmarks.setup_phonebook", "write", "3", env=bench.env), end="")


@contextmanager
def _bench(folder: Path) -> Iterator[Bench]:
    env = production(folder, **ROOMY)
    run("manage.py", "migrate", "-v0", env=env)
    run("-m", "benchmarks.setup_phonebook", "fill", str(CARDS), env=env)
    printed = run("-m", "benchmarks.setup_phonebook", "subscribe", str(len(KINDS) * (ROUNDS + 1) + 1), env=env)
    theirs = folder / "radicale"
    bench = Bench(env, [line.split() for line in printed.splitlines()], book_of(theirs, RADICALE_LOGIN[0]))
    with site(env, PORT):
        for name, text in bench.ours(list(KINDS)[-1]).texts().items():
            (bench.folder / name).write_bytes(text.encode())
    with site(env, PORT) as here, radicale(theirs, PORT_OF_RADICALE, *RADICALE_LOGIN) as there:
        wait_until_quiet(here)
        bench.servers = here, there
        yield bench


@dataclass
class Step:
    """What a device does, how long that took each server, and what went over the wire the last time."""

    name: str
    times: list[Pair] = field(default_factory=list)
    told: str = ""

    def measure(self, bench: Bench, sides: tuple[Device, Device]) -> None:
        ours, theirs = (_timed(side, server) for side, server in zip(sides, bench.servers, strict=True))
        self.times.append((ours, theirs))
        self.told = " / ".join(
            f"{side.requests} requests, {side.octets:,} octets (the report {side.report:,} unpacked)" for side in sides
        )

    def report(self, name: str) -> None:
        ours, theirs = (statistics.median(side) for side in zip(*self.times, strict=True))
        ratio = f"{theirs / max(ours, 0.01):5.1f} times"
        print(f"  {name:21} ours {ours:7.3f} s   Radicale {theirs:7.3f} s   {ratio}   {self.told}", flush=True)


def _measure(bench: Bench, kind: str) -> None:
    """Each round a new device on each side: a first sync, one after three changes, one with nothing new.

    In the first round the servers fill their memory: told apart as "cold".
    """
    print(f"\n{kind}")
    steps = [Step("first sync"), Step("after 3 changes"), Step("nothing new")]
    for turn in range(ROUNDS + 1):
        sides = bench.ours(kind), bench.theirs(kind)
        for step in steps:
            if step.name == "after 3 changes":
                bench.change(3)
            step.measure(bench, sides)
            if turn == 0:
                step.report(f"{step.name}, cold")
                step.times.clear()
        if turn == 0:
            _fill_memory(sides[0])
    for step in steps:
        step.report(step.name)


def _fill_memory(device: Device) -> None:
    """Let both of our workers read the guide: one of them answered the first round alone."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(lambda _: replace(device).has_news(), range(AT_ONCE)))


def _timed(side: Device, server: int) -> float:
    before = spent(server)
    side.sync()
    return spent(server) - before


if __name__ == "__main__":
    main()
