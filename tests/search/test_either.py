"""Needs side by side become one clause, and the plan stays as small as any other."""

from search.plan import MAX_CLAUSES, MAX_LEAVES, MOST_TOGETHER, Clause, Leaf
from search.planning.either import joined
from search.understand.topics import WAT, Topic, Word


def of_needs(count: int, leaves: int = 1) -> tuple[Clause, ...]:
    """What becomes of so many needs, each with so many leaves, that stand side by side."""
    topics = [Topic(WAT, (Word(f"need{n}", f"need{n}"),)) for n in range(count)]
    clauses = {
        topic: Clause(f"{n}", f"{n}", tuple(Leaf("naam", ((f"={n}-{m}",),), 8) for m in range(leaves)))
        for n, topic in enumerate(topics)
    }
    return joined(clauses, [topics], lambda clause: Clause(f"soft {clause.slot}", clause.text, clause.leaves))


def test_needs_become_one_clause_and_each_counts_besides():
    assert [clause.slot for clause in of_needs(3)] == ["0", "soft 0", "soft 1", "soft 2"]


def test_in_a_full_plan_the_last_need_does_not_count_besides():
    slots = [clause.slot for clause in of_needs(MAX_CLAUSES)]

    assert (len(slots), slots[0], slots[-1]) == (MAX_CLAUSES, "0", f"soft {MAX_CLAUSES - 2}")


def test_of_many_needs_only_so_many_leaves_are_asked():
    assert len(of_needs(MAX_CLAUSES, leaves=MAX_LEAVES)[0].leaves) == MOST_TOGETHER


def test_what_comes_near_one_of_them_comes_near_both():
    """Else nobody comes near, where of two needs neither has an answer: `laat zich niet meer zien en het stinkt`."""
    first, second = Topic(WAT, (Word("een", "een"),)), Topic(WAT, (Word("twee", "twee"),))
    near = {topic: Leaf("functie", ((f"s:{topic.words[0].text}",),), 8) for topic in (first, second)}
    clauses = {topic: Clause(topic.id, "", (Leaf("naam", (("=",),), 8),), wider=(near[topic],)) for topic in near}

    one, *softer = joined(clauses, [[first, second]], lambda clause: Clause("soft", "", clause.leaves, droppable=False))

    assert set(one.wider) == set(near.values())
    assert not any(clause.wider for clause in softer)
