import math
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import fsrs as reference
import pytest
from fsrs import scheduler as reference_scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.memory.fsrs import (
    DEFAULT_PARAMETERS,
    HIGHEST_PARAMETERS,
    LOWEST_PARAMETERS,
    Forgetting,
)
from quiz.review import Rating

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)

ratings = st.sampled_from(Rating)
gaps = st.one_of(st.just(0), st.integers(1, 30), st.integers(1, 4000))
histories = st.lists(st.tuples(gaps, ratings), min_size=1, max_size=30)
parameter_sets = st.one_of(
    st.just(DEFAULT_PARAMETERS),
    st.tuples(*map(st.floats, LOWEST_PARAMETERS, HIGHEST_PARAMETERS)),
)
stabilities = st.floats(0.001, 36500)
difficulties = st.floats(1, 10)


def library(parameters: tuple[float, ...], retention: float = 0.9) -> reference.Scheduler:
    return reference.Scheduler(
        parameters=parameters,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )


@settings(max_examples=200)
@given(parameter_sets, histories)
def test_it_is_the_librarys_model(
    parameters: tuple[float, ...], history: list[tuple[int, Rating]]
) -> None:
    forgetting, scheduler = Forgetting(parameters), library(parameters)
    now, strength = NOON, None
    card = reference.Card(card_id=1, due=NOON)
    for gap, rating in history:
        now += timedelta(days=gap)
        card, _ = scheduler.review_card(card, reference.Rating(rating), now)
        if strength is None:
            strength = forgetting.first(rating)
        else:
            strength = forgetting.next(*strength, rating, gap)
        assert card.stability is not None
        assert strength[0] == pytest.approx(min(card.stability, 36500.0), rel=1e-9)
        assert strength[1] == pytest.approx(card.difficulty, rel=1e-9)
        later = scheduler.get_card_retrievability(card, now + timedelta(days=gap))
        card.stability, card.difficulty = strength
        if card.stability < 36500:
            assert forgetting.retrievability(strength[0], gap) == pytest.approx(later, rel=1e-9)


@given(parameter_sets, stabilities, st.floats(0.5, 0.99))
def test_intervals_are_the_librarys(
    parameters: tuple[float, ...], stability: float, retention: float
) -> None:
    unrounded = Forgetting(parameters, retention).interval_days(stability)
    rounded = library(parameters, retention)._next_interval(stability=stability)
    assert abs(min(max(unrounded, 1), 36500) - rounded) <= 0.5 + 1e-6


def test_the_defaults_and_bounds_are_the_librarys() -> None:
    assert DEFAULT_PARAMETERS == reference_scheduler.DEFAULT_PARAMETERS
    assert LOWEST_PARAMETERS == reference_scheduler.LOWER_BOUNDS_PARAMETERS
    assert HIGHEST_PARAMETERS == reference_scheduler.UPPER_BOUNDS_PARAMETERS


@given(parameter_sets, stabilities, difficulties, st.integers(0, 40000))
def test_a_better_rating_never_leaves_less(
    parameters: tuple[float, ...], stability: float, difficulty: float, elapsed_days: int
) -> None:
    four = Forgetting(parameters).all_four(stability, difficulty, elapsed_days)
    assert [s for s, _ in four] == sorted(s for s, _ in four)
    assert [d for _, d in four] == sorted((d for _, d in four), reverse=True)
    assert all(0.001 <= s <= 36500 and 1 <= d <= 10 for s, d in four)


@settings(max_examples=300)
@given(parameter_sets, stabilities, difficulties, ratings, gaps)
def test_one_rating_is_one_of_the_four(
    parameters: tuple[float, ...],
    stability: float,
    difficulty: float,
    rating: Rating,
    elapsed_days: int,
) -> None:
    forgetting = Forgetting(parameters)
    four = forgetting.all_four(stability, difficulty, elapsed_days)
    assert forgetting.next(stability, difficulty, rating, elapsed_days) == four[rating - 1]


@given(stabilities, st.floats(0.5, 0.99))
def test_at_its_interval_a_fact_is_at_the_desired_retention(
    stability: float, retention: float
) -> None:
    forgetting = Forgetting(desired_retention=retention)
    interval_days = forgetting.interval_days(stability)
    recall = forgetting.retrievability(stability, interval_days)
    assert recall == pytest.approx(retention, rel=1e-9)


def test_stability_is_the_interval_at_nine_in_ten() -> None:
    assert Forgetting().interval_days(12.5) == 12.5


def test_nothing_is_forgotten_before_time_passes() -> None:
    assert Forgetting().retrievability(3, 0) == 1
    assert Forgetting().retrievability(3, -2) == 1


def test_the_name_tells_parameters_and_retention_apart() -> None:
    other = (0.213, *DEFAULT_PARAMETERS[1:])
    names = {Forgetting().name, Forgetting(other).name, Forgetting(desired_retention=0.91).name}
    assert len(names) == 3
    assert Forgetting().name == Forgetting(list(DEFAULT_PARAMETERS)).name == "fsrs6:b4f539e3"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (DEFAULT_PARAMETERS[:19], "21 parameters, not 19"),
        ((math.nan, *DEFAULT_PARAMETERS[1:]), "w0 is nan"),
        ((*DEFAULT_PARAMETERS[:20], 0.05), r"w20 is 0\.05, outside 0\.1 to 0\.8"),
    ],
)
def test_odd_parameters_are_refused(parameters: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Forgetting(parameters)


@pytest.mark.parametrize("retention", [0, 0.49, 1, math.nan])
def test_an_odd_retention_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="desired retention"):
        Forgetting(desired_retention=retention)


def test_the_library_is_not_loaded() -> None:
    code = "import sys, quiz.memory.schedule, quiz.memory.replay; sys.exit('fsrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
