"""Do questions lead to the right kind of people? For questions by authors who saw no guide: functions and kinds only.

    python -m benchmarks.relevance.soorten REGIO [--wrong]

`vragen_soorten.yaml` names for each question the functions and the kinds of agencies that are right, so it can be asked
in any region. Right is a card with such a function, or whatever belongs to an agency of such a kind. Printed are the
shares of questions with something right among the first, the first three and the first ten, and without any answer.
`--wrong` lists what of the half `afstemmen` goes wrong; the half `melden` is looked at only to report.
"""

import argparse
import os
from collections import defaultdict
from typing import Any

import django
import yaml

from benchmarks.relevance.measure import CUT, FOLDERS, HERE, fill

AT = (1, 3, CUT)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("regio", choices=FOLDERS)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    os.environ.update(fill(FOLDERS[options.regio]), DJANGO_SETTINGS_MODULE="config.settings")
    django.setup()
    questions = yaml.safe_load((HERE / "vragen_soorten.yaml").read_text(encoding="utf-8"))
    answered: dict[str, list[list[bool]]] = defaultdict(list)
    for question in questions:
        right = [_is_right(kinds, question) for kinds in _asked(question["vraag"])]
        answered[f"{question['auteur']} {question['deel']}"].append(right)
        if options.wrong and question["deel"] == "afstemmen" and not any(right[:3]):
            print(question["vraag"])
    for part, found in sorted(answered.items()):
        shares = "  ".join(f"@{n} {sum(any(right[:n]) for right in found) / len(found):.3f}" for n in AT)
        print(f"{part:24} {len(found):4}  {shares}  without answer {sum(not r for r in found) / len(found):.3f}")


def _asked(vraag: str) -> list[tuple[str, str]]:
    """Function and kind of agency of the first answers to a professional, both blocks laid together by score."""
    from search.answer import SearchQuery
    from search.ask import ask
    from search.audiences import professional

    answer = ask(SearchQuery(vraag), professional())
    hits = [hit for block in (answer.people, answer.organisations) for hit in (*block.hits, *block.wider)]
    hits.sort(key=lambda hit: (bool(hit.missing), -hit.score, hit.ref))
    return [_kinds(thing) for thing in list({hit.ref: hit.thing for hit in hits}.values())[:CUT]]


def _kinds(thing: Any) -> tuple[str, str]:
    from directory.models import ContactCardPage, Contactpunt

    if isinstance(thing, ContactCardPage):
        soort = thing.agency.soort if thing.agency else None
        return thing.functie.code if thing.functie else "", soort.code if soort else ""
    soort = (thing.page if isinstance(thing, Contactpunt) else thing).top.soort
    return "", soort.code if soort else ""


def _is_right(kinds: tuple[str, str], question: dict[str, Any]) -> bool:
    functie, soort = kinds
    return functie in question["functies"] or soort in question["soorten"]


if __name__ == "__main__":
    main()
