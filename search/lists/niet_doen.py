"""What agencies say they do not do (`wat wij niet doen`): who asks for that is led to who does."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from directory.models import AgencyPage
from search import wordlists
from search.language import analysis
from search.lists.codes import Soort

OR = re.compile(r"[,;/()]|\ben\b|\bof\b")
# Behind one of these `en` and `of` stand between what it is about: `een verklaring voor urgentie of uitkering`.
ABOUT = frozenset({"voor", "van", "over", "bij", "met", "op", "aan", "naar", "uit"})
# What is done with a thing says nothing about which thing it is.
LIGHT = frozenset(
    {"regelen", "aanvragen", "geven", "bieden", "verlenen", "doen", "behandelen", "zelf", "de", "het", "een"}
)
MOST = 500  # that one question has to do with: of a whole country every gemeente may say so
MEANT = frozenset({Soort.FUNCTIE, Soort.HULPVRAAG, Soort.BEGRIP, Soort.WET, Soort.DOELGROEP})


@dataclass(frozen=True)
class Refusal:
    """An agency or team that does not do something, and who does."""

    page: int  # key of its page
    wat: str
    needs: tuple[frozenset[str], ...]  # signs: of each, a question about it has one
    for_whom: frozenset[str] = frozenset()  # signs: of these too, where it says for whom it does not
    wie: int = 0  # key of the page of who does; 0 for somebody outside this guide, or nobody
    wie_naam: str = ""
    agreed: bool = True  # who does it agreed to be named
    is_of_a_team: bool = False  # who does it is a team of its own

    def told(self) -> str:
        """For who finds this agency: `Doet niet: Schulden regelen. Wie wel: Boven Water`."""
        says = "Wie wel" if self.agreed else "Wie wel, volgens deze organisatie"
        wel = f" {says}: {self.wie_naam}." if self.wie_naam else ""
        return f"Doet niet: {self.wat.rstrip('.')}.{wel}"


@dataclass(frozen=True)
class Refusing:
    """All of them, by a sign that a question about it has."""

    by_sign: Mapping[str, Sequence[Refusal]] = field(default_factory=dict)

    def of(self, signs: frozenset[str]) -> tuple[Refusal, ...]:
        """What a question with these signs asks, and somebody says not to do."""
        near = dict.fromkeys(refusal for sign in sorted(signs) for refusal in self.by_sign.get(sign, ()))
        return tuple(islice((refusal for refusal in near if _is_asked(refusal, signs)), MOST))


def _is_asked(refusal: Refusal, signs: frozenset[str]) -> bool:
    if refusal.for_whom and signs.isdisjoint(refusal.for_whom):
        return False
    return all(not signs.isdisjoint(need) for need in refusal.needs)


def word_sign(key: str) -> str:
    """The sign of a word with this stem key."""
    return f"={key}"


def read_refusing(pages: Iterable[AgencyPage], meant: Mapping[tuple[str, ...], Iterable[tuple[str, str]]]) -> Refusing:
    """From pages that come with their rows; `meant` says which kinds and names words are called by."""
    live = {page.pk: page for page in pages}
    by_sign = defaultdict[str, list[Refusal]](list)
    for page in live.values():
        for row in page.wat_wij_niet_doen.all():
            who = live.get(row.organisatie_id)
            for part in _parts(row.wat):
                needs = _needs(part, meant)
                if needs:
                    said = frozenset(word_sign(analysis.key(word)) for word in _content(row.voor_wie))
                    wie, naam = (who.pk, who.title) if who else (0, row.buiten)
                    agreed = not who or row.akkoord_op is not None
                    of_a_team = who is not None and who.path.startswith(page.path)
                    refusal = Refusal(page.pk, row.wat, needs, said, wie, naam, agreed, of_a_team)
                    for sign in needs[0]:
                        by_sign[sign].append(refusal)
    return Refusing(by_sign)


def _parts(wat: str) -> list[str]:
    """What is not done, each by itself."""
    return [wat] if not ABOUT.isdisjoint(analysis.words_of(wat)) else OR.split(wat)


def _content(text: str) -> list[str]:
    return [w for w in analysis.words_of(text) if not wordlists.says_nothing(w) and w not in LIGHT]


def _needs(text: str, meant: Mapping[tuple[str, ...], Iterable[tuple[str, str]]]) -> tuple[frozenset[str], ...]:
    """The signs of what is not done, of each of its words or of all together where these are called so."""
    words = [word for word in analysis.words_of(text) if word not in LIGHT]
    keys = tuple(map(analysis.key, words))
    if names := _signs(keys, meant):
        return (names | ({word_sign(keys[0])} if len(keys) == 1 else frozenset()),)
    content = _content(text)
    if not content or (len(content) == 1 and len(words) > 1):
        return ()  # `hulp in huis` is not about every house
    return tuple(frozenset({word_sign(analysis.key(word))}) | _signs((analysis.key(word),), meant) for word in content)


def _signs(keys: tuple[str, ...], meant: Mapping[tuple[str, ...], Iterable[tuple[str, str]]]) -> frozenset[str]:
    return frozenset(f"{soort}:{naam}" for soort, naam in meant.get(keys, ()) if soort in MEANT)
