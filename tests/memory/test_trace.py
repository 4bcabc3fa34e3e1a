from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.memory.fsrs import (
    DEFAULT_PARAMETERS,
    HIGHEST_PARAMETERS,
    LOWEST_PARAMETERS,
    Forgetting,
)
from quiz.memory.replay import Replayer
from quiz.review import Confidence, Rating, Review
from tests.answers import DAY, a_review

REVIEW = a_review(revision=3)

reviews = st.builds(
    lambda gap, **changes: (gap, replace(REVIEW, **changes)),
    st.one_of(st.just(0), st.integers(-3, 3), st.integers(1, 4000)),
    rating=st.sampled_from(Rating),
    interval_days=st.sampled_from([0.0007, 0.5, 0.999999, 1.0, 1.5, 30.0, 9000.0]),
    correct=st.booleans(),
    confidence=st.none() | st.sampled_from(Confidence),
    form=st.sampled_from(["typed", "choice"]),
    answer_digest=st.sampled_from(["one", "two"]),
    due_at=st.integers(-(2**40), 2**45),
)
parameter_sets = st.one_of(
    st.just(DEFAULT_PARAMETERS),
    st.tuples(*map(st.floats, LOWEST_PARAMETERS, HIGHEST_PARAMETERS)),
)


@settings(max_examples=300)
@given(parameter_sets, st.lists(reviews, min_size=1, max_size=30))
def test_it_comes_to_what_single_answers_lead_to(
    parameters: tuple[float, ...], history: list[tuple[int, Review]]
) -> None:
    forgetting = Forgetting(parameters)
    replayer = Replayer(forgetting)
    days = accumulate(gap for gap, _ in history)
    log = [
        replace(review, study_day=DAY + timedelta(days=day))
        for day, (_, review) in zip(days, history, strict=True)
    ]
    trace = replayer.trace(REVIEW.revision)
    memory = None
    for count, review in enumerate(log, 1):
        confidence = None if review.confidence is None else review.confidence.value
        trace.answered(
            review.study_day.toordinal(),
            review.rating.value,
            review.interval_days,
            int(review.correct),
            confidence,
        )
        memory = replayer(memory, review)
        assert memory is not None
        assert trace.memory(review.due_at, review.form, review.answer_digest) == memory
        assert date.fromordinal(trace.day) == memory.last_study_day
        assert (trace.revision, trace.interval_days) == (3, memory.interval_days)
        assert trace.chance(count) == replayer.chance(memory, count)


def test_nothing_stands_before_the_first_answer() -> None:
    trace = Replayer(Forgetting()).trace(2)
    assert (trace.revision, trace.day, trace.interval_days) == (2, 0, 0.0)
