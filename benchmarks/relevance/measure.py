"""How well the search answers graded questions: per class Success@1, MRR, nDCG@10 and the share without an answer.

    python benchmarks/relevance/measure.py friesland|regio2|regio3|regio4|regio5 [--wrong]

Fills a database of its own, asks through `manage.py ask`, and lets ir-measures do the sums (nDCG with linear gain).
Both blocks are laid together by score, full answers before wider ones. For a question with no right answer only the
share that still shows a confident answer (not a wider one) is reported. `--wrong` lists the questions whose first
answer is not graded: only for a region that is tuned on; regio5 is looked at only to report. Behind the figures of
the author's grades stand those with the grades of the pool added (pool.py), and how many of our first ten are ungraded;
then those of the author's grades without what this asker may not see by its name (a card of professionals, somebody
who left long ago): to show that would be a leak.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ir_measures
import yaml
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS = {
    "friesland": ROOT / "fixtures/friesland",
    "regio2": HERE / "regio2",
    "regio3": HERE / "regio3",
    "regio4": HERE / "regio4",
    "regio5": HERE / "regio5",
    "regio6": HERE / "regio6",
    "regio7": HERE / "regio7",
}
CUT = 10  # so many of the first answers count
MEASURES = [Success(rel=2) @ 1, RR(rel=2), nDCG @ CUT, nDCG(judged_only=True) @ CUT]
REPORTED = frozenset({"regio5", "regio7", "zwaar_regio2"})  # nobody who builds the search reads these questions
ALL = "~ all together"
Pool = dict[tuple[str, str], dict[str, int]]  # by question and who asks: a grade for each ref, also 0
MISSPELT = ("naam_typfout", "spelfout", "typfout")  # classes in which a word may well be read as another


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("regio", choices=FOLDERS)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--vragen", help="another set of questions about this region, as uitsluiting_regio3")
    options = parser.parse_args()
    questions = yaml.safe_load((HERE / f"vragen_{options.vragen or options.regio}.yaml").read_text(encoding="utf-8"))
    env = fill(FOLDERS[options.regio])
    answers = ask_all(questions, env)
    pooled = with_pool(questions, load_pool(options.regio))
    report(questions, answers, {"pooled": pooled, "seen": only_seen(questions, seen_by_all(env))})
    if options.wrong and (options.vragen or options.regio) not in REPORTED:
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


def pool_file(regio: str) -> Path:
    return HERE / f"pool_{regio}.yaml"


def load_pool(regio: str) -> Pool:
    """The grades that were given afterwards, see pool.py; none where nobody did."""
    path = pool_file(regio)
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return {(row["vraag"], row["als"]): row["oordeel"] for row in rows}


def with_pool(questions: list[dict[str, Any]], pool: Pool) -> list[dict[str, Any]]:
    """The questions with the grades of the pool added; a grade of the author wins."""
    return [{**q, "oordeel": {**pool.get((q["vraag"], q["als"]), {}), **q["oordeel"]}} for q in questions]


def seen_by_all(env: dict[str, str]) -> dict[str, set[str]]:
    """The refs of what each audience may see of a filled guide by its name."""
    run = [sys.executable, "-W", "ignore", "-m", "benchmarks.relevance.shown"]
    printed = subprocess.run(run, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    seen: dict[str, set[str]] = defaultdict(set)
    for thing in map(json.loads, printed.splitlines()):
        if thing["met_naam"]:
            seen[thing["als"]].add(thing["ref"])
    return seen


def only_seen(questions: list[dict[str, Any]], seen: dict[str, set[str]]) -> list[dict[str, Any]]:
    """The questions without the grades of what their asker may not see."""
    return [{**q, "oordeel": {ref: g for ref, g in q["oordeel"].items() if ref in seen[q["als"]]}} for q in questions]


@dataclass(frozen=True)
class Answered:
    """What came back: the hits of both blocks in one order, and the words that were read as others."""

    hits: list[dict[str, Any]]
    corrected: list[dict[str, str]]

    @property
    def refs(self) -> list[str]:
        """What was found, each once, best first."""
        return list(dict.fromkeys(hit["ref"] for hit in self.hits))

    @property
    def is_wider(self) -> bool:
        """Is the best that was found only near the question?"""
        return bool(self.hits) and all(hit["missing"] for hit in self.hits)


def ask_all(questions: list[dict[str, Any]], env: dict[str, str]) -> list[Answered]:
    """Per question the hits of both blocks in one order: full answers by score, then wider ones."""
    answers: dict[int, Answered] = {}
    for audience in ("iedereen", "professional"):
        mine = [n for n, question in enumerate(questions) if question["als"] == audience]
        lines = manage(["ask", "--as", audience, "--json"], env, "\n".join(questions[n]["vraag"] for n in mine))
        for n, line in zip(mine, lines.splitlines(), strict=True):
            answer = json.loads(line)
            hits = answer["people"] + answer["organisations"]
            hits.sort(key=lambda hit: (bool(hit["missing"]), -hit["score"]))
            answers[n] = Answered(hits, answer["corrected"])
    return [answers[n] for n in range(len(questions))]


def report(questions: list[dict[str, Any]], answers: list[Answered], others: dict[str, list[dict[str, Any]]]) -> None:
    """Print a row a class and one for all questions that have an answer, then the negative ones.

    Each row tells the figures of the author's grades, then those of the same questions with other grades, by name.
    """
    more = {name: figures(graded, answers) for name, graded in others.items()}
    for name, row in figures(questions, answers).items():
        told = [f"{name:26} {row['n']:4} {_told(row, ('S@1', 'MRR', 'nDCG', 'judged', 'zero', 'wider'))}"]
        told += [
            f"{other} {_told(rows[name], ('S@1', 'nDCG', 'judged'))}" for other, rows in more.items() if name in rows
        ]
        print(" | ".join(told))
    negative = [n for n, question in enumerate(questions) if not question["oordeel"]]
    wrong = sum(any(not hit["missing"] for hit in answers[n].hits) for n in negative)
    print(f"{'negative':26} {len(negative):4} confident answer to {wrong}")
    right = [n for n, question in enumerate(questions) if question["klasse"] not in MISSPELT]
    changed = sum(bool(answers[n].corrected) for n in right)
    print(f"{'rightly spelt':26} {len(right):4} a word read as another in {changed}")


def _told(row: dict[str, Any], names: Iterable[str]) -> str:
    return " ".join([*(f"{name} {row[name]:.3f}" for name in names), f"ungraded {row['ungraded']}"])


def figures(questions: list[dict[str, Any]], answers: list[Answered]) -> dict[str, dict[str, Any]]:
    """Per class, and for all questions that have an answer: how many, the measures, without answer, only near ones."""
    classes: dict[str, list[int]] = defaultdict(list)
    for n, question in enumerate(questions):
        if question["oordeel"]:
            classes[question["klasse"]].append(n)
    if classes:
        classes[ALL] = [n for numbers in classes.values() for n in numbers]
    return {name: _row(numbers, questions, answers) for name, numbers in sorted(classes.items())}


def _row(rows: list[int], questions: list[dict[str, Any]], answers: list[Answered]) -> dict[str, Any]:
    qrels = [Qrel(str(n), ref, grade) for n in rows for ref, grade in questions[n]["oordeel"].items()]
    run = [doc for n in rows for doc in _run(n, answers[n].refs)]
    values = ir_measures.calc_aggregate(MEASURES, qrels, run)
    measured = dict(zip(("S@1", "MRR", "nDCG", "judged"), (values[measure] for measure in MEASURES), strict=True))
    zero = sum(not answers[n].hits for n in rows) / len(rows)
    wider = sum(answers[n].is_wider for n in rows) / len(rows)
    ungraded = sum(ref not in questions[n]["oordeel"] for n in rows for ref in answers[n].refs[:CUT])
    return {"n": len(rows), **measured, "zero": zero, "wider": wider, "ungraded": ungraded}


def _run(n: int, refs: list[str]) -> Iterable[ScoredDoc]:
    return [ScoredDoc(str(n), ref, 1000 - rank) for rank, ref in enumerate(refs)]


def list_wrong(questions: list[dict[str, Any]], answers: list[Answered]) -> None:
    for question, answered in zip(questions, answers, strict=True):
        first = answered.hits[0]["ref"] if answered.hits else "-"
        if question["oordeel"].get(first, 0) < 2 and question["oordeel"]:
            print(f"{question['klasse']:20} {question['vraag']!r}: {first}, wanted {question['oordeel']}")


if __name__ == "__main__":
    main()
