"""What neighbouring words of a question are known as here: a place, a kind of people, an agency, somebody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from search.indexing.vocabulary import View
from search.language import analysis
from search.language.analysis import NOT
from search.lists.codes import Soort
from search.lists.lexicon import Lexicon, content_keys
from search.lists.meanings import Meaning
from search.understand.topics import Word

SMALL = frozenset({
    "voor", "bij", "via", "van", "met", "de", "het", "een", "door", "in", "uit", "te", "dan", "aan", "op", "tussen",
})  # fmt: skip
GROUPS = frozenset({"mannen", "vrouwen", "jongens", "meisjes", "volwassenen"})  # beside those of the word lists
Words = Sequence[Word]


def is_small(word: Word) -> bool:
    """A word that stands before a name and is no part of it."""
    return word.text in SMALL


@dataclass(frozen=True)
class Known:
    """The word lists, the places, and the names of people that this audience may know."""

    lexicon: Lexicon
    view: View

    def named(self, words: Words) -> list[Meaning]:
        """What is called just so, with or without the small words, all of them or those in front."""
        bare = [word for word in words if not is_small(word)]
        forms = {tuple(word.key for word in some) for some in (words, bare, list(dropwhile(is_small, words)))}
        return [meaning for keys in forms for meaning in self.lexicon.terms.get(keys, ())]

    def meanings_of(self, words: Words) -> list[Meaning]:
        """What these words mean together, else the agency that alone has one of them in its name."""
        own = self.lexicon.own
        found = [own[word.text] for word in words if word.text in own and not is_small(word)]
        return self.named(words) or found[:1]

    def all_meanings_of(self, words: Words) -> list[Meaning]:
        """What these words mean together and each by itself."""
        return [*self.meanings_of(words), *(m for word in words for m in self.lexicon.terms.get((word.key,), ()))]

    def is_term(self, words: Words) -> bool:
        return tuple(word.key for word in words) in self.lexicon.terms

    def is_lack(self, words: Words) -> bool:
        """A term of the lists: `zonder verblijfsrecht`."""
        keys = content_keys(word.text for word in words)
        return keys in self.lexicon.loose.get(min(keys - {NOT}, default=""), {})

    def is_place(self, words: Words) -> bool:
        return tuple(word.text for word in words) in self.lexicon.places

    def is_sure_place(self, words: Words) -> bool:
        """A place, with or without `in`; no ordinary word."""
        bare = tuple(word.text for word in dropwhile(is_small, words))
        return any(not place.weak for place in self.lexicon.places.get(bare, ()))

    def is_people(self, word: Word) -> bool:
        """A word that names a kind of people by itself: `jongeren`."""
        return self.lexicon.is_people(word.text)

    def is_group(self, word: Word) -> bool:
        """Does this word name a kind of people, or is it a search word of one?"""
        meanings = self.lexicon.terms.get((word.key,), ())
        return word.text in GROUPS or self.is_people(word) or any(m.soort == Soort.DOELGROEP for m in meanings)

    def is_somebody(self, words: Words) -> bool:
        return bool(self.meanings_of(words)) or any(map(self.is_group, words))

    def is_name(self, word: Word) -> bool:
        """A word of the name of somebody who is in the guide."""
        return self.view.is_name(word.text)

    def is_only_a_name(self, word: Word, *, ordinary: bool = False) -> bool:
        """No ordinary word, term, agency or place; perhaps the name of somebody who is not in the guide."""
        if word.says_nothing or not word.text.isalpha():
            return False
        if ordinary:
            return not (self.is_term([word]) or self.is_place([word]))
        lexicon = self.lexicon
        known = any(word.text in words for words in (lexicon.words, lexicon.place_words, lexicon.own))
        return not (known or analysis.is_ordinary(word.text))

    def still_asks(self, words: Words) -> bool:
        """Is anything asked for besides people and places?"""
        said = [word for word in words if not word.says_nothing and not self.is_people(word)]
        return any(not self.is_place([word]) for word in said)
