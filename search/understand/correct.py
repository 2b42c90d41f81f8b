"""Reading a misspelt word as one that exists; never a number, an abbreviation or a valid Dutch word.

Only where a question found nothing its words may all be misspelt names (`NameCorrector`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.names import TUSSENVOEGSELS
from search.indexing.vocabulary import View
from search.language import analysis
from search.language.alike import Alike
from search.language.analysis import usual
from search.language.lookalikes import Near
from search.language.sounds import said, sound
from search.lists.lexicon import Lexicon
from search.understand.names import BEFORE_SOMEBODY
from search.understand.spans import BEFORE_A_PLACE
from search.understand.topics import Word

MIN_LENGTH = 4
LONG = 7  # from here on two letters may differ
BESIDE_A_NAME = 5  # and from here on in the name of somebody whose other name is there
VALID = 2.5  # Zipf frequency of what people write; misspellings stay below
NEAREST = 3
SHORTEST = 3  # letters of a name that nothing was found under
A_LETTER_HEARD = 4  # what sounds the same may differ in one more letter for each four of it
A_LETTER_WRONG, FARTHEST = 5, 3  # one (more) letter may be wrong in each five of it
NAMES_TRIED = 8  # other ways to read one name
FEW = 4  # of these, where two names are read otherwise
MOST_TRIES = 40
RARE, COMMON = 2.0, 4.0  # a word of a dictionary that nobody writes, beside one that everybody does
OF_OURS = 3.0  # or, of the word lists, one that many do: `dementi`, dementie
POINTING = BEFORE_A_PLACE - {"bij", "naar"}  # one goes to somebody as well
IN_A_SENTENCE = TUSSENVOEGSELS - {"van", "vd"}
Exist = Callable[[Sequence[Sequence[str]]], Iterable[bool]]  # for each: are these words found together now?


def _things(words: Sequence[Word]) -> set[Word]:
    """Words that are nobody's name: `uit de running`; in `van de vreis` one may be misspelt."""
    before = zip(words, words[1:], words[2:], strict=False)
    return {word for first, second, word in before if second.text == "de" and first.text in IN_A_SENTENCE}


