"""How words are looked for: in each field, in all their forms, and what each is worth by how rare it is."""

from collections.abc import Hashable, Iterable, Sequence
from weakref import WeakKeyDictionary

from search import wordlists
from search.indexing.vocabulary import View
from search.language import analysis
from search.plan import FIELDS, GUARDED_FIELDS, MAX_IDF, WORD_FIELDS, Leaf, weight
from search.understand.topics import Word

# How a word is found, of its worth in a field: tuned as the weights of planner.py.
EXACT, STEM, PREFIX, PARTS, DEED, CORRECTED = 1.2, 1.0, 0.8, 0.75, 0.7, 0.65
# A whole field: a name, a function, a werkproces, a surname, an agency, a topic or tag.
HEEL = {"n": 3.0, "f": 2.6, "w": 2.6, "a": 2.5, "o": 1.6, "t": 1.5}
HEEL_WORTH = 0.3
LONGEST_HEEL = 6  # words
MIN_PREFIX = 3
MOST_MADE = 500  # words and terms of one view of which the leaves are kept: a few megabytes
# Of each view, for as long as it is used, what was made of words that were weighed there.
_made: WeakKeyDictionary[View, dict[Hashable, tuple[Leaf, ...]]] = WeakKeyDictionary()


class Weigher:
    """Makes leaves of words and tokens, for one audience that holds these and may know this much of the vocabulary."""

    def __init__(self, view: View, held: tuple[str, ...]) -> None:
        self.view, self.held = view, held
        self._made = _made.setdefault(view, {})

    def word(self, word: Word) -> Iterable[Leaf]:
        """A word as it was typed or read, what else may have been meant, and what it may be the beginning of."""
        for text, distance in ((word.text, word.distance), *word.others):
            yield from self.said((text,), CORRECTED / distance if distance else 1.0)
        if " " in word.typed and not word.distance:  # `wmo loket`, read as the one word that it is on a list
            yield from self.said(tuple(word.typed.split()), PARTS)
        if word.cut and len(word.text) >= MIN_PREFIX and not self.view.knows(f"={word.text}"):
            yield from self.words_in(tuple(f"={w}" for w in self._begun(word.text)), PREFIX)

    def said(self, words: tuple[str, ...], worth: float, cap: float = MAX_IDF) -> tuple[Leaf, ...]:
        """One word in all its forms, more of them together; made once, as the names of a term come back with it."""
        made, key = self._made, (self.held, words, worth, cap, wordlists.changes())
        found = made.get(key)
        if found is None:
            if len(made) >= MOST_MADE:
                made.clear()
            found = made[key] = tuple(self._made_of(words, worth, cap))
        return found

    def words_in(self, tokens: str | tuple[str, ...], alternative: float, cap: float = MAX_IDF) -> Iterable[Leaf]:
        """One of these tokens, in each of the fields that hold words."""
        group = (tokens,) if isinstance(tokens, str) else tokens
        if not group:
            return
        rarity = min(cap, self.view.idf(group))
        for name in WORD_FIELDS:
            yield self.leaf(name, (group,), FIELDS[name], alternative, rarity)

    def whole_fields(self, words: Sequence[Word]) -> Iterable[Leaf]:
        """A bonus where neighbouring words of the question are a whole name, function, title or tag."""
        for start in range(len(words)):
            for stop in range(start + 1, min(len(words), start + LONGEST_HEEL) + 1):
                run = words[start:stop]
                if all(word.says_nothing for word in run):
                    continue
                glued = "".join(word.text for word in run)
                for prefix, worth in HEEL.items():
                    token = f"{prefix}:{glued}"
                    if self.view.knows(token):
                        yield Leaf("heel", ((token,),), weight(worth, HEEL_WORTH, self.view.idf([token])))

    def leaf(
        self, name: str, groups: tuple[tuple[str, ...], ...], field_weight: float, alternative: float, rarity: float
    ) -> Leaf:
        """A token of each of these groups in one field; where it is guarded, as this audience may search it."""
        if name in GUARDED_FIELDS:
            groups = tuple(tuple(f"{opening}|{token}" for opening in self.held for token in g) for g in groups)
        return Leaf(name, groups, weight(field_weight, alternative, rarity))

    def _made_of(self, words: tuple[str, ...], worth: float, cap: float) -> Iterable[Leaf]:
        if len(words) == 1:
            yield from self._spelled(words[0], worth, cap)
        else:
            deeds = tuple(analysis.deed(word) or analysis.key(word) for word in words)
            yield from self._all_of(tuple(map(analysis.key, words)), STEM * worth, cap)
            yield from self._all_of(deeds, DEED * worth, cap)

    def _spelled(self, text: str, worth: float, cap: float = MAX_IDF) -> Iterable[Leaf]:
        """A word exactly, by its stem, as who does it or the doing, and by its parts together."""
        yield from self.words_in("=" + text, EXACT * worth, cap)
        yield from self.words_in(analysis.key(text), STEM * worth, cap)
        if deed := analysis.deed(text):
            yield from self.words_in(deed, DEED * worth, cap)
        if parts := analysis.parts(text):
            yield from self._all_of(parts, PARTS * worth, cap)

    def _all_of(self, keys: tuple[str, ...], alternative: float, cap: float = MAX_IDF) -> Iterable[Leaf]:
        """All these keys in one field, weighed by their mean rarity."""
        rarity = min(cap, sum(self.view.idf([key]) for key in keys) / len(keys))
        groups = tuple((key,) for key in dict.fromkeys(keys))
        for name in (*WORD_FIELDS, "alles") if len(groups) > 1 else WORD_FIELDS:
            yield self.leaf(name, groups, FIELDS[name], alternative, rarity)

    def _begun(self, text: str) -> Iterable[str]:
        """What a word that nobody here says may be the beginning of: `tuin` is a word, and not of Tuinstra."""
        whole = analysis.is_ordinary(text)
        return (word for word in self.view.starting_with(text) if not (whole and self.view.is_name(word)))
