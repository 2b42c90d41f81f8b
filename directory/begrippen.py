"""Explains the abbreviations in a text: finds the words of the glossary and puts their meaning beside them."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from directory.keeping import kept
from directory.models import Begrip

Row = tuple[str, str, str]  # afkorting, voluit, gewone taal


@dataclass(frozen=True)
class Woordenboek:
    """The words that may be explained, as one expression, and their meanings by word (see `_key`)."""

    pattern: re.Pattern[str] | None
    meanings: dict[str, tuple[str, ...]]

    def split(self, text: str, seen: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The text in pieces with their meanings; () for a piece that needs none or was explained before."""
        end = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            key = self._key_of(match[0])
            if key not in seen:
                yield text[end : match.start()], ()
                yield match[0], self.meanings[key]
                seen.add(key)
                end = match.end()
        yield text[end:], ()

    def _key_of(self, word: str) -> str:
        """An exact word goes first, so that `Wgs` (debts) and `WGS` (sharing data) stay two laws."""
        return word if word in self.meanings else word.casefold()


@lru_cache(maxsize=2)
def compile_woordenboek(rows: tuple[Row, ...]) -> Woordenboek:
    """Longest words first. A word with capitals is found only as it is written, one without in any case."""
    meanings: dict[str, tuple[str, ...]] = {}
    for afkorting, voluit, gewone_taal in rows:
        uitleg = Begrip(afkorting=afkorting, voluit=voluit, gewone_taal=gewone_taal).uitleg()
        if uitleg:
            meanings[afkorting] = (*meanings.get(afkorting, ()), uitleg)
    if not meanings:
        return Woordenboek(None, {})
    words = sorted(meanings, key=len, reverse=True)
    either = "|".join(f"(?i:{re.escape(w)})" if w == w.casefold() else re.escape(w) for w in words)
    # Not inside a word, a mail address or the name of a site.
    return Woordenboek(re.compile(rf"(?<![\w@.])(?:{either})(?![\w@])(?!\.\w)"), meanings)


def woordenboek() -> Woordenboek:
    """The glossary of now: an editor's new word works at once, in every process, however it was saved."""
    return kept("woordenboek", _read)


def _read() -> Woordenboek:
    return compile_woordenboek(tuple(Begrip.objects.order_by("pk").values_list("afkorting", "voluit", "gewone_taal")))


def explain(text: str, *, block: bool = False) -> SafeString:
    """Text, never HTML, with each known word explained the first time; `block` makes paragraphs of line breaks."""
    if not text.strip():
        return SafeString("")
    words, seen = woordenboek(), set[str]()
    if not block:
        return _inline(text, words, seen)
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return format_html_join("", "<p>{}</p>", ((_lines(p, words, seen),) for p in paragraphs))


def _lines(text: str, words: Woordenboek, seen: set[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((_inline(line, words, seen),) for line in text.split("\n")))


def _inline(text: str, words: Woordenboek, seen: set[str]) -> SafeString:
    pieces = (_term(piece, found) if found else piece for piece, found in words.split(text, seen))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _term(word: str, meanings: tuple[str, ...]) -> SafeString:
    """A button that shows the meaning by `popovertarget` (tap, click, Enter) and `interestfor` (hover): no script.

    The id is random: a counter would clash between parts of a page that were made apart and kept.
    """
    text = meanings[0] if len(meanings) == 1 else " Of: ".join(m.rstrip(".") + "." for m in meanings)
    return format_html(
        '<button class="term" type="button" popovertarget="{id}" interestfor="{id}">{word}'
        '<span class="visually-hidden"> (uitleg)</span></button>'
        '<span class="meaning" id="{id}" popover><strong class="meaning__word">{word}: </strong>{text}</span>',
        id=f"begrip-{secrets.token_hex(5)}",
        word=word,
        text=text,
    )
