"""Our search beside the bare engine as the guide grows: time, memory, disk, and how many questions a second.

    python benchmarks/search_scale.py [CARDS ...] [--engines embedded elastic] [--questions 260] [--folder var/bench]
    make bench-scale

For each number of cards (10000 50000 300000 by default) it fills a database of its own in the folder (once: it is used
again), and for each engine builds the index in three ways, times questions and suggestions beside the bare engine in
turn, and lets 1, 2 and 4 workers answer at once. Everything is told in one table for each size. Elasticsearch is
started by tests/elasticsearch.sh, on the port of --server.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES, ENGINES, WORKERS = (10_000, 50_000, 300_000), ("embedded", "elastic"), (1, 2, 4)
SECONDS = 10.0
GETTING_READY = 40.0  # seconds for workers to start and open the index
VERSION = "8.19.16"
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cards", type=int, nargs="*", default=SIZES)
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=ENGINES)
    parser.add_argument("--questions", type=int, default=260)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    parser.add_argument("--server", type=int, default=9830)
    options = parser.parse_args()
    for cards in options.cards:
        env = filled(options.folder / str(cards), cards)
        documents = Path(env["VAR_DIR"]) / "documents.pickle"
        print(f"== {cards} cards", flush=True)
        tell("analysis alone", part("indexing", env, "documents", str(documents)))
        for engine in options.engines:
            with served(engine, options.server) as address:
                measure(engine, env | address, documents, options.questions)


def filled(folder: Path, cards: int) -> dict[str, str]:
    """The environment of a filled database; what is there already is used again."""
    env = {**os.environ, "DEMO": "1", "VAR_DIR": str(folder), "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(ROOT)}
    env["DJANGO_SETTINGS_MODULE"] = "benchmarks.scale.settings"
    env.pop("ELASTICSEARCH_URL", None)
    done = folder / "filled"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "benchmarks/seed.py", str(cards)], cwd=ROOT, env=env, check=True)
        done.touch()
    return env


@contextmanager
def served(engine: str, port: int) -> Iterator[dict[str, str]]:
    """What the environment needs for an engine; starts its server and ends it."""
    if engine == "embedded":
        yield {}
        return
    program = str(ROOT / "tests" / "elasticsearch.sh")
    subprocess.run([program, "start", VERSION, str(port)], check=True, stdout=subprocess.DEVNULL)
    try:
        yield {
            "ELASTICSEARCH_URL": f"http://127.0.0.1:{port}",
            "ELASTICSEARCH_TIMEOUT": "30",
            "SEARCH_ENGINE": "search.engines.elastic.ElasticEngine",  # alone: what is measured is the server
        }
    finally:
        subprocess.run([program, "stop", str(port)], check=True)


def measure(engine: str, env: dict[str, str], documents: Path, questions: int) -> None:
    """All of one engine at one size."""
    print(f"-- {engine}", flush=True)
    tell("bare bulk of finished documents", part("indexing", env, "bulk", str(documents)))
    tell("rebuild", part("indexing", env, "rebuild"))
    found = part("asking", env, str(questions))
    memory = {name: round(value) for name, value in found["memory"].items()}
    print(f"memory of a worker, MB: {memory}; opening {found['open']:.0f} ms, lexicon {found['lexicon']:.0f} ms")
    for name in ("cold", "first", "again", "suggest"):
        compare(name, found[name])
        if engine == "embedded":  # it works in this process: less disturbed by what else the computer does
            compare(name, found[name], "_work")
    for workers in WORKERS:
        print(f"{workers} workers: {throughput(env, workers):.1f} questions a second", flush=True)


def part(module: str, env: dict[str, str], *args: str) -> Row:
    """Run a part in a process of its own; gives what it tells."""
    told = subprocess.run(command(module, *args), cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    row: Row = json.loads(told.stdout.splitlines()[-1])
    return row


def command(module: str, *args: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.scale.{module}", *args]


def throughput(env: dict[str, str], workers: int) -> float:
    """Questions a second of so many workers together."""
    start = str(time.time() + GETTING_READY)
    asked = [command("working", str(SECONDS), str(seed), start) for seed in range(1, workers + 1)]
    running = [subprocess.Popen(each, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) for each in asked]
    return sum(int(process.communicate()[0]) for process in running) / SECONDS


def tell(what: str, row: Row) -> None:
    each = 1000 * row["cpu"] / row["documents"]
    disk = f", {row['disk']:.0f} MB on disk" if "disk" in row else ""
    print(
        f"{what}: {row['documents']} documents in {row['seconds']:.0f} s ({row['cpu']:.0f} s of processor here, "
        f"{each:.2f} ms each), {row['peak']:.0f} MB at most{disk}",
        flush=True,
    )


def compare(name: str, rows: list[Row], which: str = "") -> None:
    """p50, p95 and p99 of ours and of the bare engine, and how they compare; by the clock or by the work done."""
    ours, bare = ([row[side + which] for row in rows] for side in ("ours", "bare"))
    pairs = [mine / its for mine, its in zip(ours, bare, strict=True) if its]
    columns = [f"p{p} {at(ours, p):.1f} / {at(bare, p):.1f} = {at(ours, p) / at(bare, p):.2f}" for p in (50, 95, 99)]
    calls = statistics.mean(row.get("calls", 1) for row in rows)
    how = "ms of work" if which else "ms"
    print(f"{name:8} {how}, ours / bare: {'; '.join(columns)}")
    print(f"{'':8} median of the ratios {statistics.median(pairs):.2f}, {calls:.1f} calls of the engine", flush=True)


def at(values: list[float], percent: int) -> float:
    """A percentile."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]


if __name__ == "__main__":
    main()
