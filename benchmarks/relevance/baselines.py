"""Our search beside what others would make in an afternoon, on the same questions, in one run.

    python -m benchmarks.relevance.baselines REGIO [--database 5530] [--server 9830]

Prints for each the share of first answers that are right, MRR, nDCG@10, how many questions find nothing, and how many
questions without an answer get one all the same. Ours is measured as measure.py does. Starts PostgreSQL and
Elasticsearch by tests/postgresql.sh and tests/elasticsearch.sh on these ports, and ends them; what needs one that does
not start is told and left out.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import yaml

from benchmarks.relevance import measure

ROWS = (
    ("modelsearch on SQLite", "modelsearch", "sqlite"),
    ("modelsearch on PostgreSQL", "modelsearch", "postgres"),
    ("PostgreSQL dutch websearch + pg_trgm", "postgres", "postgres"),
    ("  the same, any word before pg_trgm", "postgres_any", "postgres"),
    ("multi_match fuzziness AUTO, best_fields", "elastic", "sqlite"),
    ("  the same, most_fields", "elastic_most", "sqlite"),
    ("  best_fields, Dutch stems", "elastic_dutch", "sqlite"),
    ("  most_fields, Dutch stems", "elastic_dutch_most", "sqlite"),
)
Answers = list[measure.Answered]


class ServerMissing(Exception):
    """A server does not start on this computer."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("regio", choices=measure.FOLDERS)
    parser.add_argument("--database", default="5530")
    parser.add_argument("--server", default="9830")
    options = parser.parse_args()
    path = measure.HERE / f"vragen_{options.regio}.yaml"
    questions = yaml.safe_load(path.read_text(encoding="utf-8"))
    env = measure.fill(measure.FOLDERS[options.regio])
    found = {"VindElkaar": measure.ask_all(questions, env)}
    report(questions, found | ask_baselines(questions, env, options.database, options.server))


def ask_baselines(
    questions: list[dict[str, Any]], env: dict[str, str], database: str, server: str
) -> dict[str, Answers]:
    """What each baseline answers about the guide of this environment; the ports of PostgreSQL and Elasticsearch."""
    entries = [json.loads(line) for line in run("baseline.entries", env).splitlines()]
    found: dict[str, Answers] = {}
    elastic: dict[str, str] = {}
    with ExitStack() as servers:
        for name, way, where in ROWS:
            given = {"way": way, "entries": entries, "questions": questions}
            try:
                if way.startswith("elastic") and not elastic:
                    elastic = servers.enter_context(_server("elasticsearch.sh", "8.19.16", server))
                with _database(where, database) as filled:
                    refs = json.loads(run("baseline.run", {**os.environ, **elastic, **filled}, json.dumps(given)))
            except ServerMissing as error:
                print(f"Left out: {name}: {error}", file=sys.stderr)
                continue
            found[name] = [measure.Answered([{"ref": ref, "missing": ()} for ref in each], []) for each in refs]
    return found


def run(module: str, env: dict[str, str], text: str = "") -> str:
    """Run a module of this folder as a program; gives what it prints."""
    args = [sys.executable, "-W", "ignore", "-m", f"benchmarks.relevance.{module}"]
    return subprocess.run(
        args, cwd=measure.ROOT, env=env, input=text, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


@contextmanager
def _server(script: str, *where: str) -> Iterator[dict[str, str]]:
    """Start a server; gives the variable that names it."""
    program = str(measure.ROOT / "tests" / script)
    start = subprocess.run([program, "start", *where], stdout=subprocess.PIPE, text=True, check=False)
    if start.returncode:
        raise ServerMissing(f"{script} does not start")
    name, _, value = start.stdout.strip().splitlines()[-1].partition("=")
    try:
        yield {name: value}
    finally:
        subprocess.run([program, "stop", where[-1]], check=True)


@contextmanager
def _database(where: str, port: str) -> Iterator[dict[str, str]]:
    """An empty database."""
    if where == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield {"DATABASE_URL": f"sqlite:///{folder}/baseline.sqlite3"}
    else:
        with _server("postgresql.sh", port) as found:
            yield found


def report(questions: list[dict[str, Any]], found: dict[str, Answers]) -> None:
    """A line for each way over all questions that have an answer, ours on top, and how far ours is above the best."""
    none = [n for n, question in enumerate(questions) if not question["oordeel"]]
    print(f"{'':42} {'n':>4} {'S@1':>6} {'MRR':>6} {'nDCG':>6} {'zero':>6}  answered without an answer")
    best = {}
    for name, answers in found.items():
        row = measure.figures(questions, answers)[measure.ALL]
        wrong = sum(any(not hit["missing"] for hit in answers[n].hits) for n in none)
        columns = " ".join(f"{row[key]:6.3f}" for key in ("S@1", "MRR", "nDCG", "zero"))
        print(f"{name:42} {row['n']:4} {columns}  {wrong} of {len(none)}")
        best[name] = row["nDCG"]
    ours = best.pop("VindElkaar")
    print(f"nDCG@10 above the best of the others: {ours - max(best.values()):.3f}")


if __name__ == "__main__":
    main()
