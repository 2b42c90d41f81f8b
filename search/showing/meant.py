"""What a question was read as: the reason of an answer that does not say it in words of its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.language import analysis
from search.lists.codes import Soort
from search.lists.gist import Leads
from search.lists.meanings import NAAM, ZOEKWOORD
from search.understand.topics import WAT, Topic

# What an answer can fit, what tells most first. Not a function or a kind of agency: it is one, or it is not.
TOLD = (frozenset({Soort.HULPVRAAG, Soort.GEBEURTENIS}), frozenset({Soort.LEEFGEBIED, Soort.WET}))
MOST = 2  # of more readings nobody knows which one it was
WHOLE = ""  # stands for the slot of what the whole of a question is like: nothing of it answers that


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
        yield Meant(topic.id, meaning.naam, frozenset({meaning.code, *meaning.leads_to}))


def laws_in(topics: Iterable[Topic]) -> frozenset[str]:
    """The codes of the laws that somebody asks for by name."""
    meanings = (meaning for topic in topics for meaning in topic.meanings)
    return frozenset(m.code for m in meanings if m.soort == Soort.WET and m.strength > ZOEKWOORD)


def fitting(meant: Sequence[Meant], codes: frozenset[str], lacking: Collection[str], *, along: bool) -> list[str]:
    """What a thing with these codes fits: all that it does not lack, or, where it only comes along, what is its own."""
    lacked = {each.naam for each in meant if each.slot in lacking}
    there = [each for each in meant if each.slot != WHOLE and each.naam not in lacked]
    own = [each for each in there if not codes.isdisjoint(each.codes)]
    return _few(own or ([] if along else there))


def near(meant: Sequence[Meant], codes: frozenset[str], lacking: Collection[str]) -> list[str]:
    """What a thing with these codes may know of, though it lacks that."""
    return _few(each for each in meant if each.slot in lacking and not codes.isdisjoint(each.codes))


def alike(meant: Sequence[Meant], codes: frozenset[str]) -> list[str]:
    """What the whole question is like, where a thing with these codes may know of that."""
    return _few(each for each in meant if not codes.isdisjoint(each.codes))


def _few(meant: Iterable[Meant]) -> list[str]:
    names = list(dict.fromkeys(each.naam for each in meant))
    return names if len(names) <= MOST else []


def in_quotes(names: Sequence[str]) -> str:
    """These needs in a sentence: `‘Wonen’ of ‘Werk’`."""
    return " of ".join(f"‘{naam}’" for naam in names)


def needs_of(topics: Iterable[Topic]) -> Mapping[str, tuple[str, ...]]:
    """Per topic the needs that were read in somebody's own words, each behind the words that tell it."""
    holding: dict[str, list[Topic]] = {}
    for topic in topics:
        for naam in _needs(topic):
            holding.setdefault(naam, []).append(topic)
    found: dict[str, tuple[str, ...]] = {}
    for naam, told_by in holding.items():
        words = analysis.index_tokens([naam])
        # The last of those that tell as much: the words before it stand before it on the page too.
        teller = max(enumerate(told_by), key=lambda pair: (_shared(pair[1], words), pair[0]))[1]
        found[teller.id] = (*found.get(teller.id, ()), naam)[:MOST]
    return found


def _shared(topic: Topic, words: Collection[str]) -> bool:
    return not analysis.index_tokens([topic.text]).isdisjoint(words)


def _needs(topic: Topic) -> list[str]:
    """The needs that somebody's own words were read as; none where a need is called so."""
    found = [m for m in topic.meanings if m.soort == Soort.HULPVRAAG]
    best = max((m.strength for m in found), default=0.0)
    return list(dict.fromkeys(m.naam for m in found if m.strength == best))[:MOST] if ZOEKWOORD <= best < NAAM else []
