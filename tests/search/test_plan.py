"""Weights and plans: whole numbers, the same in any order."""

import pytest

from search.plan import (
    MAX_CLAUSES,
    MAX_LEAVES,
    MAX_WEIGHT,
    MOST_TOGETHER,
    TIE_BREAKER,
    Clause,
    Filters,
    Leaf,
    Plan,
    best_of,
    idf,
    weight,
)


@pytest.mark.parametrize(("field", "alternative", "rarity"), [(3.0, 1.2, 6.0), (0.8, 0.1, 0.0), (2.6, 0.75, 3.3)])
def test_a_weight_is_a_multiple_of_eight(field: float, alternative: float, rarity: float):
    assert weight(field, alternative, rarity) % 8 == 0


def test_as_many_of_the_heaviest_leaves_as_a_plan_may_have_stay_below_the_limit_of_the_engine():
    ties = MOST_TOGETHER + (MAX_CLAUSES - 1) * (MAX_LEAVES + 1)

    assert MAX_CLAUSES * MAX_WEIGHT + ties * MAX_WEIGHT * TIE_BREAKER < 2**20


def test_of_more_leaves_than_there_may_be_the_heaviest_are_kept():
    leaves = [Leaf("naam", ((f"={n}",),), 8 * n) for n in range(1, 6)]

    assert [leaf.weight for leaf in best_of(leaves, 2)] == [40, 32]


def test_a_rare_word_weighs_more_than_a_common_one():
    assert idf(1, 1000) > idf(100, 1000) > idf(1000, 1000)


def test_an_unknown_word_is_as_rare_as_can_be():
    assert idf(0, 1000) == idf(1, 1000)


def test_a_lacking_plan_excludes_what_it_lacks_and_keeps_what_was_excluded():
    one, two, gone = (Clause(slot, slot, (Leaf("naam", ((slot,),), 8),)) for slot in ("one", "two", "gone"))

    assert Plan((one, two), excluded=(gone,)).lacking([two]) == Plan((one,), excluded=(gone, two))


def test_what_comes_near_takes_the_place_of_a_clause():
    near = Leaf("tekst", (("=geld",),), 8)
    one, two = Clause("one", "one", ()), Clause("two", "two", (), wider=(near,))

    assert [clause.leaves for clause in Plan((one, two)).near(two).required] == [(), (near,)]


def test_a_chosen_gemeente_lets_through_who_works_nationally():
    assert Filters(gemeente=("sneek",)).allowed() == {"gemeente": ("sneek", "landelijk")}


def test_what_was_chosen_is_what_was_ticked():
    assert Filters(gemeente=("sneek",)).chosen() == {"gemeente": ("sneek",)}
