"""When the breaker asks, and when it does not; with a clock that the test moves."""

import pytest

from search.engines.breaker import FIRST_PAUSE, LONGEST_PAUSE, Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def wait(clock: Clock, seconds: float) -> None:
    clock.now += seconds


def test_it_begins_closed(breaker: Breaker):
    assert not breaker.is_open


def test_one_fault_opens_it(breaker: Breaker):
    breaker.failed()

    assert breaker.is_open


def test_it_wants_no_trial_during_the_pause(breaker: Breaker, clock: Clock):
    breaker.failed()
    wait(clock, FIRST_PAUSE * 0.7)

    assert not breaker.wants_trial()


def test_after_the_pause_one_caller_makes_the_trial(breaker: Breaker, clock: Clock):
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)

    assert [breaker.wants_trial(), breaker.wants_trial()] == [True, False]


def test_it_stays_open_during_a_trial(breaker: Breaker, clock: Clock):
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)
    breaker.wants_trial()

    assert breaker.is_open


def test_a_failed_trial_makes_the_pause_longer(breaker: Breaker, clock: Clock):
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)
    breaker.wants_trial()
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)

    assert not breaker.wants_trial()


def test_a_pause_is_never_longer_than_the_longest(breaker: Breaker, clock: Clock):
    breaker.failed()
    for _ in range(20):
        wait(clock, LONGEST_PAUSE * 1.3)
        assert breaker.wants_trial()
        breaker.failed()


def test_faults_of_questions_that_began_before_do_not_make_the_pause_longer(breaker: Breaker, clock: Clock):
    for _ in range(5):
        breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)

    assert breaker.wants_trial()


def test_a_good_trial_closes_it(breaker: Breaker, clock: Clock):
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)
    breaker.wants_trial()

    breaker.close()

    assert not breaker.is_open


def test_a_server_that_comes_and_goes_is_left_alone_longer(breaker: Breaker, clock: Clock):
    breaker.failed()
    breaker.close()
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)

    assert not breaker.wants_trial()


def test_after_a_calm_time_the_pause_is_short_again(breaker: Breaker, clock: Clock):
    for _ in range(4):
        breaker.failed()
        breaker.close()
    wait(clock, 60)
    breaker.failed()
    wait(clock, FIRST_PAUSE * 1.3)

    assert breaker.wants_trial()
