"""Reads {"way", "entries", "questions"} as JSON; prints per question the refs that this baseline finds."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.relevance.baseline.settings"
django.setup()

from django.core.management import call_command  # noqa: E402  # after setup

from benchmarks.relevance.baseline.ways import WAYS  # noqa: E402  # after setup

NIVEAU = {"iedereen": 0, "professional": 1}


def main() -> None:
    given = json.load(sys.stdin)
    call_command("migrate", verbosity=0, run_syncdb=True)
    ask = WAYS[given["way"]](given["entries"])
    print(json.dumps([ask(question["vraag"], NIVEAU[question["als"]]) for question in given["questions"]]))


if __name__ == "__main__":
    main()
