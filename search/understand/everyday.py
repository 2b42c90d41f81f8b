"""Everyday words in a question: they help to order the answers, but nobody has to say them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from search import wordlists
from search.indexing.vocabulary import View
from search.language import analysis
from search.language.analysis import NEGATIONS, usual
from search.lists.codes import Soort
from search.lists.meanings import ZOEKWOORD
from search.understand import moments
from search.understand.ages import UNITS
from search.understand.topics import NIET, VOOR_WIE, WAAR, WAT, Topic, Word

EVERYDAY = 4.4  # Zipf frequency: `stopt`, `hele`, `praten`
SHORT = 3  # letters; an abbreviation perhaps
FEW = 3  # topics from which on a question without sentence words has more than it needs
MANY = 4  # topics from which on it is told as a sentence would be
USUAL = 4.0  # Zipf frequency: `rare`, `filmpjes`
BESIDE = frozenset({"thuis", "artikel", "loket", "balie"})  # says where or how, whatever else is asked
TELLING = frozenset({Soort.HULPVRAAG, Soort.GEBEURTENIS})  # what somebody's own words tell
JOINS = frozenset({"en", "met", "ook", "bij"})  # before one more thing that is asked: `autisme en schulden`
KEPT = 2  # words that a question of nothing else is about, the rarest
FAMILY = frozenset({
    "gezin", "gezinnen", "kind", "kinderen", "ouder", "ouders", "moeder", "vader", "zoon", "dochter", "jongen",
    "meisje", "partner", "broer", "zus", "opa", "oma",
})  # fmt: skip  # whom it is about: who helps need not say so
YOUNG = frozenset({"jong", "jonge", "klein", "kleine"})  # before one of these: `gezin met jonge kinderen`
NUMBER = re.compile(r"\d{1,5}(?:e|de|ste)?")  # or which one it is; of more digits it may be a phone number
Topics = list[Topic]


def softened(topics: Topics, words: Sequence[Word], view: View) -> Topics:
    """Words that everybody uses and that mean nothing here are not needed where something else is asked."""
    return _beside_what_is_told(_usual_ones_softened(topics, words, view), words)


def _beside_what_is_told(topics: Topics, words: Sequence[Word]) -> Topics:
    """Beside a need or a function: whom in a family it is about, and a word of its name (`woonoverlast buren`)."""
    told = [topic for topic in topics if topic.kind == WAT and not topic.soft and _tells(topic)]
    named = {analysis.key(word) for topic in told for m in topic.meanings for word in analysis.words_of(m.naam)}
    young = {before for before, word in pairwise(words) if told and before.text in YOUNG and word.text in FAMILY}

    def is_said(topic: Topic) -> bool:
        if len(topic.words) == 1 and topic.words[0] in young:
            return True
        if topic.kind == VOOR_WIE and len(topic.words) == 1 and not topic.ages:
            return bool(told) and topic.words[0].text in FAMILY
        return _is_plain(topic) and topic.words[0].key in named

    there = [topic for topic in topics if not (_is_weak_place(topic) and topic.words[0].key in named)]
    return [replace(topic, soft=True) if is_said(topic) else topic for topic in there]


def _is_weak_place(topic: Topic) -> bool:
    """An ordinary word that a village is called too: Buren."""
    return len(topic.words) == 1 and bool(topic.places) and all(place.weak for place in topic.places)


def _tells(topic: Topic) -> bool:
    """Does it say what is the matter, or who is asked for by function?"""
    return any(meaning.soort in TELLING or meaning.soort == Soort.FUNCTIE for meaning in topic.meanings)


def _usual_ones_softened(topics: Topics, words: Sequence[Word], view: View) -> Topics:
    says_nothing = any(word.says_nothing for word in words)
    if any(topic.meanings and topic.kind in (WAT, VOOR_WIE) for topic in topics):
        topics = [replace(topic, soft=True) if _is_beside(topic) else topic for topic in topics]
    when = moments.said(words)
    beside = {t for t in topics if _is_plain(t) and (_is_counted(t.words[0], words) or t.words[0] in when)}
    if any(topic.kind not in (WAAR, NIET) and topic not in beside for topic in topics):
        topics = [replace(topic, soft=True) if topic in beside else topic for topic in topics]
    if not says_nothing and len(topics) < FEW:
        return topics  # `oude linde`: each word counts
    joined = _joined(words)
    topics = _told(topics, joined) if says_nothing or len(topics) >= MANY else topics
    little = {topic for topic in topics if topic.soft or _says_little(topic) and not view.is_name(topic.words[0].text)}
    if all(topic in little or topic.kind in (NIET, WAAR) or topic.ages for topic in topics):
        little -= set(sorted(little, key=lambda topic: usual(topic.words[0].text))[:KEPT])
    if says_nothing or len(topics) >= MANY:
        little |= _beside_a_need([topic for topic in topics if topic not in little], words, joined)
    return [replace(topic, soft=True) if topic in little else topic for topic in topics]


def _joined(words: Sequence[Word]) -> set[Word]:
    """Words of this field that are asked for besides something else."""
    field = wordlists.words("bouwstenen")
    behind = (word for before, word in pairwise(words) if before.text in JOINS)
    return {word for word in behind if not field.isdisjoint((word.text, word.key))}


def _beside_a_need(topics: Topics, words: Sequence[Word], joined: set[Word]) -> set[Topic]:
    """Usual words that lead somewhere by themselves, where more words tell one need: `huis` in `geen eten in huis`.

    What somebody has not (`geen geld`) is a need of its own.
    """
    told: dict[str, set[Topic]] = {}
    for topic in topics:
        for meaning in topic.meanings if topic.kind in (WAT, VOOR_WIE) and not topic.soft else ():
            if meaning.soort in TELLING:
                told.setdefault(meaning.code, set()).add(topic)
    story = {t for some in told.values() if sum(len(t.words) for t in some) > 1 for t in some}
    kept = joined | {word for before, word in pairwise(words) if before.text in NEGATIONS}
    return {t for t in topics if story and t not in story and _is_far(t) and t.words[0] not in kept}


def _is_far(topic: Topic) -> bool:
    """One usual word that is only a search word of what it leads to."""
    if topic.kind not in (WAT, VOOR_WIE) or len(topic.words) != 1 or topic.is_name or topic.places or topic.ages:
        return False
    far = topic.meanings and max(meaning.strength for meaning in topic.meanings) <= ZOEKWOORD
    return bool(far) and usual(topic.words[0].text) >= USUAL


def _told(topics: Topics, joined: set[Word]) -> Topics:
    """Who tells what is the matter needs who does that, and nobody has to say the usual words of the rest."""
    said = max((m.strength for topic in topics if topic.kind in (WAT, VOOR_WIE) for m in topic.meanings), default=0.0)
    if said < ZOEKWOORD:
        return topics
    usual_words = (topic for topic in topics if _is_plain(topic) and usual(topic.words[0].text) >= USUAL)
    beside = {topic for topic in usual_words if topic.words[0] not in joined}
    return [replace(topic, soft=True) if topic in beside else topic for topic in topics]


def _is_plain(topic: Topic) -> bool:
    """One word that has no meaning here."""
    return topic.kind == WAT and len(topic.words) == 1 and not (topic.meanings or topic.is_name or topic.places)


def _is_beside(topic: Topic) -> bool:
    """A word that says no more than where: `begeleiding thuis`."""
    return _is_plain(topic) and topic.words[0].text in BESIDE


def _is_counted(word: Word, words: Sequence[Word]) -> bool:
    """A number that is no age, or what it counts: `3 gesprekken`, `400 euro`, `de 2e keer`."""
    return is_number(word) or any(is_number(b) and word == w and w.text in UNITS for b, w in pairwise(words))


def is_number(word: Word) -> bool:
    """So many, or which one; no phone number."""
    return bool(NUMBER.fullmatch(word.text))


def _says_little(topic: Topic) -> bool:
    return _is_plain(topic) and is_everyday(topic.words[0])


def is_everyday(word: Word) -> bool:
    """A word of everybody's, and none that the compounds of this field are made of."""
    text = word.text
    if word.shouted or word.distance or len(text) <= SHORT or usual(text) < EVERYDAY or not analysis.is_ordinary(text):
        return False
    return wordlists.words("bouwstenen").isdisjoint((text, word.key))
