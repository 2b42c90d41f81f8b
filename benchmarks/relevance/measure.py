"""How well the search answers graded questions: per class Success@1, MRR, nDCG@10 and the share without an answer.

    python benchmarks/relevance/measure.py friesland|regio2|regio3 [--wrong]

Fills a database of its own, asks through `manage.py ask`, and lets ir-measures do the sums (nDCG with linear gain).
Both blocks are laid together by score, full answers before wider ones. For a question with no right answer only the
share that still shows a confident answer (not a wider one) is reported. `--wrong` lists the questions whose first
answer is not graded: only for the region that is tuned on; regio2 is looked at only to report.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ir_measures
import yaml
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS = {"friesland": ROOT / "fixtures/friesland", "regio2": HERE / "regio2", "regio3": HERE / "regio3"}
MEASURES = [Success(rel=2) @ 1, RR(rel=2), nDCG @ 10]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("regio", choices=FOLDERS)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    questions = yaml.safe_load((HERE / f"vragen_{options.regio}.yaml").read_text(encoding="utf-8"))
    answers = ask_all(questions, fill(FOLDERS[options.regio]))
    report(questions, answers)
    if options.wrong and options.regio != "regio2":
        list_wrong(questions, answers)


def fill(folder: Path) -> dict[str, str]:
    """A filled database and index in a directory of their own; gives the environment that reaches them."""
    env = {**os.environ, "DEMO": "1", "VAR_DIR": tempfile.mkdtemp(), "PYTHONWARNINGS": "ignore"}
    for command in (["migrate", "-v0"], ["load_region", str(folder)], ["rebuild_index"]):
        manage(command, env)
    return env


def manage(command: list[str], env: dict[str, str], text: str = "") -> str:
    run = [sys.executable, "manage.py", *command]
    return subprocess.run(run, cwd=ROOT, env=env, input=text, capture_output=True, text=True, check=True).stdout


def ask_all(questions: list[dict[str, Any]], env: dict[str, str]) -> list[list[dict[str, Any]]]:
    """Per question the hits of both blocks in one order: full answers by score, then wider ones."""
    answers: dict[int, list[dict[str, Any]]] = {}
    for audience in ("iedereen", "professional"):
        mine = [n for n, question in enumerate(questions) if question["als"] == audience]
        lines = manage(["ask", "--as", audience, "--json"], env, "\n".join(questions[n]["vraag"] for n in mine))
        for n, line in zip(mine, lines.splitlines(), strict=True):
            answer = json.loads(line)
            hits = answer["people"] + answer["organisations"]
            answers[n] = sorted(hits, key=lambda hit: (bool(hit["missing"]), -hit["score"]))
    return [answers[n] for n in range(len(questions))]


def report(questions: list[dict[str, Any]], answers: list[list[dict[str, Any]]]) -> None:
    """Print a row a class and one for all questions that have an answer, then the negative ones."""
    classes: dict[str, list[int]] = defaultdict(list)
    for n, question in enumerate(questions):
        if question["oordeel"]:
            classes[question["klasse"]].append(n)
    print(f"{'class':24} {'n':>4} {'S@1':>6} {'MRR':>6} {'nDCG':>6} {'zero':>6}")
    classes["~ all together"] = [n for numbers in classes.values() for n in numbers]
    for name, numbers in sorted(classes.items()):
        print(_row(name, numbers, questions, answers))
    negative = [n for n, question in enumerate(questions) if not question["oordeel"]]
    wrong = sum(any(not hit["missing"] for hit in answers[n]) for n in negative)
    print(f"{'negative':24} {len(negative):4} confident answer to {wrong}")


def _row(name: str, rows: list[int], questions: list[dict[str, Any]], answers: list[list[dict[str, Any]]]) -> str:
    qrels = [Qrel(str(n), ref, grade) for n in rows for ref, grade in questions[n]["oordeel"].items()]
    run = [doc for n in rows for doc in _run(n, answers[n])]
    values = ir_measures.calc_aggregate(MEASURES, qrels, run)
    zero = sum(not answers[n] for n in rows) / len(rows)
    figures = " ".join(f"{values[measure]:6.3f}" for measure in MEASURES)
    return f"{name:24} {len(rows):4} {figures} {zero:6.3f}"


def _run(n: int, hits: list[dict[str, Any]]) -> Iterable[ScoredDoc]:
    refs = list(dict.fromkeys(hit["ref"] for hit in hits))
    return [ScoredDoc(str(n), ref, 1000 - rank) for rank, ref in enumerate(refs)]


def list_wrong(questions: list[dict[str, Any]], answers: list[list[dict[str, Any]]]) -> None:
    for question, hits in zip(questions, answers, strict=True):
        first = hits[0]["ref"] if hits else "-"
        if question["oordeel"].get(first, 0) < 2 and question["oordeel"]:
            print(f"{question['klasse']:20} {question['vraag']!r}: {first}, wanted {question['oordeel']}")


if __name__ == "__main__":
    main()
