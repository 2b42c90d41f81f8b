"""What a question was read as: the reason of an answer that does not say it in words of its own."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.gist import Leads
from search.understand.topics import WAT, Topic

# What an answer can fit, what tells most first; a group, a place or an agency is said by the answer itself.
TOLD = (frozenset({"hulpvraag", "gebeurtenis"}), frozenset({"functie", "leefgebied", "wet", "organisatiesoort"}))
MOST = 2  # of more readings nobody knows which one it was
WHOLE = ""  # stands for the slot of what the whole of a question is like: nothing of it answers that
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Meant:
    """One reading of a part of the question: its slot, what it is called here, the codes that have to do with it."""

    slot: str
    naam: str
    codes: frozenset[str]


def meant_by(topics: Iterable[Topic], leads: Leads) -> tuple[Meant, ...]:
    """What the needs of a question were read as, each as what fits its words best, and what the whole of it is like."""
    read = [meant for topic in topics if topic.kind == WAT and not topic.soft for meant in _of(topic)]
    return (*read, *(Meant(WHOLE, naam, codes) for naam, codes in leads.needs[:1]))


def _of(topic: Topic) -> Iterator[Meant]:
    best = max((meaning.strength for meaning in topic.meanings), default=0.0)
    meanings = [meaning for meaning in topic.meanings if meaning.strength == best]
    found = ([meaning for meaning in meanings if meaning.soort in soorten] for soorten in TOLD)
    for meaning in next(filter(None, found), []):
        brought = (code for _, code, _ in meaning.brings)
        yield Meant(topic.id, meaning.naam, frozenset({meaning.code, *brought, *meaning.near}))


def told(meant: Sequence[Meant], codes: frozenset[str], lacking: Collection[str]) -> Pieces:
    """What a thing with these codes fits, or may know of where it lacks that slot; nothing where that is a guess."""
    of_it = [each for each in meant if not codes.isdisjoint(each.codes)]
    there = [each for each in meant if each.slot not in (*lacking, WHOLE)]
    fits = _names(each for each in of_it if each in there) or _names(there)
    if fits:
        return _said("Past bij", fits)
    near = [each for each in of_it if each.slot in lacking] or of_it
    return _said("Kan meedenken over", _names(near))


def _names(meant: Iterable[Meant]) -> list[str]:
    return list(dict.fromkeys(each.naam for each in meant))


def _said(how: str, names: Sequence[str]) -> Pieces:
    if not 0 < len(names) <= MOST:
        return ()
    return ((f"{how} {' of '.join(f'‘{naam}’' for naam in names)}", False),)
