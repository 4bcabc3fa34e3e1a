import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.intervals import wilson

TRIALS = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe 1998, table I: the score method without continuity correction.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_gives_what_is_published(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_nothing_is_known_without_trials():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("successes", "trials"), [(2, 1), (-1, 3), (0, -1)])
def test_what_cannot_be_is_refused(successes, trials):
    with pytest.raises(ValueError, match="successes in"):
        wilson(successes, trials)


@given(TRIALS.flatmap(lambda n: st.tuples(st.floats(0, n), st.just(n))))
def test_it_holds_the_share_and_stays_a_share(seen):
    successes, trials = seen
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1


@given(TRIALS.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(2, 9))
def test_more_of_the_same_says_more(seen, times):
    successes, trials = seen
    low, high = wilson(successes, trials)
    closer_low, closer_high = wilson(successes * times, trials * times)
    assert closer_high - closer_low < high - low
