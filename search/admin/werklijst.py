"""The work list of a coordinator by need: what was asked with a place, without one and with another is one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User

from directory.admin.members import regions_of
from search.language import analysis
from search.lists.reading import get_lexicon
from search.models import OnbeantwoordeVraag
from search.models_words import OnbeantwoordeVraagQuerySet


@dataclass
class Behoefte:
    """One need: the question that was asked most, and the others that ask the same."""

    vraag: OnbeantwoordeVraag
    ook: list[OnbeantwoordeVraag] = field(default_factory=list)

    @property
    def anders(self) -> list[str]:
        """How else it was asked; of two regions it may be the same."""
        return [vraag for vraag in dict.fromkeys(row.vraag for row in self.ook) if vraag != self.vraag.vraag]

    @property
    def aantal(self) -> int:
        return self.vraag.aantal + sum(row.aantal for row in self.ook)

    @property
    def laatst_op(self) -> date:
        return max(row.laatst_op for row in (self.vraag, *self.ook))


def questions_of(user: User) -> OnbeantwoordeVraagQuerySet:
    """What enough people asked of a region that somebody coordinates, or of nobody knows which."""
    return OnbeantwoordeVraag.objects.shown().concerning(regions_of(user))


def by_need(rows: Iterable[OnbeantwoordeVraag]) -> list[Behoefte]:
    """What is asked most on top."""
    found: dict[frozenset[str], Behoefte] = {}
    for row in rows:
        key = _key(row)
        if key in found:
            found[key].ook.append(row)
        else:
            found[key] = Behoefte(row)
    return sorted(found.values(), key=lambda need: -need.aantal)


def same_need(row: OnbeantwoordeVraag, among: OnbeantwoordeVraagQuerySet) -> list[OnbeantwoordeVraag]:
    """The questions among these that ask the same and stand where this one does, itself too."""
    return [other for other in among.filter(stand=row.stand) if _key(other) == _key(row)]


def need_of(vraag: str) -> str:
    """The words of a question without those that only say where; all of them where no other are left."""
    places = get_lexicon().places
    words = vraag.split()
    needed = [word for word in words if all(p.weak or not p.in_region for p in places.get((word,), ()))]
    return " ".join(needed or words)


def _key(row: OnbeantwoordeVraag) -> frozenset[str]:
    return frozenset(map(analysis.key_in_term, need_of(row.vraag).split()))
