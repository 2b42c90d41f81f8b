"""`manage.py ask "QUESTION"`: the answer to a question, for reading or (with --json) for measuring."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.faults import ending_in
from directory.visibility import IEDEREEN
from search.answer import Answer, Block, Hit, SearchQuery
from search.ask import ask
from search.audiences import audience_named
from search.engines import SearchUnavailable

UNAVAILABLE = "Zoeken kan nu niet"


class Command(BaseCommand):
    help = "Stelt een vraag aan de gids. Zonder vraag: elke regel van de invoer is een vraag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("vraag", nargs="?")
        parser.add_argument("--as", dest="wie", default=IEDEREEN, help="iedereen, professional of een mailadres")
        parser.add_argument("--json", action="store_true", help="een JSON-object per vraag")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            audience = audience_named(options["wie"])
        except LookupError as error:
            raise CommandError(str(error)) from error
        questions = [options["vraag"]] if options["vraag"] is not None else map(str.strip, sys.stdin)
        for question in questions:
            try:
                with ending_in(UNAVAILABLE):
                    answer = ask(SearchQuery(question), audience)
            except SearchUnavailable as error:
                raise CommandError(f"{UNAVAILABLE}: {error}.") from error
            self.stdout.write(json.dumps(as_json(answer), ensure_ascii=False) if options["json"] else as_text(answer))


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer in plain values."""
    return {
        "question": answer.question,
        "slots": [{"id": s.id, "kind": s.kind, "label": s.label, "text": s.text} for s in answer.slots],
        "dropped": list(answer.dropped),
        "corrected": [{"from": typed, "to": read} for typed, read in answer.corrected],
        "people": _block(answer.people),
        "organisations": _block(answer.organisations),
        "totals": {"people": answer.people.total, "organisations": answer.organisations.total},
    }


def _block(block: Block) -> list[dict[str, Any]]:
    return [_hit(hit) for hit in (*block.hits, *block.wider)]


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "ref": hit.ref,
        "soort": hit.soort,
        "name": hit.name,
        "agency": hit.agency.naam if hit.agency else "",
        "score": hit.score,
        "missing": list(hit.missing),
        "why": [f"{line.label}: {line.text}" for line in hit.why],
        "url": hit.url,
    }


def as_text(answer: Answer) -> str:
    """The answer in lines."""
    lines = [f"{answer.question}", "  " + "; ".join(f"{s.kind}: {s.label}" for s in answer.slots)]
    for title, block in (("Mensen en loketten", answer.people), ("Organisaties", answer.organisations)):
        lines.append(f"{title} ({block.total})")
        for hit in (*block.hits, *block.wider):
            lacks = f" [zonder {', '.join(hit.missing)}]" if hit.missing else ""
            place = f" ({hit.agency.naam})" if hit.agency else ""
            lines.append(f"  {hit.score:>6}  {hit.name}{place}{lacks}")
    return "\n".join(lines)
