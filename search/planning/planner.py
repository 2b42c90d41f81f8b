"""From topics to a plan: which tokens in which fields answer them, and what each is worth."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Self
from weakref import WeakKeyDictionary

from search import wordlists
from search.indexing.documents import ANY_AGE, VERTROKKEN
from search.indexing.vocabulary import View
from search.language import analysis
from search.language.analysis import NEGATIONS
from search.lists.codes import Soort, coded, is_code_of
from search.lists.gist import Leads
from search.lists.meanings import Meaning, names_agency
from search.lists.niet_doen import Refusal
from search.plan import (
    FIELDS,
    GUARDED_FIELDS,
    LANDELIJK,
    MAX_CLAUSES,
    MAX_IDF,
    UNIT,
    WORD_FIELDS,
    Clause,
    Leaf,
    Plan,
    best_of,
    condition,
    weight,
)
from search.planning import either
from search.understand.ages import stage
from search.understand.topics import NIET, VOOR_WIE, WAAR, WAT, Topic, Understood, Word, content

# All weights here were tuned on the graded questions of docs/measures.md; decision 3 says how they add up.
# How a word is found, of its worth in a field:
EXACT, STEM, PREFIX, PARTS, DEED, CORRECTED = 1.2, 1.0, 0.8, 0.75, 0.7, 0.65
ONE_WORD = 0.5  # of its worth, for the only content word of a term
NEAR = 0.5  # only comes near: where such people work, or half of a compound
NATIONAL = 0.4  # works in the place asked for, as everywhere
GLOSSARY = 0.8
SAID_TO_DO = 1.0  # by another agency, that does not do it itself
WEAK = 0.5  # said by the agency, not by the card or contactpunt itself
TEL = 5.0
# A whole field: a name, a function, a werkproces, a surname, an agency, a topic or tag.
HEEL = {"n": 3.0, "f": 2.6, "w": 2.6, "a": 2.5, "o": 1.6, "t": 1.5}
HEEL_WORTH = 0.3
LONGEST_HEEL = 6  # words
LOCAL = UNIT * 8
SOFT, SOFT_SLOT = 0.5, "zacht"  # of its worth, for an everyday word beside what is asked
FRESH = UNIT * 2
FITTING_AGE = OF_THAT_AGE = UNIT * 8
FOR_ALL_AGES = UNIT  # where no age is asked: among equals who is there for one age comes later
MENTIONED = {"naam": UNIT * 8, "org": UNIT * 8, "functie": UNIT * 16, "werk": UNIT * 16, "tekst": UNIT * 8}
AS_A_WORD = UNIT * 12  # at most, for the name of a place that may be meant as a word or a name
LED, LED_KIND = 0.45, 0.25  # to a function or a kind of agency, by the whole of a question; for all who are found
LED_NEAR, LED_NEAR_KIND = 0.6, 0.25  # the same, for who only comes near
LED_RARITY = 2 / 3  # of that of a word that nobody says
NOT_SAID = 3.0  # a rare other word for what was asked says no more than a usual one
BROAD = 0.3  # most people work in the same few areas of life
MIN_PREFIX = 3
MOST_MADE = 500  # words and terms of one view of which the leaves are kept: a few megabytes
CODE_FIELDS = {
    Soort.FUNCTIE: (("functie", 1.0), ("kaarten", 1.0)),
    Soort.DOELGROEP: (("tags", 1.0), ("breed", 1.0), ("tekst", WEAK)),
    Soort.LEEFGEBIED: (("tags", BROAD), ("breed", BROAD), ("tekst", WEAK * BROAD)),
    Soort.WET: (("tags", 1.0), ("breed", 1.0), ("tekst", WEAK)),
    Soort.ORGANISATIESOORT: (("functie", 1.0), ("tekst", 1.0)),
    Soort.ORGANISATIE: (("naam", 1.3), ("org", 1.0), ("bij", 1.0)),
    Soort.TAAL: (("tags", 1.0),),
}
# In which fields what is left out stands.
LEFT_OUT = {
    Soort.ORGANISATIE: ("naam", "org", "bij"),
    Soort.ORGANISATIESOORT: ("kenmerk",),
    Soort.FUNCTIE: ("functie",),
}
# Of each view, for as long as it is used, what was made of words that were weighed there.
_made: WeakKeyDictionary[View, dict[Hashable, tuple[Leaf, ...]]] = WeakKeyDictionary()
LEFT = Clause("", "", (condition("kenmerk", VERTROKKEN),))


@dataclass(frozen=True)
class _Asked:
    """What of the whole question decides how each of its topics is looked for."""

    by_name: bool  # somebody is asked for by name, or one thing is all that is asked
    functie: bool  # somebody with a function, called by one of its names
    refusals: tuple[Refusal, ...]
    leads: Leads

    @classmethod
    def of(cls, topics: Collection[Topic], understood: Understood) -> Self:
        by_name = len(topics) == 1 or any(topic.is_name for topic in topics)
        functie = any(m.soort == Soort.FUNCTIE and m.is_called_so for topic in topics for m in topic.meanings)
        return cls(by_name, functie, understood.refusals, understood.leads)


class Planner:
    """Makes plans for one audience, that holds these tokens and may know this much of the vocabulary."""

    def __init__(self, view: View, held: frozenset[str]) -> None:
        self.view, self.held = view, tuple(sorted(held))
        self._made = _made.setdefault(view, {})

    def plan(self, understood: Understood, *, place_chosen: bool = False) -> Plan:
        """A plan of at most MAX_CLAUSES clauses; an age is a filter and a small bonus."""
        topics = [t for t in understood.topics if not t.ages and t.kind != NIET][:MAX_CLAUSES]
        asked = _Asked.of(topics, understood)
        clauses = either.joined({topic: self._clause(topic, asked) for topic in topics}, understood.either, self._soft)
        ages = tuple(sorted({str(age) for topic in understood.topics for age in topic.ages}))
        stages = tuple(sorted({str(age) for topic in topics for word in topic.words for age in stage(word.key)}))
        in_place = [topic for topic in topics if topic.places]
        optional = (
            *self._whole_fields(understood),
            Leaf("kenmerk", (("vers",),), FRESH),
            *self._led(asked.leads, LED, LED_KIND),
            *((Leaf("kenmerk", (("lokaal",),), LOCAL),) if place_chosen or in_place else ()),
            *chain.from_iterable(map(self._mentioned, in_place)),
            *((Leaf("leeftijd", ((ANY_AGE,),), FOR_ALL_AGES),) if not (ages or stages) else ()),
            *(self._of_that_age(understood, ages) if ages else ()),
        )
        named = any(topic.is_name or topic.digits for topic in topics)
        return Plan(
            required=clauses,
            optional=optional,
            filters=(condition("leeftijd", *(ages or stages), ANY_AGE),) if ages or stages else (),
            excluded=(*(() if named else (LEFT,)), *self._left_out(understood.topics)),
        )

    def _left_out(self, topics: Iterable[Topic]) -> Iterable[Clause]:
        """The agencies and kinds of them that a question leaves out, with their people, and who has a function."""
        for topic in topics:
            if topic.kind == NIET and topic.meanings:
                leaves = (condition(name, m.code) for m in topic.meanings for name in LEFT_OUT[m.soort])
                yield Clause(topic.id, topic.text, tuple(leaves))

    # A topic ------------------------------------------------------------------------------------------------------
    def _clause(self, topic: Topic, asked: _Asked) -> Clause:
        leaves = chain(
            self._number(topic),
            self._places(topic),
            chain.from_iterable(self._meaning(meaning) for meaning in topic.meanings),
            self._typed(topic, asked),
            self._who_does(topic, asked),
        )
        near = tuple(self._near(topic, asked)) if topic.droppable or topic.places else ()
        if topic.droppable and topic.kind in (WAT, VOOR_WIE):
            near += tuple(self._led(asked.leads, LED_NEAR, LED_NEAR_KIND))
        kept = best_of(leaves)
        name = topic.is_name and not names_agency(topic.meanings)
        text = topic.label if topic.places else topic.text or topic.label
        clause = Clause(topic.id, text, kept, topic.droppable, near, name)
        return self._soft(clause) if topic.soft else clause

    def _who_does(self, topic: Topic, asked: _Asked) -> Iterable[Leaf]:
        """Who is said to do it by an agency that does not."""
        who = {r.wie for r in asked.refusals if r.wie and any(topic.signs & need for need in r.needs)}
        codes = tuple(sorted(coded(Soort.ORGANISATIE, page) for page in who))
        if codes and topic.kind != WAAR:
            yield self._leaf("naam", (codes,), FIELDS["werk"], SAID_TO_DO, self.view.idf(codes))

    def _soft(self, clause: Clause) -> Clause:
        """A clause that all may match, with more for who really does."""
        kept = (leaf.scaled(SOFT) for leaf in clause.leaves)
        leaves = (*kept, Leaf("zichtbaar", (self.held,), UNIT))
        return Clause(f"{SOFT_SLOT}-{clause.slot}", clause.text, leaves, droppable=False)

    def _near(self, topic: Topic, asked: _Asked) -> Iterable[Leaf]:
        """What a wider answer may have instead: the kind of organisation that has such people, half of a compound."""
        if topic.is_elsewhere:
            yield self._leaf("plaats", ((LANDELIJK,),), FIELDS["plaats"], NATIONAL, self.view.idf([LANDELIJK]))
        if topic.places:
            yield from self._beside(topic) if asked.functie and not topic.is_elsewhere else ()
            return
        codes = tuple(dict.fromkeys(token for meaning in topic.meanings for token in meaning.near))
        for soort in (Soort.ORGANISATIESOORT, Soort.FUNCTIE):
            near = tuple(code for code in codes if is_code_of(soort, code))
            for name, share in CODE_FIELDS[soort] if near else ():
                yield self._leaf(name, (near,), FIELDS[name], share * NEAR, self.view.idf(near))
        for word in topic.words:
            for part in analysis.parts(word.text)[:1] or ((word.key,) if len(topic.words) > 1 else ()):
                if not wordlists.says_nothing(part):
                    yield from self._words_in(part, NEAR)

    def _led(self, leads: Leads, functie: float, kind: float) -> Iterable[Leaf]:
        """Who does what the whole of the question is like."""
        rarity = LED_RARITY * self.view.idf([""])
        for code, share in leads.codes:
            is_functie = is_code_of(Soort.FUNCTIE, code)
            soort, worth = (Soort.FUNCTIE, functie) if is_functie else (Soort.ORGANISATIESOORT, kind)
            for name, part in CODE_FIELDS[soort]:
                yield self._leaf(name, ((code,),), FIELDS[name], worth * share * part, rarity)

    def _beside(self, topic: Topic) -> Iterable[Leaf]:
        """The gemeenten beside the one that is asked for: who has the function there is near."""
        for place, code in enumerate(dict.fromkeys(code for p in topic.places for code in p.buren)):
            yield self._leaf("plaats", ((code,),), FIELDS["plaats"], NEAR / (place + 1), MAX_IDF)

    def _number(self, topic: Topic) -> Iterable[Leaf]:
        if topic.digits:
            yield self._leaf("tel", ((topic.digits,),), TEL, 1.0, 5.0)

    def _places(self, topic: Topic) -> Iterable[Leaf]:
        codes = tuple(place.code for place in topic.places)
        if codes:
            rarity = self.view.idf(codes)
            yield self._leaf("plaats", (codes,), FIELDS["plaats"], 1.0, rarity)
            if not topic.is_elsewhere:
                yield self._leaf("plaats", ((LANDELIJK,),), FIELDS["plaats"], NATIONAL, rarity)

    def _of_that_age(self, understood: Understood, ages: tuple[str, ...]) -> Iterable[Leaf]:
        """Who is there for people of the age that was asked for, or for a group that they are in."""
        yield Leaf("leeftijd", (ages,), FITTING_AGE)
        codes = tuple(m.code for topic in understood.topics if topic.ages for m in topic.meanings)
        if codes:
            yield Leaf("tags", (codes,), OF_THAT_AGE)

    def _mentioned(self, topic: Topic) -> Iterable[Leaf]:
        """Who names the very village works there more than who works everywhere."""
        typed = "".join(word.text for word in topic.words)
        called = {typed, *(analysis.glue(place.dorp or place.naam) for place in topic.places)}  # also `SWF` by its name
        for name, worth in MENTIONED.items():
            yield Leaf(name, (tuple(f"={text}" for text in sorted(called)),), worth)

    def _meaning(self, meaning: Meaning) -> Iterable[Leaf]:
        for soort, code, share in ((meaning.soort, meaning.code, 1.0), *meaning.brings):
            for name, part in CODE_FIELDS.get(soort, ()):
                rarity = self.view.idf([code])
                yield self._leaf(name, ((code,),), FIELDS[name], share * part * meaning.strength, rarity)
        for words, worth in meaning.phrases:
            yield from self._said(words, GLOSSARY * worth * meaning.strength, NOT_SAID)

    def _typed(self, topic: Topic, asked: _Asked) -> Iterable[Leaf]:
        """The words themselves: one in any of its forms, more of them together in one field."""
        words = content(topic.words) or list(topic.words)
        if topic.places:
            yield from self._said_of_place(topic, words, asked)
            return
        if len(words) == 1:
            found = self._word(words[0])
            if topic.is_name and not topic.meanings and analysis.is_ordinary(words[0].text):
                found = (leaf for leaf in found if leaf.field == "naam")  # `van der Meer`: not all that say `meer`
            for leaf in found:
                yield leaf.scaled(ONE_WORD) if _is_one_of_more(topic) else leaf
        elif words:
            yield from self._said(tuple(word.text for word in words), 1.0)
            yield from self._words_in("=" + "".join(word.text for word in words), EXACT)

    def _said(self, words: tuple[str, ...], worth: float, cap: float = MAX_IDF) -> tuple[Leaf, ...]:
        """One word in all its forms, more of them together; made once, as the names of a term come back with it."""
        made, key = self._made, (self.held, words, worth, cap, wordlists.changes())
        found = made.get(key)
        if found is None:
            if len(made) >= MOST_MADE:
                made.clear()
            found = made[key] = tuple(self._made_of(words, worth, cap))
        return found

    def _made_of(self, words: tuple[str, ...], worth: float, cap: float) -> Iterable[Leaf]:
        if len(words) == 1:
            yield from self._spelled(words[0], worth, cap)
        else:
            deeds = tuple(analysis.deed(word) or analysis.key(word) for word in words)
            yield from self._all_of(tuple(map(analysis.key, words)), STEM * worth, cap)
            yield from self._all_of(deeds, DEED * worth, cap)

    def _said_of_place(self, topic: Topic, words: list[Word], asked: _Asked) -> Iterable[Leaf]:
        """A place that is somebody's name or an ordinary word too may be meant as that."""
        if self._may_be_a_word(topic):
            for word in words:
                found = (leaf for leaf in self._word(word) if leaf.field in ("naam", "kaarten"))
                for leaf in found:
                    yield leaf if asked.by_name else leaf._replace(weight=min(leaf.weight, AS_A_WORD))

    def _may_be_a_word(self, topic: Topic) -> bool:
        """A place that is an ordinary word too, or somebody's name."""
        weak = any(place.weak for place in topic.places)
        return weak or any(self.view.is_name(word.text) for word in topic.words)

    def _word(self, word: Word) -> Iterable[Leaf]:
        for text, distance in ((word.text, word.distance), *word.others):
            yield from self._said((text,), CORRECTED / distance if distance else 1.0)
        if " " in word.typed and not word.distance:  # `wmo loket`, read as the one word that it is on a list
            yield from self._said(tuple(word.typed.split()), PARTS)
        if word.cut and len(word.text) >= MIN_PREFIX and not self.view.knows(f"={word.text}"):
            yield from self._words_in(tuple(f"={w}" for w in self._begun(word.text)), PREFIX)

    def _begun(self, text: str) -> Iterable[str]:
        """What a word that nobody here says may be the beginning of: `tuin` is a word, and not of Tuinstra."""
        whole = analysis.is_ordinary(text)
        return (word for word in self.view.starting_with(text) if not (whole and self.view.is_name(word)))

    def _spelled(self, text: str, worth: float, cap: float = MAX_IDF) -> Iterable[Leaf]:
        """A word exactly, by its stem, as who does it or the doing, and by its parts together."""
        yield from self._words_in("=" + text, EXACT * worth, cap)
        yield from self._words_in(analysis.key(text), STEM * worth, cap)
        if deed := analysis.deed(text):
            yield from self._words_in(deed, DEED * worth, cap)
        if parts := analysis.parts(text):
            yield from self._all_of(parts, PARTS * worth, cap)

    def _words_in(self, tokens: str | tuple[str, ...], alternative: float, cap: float = MAX_IDF) -> Iterable[Leaf]:
        group = (tokens,) if isinstance(tokens, str) else tokens
        if not group:
            return
        rarity = min(cap, self.view.idf(group))
        for name in WORD_FIELDS:
            yield self._leaf(name, (group,), FIELDS[name], alternative, rarity)

    def _all_of(self, keys: tuple[str, ...], alternative: float, cap: float = MAX_IDF) -> Iterable[Leaf]:
        """All these keys in one field, weighed by their mean rarity."""
        rarity = min(cap, sum(self.view.idf([key]) for key in keys) / len(keys))
        groups = tuple((key,) for key in dict.fromkeys(keys))
        for name in (*WORD_FIELDS, "alles") if len(groups) > 1 else WORD_FIELDS:
            yield self._leaf(name, groups, FIELDS[name], alternative, rarity)

    def _leaf(
        self, name: str, groups: tuple[tuple[str, ...], ...], field_weight: float, alternative: float, rarity: float
    ) -> Leaf:
        if name in GUARDED_FIELDS:
            groups = tuple(tuple(f"{opening}|{token}" for opening in self.held for token in g) for g in groups)
        return Leaf(name, groups, weight(field_weight, alternative, rarity))

    # Whole fields -------------------------------------------------------------------------------------------------
    def _whole_fields(self, understood: Understood) -> Iterable[Leaf]:
        """A bonus where neighbouring words of the question are a whole name, function, title or tag."""
        left_out = {word for topic in understood.topics if topic.kind == NIET for word in topic.words}
        words = [word for word in understood.words if word not in left_out]
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


def _is_one_of_more(topic: Topic) -> bool:
    """A term that holds one content word; without a negation, that changes what it says (`geen inkomen`)."""
    return bool(topic.meanings) and len(topic.words) > 1 and not any(word.text in NEGATIONS for word in topic.words)
