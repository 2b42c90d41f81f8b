"""Dutch, done once for every engine: a text becomes ready-made tokens, at index time and at question time alike.

A word gives its exact form (`=schulden`), its stem key (`schuld`), for a compound the keys of its parts, and for who
does something or the doing of it the doing (`~begeleid` for begeleider, begeleiding). Engines only compare tokens.
A word becomes the same each time, until coordinators add words by which it is split (`split_also`: then the indexes are
built anew). `VERSION` changes when the rules or the word files here do.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import simplemma
import Stemmer
import wordfreq

from directory import names
from directory.names import fold
from search import wordlists

WORD_FILES = ("bewaar", "bouwstenen", "geen_splitsing")  # that decide under what a text is found
MAX_TEXT = 20_000  # characters of one text that are looked at
MAX_WORD = 60  # longer is no word
DOERS = ("ingen", "sters", "ders", "ster", "ing", "der", "ers", "er", "en")  # begeleidingen, voerders, begeleiden
FEMALE = ("ster", "euse", "trice", "esse", "in")  # werkgeefster, chauffeuse, redactrice, secretaresse, vriendin
NEGATIONS = frozenset({"niet", "geen", "nooit", "zonder"})
NOT = "niet"  # stands for each of them in a term
VOWELS = re.compile(r"(a|e|o|u)(\1)([^aeiou])$")
LINKS = ("", "s", "en", "e", "n", "er")  # what joins the parts of a compound
WORD = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W_]+(?:[&'\-][^\W_]+)*[+&]?")
ENDINGS = re.compile(r"'(?:s|er|ers|tje|tjes|t)$")

_porter = Stemmer.Stemmer("dutch_porter")  # pinned: what "dutch" means differs by version


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """The stem key of a folded word; short words, numbers and words with a digit stay as they are."""
    kept = wordlists.pairs("bewaar").get(word)
    if kept:
        return kept
    if len(word) < 4 or not word.isalpha():
        return word
    one = word[:-1] if word.endswith("jes") and is_ordinary(word[:-1]) else word  # huisjes: its huisje is known
    lemma = fold(simplemma.lemmatize(one, "nl"))
    if lemma.endswith(FEMALE) and not word.startswith(lemma[:-1]):
        lemma = word  # the dictionary takes a werkgever for a werkgeefster, and knows werkgevers by themselves
    return wordlists.pairs("bewaar").get(lemma) or str(_porter.stemWord(lemma))


def key_in_term(word: str) -> str:
    """The stem key of a folded word, one and the same for all negations."""
    return NOT if word in NEGATIONS else key(word)


def is_ordinary(word: str) -> bool:
    """Does this stand in a dictionary of Dutch words (which knows no names of people and few of places)?"""
    return simplemma.is_known(word, "nl")


@lru_cache(maxsize=50_000)
def usual(word: str) -> float:
    """How often people write a word: 3 is once in a million words, 6 once in a thousand."""
    return float(wordfreq.zipf_frequency(word, "nl"))


@lru_cache(maxsize=50_000)
def deed(word: str) -> str:
    """`~` and what is done: the same for begeleider, begeleiding and begeleiden; "" for other words."""
    if not word.isalpha():
        return ""
    for ending in DOERS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and _is_verb(stem):
            return f"~{_porter.stemWord(stem)}"
    return ""


def _is_verb(stem: str) -> bool:
    """Is there a verb with this stem (`begeleid`, `voer`, `signaleer`), as a whole or behind a known word?"""
    open_stem = VOWELS.sub(r"\1\3", stem)  # signaleer: signaler-en
    for start in range(0, max(1, len(open_stem) - 3)):
        first, tail = open_stem[:start], open_stem[start:]
        if is_ordinary(tail + "en") and (not first or first in _blocks() or parts(first)):
            return True
    return False


def _blocks() -> frozenset[str]:
    return wordlists.words("bouwstenen")


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """The keys of the parts of a compound (`schuldhulp`: schuld, hulp), or () for a word that is none."""
    if len(word) < 7 or not word.isalpha() or word in wordlists.words("geen_splitsing"):
        return ()
    blocks = _blocks()
    if word in blocks or _strip_link(word) in blocks:
        return ()
    return tuple(dict.fromkeys(_part_key(part) for part in _cover(word, blocks) or _anchor(word, blocks)))


def split_also(bouwstenen: Iterable[str], geen_splitsing: Iterable[str]) -> None:
    """Use these words besides our own files: parts of compounds, and words that are never split."""
    added = {"bouwstenen": frozenset(bouwstenen), "geen_splitsing": frozenset(geen_splitsing)}
    if wordlists.add(added):
        parts.cache_clear()
        deed.cache_clear()


def _part_key(part: str) -> str:
    """A part that is somebody doing something counts as the doing: jongerenwerker, jongerenwerk."""
    return key(part) if part.endswith("en") else deed(part)[1:] or key(part)


def _strip_link(word: str) -> str:
    return next((word[: -len(link)] for link in ("en", "s", "e") if word.endswith(link)), word)


def _cover(word: str, blocks: frozenset[str]) -> tuple[str, ...]:
    """The fewest blocks that make up the whole word, with links between them."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(3, len(word) + 1):
        for start in sorted(best):
            piece = word[start:end]
            block = next((piece[: len(piece) - len(link)] for link in LINKS if _is_block(piece, link, blocks)), "")
            if block and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], block)
    found = best.get(len(word), ())
    return found if len(found) > 1 else ()


