"""Everyday words in a question: they help to order the answers, but nobody has to say them."""

from dataclasses import replace
from functools import lru_cache

import wordfreq

from search import analysis, wordlists
from search.lexicon import ZOEKWOORD
from search.understand.topics import NIET, VOOR_WIE, WAAR, WAT, Topic, Word
from search.vocabulary import View

EVERYDAY = 4.4  # Zipf frequency: `stopt`, `hele`, `praten`
SHORT = 3  # letters; an abbreviation perhaps
FEW = 3  # topics from which on a question without sentence words has more than it needs
MANY = 4  # topics from which on it is told as a sentence would be
USUAL = 4.0  # Zipf frequency: `rare`, `filmpjes`
BESIDE = frozenset({"thuis"})  # says where or how, whatever else is asked
KEPT = 2  # words that a question of nothing else is about, the rarest
Topics = list[Topic]


def softened(topics: Topics, view: View, *, is_sentence: bool) -> Topics:
    """Words that everybody uses and that mean nothing here are not needed where something else is asked."""
    if any(topic.meanings and topic.kind in (WAT, VOOR_WIE) for topic in topics):
        topics = [replace(topic, soft=True) if _is_beside(topic) else topic for topic in topics]
    if not is_sentence and len(topics) < FEW:
        return topics  # `oude linde`: each word counts
    topics = _told(topics) if is_sentence or len(topics) >= MANY else topics
    little = {topic for topic in topics if topic.soft or _says_little(topic) and not view.is_name(topic.words[0].text)}
    if all(topic in little or topic.kind in (NIET, WAAR) or topic.ages for topic in topics):
        little -= set(sorted(little, key=lambda topic: usual(topic.words[0].text))[:KEPT])
    return [replace(topic, soft=True) if topic in little else topic for topic in topics]


def _told(topics: Topics) -> Topics:
    """Who tells what is the matter needs who does that, and nobody has to say the usual words of the rest."""
    said = max((m.strength for topic in topics if topic.kind in (WAT, VOOR_WIE) for m in topic.meanings), default=0.0)
    if said < ZOEKWOORD:
        return topics
    beside = {topic for topic in topics if _is_plain(topic) and usual(topic.words[0].text) >= USUAL}
    return [replace(topic, soft=True) if topic in beside else topic for topic in topics]


def _is_plain(topic: Topic) -> bool:
    """One word that has no meaning here."""
    return topic.kind == WAT and len(topic.words) == 1 and not (topic.meanings or topic.is_name or topic.places)


def _is_beside(topic: Topic) -> bool:
    """A number that is no age, or a word that says no more than where: `begeleiding thuis`, `3 gesprekken`."""
    if not _is_plain(topic):
        return False
    text = topic.words[0].text
    return text in BESIDE or (text.isdigit() and len(text) < SHORT)


def _says_little(topic: Topic) -> bool:
    return _is_plain(topic) and is_everyday(topic.words[0])


def is_everyday(word: Word) -> bool:
    """A word of everybody's, and none that the compounds of this field are made of."""
    text = word.text
    if word.shouted or word.distance or len(text) <= SHORT or usual(text) < EVERYDAY or not analysis.is_ordinary(text):
        return False
    return wordlists.words("bouwstenen").isdisjoint((text, word.key))


@lru_cache(maxsize=50_000)
def usual(word: str) -> float:
    """How often people write a word: 3 is once in a million words, 6 once in a thousand."""
    return float(wordfreq.zipf_frequency(word, "nl"))
