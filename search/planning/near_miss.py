"""Is what was found an answer, or does it only come near? Told by how much of what was asked the best of it has."""

from collections.abc import Iterable

from search.indexing.vocabulary import View
from search.lists.codes import Soort, is_code_of
from search.lists.gist import LEADS
from search.lists.meanings import NAAM, Meaning
from search.plan import GUARDED_FIELDS, Clause, Leaf, Plan
from search.planning.ordering import WITH_AGENCY
from search.planning.planner import CODE_FIELDS, TELLING
from search.understand.topics import Topic, Understood

# Of what an answer could have, the least that the best must have. Of 910 questions with an answer and 22 of those that
# have none and seemed to get one (docs/measures.md), 1 in 80 of the first and 6 in 10 of the second are below it.
LEAST = 0.35
HARDLY = 0.5  # of what a clause could add: with less, nobody says it in its own words


def comes_near(plan: Plan, understood: Understood, view: View, best: int) -> bool:
    """Has even the best answer little of what was asked, and nothing that is on the lists and here by name?"""
    if not best or plan.asks_for_somebody:
        return False
    if all(topic.places for topic in understood.topics):
        return False  # who works there is an answer to the name of a village, also where that is an ordinary word
    if understood.refusals or any(_is_here_by_name(topic, view) for topic in understood.topics):
        return False  # that an agency says not to do it, is an answer too
    most = sum(_heaviest(clause.leaves) for clause in plan.required)
    led = sum(_heaviest(leaf for leaf in plan.optional if _leads(leaf, soort)) for soort in LEADS)
    hints = sorted(leaf.weight for leaf in plan.optional if leaf.field == "alles")
    hinted = (1 + WITH_AGENCY) * sum(hints[-TELLING:])  # what such words add answers nothing by itself
    return best < LEAST * (most + led) + hinted


def hardly_said(plan: Plan, view: View) -> tuple[Clause, ...]:
    """What a reader is told that such answers lack: what nobody here says in so many words, else all that was asked."""
    asked = [clause for clause in plan.required if clause.droppable]
    unsaid = [clause for clause in asked if _heaviest(_known(clause, view)) < HARDLY * _heaviest(clause.leaves)]
    return tuple(unsaid or asked)


def _is_here_by_name(topic: Topic, view: View) -> bool:
    """Something by a name on the lists, that somebody here has or says; or what happened to somebody."""
    if any(meaning.soort == Soort.GEBEURTENIS for meaning in topic.meanings):
        return True
    named = (m for m in topic.meanings if m.is_called_so and not topic.ages)
    return any(_is_here(meaning, view) for meaning in named)


def _is_here(meaning: Meaning, view: View) -> bool:
    """A need is when it is called so: its other names are often of who does it elsewhere (`gebarentolk`)."""
    if meaning.soort == Soort.HULPVRAAG:
        return meaning.strength == NAAM
    if meaning.soort in CODE_FIELDS:
        return view.knows(meaning.code)
    return any(all(view.knows(f"={word}") for word in words) for words, _ in meaning.phrases)


def _leads(leaf: Leaf, soort: Soort) -> bool:
    """Does it look for who does what the whole of the question is like?"""
    return leaf.field == "functie" and is_code_of(soort, leaf.all_of[0][0])


def _heaviest(leaves: Iterable[Leaf]) -> int:
    return max((leaf.weight for leaf in leaves), default=0)


def _known(clause: Clause, view: View) -> Iterable[Leaf]:
    """The leaves of which somebody here has all that they ask."""
    open_leaves = (leaf for leaf in clause.leaves if leaf.field not in GUARDED_FIELDS)
    return (leaf for leaf in open_leaves if all(any(map(view.knows, group)) for group in leaf.all_of))
