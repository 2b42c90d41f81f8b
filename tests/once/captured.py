"""Makes a fixture of what a program asked, for the tests that ask it again:

    .venv/bin/python -m tests.once.captured FOLDER/requests.jsonl "Thunderbird 153.7.0esr" > fixture.json

Each different request once, in their order. `@slug@` is the name of the subscription, `@uid@` each card, `@token@` the
sync token: those differ at every run. Nothing else is changed.
"""

import json
import re
import sys
from datetime import date
from pathlib import Path

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r"data:,\w+-\d+")
SLUG = re.compile(r"/carddav/(?:books|principals)/(\w+)/")
KEPT = ("method", "path", "depth", "with_password", "status", "body")


def requests_of(tape: Path) -> list[dict[str, object]]:
    """The different requests of a program to the site."""
    text = tape.read_text(encoding="utf-8")
    found = SLUG.search(text)
    assert found, "the program never found its book"
    plain = UUID.sub("@uid@", TOKEN.sub("@token@", text)).replace(found[1], "@slug@")
    lines = [json.loads(line) for line in plain.splitlines()]
    asked = [{key: line[key] for key in KEPT} for line in lines if not line["path"].startswith("/health/")]
    return list({json.dumps(one): one for one in asked}.values())


if __name__ == "__main__":
    made = {"captured": sys.argv[2], "on": date.today().isoformat(), "requests": requests_of(Path(sys.argv[1]))}
    sys.stdout.write(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
