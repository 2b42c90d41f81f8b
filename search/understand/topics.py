"""What a question turns out to ask: words, and topics of one or more of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from search import wordlists
from search.language import analysis
from search.language.lookalikes import Near
from search.lists.codes import Soort, key_of
from search.lists.gist import Leads
from search.lists.meanings import ZOEKWOORD, Meaning, Place
from search.lists.niet_doen import Refusal, word_sign

WAT, VOOR_WIE, WAAR, WIE = "wat", "voor_wie", "waar", "wie"
EVENTS = 2  # of one question, at most
NIET = "niet"  # what is left out in the question; only an agency stays away, else it is just shown


@dataclass(frozen=True)
class Word:
    """A word of the question as it is searched, and what was typed where that was corrected."""

    text: str
    typed: str
    others: tuple[Near, ...] = ()  # what else may have been meant, and how far that is
    distance: int = 0
    shouted: bool = False  # in capitals among small letters: an abbreviation
    cut: bool = False  # the last word, perhaps not typed to its end
    opens: bool = field(default=False, compare=False)  # the first behind a comma or another sign
    perhaps: str = field(default="", compare=False)  # a place here or a word that it may be, too unsure to read it so
    capital: bool = field(default=False, compare=False)  # written with one, in a question where not all words are

    @property
    def key(self) -> str:
        return analysis.key(self.text)

    @property
    def says_nothing(self) -> bool:
        """Is it a word of any sentence, that says nothing about what, for whom or where?"""
        return wordlists.says_nothing(self.text) and not self.shouted


def content(words: Iterable[Word]) -> list[Word]:
    """The words that say something about what, for whom or where."""
    return [word for word in words if not word.says_nothing]


@dataclass(frozen=True)
class Topic:
    """One slot: neighbouring words that belong together, and what they may mean; no meaning: the words themselves."""

    kind: str
    words: tuple[Word, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    places: tuple[Place, ...] = ()
    ages: tuple[int, ...] = ()
    digits: str = ""
    is_name: bool = False
    label: str = ""
    soft: bool = False  # an everyday word beside what is asked: who has it comes first, nobody needs it

    @property
    def text(self) -> str:
        return " ".join(word.typed for word in self.words)

    @property
    def id(self) -> str:
        return f"{self.kind}-" + "-".join(word.text for word in self.words or (Word(self.label, self.label),))

    @property
    def signs(self) -> frozenset[str]:
        """What it speaks of, as `search.lists.niet_doen` knows what somebody does not do."""
        named = frozenset(f"{m.soort}:{m.naam}" for m in self.meanings if m.strength >= ZOEKWOORD)
        telling = content(self.words)
        # `Beschut werk` is not about all work.
        return named | {word_sign(word.key) for word in telling if len(telling) == 1}

    @property
    def droppable(self) -> bool:
        """A wider answer may lack it; never a name, a number, a place or an age."""
        return not (self.is_name or self.places or self.ages or self.digits or self.soft)

    @property
    def is_elsewhere(self) -> bool:
        """A place outside every region of this guide."""
        return bool(self.places) and not any(place.in_region for place in self.places)


@dataclass
class Understood:
    """A question in topics, the words left out of it, and the words read as others."""

    topics: list[Topic] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)  # in order, for whole fields
    without: list[Topic] = field(default_factory=list)  # taken off by the reader
    refusals: tuple[Refusal, ...] = ()  # who says not to do what is asked, and who does
    leads: Leads = field(default_factory=Leads)  # who else the whole of it may be about
    either: list[list[Topic]] = field(default_factory=list)  # needs side by side: who answers one of them will do

    @property
    def asks(self) -> bool:
        """Is there anything to search for?"""
        return any(topic.kind != NIET for topic in self.topics)


def events_in(topics: Iterable[Topic]) -> tuple[str, ...]:
    """The codes of the events that most of a question speaks of; one word that means many things tells of none."""
    telling = [(m.code, topic) for topic in topics for m in topic.meanings if m.soort == Soort.GEBEURTENIS]
    told: dict[str, set[str]] = {}
    for code, topic in telling:
        told.setdefault(code, set()).update(word.key for word in topic.words if not word.says_nothing)
    many = {analysis.key(word) for word in wordlists.words("gebeurtenis/meerduidig")} if told else set()
    counts = Counter(code for code, _ in telling if len(told[code]) > 1 or told[code].isdisjoint(many))
    most = max(counts.values(), default=0)
    return tuple(key_of(code) for code, count in counts.items() if count == most)[:EVENTS]
