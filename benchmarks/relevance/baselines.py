"""Our search beside what others would make in an afternoon, on the same questions, in one run.

    python benchmarks/relevance/baselines.py friesland|regio2|regio3 [--database 5530] [--server 9830]

Prints for each the share of first answers that are right, MRR, nDCG@10, how many questions find nothing, and how many
questions without an answer get one all the same. Ours is measured as measure.py does. Starts PostgreSQL and
Elasticsearch by tests/postgresql.sh and tests/elasticsearch.sh on these ports, and ends them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import measure
import yaml

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
    entries = [json.loads(line) for line in _run("entries", env).splitlines()]
    with _server("elasticsearch.sh", "8.19.16", options.server) as elastic:
        for name, way, where in ROWS:
            given = {"way": way, "entries": entries, "questions": questions}
            with _database(where, options.database) as database:
                refs = json.loads(_run("run", {**os.environ, **elastic, **database}, json.dumps(given)))
            found[name] = [measure.Answered([{"ref": ref, "missing": ()} for ref in each], []) for each in refs]
    report(questions, found)


def _run(module: str, env: dict[str, str], text: str = "") -> str:
    args = [sys.executable, "-W", "ignore", "-m", f"benchmarks.relevance.baseline.{module}"]
    return subprocess.run(
        args, cwd=measure.ROOT, env=env, input=text, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


@contextmanager
def _server(script: str, *where: str) -> Iterator[dict[str, str]]:
    """Start a server; gives the variable that names it."""
    program = str(measure.ROOT / "tests" / script)
    told = subprocess.run([program, "start", *where], stdout=subprocess.PIPE, text=True, check=True).stdout
    name, _, value = told.strip().splitlines()[-1].partition("=")
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
