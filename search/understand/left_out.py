"""What a question is not about: `niet voor jongeren`, `schulden, niet bewind`, `dyslexie, niet bij de Linde`.

An agency that is left out by its name or its kind stays away, and who has a function that is. Of all else it is
said, and nothing is done with it: as who does what else is not known, it drops no answer.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, pairwise

import simplemma

from directory.names import TUSSENVOEGSELS
from search import wordlists
from search.language import analysis
from search.lists.codes import Soort
from search.lists.meanings import Meaning, names_agency
from search.understand import refused
from search.understand.known import SMALL, Known, Words, is_small
from search.understand.topics import NIET, Topic, Word, content

EXCEPT = frozenset({"behalve", "exclusief", "uitgezonderd", "ipv"})
EXCEPT_IN_TWO = (("plaats", "van"), ("anders", "dan"))
BY = frozenset({"voor", "bij", "via", "door"})
LONGEST = 4  # words of what is left out
NOT_BY = refused.SERVICES | {Soort.WET, Soort.HULPVRAAG}  # `thuisbegeleiding zonder Wlz`
CANNOT = frozenset({"kan", "kunnen", "kon", "konden"})  # `kan niet voor kinderen zorgen`
TITLES = frozenset({"mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr"})
NOT_SAFE = ("veilig", "thuis")  # `niet veilig thuis` is what happens, and no agency that is left out
BUT = "maar"
INSTEAD = frozenset({BUT, "wel"})  # `geen jongeren wel schulden`
JOINS = frozenset({BUT, "want", "dus"})
SENTENCES = JOINS | {"en", "omdat", "terwijl"}  # these may begin one that says who does not do it
CHOSEN = JOINS | {"liever", "hoeft"}  # `hoeft geen advocaat te zijn`
AROUND = JOINS | SMALL | {"hulp", "liever", "hoeft", "meer"}  # what is left out: `maar dan niet`
BOTH = frozenset({"en", "of"})
HEAD = 4  # letters of what another word is a kind of
MOST = 2  # things that one question leaves out


def taken_out(words: list[Word], known: Known) -> tuple[list[Word], list[Topic]]:
    """The words without what is left out, and that as topics."""
    found: list[Topic] = []
    for _ in range(MOST):
        without = _left_out(words, known) or _said_not_to_do_it(words, known)
        if without is None:
            break
        words, found = without[0], [*found, without[1]]
    return words, [topic for n, topic in enumerate(found) if not _is_said(topic, found[:n])]


def _is_said(topic: Topic, before: list[Topic]) -> bool:
    return any(topic.label == other.label or topic.meanings and topic.meanings == other.meanings for other in before)


def _left_out(words: list[Word], known: Known) -> tuple[list[Word], Topic] | None:
    """The words without what `niet`, `geen`, `behalve` or `zonder` leaves out first, and that; None where none does."""
    for clause in _clauses(words, JOINS):
        for place in clause:
            span = _Negation(words, place, clause, known).leaves_out
            if span and known.still_asks([*words[:place], *words[span.stop :]]):
                said = words[span.start : span.stop]
                rest = [w for w in (*words[:place], *words[span.stop :]) if w.text != BUT]
                return rest, _topic(list(dropwhile(is_small, said)), _who(said, known))
    return None


def _said_not_to_do_it(words: list[Word], known: Known) -> tuple[list[Word], Topic] | None:
    """The words without the clause that says of whom that they do not do it (`de Linde doet dat niet`), and them."""
    for clause in _clauses(words, SENTENCES):
        said, also, agencies = refused.who([words[place] for place in clause], known.lexicon)
        before, behind = words[: clause.start], words[clause.stop :]
        if said and known.still_asks([*before, *behind]):
            elsewhere = any(known.is_place([word]) for word in (*before, *behind))
            # Of two places, this is where the other one is.
            kept = [word for word in also if not (elsewhere and known.is_place([word]))]
            return [*before, *kept, *behind], _topic(said, agencies)
    return None


def _clauses(words: Words, joins: frozenset[str]) -> list[range]:
    """The places of the words of each clause: between signs, and before these words."""
    opens = [place for place, word in enumerate(words) if place and (word.opens or word.text in joins)]
    return [range(start, stop) for start, stop in pairwise([0, *opens, len(words)])]


def _topic(said: Words, who: tuple[Meaning, ...]) -> Topic:
    words = list(said)
    while not who and len(words) > 1 and words[-1].says_nothing:
        words.pop()
    return Topic(NIET, tuple(words), who, label=" ".join(word.text for word in words))


def _who(words: Words, known: Known) -> tuple[Meaning, ...]:
    """Who is left out: an agency, or each of `Duinroos en Westerlicht`, or a function or kind that is called so."""
    cuts = [n for n, word in enumerate(words) if word.text in BOTH] if not known.named(words) else []
    parts = [words[start + 1 : stop] for start, stop in pairwise([-1, *cuts, len(words)])]
    meant = [meaning for part in parts for meaning in known.meanings_of(part)]
    named = (m for m in meant if m.soort == Soort.ORGANISATIE or m.soort in refused.SERVICES and m.is_called_so)
    return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class _Negation:
    """A word that may leave out what stands behind it: where it stands in the question, and in which clause."""

    words: list[Word]
    place: int
    clause: range
    known: Known

    @property
    def leaves_out(self) -> range:
        """The places of what it leaves out; none where it leaves out nothing."""
        if not self.said:
            return range(0)
        if self.text == "niet" and (stop := self._behind_names()):
            return range(self.first, stop)
        return range(self.first, self._end())

    @property
    def text(self) -> str:
        return self.words[self.place].text

    @cached_property
    def first(self) -> int:
        """Where that begins, small words and all."""
        texts = [word.text for word in self.words[self.place + 1 : self.place + 3]]
        is_no_more = texts[:1] == ["meer"] and not BY.isdisjoint(texts)  # `niet meer bij`
        return self.place + 2 if is_no_more else self.place + 1

    @cached_property
    def said(self) -> int:
        """Its first word that is not small; 0 where there is none."""
        return next((n for n in range(self.first, len(self.words)) if not is_small(self.words[n])), 0)

    def _behind_names(self) -> int:
        """Behind the name of somebody that starts here (`niet Froukje Bos`); 0 where none does."""
        words, known = self.words, self.known
        first = self.said + 1 if words[self.said].text in TITLES and self.said + 1 < len(words) else self.said
        behind_a_title = words[first - 1].text in {*TITLES, *TUSSENVOEGSELS} and first == len(words) - 1
        # There it may be an ordinary word too: `Bos`.
        if not (known.is_name(words[first]) and known.is_only_a_name(words[first], ordinary=behind_a_title)):
            return 0
        stop = first + 1
        for n in range(stop, len(words)):
            word = words[n]
            if word.opens or not (word.text in TUSSENVOEGSELS or known.is_name(word)):
                break
            if known.is_name(word) and not (known.is_place([word]) or known.is_term([word])):
                stop = n + 1
        return stop

    def _end(self) -> int:
        """Behind what it leaves out, as this word does that; 0 where it leaves out nothing."""
        word, behind, who = self.text, self.words[self.place + 1].text, self.words[self.said]
        if word in EXCEPT or (word, behind) in EXCEPT_IN_TWO:
            return self._behind_name()
        if word == "niet" and behind == "voor" and self.known.is_group(who):
            return 0 if self.place and self.words[self.place - 1].text in CANNOT else self.said + 1
        if word == "zonder":
            return self._behind_whom()
        if word == "buiten" and self.known.is_place([who]):
            return self.said + 1
        return self._behind_not() if word in ("niet", "geen") else 0

    def _behind_name(self) -> int:
        """Behind the longest name that starts here, of an agency, a place or what else; else behind one word."""
        known = self.known
        for stop in range(min(len(self.words), self.said + LONGEST), self.said + 1, -1):
            some = self.words[self.said : stop]
            if known.named(some) or some[-1].text in known.lexicon.own or known.is_place(some):
                return stop
        return self.said + 1

    def _behind_whom(self) -> int:
        """Behind who is not wanted (`zonder bewindvoerder`); `zonder werk`, `patient zonder huisarts` have them not."""
        before = self.known.all_meanings_of(self.words[: self.place])
        if not any(meaning.soort != Soort.DOELGROEP for meaning in before):
            return 0
        for stop in range(min(len(self.words), self.said + LONGEST), self.said, -1):
            some = self.words[self.said : stop]
            if self.known.is_lack(self.words[self.place : stop]):
                return 0
            meant = self.known.meanings_of(some)
            # Of help that is called by its kind (`bewind`) search words say enough.
            by_kind = len(some) == 1 and some[0].text.endswith(refused.HELP)
            if any(m.soort in NOT_BY for m in (meant if by_kind else refused.called(some, meant))):
                return stop
        return 0

    def _behind_not(self) -> int:
        """Behind what `niet` or `geen` leaves out: to the end of the clause, or to what is asked instead."""
        said, end = self.said, max(self.clause.stop, self.said + 1)
        stop = next((n for n in range(said, self.clause.stop) if self.words[n].text in INSTEAD), end)
        before = self.words[self.clause.start : self.place]
        by_whom = not BY.isdisjoint(w.text for w in self.words[self.place + 1 : said])
        by_name = by_whom and self.text == "niet" and names_agency(self.known.named(self.words[said:stop]))
        if stop - said > LONGEST or (any(map(_is_of_a_sentence, before)) and not by_name):
            return 0
        if self.place == 0:
            return stop if self._is_instead(stop) else 0
        if self.text == "geen":
            return self._before_place(said, stop) if self._is_none_of(stop) else 0
        left_out = by_whom or _may_be_left_out(self.words[said:stop], self.known)
        return self._before_place(said, stop) if left_out else 0

    def _is_instead(self, stop: int) -> bool:
        """A question that begins with what it is not about: `geen jongeren wel schulden`, `niet Froukje maar wie`."""
        if stop == len(self.words) or self.words[stop].text not in INSTEAD or stop - self.said > 1:
            return False
        who = self.words[self.said]
        if self.text == "niet" and (self.known.is_only_a_name(who) or self.known.is_place([who])):
            return True
        return self.known.is_group(who)

    def _is_none_of(self, stop: int) -> bool:
        """Does this `geen` leave out, and say no lack: `werk, geen beschut werk` and `hoeft geen advocaat te zijn`?"""
        chosen = not CHOSEN.isdisjoint(word.text for word in self.words[self.clause.start : self.place])
        if _is_no_lack(self.words[self.place : stop], self.known, chosen=chosen):
            return True
        asked = self.words[: self.place]
        if any(map(_is_of_a_sentence, asked)):
            return False
        start = self.place + 1
        ends = {stop, self._before_place(start, stop)}
        return any(_is_kind_of(self.words[start:end], asked, self.known) for end in ends)

    def _before_place(self, start: int, stop: int) -> int:
        """Before the place where it is asked, which stands last: `niet bij Duinroos Middelburg`.

        Where another place is asked this is where that is which is left out; `niet in Middelburg` leaves out the place.
        """
        words, known = self.words, self.known
        if stop < len(words) or any(known.is_place([word]) for word in words[:start]):
            return stop
        if known.is_place(words[start:stop]) or known.named(words[start:stop]):
            return stop
        for n in range(start + 1, stop):
            who = words[start:n]
            if known.is_sure_place(words[n:stop]) and who[-1].text != "gemeente" and known.is_somebody(who):
                return n
        return stop


def _is_kind_of(words: Words, asked: Words, known: Known) -> bool:
    """A kind of what is asked, in one word or more: `beschut werk` and `vrijwilligerswerk` beside `werk`."""
    if not words or not known.meanings_of(words):
        return False
    last = words[-1].text
    if len(words) > 1:
        return any(last == word.text for word in asked)
    return any(last != word.text and last.endswith(word.text) and len(word.text) >= HEAD for word in asked)


def _is_no_lack(words: Words, known: Known, *, chosen: bool) -> bool:
    """`Geen` before who helps, or before help (`geen vrouwenopvang`); `geen geld` and `geen briefadres` are needs."""
    said = content(words[1:]) or words[1:]
    if known.is_term(words):
        return False
    if len(said) == 1 and known.is_people(said[0]):
        return True
    meant = known.all_meanings_of(said)
    who = [m for m in meant if m.soort in refused.SERVICES and (m.is_called_so or refused.called(said, [m]))]
    return bool(who or meant and (chosen or said[-1].text.endswith(refused.HELP)))


def _may_be_left_out(words: Words, known: Known) -> bool:
    """A thing, somebody or a place, no doing (`niet verlengd`)."""
    meanings = known.all_meanings_of(words)
    if tuple(word.text for word in words) == NOT_SAFE or (_is_done(words[0].text) and not known.meanings_of(words)):
        return False
    if any(meaning.soort in refused.SERVICES for meaning in meanings) or known.is_place(words):
        return True
    if any(word.says_nothing for word in words):
        return False
    return bool(meanings) or all(_is_thing(word.text) for word in words)


def _is_of_a_sentence(word: Word) -> bool:
    """A word that only a sentence has; in one `niet` belongs to its verb: `baas betaalt loon niet`."""
    return word.text not in AROUND and (word.says_nothing or _is_verb(word.text))


def _is_verb(text: str) -> bool:
    """`Betaalt`; no `consulent`."""
    lemma = simplemma.lemmatize(text, "nl")
    return text.endswith("t") and lemma.endswith("en") and lemma != text


def _is_done(text: str) -> bool:
    """A verb as it is written here: `betaal`, `nagekomen`."""
    lemma = simplemma.lemmatize(text, "nl")
    return lemma.endswith("en") and lemma != text


def _is_thing(text: str) -> bool:
    if analysis.parts(text) or text in wordlists.words("bouwstenen"):
        return True
    lemma = simplemma.lemmatize(text, "nl")
    return analysis.is_ordinary(text) and text.endswith("en") and not lemma.endswith("en")
