"""Words that coordinators add for splitting compounds: how they are checked, saved, and used by every process."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from search.language import analysis
from search.models import Splitswoorden

MOST = 500
SHORTEST, SHORTEST_WHOLE, LONGEST = 3, 7, 40  # letters


def refresh() -> None:
    """Let this process split as the coordinators want it now: asked with each new lexicon and before indexing."""
    row = _row()
    analysis.split_also(row.bouwstenen, row.geen_splitsing)


def current() -> tuple[list[str], list[str]]:
    """The parts that were added, and the words that stay whole."""
    row = _row()
    return list(row.bouwstenen), list(row.geen_splitsing)


def save(*, bouwstenen: Iterable[str], geen_splitsing: Iterable[str]) -> None:
    """Keep both lists; search/signals.py tells all processes, and lets the indexes be built anew."""
    values = {"bouwstenen": sorted(bouwstenen), "geen_splitsing": sorted(geen_splitsing)}
    Splitswoorden.objects.update_or_create(pk=Splitswoorden.ONLY, defaults=values)


def checked(lines: Iterable[str], shortest: int = SHORTEST) -> list[str]:
    """Folded words, one a line; raises ValidationError with what is wrong with which line."""
    words = list(dict.fromkeys(_one_word(line, shortest) for line in lines))
    if len(words) > MOST:
        raise ValidationError(f"Dit zijn {len(words)} woorden. Er kunnen er {MOST} in deze lijst.")
    return words


def _one_word(line: str, shortest: int) -> str:
    words = analysis.words_of(line)
    if len(words) != 1 or not words[0].isalpha() or not shortest <= len(words[0]) <= LONGEST:
        raise ValidationError(
            f"‘{line[:LONGEST]}’ kan niet: zet op elke regel één woord van {shortest} letters of meer."
        )
    return words[0]


def _row() -> Splitswoorden:
    return Splitswoorden.objects.filter(pk=Splitswoorden.ONLY).first() or Splitswoorden()
