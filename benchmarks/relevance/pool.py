"""Grades for what the authors did not list: pools what several systems find, and adds what a grader says of it.

    python -m benchmarks.relevance.pool write REGIO FILE [--part 50] [--database 5530] [--server 9830]
    python -m benchmarks.relevance.pool read REGIO GRADES...

`write` lays the first ten of our search and of every baseline together, and writes for each question what has no grade
yet, in a random order: whoever grades cannot see which system found it. With `--part` also in files of so many
questions. `read` checks the grades, a line for each question (`12: {r031: 1, bieb-poort: 0}`), and adds them to
`pool_<region>.yaml`, which measure.py reads; with a mistake it tells them all and changes nothing.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.relevance import baselines, measure

EMPTY = "negatief"  # questions that nobody here answers: nothing to grade
HEAD = """# Grades of what the author of the questions did not list, by others who did not see which system found it.
# Written by pool.py; a 0 was looked at, what is not here was not. See "Pooled grades" in README.md.
"""
Question = dict[str, Any]
Shown = dict[str, dict[str, tuple[str, str]]]  # by audience and ref: name and what it is, all that may be seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    writing, reading = commands.add_parser("write"), commands.add_parser("read")
    for command in (writing, reading):
        command.add_argument("regio", choices=measure.FOLDERS)
    writing.add_argument("file", type=Path)
    writing.add_argument("--part", type=int, default=0)
    writing.add_argument("--database", default="5530")
    writing.add_argument("--server", default="9830")
    reading.add_argument("grades", type=Path, nargs="+")
    options = parser.parse_args()
    (write if options.command == "write" else read)(options)


# Writing what is to be graded ------------------------------------------------------------------------------------
def write(options: argparse.Namespace) -> None:
    """The pool of a region in a file, and in parts."""
    env = measure.fill(measure.FOLDERS[options.regio])
    shown = shown_to_all(env)
    questions = measure.with_pool(load_questions(options.regio), measure.load_pool(options.regio))
    ours = measure.ask_all(questions, env)
    others = baselines.ask_baselines(questions, env, options.database, options.server)
    pool = [
        {"nummer": n + 1, **to_grade(question, [found[n].refs for found in (ours, *others.values())], shown)}
        for n, question in enumerate(questions)
        if question["klasse"] != EMPTY
    ]
    pool = [row for row in pool if row["open"]]
    for path, rows in parts(options.file, pool, options.part):
        path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")
        print(f"{path}: {len(rows)} questions, {sum(len(row['open']) for row in rows)} ungraded")
    row = measure.figures(questions, ours)[measure.ALL]
    print(f"ours: {row['ungraded']} ungraded in the first {measure.CUT} of {row['n']} questions; {len(others)} others")


def load_questions(regio: str) -> list[Question]:
    found: list[Question] = yaml.safe_load((measure.HERE / f"vragen_{regio}.yaml").read_text(encoding="utf-8"))
    return found


def shown_to_all(env: dict[str, str]) -> Shown:
    """What each audience may see of a filled guide."""
    shown: Shown = {}
    for line in baselines.run("shown", env).splitlines():
        thing = json.loads(line)
        shown.setdefault(thing["als"], {})[thing["ref"]] = (thing["kop"], thing["tekst"])
    return shown


def to_grade(question: Question, found: Iterable[Sequence[str]], shown: Shown) -> Question:
    """A question with its grades as a scale, and what was found that has none, in an order that says nothing."""
    visible = shown[question["als"]]
    first = {ref for refs in found for ref in refs[: measure.CUT]}
    fresh = sorted(ref for ref in first - question["oordeel"].keys() if ref in visible)
    random.Random(question["vraag"]).shuffle(fresh)
    return {
        **{key: question[key] for key in ("vraag", "als", "klasse")},
        "oordeel": {ref: f"{n} = {visible.get(ref, (ref, ''))[0]}" for ref, n in question["oordeel"].items()},
        "open": {ref: visible[ref][1] for ref in fresh},
    }


def parts(path: Path, rows: list[Question], size: int) -> Iterator[tuple[Path, list[Question]]]:
    """The file with everything, and numbered ones of so many questions beside it."""
    yield path, rows
    for n, start in enumerate(range(0, len(rows) if size else 0, size or 1), start=1):
        yield path.with_name(f"{path.stem}-{n}{path.suffix}"), rows[start : start + size]


# Reading grades --------------------------------------------------------------------------------------------------
def read(options: argparse.Namespace) -> None:
    """Add the grades of files to the pool of a region."""
    questions, pool = load_questions(options.regio), measure.load_pool(options.regio)
    shown = shown_to_all(measure.fill(measure.FOLDERS[options.regio]))
    lines = [line for path in options.grades for line in path.read_text(encoding="utf-8").splitlines()]
    mistakes = add(pool, lines, questions, {wie: set(things) for wie, things in shown.items()})
    if mistakes:
        sys.exit("\n".join(mistakes))
    rows = [
        {"vraag": question["vraag"], "als": question["als"], "oordeel": pool[key]}
        for question in questions
        if (key := (question["vraag"], question["als"])) in pool
    ]
    dumped = [
        yaml.safe_dump(row, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**6) for row in rows
    ]
    path = measure.pool_file(options.regio)
    path.write_text(HEAD + "".join(f"- {row}" for row in dumped), encoding="utf-8")
    print(f"{path.name}: {len(rows)} questions, {sum(len(row['oordeel']) for row in rows)} grades")


def add(pool: measure.Pool, lines: Iterable[str], questions: list[Question], visible: dict[str, set[str]]) -> list[str]:
    """Add lines of grades to a pool; gives what is wrong with them, of which nothing is added."""
    mistakes = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        question, grades = _parsed(line, questions)
        if question is None:
            mistakes.append(f"{line[:60]!r}: this is not the number of a question and its grades")
            continue
        known = pool.setdefault((question["vraag"], question["als"]), {})
        for ref, grade in grades.items():
            if wrong := _mistake(question, ref, grade, visible) or _other(known, ref, grade):
                mistakes.append(f"{line.partition(':')[0]}: {ref}: {wrong}")
            else:
                known[ref] = grade
    return mistakes


def _parsed(line: str, questions: list[Question]) -> tuple[Question | None, dict[str, Any]]:
    """The question of a line and its grades by ref; no question where it is not one."""
    try:
        found = yaml.safe_load(line)
    except yaml.YAMLError:
        return None, {}
    match list(found.items()) if isinstance(found, dict) else []:
        case [(int(number), dict(grades))] if 0 < number <= len(questions):
            return questions[number - 1], {str(ref): grade for ref, grade in grades.items()}
    return None, {}


def _mistake(question: Question, ref: str, grade: Any, visible: dict[str, set[str]]) -> str:
    """What is wrong with a grade, "" where nothing is."""
    if question["klasse"] == EMPTY:
        return "nothing is right here: the question stays empty"
    if ref not in set().union(*visible.values()):
        return "is not in this region"
    if ref not in visible[question["als"]]:
        return f"{question['als']} may not see it"
    if ref in question["oordeel"]:
        return "has a grade of the author"
    if type(grade) is not int or not 0 <= grade <= 3:
        return f"{grade!r} is not a grade from 0 to 3"
    return ""


def _other(known: dict[str, int], ref: str, grade: int) -> str:
    return f"was graded {known[ref]} before" if known.get(ref, grade) != grade else ""


if __name__ == "__main__":
    main()
