"""What a question is about as a whole, where its words are no term: who the lists lead to with words like these.

Each need and each function of the lists is a text: all its names and search words. A question is compared with these
texts as a search engine compares them (BM25: Robertson and Zaragoza, 2009), by its words and by neighbours; who does
what it resembles most, is where to look. See docs/decisions/0021.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import exp

from search import wordlists
from search.language import analysis
from search.language.analysis import NEGATIONS, NOT, key_in_term
from search.lists.codes import Soort, is_code_of
from search.plan import idf

K1, B = 0.6, 0.5  # of BM25: how soon more of a word says no more, and how much a long text counts for less
SHARPNESS = 3.0  # points that a text may be below the best, to count for a third of it
RESEMBLING = 8  # texts
LEADS = {Soort.FUNCTIE: 5, Soort.ORGANISATIESOORT: 3}  # of each kind of code, at most
KNOWN = 0.4  # of what the words of a question weigh, the least that the lists must know
PIECE, A_PIECE = 5, 0.12  # letters of a piece of a word, and what it counts for beside a word: `stoned` for `stonede`
WORDS = 200  # of what it resembles, at most
SURE = 0.5  # of the resemblance, from which on a need is named as the reason


@dataclass(frozen=True)
class Leads:
    """Where to look: codes of functions and kinds of agencies, the best of each 1.0; needs, named."""

    codes: tuple[tuple[str, float], ...] = ()
    needs: tuple[tuple[str, frozenset[str]], ...] = ()  # what it resembles, and the codes of who does that
    words: tuple[tuple[str, float], ...] = ()  # keys of what is said of all that, the one that tells most worth 1.0


NOWHERE = Leads()


@dataclass(frozen=True)
class _Text:
    naam: str
    is_need: bool
    codes: tuple[str, ...]
    tokens: Counter[str]


@dataclass
class Gist:
    """The texts that questions are compared with."""

    texts: list[_Text] = field(default_factory=list)

    def add(self, naam: str, codes: Iterable[str], forms: Iterable[str], *, is_need: bool) -> None:
        """Take in what is said (`forms`) of something that these functions and kinds of agencies do."""
        said = Counter(token for form in forms for token in _tokens_and_pieces(analysis.words_of(form)))
        self.texts.append(_Text(naam, is_need, tuple(codes), said))

    def leads(self, words: Sequence[str]) -> Leads:
        """Where these words of a question lead; nowhere where the lists know too few of them."""
        if self._known(words) < KNOWN:
            return NOWHERE
        points: dict[int, float] = defaultdict(float)
        for token in _tokens_and_pieces(words):
            for text, worth in self._postings.get(token, ()):
                points[text] += worth
        best = sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))[:RESEMBLING]
        shares = [(number, exp((worth - best[0][1]) / SHARPNESS)) for number, worth in best]
        return replace(self._led([(self.texts[number], share) for number, share in shares]), words=self._words(shares))

    def _words(self, alike: Sequence[tuple[int, float]]) -> tuple[tuple[str, float], ...]:
        """What is said of the needs and functions that a question resembles: who says that too, may do it."""
        told: dict[str, float] = defaultdict(float)
        for number, likeness in alike:
            for key, worth in self._said[number].items():
                told[key] += likeness * worth
        best = sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS]
        return tuple((key, worth / best[0][1]) for key, worth in best)

    def _led(self, alike: Sequence[tuple[_Text, float]]) -> Leads:
        shares: dict[str, float] = defaultdict(float)
        for text, likeness in alike:
            for soort in LEADS:
                its = [code for code in text.codes if is_code_of(soort, code)]
                for code in its:
                    shares[code] += likeness / len(its)
        codes = [pair for soort, most in LEADS.items() for pair in _best(shares, soort, most)]
        needs = [(text.naam, frozenset(text.codes)) for text, likeness in alike if text.is_need and likeness >= SURE]
        return Leads(tuple(codes), tuple(needs))

    def _known(self, words: Sequence[str]) -> float:
        """How much of what the words say is on the lists, each by how rare it is there."""
        said = (word for word in words if not wordlists.says_nothing(word) and not word.isdigit())
        keys = dict.fromkeys(analysis.key(word) for word in said if word not in NEGATIONS)
        weights = {key: self._rarity.get(key, 0.0) for key in keys}
        unknown = idf(0, len(self.texts))
        every = sum(weight or unknown for weight in weights.values())
        return sum(weights.values()) / every if every else 0.0

    @cached_property
    def _rarity(self) -> dict[str, float]:
        holding = Counter(token for text in self.texts for token in text.tokens)
        return {token: idf(number, len(self.texts)) for token, number in holding.items()}

    @cached_property
    def _postings(self) -> dict[str, list[tuple[int, float]]]:
        """Per token the texts that hold it, and what it is worth there."""
        lengths = [sum(n for token, n in text.tokens.items() if not _is_piece(token)) for text in self.texts]
        mean = max(1.0, sum(lengths) / max(1, len(lengths)))
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            long = K1 * (1 - B + B * lengths[number] / mean)
            for token, times in text.tokens.items():
                share = A_PIECE if _is_piece(token) else 1.0
                found[token].append((number, share * self._rarity[token] * times * (1 + K1) / (times + long)))
        return dict(found)

    @cached_property
    def _said(self) -> list[dict[str, float]]:
        """Of each text its words and their parts, and what each is worth there."""
        found: list[dict[str, float]] = [{} for _ in self.texts]
        for token, postings in self._postings.items():
            if not _is_piece(token) and " " not in token and token != NOT:
                key = token.removeprefix("+")
                for number, worth in postings:
                    found[number][key] = max(worth, found[number].get(key, 0.0))
        return found


def _best(shares: dict[str, float], soort: Soort, most: int) -> list[tuple[str, float]]:
    """The codes of one kind, the best first and worth 1.0."""
    found = sorted((-share, code) for code, share in shares.items() if is_code_of(soort, code))[:most]
    return [(code, share / found[0][0]) for share, code in found]


def _tokens(words: Sequence[str]) -> list[str]:
    """Each once, in a fixed order: the keys and parts of what says something, and all neighbours."""
    said = [word for word in words if not word.isdigit()]
    keys = [key_in_term(word) for word in said]
    found: list[str] = []
    for word, key in zip(said, keys, strict=True):
        if key == NOT or not wordlists.says_nothing(word):
            found += [key, *(f"+{part}" for part in analysis.parts(word))]
    found += [f"{one} {other}" for one, other in zip(keys, keys[1:], strict=False)]
    return list(dict.fromkeys(found))


def _tokens_and_pieces(words: Sequence[str]) -> list[str]:
    """The tokens, and the pieces of all words: what is inflected or compounded another way has most of them."""
    pieces = (piece for word in words for piece in _pieces(f"<{word}>"))
    return [*_tokens(words), *dict.fromkeys(pieces)]


def _pieces(marked: str) -> list[str]:
    """All that are so long of a word between its marks, with a sign that no word has before each."""
    return [f"#{marked[start : start + PIECE]}" for start in range(len(marked) - PIECE + 1)]


def _is_piece(token: str) -> bool:
    return token.startswith("#")
