"""Texts that may say why something is an answer: what of them was asked for, and which of them say it best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from directory.lines import in_zin
from directory.names import fold
from search import wordlists
from search.language import analysis
from search.lists.codes import Soort, is_code_of

MOST = 2  # texts in one line
LONGEST = 120  # characters of one text
ENDS = " .,;:"  # of a text
Pieces = Sequence[tuple[str, bool]]  # of text, and whether it was asked for


@dataclass(frozen=True)
class Text:
    """A text that may say why, the codes under which the index knows it, and search words that are never shown."""

    text: str
    codes: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    whole: bool = False  # a part of a compound in it is no reason

    @cached_property
    def held(self) -> frozenset[str]:
        """All tokens of its words."""
        tokens = _forms_of_word if self.whole else _tokens_of_word
        return frozenset().union(*map(tokens, analysis.WORD.findall(self.text)))

    @cached_property
    def found(self) -> frozenset[str]:
        """All that it is found by: words, codes and search words."""
        return self.held | self.codes | self.hidden

    @cached_property
    def words(self) -> list[tuple[int, int, frozenset[str]]]:
        """Its words: where each begins and ends, and its tokens."""
        found = ((match.span(), tokens_of((match.group(),))) for match in analysis.WORD.finditer(self.text))
        return [(*span, tokens & self.held if self.whole else tokens) for span, tokens in found]

    @cached_property
    def _cut(self) -> dict[int, "Text"]:
        return {}

    def around(self, first: int) -> "Text":
        """What is shown of a long text for a question that it answers from this character on."""
        found = self._cut.get(first)
        if found is None:
            found = self._cut[first] = Text(_around(self.text, first), self.codes, whole=self.whole)
        return found


@dataclass(frozen=True)
class Tokens:
    """Tokens that each are a reason, and groups that only are one when a text holds them all (parts of a compound)."""

    single: frozenset[str]
    together: frozenset[tuple[str, ...]]

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first token of each group."""
        return frozenset(group[0] for group in self.together)

    def whole_in(self, held: frozenset[str]) -> list[tuple[str, ...]]:
        """The groups of which all tokens are among these."""
        if not self.together or self.firsts.isdisjoint(held):
            return []
        return [group for group in self.together if held.issuperset(group)]

    def in_text(self, text: Text) -> frozenset[str]:
        """What of it this text is found by: most texts by nothing."""
        found = self.single & text.found
        return found.union(*whole) if (whole := self.whole_in(text.held)) else found

    def among(self, held: frozenset[str]) -> "Tokens | None":
        """What of it can be found where these tokens are."""
        single, together = self.single & held, self.whole_in(held)
        return Tokens(single, frozenset(together)) if single or together else None


NOTHING = Tokens(frozenset(), frozenset())


def best(said: Sequence[Text], sought: Tokens) -> Pieces:
    """The texts that say it best: in the words of the question, else by what they mean, else by a search word."""
    looked = [(text, sought.in_text(text)) for text in said]
    marked = [(mark(text, words), text, words & sought.single) for text, words in looked if words]
    ranked = sorted([(-_strength(*each), each[0]) for each in marked], key=itemgetter(0))
    return _in_a_row([pieces for strength, pieces in ranked if strength])


def _in_a_row(texts: Iterable[Pieces]) -> Pieces:
    """The first texts behind each other, without one that says what stands there already."""
    pieces: Pieces = []
    there: list[str] = []
    for text in texts:
        said = fold("".join(piece for piece, _ in text)).strip(ENDS)
        if len(there) < MOST and not any(said in other or other in said for other in there):
            pieces = [*_without_end(pieces), (", ", False), *_lowered(text)] if pieces else text
            there.append(said)
    return pieces


def _without_end(pieces: Pieces) -> Pieces:
    """A text that is not the last: its full stop would stand before a comma."""
    *rest, (last, on) = pieces
    return [*rest, (last.rstrip(ENDS), on)] if last.strip(ENDS) else rest


def _lowered(pieces: Pieces) -> Pieces:
    """A text in the middle of a line: an ordinary word opens with a small letter, a name or abbreviation as it is."""
    word = next(iter(analysis.WORD.findall(pieces[0][0])), "") if pieces else ""
    if not (word[1:].islower() and analysis.is_ordinary(fold(word))):
        return pieces
    (first, on), *rest = pieces
    small = in_zin("".join(piece for piece, _ in pieces))
    return [(small[: len(first)], on), *rest]


def _strength(pieces: Pieces, text: Text, sought: frozenset[str]) -> int:
    is_law = any(is_code_of(Soort.WET, code) for code in text.codes)
    if (is_law or text.held.isdisjoint(sought)) and not text.codes.isdisjoint(sought):
        return 5  # a law, or a group that is meant by it: what somebody does says more
    literally = len({piece.lower() for piece, on in pieces if on})
    if literally and not sought.isdisjoint(text.hidden):
        literally += 1
    return 10 * literally or 5 * (not sought.isdisjoint(text.hidden))


def mark(text: Text, sought: frozenset[str]) -> Pieces:
    """The text in pieces, those that the question asked for marked; a long text around its first mark."""
    if len(text.text) > LONGEST:
        first = next((start for start, _, tokens in text.words if not sought.isdisjoint(tokens)), 0)
        text = text.around(first)
    asked = [(start, stop) for start, stop, tokens in text.words if not sought.isdisjoint(tokens)]
    if not asked:
        return [(text.text, not sought.isdisjoint(text.codes))] if text.text else []
    pieces, end = [], 0
    for start, stop in asked:
        pieces += [(text.text[end:start], False), (text.text[start:stop], True)]
        end = stop
    pieces.append((text.text[end:], False))
    return [piece for piece in pieces if piece[0]]


def tokens_of(texts: tuple[str, ...]) -> frozenset[str]:
    """The tokens of texts, none for a word that says nothing."""
    return _tokens_when(texts, wordlists.changes())


@lru_cache(maxsize=50_000)
def _tokens_when(texts: tuple[str, ...], changes: int) -> frozenset[str]:
    said = [text for text in texts if not wordlists.says_nothing(fold(text))]
    return frozenset(analysis.index_tokens(said))


def _forms_of_word(written: str) -> frozenset[str]:
    """What a word is found by as a whole."""
    words = analysis.words_of(written)
    return frozenset(f"={word}" for word in words) | frozenset(map(analysis.key, words))


def _tokens_of_word(written: str) -> frozenset[str]:
    """The tokens of one word, also of a word that says nothing: in a term it counts."""
    return _tokens_of_word_when(written, wordlists.changes())


@lru_cache(maxsize=50_000)
def _tokens_of_word_when(written: str, changes: int) -> frozenset[str]:
    return frozenset(analysis.index_tokens([written]))


def _around(text: str, first: int) -> str:
    """About LONGEST characters of a long text: the sentence with this character."""
    begin = max(text.rfind(". ", 0, first) + 2, 0) if ". " in text[:first] else 0
    part = text[begin:].split(". ")[0]
    if len(part) <= LONGEST:
        return part
    begin = max(0, first - begin - LONGEST // 2)
    cut = part[begin : begin + LONGEST]
    return ("… " if begin else "") + cut.rsplit(" ", 1)[0] + " …"
