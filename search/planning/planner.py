"""From topics to a plan: which tokens in which fields answer them, and what each is worth."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Self

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
    LANDELIJK,
    MAX_CLAUSES,
    MAX_IDF,
    UNIT,
    Clause,
    Leaf,
    Plan,
    best_of,
    condition,
    weight,
)
from search.planning import either
from search.planning.weigher import EXACT, Weigher
from search.understand.ages import stage
from search.understand.topics import NIET, VOOR_WIE, WAAR, WAT, Topic, Understood, Word, content

# All weights here were tuned on the graded questions of docs/measures.md; decision 3 says how they add up.
ONE_WORD = 0.5  # of its worth, for the only content word of a term
NEAR = 0.5  # only comes near: where such people work, or half of a compound
NATIONAL = 0.4  # works in the place asked for, as everywhere
GLOSSARY = 0.8
SAID_TO_DO = 1.0  # by another agency, that does not do it itself
WEAK = 0.5  # said by the agency, not by the card or contactpunt itself
TEL = 5.0
LOCAL = UNIT * 8
SOFT, SOFT_SLOT = 0.5, "zacht"  # of its worth, for an everyday word beside what is asked
FRESH = UNIT * 2
FITTING_AGE = OF_THAT_AGE = UNIT * 8
FOR_ALL_AGES = UNIT  # where no age is asked: among equals who is there for one age comes later
MENTIONED = {"naam": UNIT * 8, "org": UNIT * 8, "functie": UNIT * 16, "werk": UNIT * 16, "tekst": UNIT * 8}
AS_A_WORD = UNIT * 12  # at most, for the name of a place that may be meant as a word or a name
LED, LED_KIND = 0.45, 0.25  # to a function or a kind of agency, by the whole of a question; for all who are found
LED_NEAR, LED_NEAR_KIND = 0.6, 0.25  # the same, for who only comes near
# Who can be asked where nobody else fits comes near every need, as if the question were this much like theirs.
ACCESS = {
    coded(Soort.ORGANISATIESOORT, "gebiedsteam"): 0.5,
    coded(Soort.ORGANISATIESOORT, "gemeente"): 0.5,
    coded(Soort.ORGANISATIESOORT, "maatwerkloket"): 0.4,
}
HINTS, HINT = 30, 0.45  # words that are said of where a question leads, each of its worth, for all who say it
HINT_BY_NAME = 0.05  # where all that is asked is called by a name of the lists, they only say who comes first of equals
TELLING = 5  # of these: who says one comes near
LED_RARITY = 2 / 3  # of that of a word that nobody says
NOT_SAID = 3.0  # a rare other word for what was asked says no more than a usual one
BROAD = 0.3  # most people work in the same few areas of life
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
LEFT = Clause("", "", (condition("kenmerk", VERTROKKEN),))


@dataclass(frozen=True)
class _Asked:
    """What of the whole question decides how each of its topics is looked for."""

    by_name: bool  # somebody is asked for by name, or one thing is all that is asked
    somebody: bool  # a person is asked for by name
    functie: bool  # somebody with a function, called by one of its names
    called_so: bool  # all that is asked is called by a name of the lists
    refusals: tuple[Refusal, ...]
    leads: Leads
    nearby: Leads  # these, and whoever can be asked about anything
    hints: tuple[tuple[str, float], ...]  # keys of words that are said of where it leads, and how much each tells

    @classmethod
    def of(cls, topics: Collection[Topic], understood: Understood, view: View, *, of_anybody: bool) -> Self:
        by_name = len(topics) == 1 or any(topic.is_name for topic in topics)
        functie = any(m.soort == Soort.FUNCTIE and m.is_called_so for topic in topics for m in topic.meanings)
        somebody = any(topic.is_name and not names_agency(topic.meanings) for topic in topics)
        leads = understood.leads
        nearby = _with_access(leads) if not somebody and (of_anybody or leads.codes) else leads
        hints = () if somebody else _said_here(leads, view)
        said = (topic for topic in topics if not topic.places)
        called_so = all(any(meaning.is_called_so for meaning in topic.meanings) for topic in said)
        return cls(by_name, somebody, functie, called_so, understood.refusals, leads, nearby, hints)


class Planner:
    """Makes plans for one audience, that holds these tokens and may know this much of the vocabulary."""

    def __init__(self, view: View, held: frozenset[str]) -> None:
        self.view, self.held = view, tuple(sorted(held))
        self.weigher = Weigher(view, self.held)

    def plan(self, understood: Understood, *, place_chosen: bool = False, of_anybody: bool = False) -> Plan:
        """A plan of at most MAX_CLAUSES clauses; an age is a filter and a small bonus.

        `of_anybody` is for a question that found nothing: then who can be asked about anything comes near it.
        """
        topics = [t for t in understood.topics if not t.ages and t.kind != NIET][:MAX_CLAUSES]
        asked = _Asked.of(topics, understood, self.view, of_anybody=of_anybody)
        clauses = either.joined({topic: self._clause(topic, asked) for topic in topics}, understood.either, self._soft)
        ages = tuple(sorted({str(age) for topic in understood.topics for age in topic.ages}))
        stages = tuple(sorted({str(age) for topic in topics for word in topic.words for age in stage(word.key)}))
        in_place = [topic for topic in topics if topic.places]
        optional = (
            *self.weigher.whole_fields(_asked_words(understood)),
            Leaf("kenmerk", (("vers",),), FRESH),
            *self._led(asked.leads, LED, LED_KIND),
            *self._hinted(asked),
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
            near += tuple(self._led(asked.nearby, LED_NEAR, LED_NEAR_KIND))
            near += tuple(condition("alles", key) for key, _ in asked.hints[:TELLING])
        kept = best_of(leaves)
        name = topic.is_name and not names_agency(topic.meanings)
        text = topic.label if topic.places else topic.text or topic.label
        may_lack = topic.droppable or bool(topic.places and asked.somebody)  # she may work elsewhere
        clause = Clause(topic.id, text, kept, may_lack, near, name)
        return self._soft(clause) if topic.soft else clause

    def _who_does(self, topic: Topic, asked: _Asked) -> Iterable[Leaf]:
        """Who is said to do it by an agency that does not."""
        who = {r.wie for r in asked.refusals if r.wie and any(topic.signs & need for need in r.needs)}
        codes = tuple(sorted(coded(Soort.ORGANISATIE, page) for page in who))
        if codes and topic.kind != WAAR:
            yield self.weigher.leaf("naam", (codes,), FIELDS["werk"], SAID_TO_DO, self.view.idf(codes))

    def _soft(self, clause: Clause) -> Clause:
        """A clause that all may match, with more for who really does."""
        kept = (leaf.scaled(SOFT) for leaf in clause.leaves)
        leaves = (*kept, Leaf("zichtbaar", (self.held,), UNIT))
        return Clause(f"{SOFT_SLOT}-{clause.slot}", clause.text, leaves, droppable=False)

    def _near(self, topic: Topic, asked: _Asked) -> Iterable[Leaf]:
        """What a wider answer may have instead: the kind of organisation that has such people, half of a compound."""
        if topic.is_elsewhere:
            yield self.weigher.leaf("plaats", ((LANDELIJK,),), FIELDS["plaats"], NATIONAL, self.view.idf([LANDELIJK]))
        if topic.places:
            yield from self._beside(topic) if asked.functie and not topic.is_elsewhere else ()
            return
        codes = tuple(dict.fromkeys(token for meaning in topic.meanings for token in meaning.near))
        for soort in (Soort.ORGANISATIESOORT, Soort.FUNCTIE):
            near = tuple(code for code in codes if is_code_of(soort, code))
            for name, share in CODE_FIELDS[soort] if near else ():
                yield self.weigher.leaf(name, (near,), FIELDS[name], share * NEAR, self.view.idf(near))
        for word in topic.words:
            part = self._half(word.text) or (word.key if len(topic.words) > 1 else "")
            if part and not wordlists.says_nothing(part):
                yield from self.weigher.words_in(part, NEAR)

    def _half(self, text: str) -> str:
        """Of the parts of a compound that are said here the one that says most: `urgentie` of `woningurgentie`."""
        said = (part for part in analysis.parts(text) if self.view.knows(part))
        return max(said, key=lambda part: self.view.idf([part]), default="")

    def _led(self, leads: Leads, functie: float, kind: float) -> Iterable[Leaf]:
        """Who does what the whole of the question is like."""
        rarity = LED_RARITY * self.view.idf([""])
        for code, share in leads.codes:
            is_functie = is_code_of(Soort.FUNCTIE, code)
            soort, worth = (Soort.FUNCTIE, functie) if is_functie else (Soort.ORGANISATIESOORT, kind)
            for name, part in CODE_FIELDS[soort]:
                yield self.weigher.leaf(name, ((code,),), FIELDS[name], worth * share * part, rarity)

    def _hinted(self, asked: _Asked) -> Iterable[Leaf]:
        """Who says what is said of where the question leads."""
        hint = HINT_BY_NAME if asked.called_so else HINT
        return (Leaf("alles", ((key,),), weight(1.0, hint, worth)) for key, worth in asked.hints)

    def _beside(self, topic: Topic) -> Iterable[Leaf]:
        """The gemeenten beside the one that is asked for: who has the function there is near."""
        for place, code in enumerate(dict.fromkeys(code for p in topic.places for code in p.buren)):
            yield self.weigher.leaf("plaats", ((code,),), FIELDS["plaats"], NEAR / (place + 1), MAX_IDF)

    def _number(self, topic: Topic) -> Iterable[Leaf]:
        if topic.digits:
            yield self.weigher.leaf("tel", ((topic.digits,),), TEL, 1.0, 5.0)

    def _places(self, topic: Topic) -> Iterable[Leaf]:
        codes = tuple(place.code for place in topic.places)
        if codes:
            rarity = self.view.idf(codes)
            yield self.weigher.leaf("plaats", (codes,), FIELDS["plaats"], 1.0, rarity)
            if not topic.is_elsewhere:
                yield self.weigher.leaf("plaats", ((LANDELIJK,),), FIELDS["plaats"], NATIONAL, rarity)

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
                yield self.weigher.leaf(name, ((code,),), FIELDS[name], share * part * meaning.strength, rarity)
        for words, worth in meaning.phrases:
            yield from self.weigher.said(words, GLOSSARY * worth * meaning.strength, NOT_SAID)

    def _typed(self, topic: Topic, asked: _Asked) -> Iterable[Leaf]:
        """The words themselves: one in any of its forms, more of them together in one field."""
        words = content(topic.words) or list(topic.words)
        if topic.places:
            yield from self._said_of_place(topic, words, asked)
            return
        if len(words) == 1:
            found = self.weigher.word(words[0])
            if topic.is_name and not topic.meanings and analysis.is_ordinary(words[0].text):
                found = (leaf for leaf in found if leaf.field == "naam")  # `van der Meer`: not all that say `meer`
            for leaf in found:
                yield leaf.scaled(ONE_WORD) if _is_one_of_more(topic) else leaf
        elif words:
            yield from self.weigher.said(tuple(word.text for word in words), 1.0)
            yield from self.weigher.words_in("=" + "".join(word.text for word in words), EXACT)

    def _said_of_place(self, topic: Topic, words: list[Word], asked: _Asked) -> Iterable[Leaf]:
        """A place that is somebody's name or an ordinary word too may be meant as that."""
        if self._may_be_a_word(topic):
            for word in words:
                found = (leaf for leaf in self.weigher.word(word) if leaf.field in ("naam", "kaarten"))
                for leaf in found:
                    yield leaf if asked.by_name else leaf._replace(weight=min(leaf.weight, AS_A_WORD))

    def _may_be_a_word(self, topic: Topic) -> bool:
        """A place that is an ordinary word too, or somebody's name."""
        weak = any(place.weak for place in topic.places)
        return weak or any(self.view.is_name(word.text) for word in topic.words)


def _said_here(leads: Leads, view: View) -> tuple[tuple[str, float], ...]:
    """Of the words that are said of where a question leads those that tell most here, with how much."""
    told = ((key, share * view.idf([key])) for key, share in leads.words if view.knows(key))
    return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0]))[:HINTS])


def _with_access(leads: Leads) -> Leads:
    """Where to look, and besides it whoever can be asked about anything."""
    shares = dict(leads.codes)
    access = {code: max(share, shares.get(code, 0.0)) for code, share in ACCESS.items()}
    return Leads(tuple((shares | access).items()))


def _is_one_of_more(topic: Topic) -> bool:
    """A term that holds one content word; without a negation, that changes what it says (`geen inkomen`)."""
    return bool(topic.meanings) and len(topic.words) > 1 and not any(word.text in NEGATIONS for word in topic.words)


def _asked_words(understood: Understood) -> list[Word]:
    """The words of a question without those of what it leaves out."""
    left_out = {word for topic in understood.topics if topic.kind == NIET for word in topic.words}
    return [word for word in understood.words if word not in left_out]