class Corrector:
    """Knows the words of the lexicon, and of the index as this audience may know it."""

    def __init__(self, lexicon: Lexicon, view: View, exist: Exist) -> None:
        self.lexicon, self.view, self.exist = lexicon, view, exist

    def is_known(self, word: str) -> bool:
        """Is there something to find or to mean under this word as it stands?"""
        if word in self.lexicon.words or word in self.lexicon.place_words:
            return True
        return self.view.knows("=" + word) or self.view.knows(analysis.key(word))

    def is_valid(self, word: str) -> bool:
        """A Dutch word in good order, also one that nothing here is about."""
        return analysis.is_ordinary(word) or bool(analysis.parts(word))

    def read(self, words: list[Word]) -> list[Word]:
        """The words, or those that they were probably meant to be."""
        words = self._as_one([self._as_infinitive(word) for word in words])
        near = {word: self._near(word) for word in words if self._may_be_misspelt(word)}
        for word in near.keys() & _things(words):
            near[word] = [p for p in near[word] if not self.view.is_name(p.text) or self.is_valid(p.text)]
        before, doubted = {word: first.text for first, word in pairwise(words)}, dict[Word, str]()
        for word, found in near.items():
            near[word] = [p for p in found if self._is_sure(word.text, p, before.get(word, ""))]
            doubted[word] = "" if near[word] else self._perhaps(word.text, found)
        there = self._standing({other for pairs in near.values() for other, _ in pairs})
        best = [self._best(word, [p for p in near.get(word, ()) if p.text in there]) for word in words]
        return self.agree([replace(w, perhaps=doubted.get(word, "")) for w, word in zip(best, words, strict=True)])

    def _is_sure(self, text: str, other: Near, before: str) -> bool:
        """May a word be read as a place, a name that only stands in a text, or what is little like it, without asking?

        It may as well be the name of somebody whom the asker does not see, or of an agency that is not in this guide:
        `hoekema` and Herema, `karel` and Kapel, `emergis` and energie.
        """
        if self.view.is_name(other.text):
            return True
        near = other.far <= len(text) // A_LETTER_WRONG
        if other.text in self.lexicon.place_words:
            is_name = usual(text) >= VALID or before in BEFORE_SOMEBODY
            return before in POINTING or (near and not is_name)
        if not near and other.far > 1 and OSA.distance(said(text), said(other.text)) >= other.far:
            return False
        return near or other.text in self.lexicon.words or self.is_valid(other.text)

    def _perhaps(self, text: str, found: Iterable[Near]) -> str:
        """The place here that a word looks like most, else the word of the lists among these; "" where none does."""
        near = self._looking(text, self.lexicon.places_alike, 2 if len(text) >= LONG else 1)
        places, words, elsewhere = self.lexicon.places, self.lexicon.words, self.lexicon.place_words
        here = [p.text for p in near if any(place.in_region for place in places.get((p.text,), ()))]
        listed = [p.text for p in found if p.text in words and p.text not in elsewhere]
        return next(iter([*here, *listed]), "")

    def _as_one(self, words: list[Word]) -> list[Word]:
        """A compound of the lists that was written as two words, one of them misspelt: `burne bemiddeling`."""
        found: list[Word] = []
        for word in words:
            last = found[-1] if found else None
            if last and (whole := self._whole(last, word)):
                found[-1] = Word(whole, f"{last.typed} {word.typed}", distance=1, cut=word.cut, opens=last.opens)
            else:
                found.append(word)
        return found

    def _whole(self, first: Word, second: Word) -> str:
        glued = first.text + second.text
        if min(len(first.text), len(second.text)) < MIN_LENGTH or not glued.isalpha():
            return ""
        if not (self._is_unknown(first.text) or self._is_unknown(second.text)):
            return ""
        return next((other for other, _ in self._looking(glued, self.lexicon.words_alike, 1)), "")

    def _is_unknown(self, text: str) -> bool:
        """No word of ours and none of a dictionary."""
        if self.is_known(text) or analysis.is_ordinary(text):
            return False
        return not analysis.parts(text) or self._is_chance(text)

    def _is_chance(self, text: str) -> bool:
        """`jongereenwerker`: a compound by chance that nobody writes, and one letter from a word of the lists."""
        if analysis.is_ordinary(text) or self.is_known(text) or usual(text):
            return False
        return bool(analysis.parts(text) and self._of_lists(text))

    def _of_lists(self, text: str) -> list[Near]:
        """Words of the lists with one letter more, less or other; no plural of them."""
        near = self._looking(text, self.lexicon.words_alike, 1)
        return [p for p in near if not text.startswith(p.text)][:NEAREST]

    def halves(self, word: Word) -> tuple[Word, ...]:
        """A term of two words that was written as one, with one of them misspelt: `beschermdwnen`."""
        text = word.text
        if word.distance or not self._is_unknown(text):
            return ()
        for cut in range(MIN_LENGTH, len(text) - MIN_LENGTH + 1):
            first, last = text[:cut], text[cut:]
            if first in self.lexicon.words and (other := self._half(last, before=first)):
                return Word(first, first, opens=word.opens), Word(other, last, distance=1)
            if last in self.lexicon.words and (other := self._half(first, behind=last)):
                return Word(other, first, distance=1, opens=word.opens), Word(last, last)
        return ()

    def _half(self, text: str, *, before: str = "", behind: str = "") -> str:
        """What a half of a term may have been meant to be, with the other half before or behind it."""
        reach = 2 if len(text) >= LONG else 1
        looks = self._looking(text, self.lexicon.words_alike, reach)
        sounds = self._sounding(text, self.lexicon.words_alike, 0)
        for other, _ in (*looks, *sounds):
            if tuple(analysis.key(part) for part in (before, other, behind) if part) in self.lexicon.terms:
                return other
        return ""

    def _sounding(self, text: str, words: Alike, reach: int) -> list[Near]:
        """Words that sound the same, which counts as one letter however many differ; else with a sound that differs."""
        most = 1 + len(text) // A_LETTER_HEARD
        heard = words.sounding_like(text, reach)
        near = [Near(other, 1 + far) for other, far in heard if OSA.distance(text, other) <= most]
        return [p for p in near if len(p.text) >= MIN_LENGTH and (p.far == 1 or p.text[0] == text[0])]

    def _as_infinitive(self, word: Word) -> Word:
        """`Blowt` and `gokt`, which no dictionary knows, as the verbs that are on a list or in the guide."""
        stem = word.text[:-1]
        if len(stem) < MIN_LENGTH - 1 or not word.text.isalpha() or word.text[-1] != "t":
            return word
        if word.says_nothing or self.is_known(word.text):  # `want` is no `wanen`
            return word
        verbs = (f"{stem}en", f"{stem}{stem[-1]}en")
        found = next((verb for verb in verbs if verb in self.lexicon.words or self.view.knows(f"={verb}")), "")
        return replace(word, text=found) if found else word

    def _may_be_misspelt(self, word: Word) -> bool:
        text = word.text
        if len(text) < MIN_LENGTH or not text.isalpha() or word.says_nothing or word.shouted:
            return False
        if self._is_misspelt_place(text) or self._is_chance(text):
            return True
        known = self.is_known(text) or (self.is_valid(text) and not self._is_rare(text))
        return not (known or (word.cut and self.view.starting_with(text)))

    def _is_term(self, word: Word) -> bool:
        return (word.key,) in self.lexicon.terms or word.text in self.lexicon.place_words

    def _is_misspelt_place(self, text: str) -> bool:
        """`winterwijk`: in no dictionary, a compound by chance, and one letter from a place."""
        if len(text) < LONG or analysis.is_ordinary(text) or self.view.knows("=" + text):
            return False
        if text in self.lexicon.words or text in self.lexicon.place_words:
            return False
        return bool(self._places_near(text))

    def _places_near(self, text: str) -> list[Near]:
        """Places with one letter more, less or other; what is written every day is none: `overheen` and Overveen."""
        return [] if usual(text) >= COMMON else self._looking(text, self.lexicon.places_alike, 1)

    def _is_rare(self, word: str) -> bool:
        """In the dictionary, but nobody writes it and no compound: `tuis`."""
        return usual(word) < RARE and not analysis.parts(word)

    def _best(self, word: Word, found: list[Near]) -> Word:
        """The nearest of these, with the others that are as near; the word itself where there are none."""
        if not found:
            return word
        best = found[0]
        others = tuple(other for other in found[1:NEAREST] if other.far == best.far)
        return replace(word, text=best.text, others=others, distance=best.far, shouted=False)

    def agree(self, words: list[Word]) -> list[Word]:
        """Names that stand together must be names of one person; else what sounds or looks like them is tried."""
        group = self._names_in(words)
        if len(group) < 2 or all(self.exist([[word.text for word in group]])):
            return words
        tries = list(self._tries(group))[:MOST_TRIES]
        found = self.exist([[word.text for word in other] for other in tries])
        best = next((other for other, there in zip(tries, found, strict=True) if there), group)
        better = dict(zip(group, best, strict=True))
        return [better.get(word, word) for word in words]

    def _names_in(self, words: list[Word]) -> list[Word]:
        """Words of names, and words beside them that are nothing else here."""
        said = [word for word in words if not word.says_nothing and word.text not in TUSSENVOEGSELS]
        names = [self.view.is_name(word.text) for word in said]
        group = []
        for position, word in enumerate(said):
            beside = any(names[max(0, position - 1) : position + 2])
            if names[position] or (beside and word.text.isalpha() and self._is_no_word(word)):
                group.append(word)
        return group

    def _is_no_word(self, word: Word) -> bool:
        """Nothing here, or misspelt and read as a word that means nothing here."""
        return not self.view.knows("=" + word.text) or (word.distance > 0 and not self._is_term(word))

    def _tries(self, group: list[Word]) -> Iterator[list[Word]]:
        """The group with one of its names read otherwise, then with two; the likeliest first."""
        near = [self._names_near(word) for word in group]
        for place, others in enumerate(near):
            for other in others:
                yield [*group[:place], other, *group[place + 1 :]]
        for first, second in combinations(range(len(group)), 2):
            for one, two in product(near[first][:FEW], near[second][:FEW]):
                yield [two if n == second else one if n == first else word for n, word in enumerate(group)]

    def _names_near(self, word: Word) -> list[Word]:
        """Names that sound as this one was typed, and names that look like it."""
        same = [(name, 1) for name in self.view.names_by_sound.get(sound(word.typed), ()) if name != word.text]
        reach = 2 if len(word.typed) >= BESIDE_A_NAME else 1
        like = [p for p in self._looking(word.typed, self.view.names_alike, reach) if p.text != word.text]
        found = dict(like) | dict(same)
        ranked = sorted(found, key=lambda name: (found[name], -self._use(name), name))
        return [replace(word, text=name, distance=found[name], others=()) for name in ranked[:NAMES_TRIED]]

    def _near(self, word: Word) -> list[Near]:
        """Words within reach, the nearest and most used first."""
        if analysis.parts(word.text) and self._is_misspelt_place(word.text):
            return self._places_near(word.text)
        if self._is_chance(word.text):
            return self._of_lists(word.text)
        if self.is_valid(word.text):  # only for a word that is far more usual
            near = [p for p in self._ranked(word.text, 1) if self._is_far_more_usual(p.text)]
            return near[: 2 * NEAREST]
        near = self._ranked(word.text, 2 if len(word.text) >= LONG else 1)[: 2 * NEAREST]
        return near or [Near(name, 1) for name in self.view.names_by_sound.get(sound(word.text), ())[:NEAREST]]

    def _is_far_more_usual(self, text: str) -> bool:
        return usual(text) >= (OF_OURS if text in self.lexicon.words else COMMON)

    def _ranked(self, word: str, reach: int) -> list[Near]:
        # Frequent but in no dictionary: a proper name, which may only be read as another name or place.
        proper = usual(word) >= VALID
        near = {p for p in self._looking(word, self.view.words_alike, reach) if self._fits(p.text, proper)}
        if not proper:
            near |= set(self._looking(word, self.lexicon.words_alike, reach))
        near |= set(self._places_near(word))
        best = (dict(self._heard(word)) if not proper else {}) | dict(near)
        found = [Near(*pair) for pair in best.items()]
        return sorted(found, key=lambda p: (*self._unlike(word, *p), -self._use(p.text), p.text))

    def _unlike(self, word: str, other: str, far: int) -> tuple[int, int, bool]:
        """How little another word looks like this one and sounds like it, together."""
        looks, sounds = OSA.distance(word, other), OSA.distance(said(word), said(other))
        return min(looks, far + 1) + sounds, far, other[0] != word[0]

    def _heard(self, word: str) -> Iterator[Near]:
        """What sounds like it."""
        reach = 1 if len(word) >= LONG else 0
        yield from self._sounding(word, self.view.words_alike, reach)
        yield from self._sounding(word, self.lexicon.words_alike, reach)
        yield from self._sounding(word, self.lexicon.places_alike, 0)

    def _looking(self, word: str, words: Alike, reach: int) -> list[Near]:
        return [p for p in words.looking_like(word, reach) if len(p.text) >= MIN_LENGTH and p.text.isalpha()]

    def _fits(self, other: str, proper: bool) -> bool:
        return not proper or self.view.is_name(other)

    def _use(self, word: str) -> int:
        return self.view.frequency("=" + word)

    def _standing(self, words: set[str]) -> set[str]:
        """The vocabulary is as old as its generation: what was hidden since must not come back as a correction."""
        known = {word for word in words if word in self.lexicon.words or word in self.lexicon.place_words}
        asked = sorted(words - known)
        found = self.exist([[word] for word in asked])
        return known | {word for word, there in zip(asked, found, strict=True) if there}


class NameCorrector(Corrector):
    """For a question that found nothing: what is no term and nobody's name here may be somebody's name all the same."""

    def _whole(self, first: Word, second: Word) -> str:
        return ""

    def _may_be_misspelt(self, word: Word) -> bool:
        if len(word.text) < SHORTEST or not word.text.isalpha() or word.says_nothing:
            return False
        return not (self._is_term(word) or self.view.is_name(word.text))

    def _near(self, word: Word) -> list[Near]:
        """Names that look or sound somewhat like a word: in a longer one more may be wrong."""
        text = word.text
        reach = min(FARTHEST, 1 + len(text) // A_LETTER_WRONG)
        like = dict(self._looking(text, self.view.names_alike, reach))
        sounds = process.extract(
            sound(text), self.view.names_by_sound.keys(), scorer=OSA.distance, score_cutoff=1, limit=NAMES_TRIED
        )
        for heard, far, _ in sounds if len(text) >= MIN_LENGTH else ():
            like |= {name: 1 + int(far) for name in self.view.names_by_sound[heard] if name not in like}
        found = [Near(*pair) for pair in like.items()]
        return sorted(found, key=lambda p: (p.far, -self._use(p.text), p.text))[: 2 * NEAREST]
