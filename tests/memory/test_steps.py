import math

import pytest

from quiz.memory.steps import Steps
from quiz.review import State


@pytest.mark.parametrize("state", [State.NEW, State.LEARNING])
def test_learning_by_the_defaults(state: State) -> None:
    assert Steps().delays(state, 0) == (60, 330, 600, None)


def test_the_last_learning_step() -> None:
    assert Steps().delays(State.LEARNING, 1) == (60, 600, None, None)


def test_relearning_by_the_defaults() -> None:
    assert Steps().delays(State.RELEARNING, 0) == (600, 900, None, None)


def test_only_a_lapse_leaves_review() -> None:
    assert Steps().delays(State.REVIEW, 0) == (600, None, None, None)


def test_hard_repeats_a_later_step() -> None:
    steps = Steps(learning=(60, 600, 3600))
    assert steps.delays(State.LEARNING, 1) == (60, 600, 3600, None)
    assert steps.delays(State.LEARNING, 2) == (60, 3600, None, None)


def test_a_step_that_is_no_longer_there_counts_as_the_last() -> None:
    assert Steps().delays(State.LEARNING, 7) == Steps().delays(State.LEARNING, 1)
    assert Steps().delays(State.RELEARNING, 7) == (600, 900, None, None)


@pytest.mark.parametrize("state", State)
def test_without_steps_everything_graduates(state: State) -> None:
    assert Steps((), ()).delays(state, 0) == (None, None, None, None)


def test_no_wait_becomes_a_day() -> None:
    assert Steps(learning=(80_000,)).delays(State.NEW, 0) == (80_000, 86_399, None, None)


@pytest.mark.parametrize("seconds", [0, -60, 86_400, math.inf, math.nan])
def test_a_step_lies_between_nothing_and_a_day(seconds: float) -> None:
    with pytest.raises(ValueError, match="step"):
        Steps(learning=(60, seconds))
    with pytest.raises(ValueError, match="step"):
        Steps(relearning=(seconds,))
