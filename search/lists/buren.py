"""Which gemeenten lie next to each other, as far as the guide tells: they share agencies that work in a few gemeenten.

A map of all borders would be one more list to keep; who rings whom follows the working areas, and these are kept.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import permutations

from directory.models import AgencyPage

MOST = 8  # gemeenten of an agency; one that works in more says little of who is near whom
NEAREST = 5  # that are looked at first


def read() -> dict[str, tuple[str, ...]]:
    """For each gemeente (its code) those that it shares most with, the nearest first: one query."""
    rows = AgencyPage.werkgebied.through.objects.filter(agencypage__live=True)
    areas: dict[int, set[str]] = {}
    for page, code in rows.values_list("agencypage_id", "gemeente__code"):
        areas.setdefault(page, set()).add(code)
    return beside(areas.values())


def beside(areas: Iterable[set[str]]) -> dict[str, tuple[str, ...]]:
    """From working areas (sets of codes): a small area that two gemeenten share says more than a large one."""
    shared: dict[str, Counter[str]] = {}
    for area in areas:
        for one, other in permutations(sorted(area), 2) if len(area) <= MOST else ():
            shared.setdefault(one, Counter())[other] += 1000 // len(area)
    return {
        code: tuple(other for other, _ in sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:NEAREST])
        for code, near in shared.items()
    }