def _is_block(piece: str, link: str, blocks: frozenset[str]) -> bool:
    return piece.endswith(link) and piece[: len(piece) - len(link)] in blocks


def _anchor(word: str, blocks: frozenset[str]) -> tuple[str, ...]:
    """One block at the start or the end, the rest an ordinary Dutch word of at least four letters."""
    for cut in range(len(word) - 4, 3, -1):
        first, last = word[:cut], word[cut:]
        head = next((first[: len(first) - len(link)] for link in LINKS if _is_block(first, link, blocks)), "")
        if head and is_ordinary(last):
            return head, last
        tail = last if last in blocks else _strip_link(last)
        if tail in blocks and is_ordinary(_strip_link(first) if first.endswith("s") else first):
            return first, tail
    return ()


def words_of(text: str) -> list[str]:
    """The folded words of a text in order: `W&I` is one, `zzp'ers` is `zzp`, `re-integratie` is `reintegratie`."""
    return [part for written in WORD.findall(fold(text[:MAX_TEXT])) for part in _spellings(written)[:1]]


@lru_cache(maxsize=50_000)
def _spellings(written: str) -> tuple[str, ...]:
    """How one written word is kept; the first is how a question reads it, the others are found as well."""
    word = ENDINGS.sub("", written.strip("-'+").replace(".", ""))[:MAX_WORD]
    if not word:
        return ()
    pieces = [ENDINGS.sub("", piece) for piece in re.split(r"[-']", word) if piece]
    if len(pieces) < 2:
        return (word, word.replace("&", "")) if "&" in word else (word,)
    return "".join(pieces), *(piece for piece in pieces if len(piece) > 1)


def index_tokens(texts: Iterable[str]) -> set[str]:
    """All tokens under which texts are found: exact forms, stem keys and parts of compounds."""
    tokens: set[str] = set()
    for text in texts:
        for written in WORD.findall(fold(text[:MAX_TEXT])):
            for word in _spellings(written):
                tokens |= {f"={word}", key(word), deed(word), *parts(word)}
    return tokens - {""}


def name_tokens(texts: Iterable[str]) -> set[str]:
    """The tokens of names: never stemmed or split; each word, and the last words glued (`vandenberg`)."""
    tokens: set[str] = set()
    for text in texts:
        written = [_spellings(w) for w in WORD.findall(fold(text[:200]))]
        tokens |= {f"={form}" for forms in written for form in forms}
        firsts = [forms[0] for forms in written if forms]
        tokens |= {"=" + "".join(firsts[start:]) for start in range(max(0, len(firsts) - 4), len(firsts))}
    return tokens


def glue(text: str) -> str:
    """A whole field as one token: `Hulp bij schulden` is `hulpbijschulden`."""
    return "".join(words_of(text))


def digit_grams(digits: str) -> set[str]:
    """Under which parts of a phone number it is found: the whole, ends of four and more, starts of six and more."""
    ends = {digits[start:] for start in range(0, max(1, len(digits) - 3))}
    return {digits} | ends | {digits[:end] for end in range(6, len(digits))}


def _version() -> str:
    code = Path(__file__).read_bytes() + Path(names.__file__).read_bytes() + wordlists.fingerprint(WORD_FILES)
    made_with = ",".join(f"{name}={metadata.version(name)}" for name in ("simplemma", "PyStemmer"))
    return hashlib.sha256(code + made_with.encode()).hexdigest()[:12]


VERSION = _version()
