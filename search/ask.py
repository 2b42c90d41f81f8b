"""Asking: from somebody's question to the answer that this audience may see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from directory.bsn import bsn_in
from directory.keeping import kept
from directory.models import Gemeente
from directory.visibility import Audience
from search.answer import Answer, SearchQuery, Slot
from search.engines import Engine, get_engine
from search.indexing.documents import NAAMLOOS
from search.language import analysis
from search.lists.codes import Soort
from search.lists.lexicon import Lexicon
from search.lists.reading import get_lexicon
from search.plan import GUARDED_FIELDS, WORD_FIELDS, Clause, Filters, Plan, Request, condition
from search.planning import near_miss
from search.planning.finding import BLOCKS, Finding, FoundBlock, is_still_a_question
from search.planning.planner import Planner
from search.showing import along, hits, why
from search.showing.meant import needs_of
from search.understand import understand
from search.understand.topics import NIET, WAAR, Topic, Understood, Word, events_in

COMPOUND = 12  # letters of a word that is no name, whatever it is made of: of 812 surnames 39 in 40 are shorter


def ask(query: SearchQuery, audience: Audience, lexicon: Lexicon | None = None, engine: Engine | None = None) -> Answer:
    """Answer a question, with another lexicon or engine to try one out; raises SearchUnavailable where none can."""
    if bsn_in(query.vraag):
        return Answer("", bsn=True)  # it is not searched, shown or kept
    engine, held = engine or get_engine(), audience.tokens
    view = engine.vocabulary().seen_by(held)

    def exist(tries: Sequence[Sequence[str]]) -> Iterator[bool]:
        return (found.total > 0 for found in engine.search_many([_together(words, held) for words in tries]))

    words = lexicon or get_lexicon()
    understood = understand(query.vraag, words, view, exist, letterlijk=query.letterlijk, zonder=query.zonder)
    if query.is_empty or (query.vraag.strip() and not understood.asks and not query.filters.chosen()):
        return Answer(query.vraag, without=_slots(understood.without), dropped=tuple(understood.dropped))
    planner = Planner(view, held)
    plan = planner.plan(understood, place_chosen=bool(query.filters.gemeente))
    refusing = frozenset(refusal.page for refusal in understood.refusals if not refusal.is_of_a_team)
    finding = Finding(engine, plan, held, query, refusing)
    found, counts = finding.answers()
    if not query.filters.chosen() and near_miss.comes_near(plan, understood, view, _best_score(found)):
        found, counts = [block.lacking(near_miss.hardly_said(plan, view)) for block in found], {}
    of_anybody = False
    if all(block.is_empty for block in found) and not query.letterlijk:
        harder = understand(query.vraag, words, view, exist, zonder=query.zonder, harder=True)
        plan, found = _tried_harder(finding, harder, planner)
        if of_anybody := all(block.is_empty for block in found) and _may_be_of_anybody(query, understood):
            plan = planner.plan(understood, of_anybody=True)
            found = replace(finding, plan=plan).near_all()
    sought = why.sought_by(plan, understood.topics, understood.leads)
    people, organisations = hits.shown(found, sought, plan, query, audience)
    return Answer(
        query.vraag,
        slots=_slots(understood.topics),
        without=_slots(understood.without),
        dropped=tuple(understood.dropped),
        corrected=tuple(understood.corrected),
        perhaps=tuple(_perhaps(understood, words)),
        people=people,
        organisations=along.told(organisations, understood.refusals),
        counts=counts,
        gemeente=_gemeente(understood, query.filters),
        elsewhere=tuple(topic.label for topic in understood.topics if topic.is_elsewhere),
        events=events_in(understood.topics),
        of_anybody=of_anybody,
    )


def _best_score(found: Iterable[FoundBlock]) -> int:
    return max((match.score for block in found for match in block.full), default=0)


def _tried_harder(finding: Finding, harder: Understood, planner: Planner) -> tuple[Plan, list[FoundBlock]]:
    """Where nothing was found: the words read as what looks less like them, else without the names; where nobody has a
    number, what stands around it. Never as a full answer, because nobody may be called so."""
    plan, query = finding.plan, finding.query
    misread = tuple(Clause(typed, typed, ()) for typed, _ in harder.corrected)
    numbers = tuple(clause for clause in plan.required if clause.is_number)
    names = tuple(clause for clause in plan.required if clause.is_name)
    other = planner.plan(harder, place_chosen=bool(query.filters.gemeente))
    says_more = _means_something(harder) if numbers else bool(misread)
    tries = [(other, (*numbers, *misread))] if says_more else []
    if names and is_still_a_question(plan, names):
        tries.append((replace(plan, required=tuple(c for c in plan.required if c not in names)), names))
    for wider_plan, lacked in tries:
        found, _ = replace(finding, plan=wider_plan, refusing=frozenset()).answers()
        if not all(block.is_empty for block in found):
            return wider_plan, [block.lacking(lacked) for block in found]
    return plan, [FoundBlock() for _ in BLOCKS]


def _may_be_of_anybody(query: SearchQuery, understood: Understood) -> bool:
    """Is any word of it Dutch? Else it is somebody's name, and whom one can ask about anything is no answer to that;
    nor to what was ticked."""
    return not query.filters.chosen() and any(map(_is_dutch, (word for word in understood.words if not word.distance)))


def _is_dutch(word: Word) -> bool:
    text = word.text
    return word.says_nothing or len(text) >= COMPOUND or analysis.is_ordinary(text) or bool(analysis.parts(text))


def _means_something(understood: Understood) -> bool:
    """Is anything of it on the lists, or anybody's name?"""
    return any(topic.meanings or topic.is_name for topic in understood.topics)


def _perhaps(understood: Understood, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Words that were read as they stand, each with the place here or the word of the lists that it may be."""
    for word in understood.words:
        if word.perhaps and not word.distance:
            here = (place for place in lexicon.places.get((word.perhaps,), ()) if place.in_region)
            yield word.typed, next((place.dorp or place.naam for place in here), word.perhaps)


def _together(words: Sequence[str], held: frozenset[str]) -> Request:
    """Whether these words are found together, on whoever may be named."""
    nameless = Clause("", "", (condition("kenmerk", NAAMLOOS),))
    return Request(Plan(tuple(map(_anywhere, words)), excluded=(nameless,)), held, limit=0)


def _anywhere(word: str) -> Clause:
    leaves = tuple(condition(name, f"={word}") for name in WORD_FIELDS if name not in GUARDED_FIELDS)
    return Clause(word, word, leaves)


def _slots(topics: Iterable[Topic]) -> tuple[Slot, ...]:
    shown = [topic for topic in topics if not topic.soft or topic.kind == WAAR]
    needs, slots = needs_of(shown), []
    for t in shown:
        begrippen = tuple(m.naam for m in t.meanings if m.soort == Soort.BEGRIP)
        is_unused = t.kind == NIET and not t.meanings
        slots.append(Slot(t.id, t.kind, t.label, t.text or t.label, begrippen, needs.get(t.id, ()), is_unused))
    return tuple(slots)


def _gemeente(understood: Understood, filters: Filters) -> Gemeente | None:
    """The one gemeente that a question is about."""
    codes = {place.code for topic in understood.topics for place in topic.places}
    if len(codes) == 1:
        code = codes.pop()
        return kept(("gemeente", code), lambda: Gemeente.objects.filter(code=code).first())
    return Gemeente.objects.filter(slug=filters.gemeente[0]).first() if len(filters.gemeente) == 1 else None
