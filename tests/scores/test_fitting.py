"""Parameters fitted to a log, and judged on its later part."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, time
from types import SimpleNamespace

import pytest

from quiz.errors import QuizError, UsageError
from quiz.memory.fsrs import (
    DEFAULT_PARAMETERS,
    HIGHEST_PARAMETERS,
    LOWEST_PARAMETERS,
    Forgetting,
)
from quiz.memory.schedule import Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar
from quiz.review import EventKind, Rating
from quiz.scores.fitting import (
    MINIMUM_REVIEWS,
    Record,
    compare,
    histories,
    intervals,
    reviews_in,
    within_bounds,
)
from quiz.scores.optimiser import LIBRARY, fit

_FIRST, _REST = (one * 0.4 for one in DEFAULT_PARAMETERS[:4]), DEFAULT_PARAMETERS[4:]
FORGETFUL = (*_FIRST, *_REST[:4], 1.2, *_REST[5:])
PUBLISHED = Forgetting()


@pytest.fixture(scope="module")
def record(learning):
    """The log of somebody who forgets sooner than the published parameters say."""
    forgetting = Forgetting(FORGETFUL)
    scheduler = Scheduler(forgetting, Steps((60, 600), (600,)), Calendar(UTC, time(4)))
    store = learning.Learner(learning.facts_of(20, 4, 40), scheduler=scheduler).live(220).store
    events = [*store.events(EventKind.RESET), *store.events(EventKind.MOVED)]
    return Record(list(store.reviews()), events)


def test_those_that_foresee_the_later_part_better_are_better(record) -> None:
    found = compare(record, PUBLISHED, lambda histories: FORGETFUL)
    assert found.better
    assert found.new.log_loss < found.present.log_loss
    assert found.present.parameters == DEFAULT_PARAMETERS
    assert found.new.parameters == within_bounds(FORGETFUL)


def test_and_others_are_not(record) -> None:
    assert not compare(record, Forgetting(FORGETFUL), lambda histories: DEFAULT_PARAMETERS).better
    same = compare(record, PUBLISHED, lambda histories: DEFAULT_PARAMETERS)
    assert (same.better, same.new) == (False, same.present)


def test_they_are_judged_by_what_they_were_not_fitted_to(record) -> None:
    seen = []
    found = compare(record, PUBLISHED, lambda histories: seen.extend(histories) or FORGETFUL)
    told = record.told(PUBLISHED)
    reviews = reviews_in(told)
    later = [one for one in reviews if one.study_day >= found.later_from]
    assert (found.judged, found.fitted_to) == (len(later), len(reviews) - len(later))
    assert len(later) == pytest.approx(len(reviews) / 5, rel=0.1)
    before = [one for one in told if one.counts and one.study_day < found.later_from]
    assert sum(map(len, seen)) == len(before)


def test_with_too_few_reviews_nothing_is_fitted(record) -> None:
    def never(histories):
        raise AssertionError("it was fitted")

    told = record.told(PUBLISHED)
    assert len(reviews_in(told)) > MINIMUM_REVIEWS
    last = reviews_in(told)[MINIMUM_REVIEWS - 1]
    before = told.index(last)
    assert compare(replace(record, reviews=record.reviews[:before]), PUBLISHED, never) is None
    enough = replace(record, reviews=record.reviews[: before + 1])
    assert compare(enough, PUBLISHED, lambda histories: FORGETFUL) is not None


def test_each_history_is_one_facts_from_when_it_was_new(record) -> None:
    told = record.told(PUBLISHED)
    found = histories(record.reviews, told, date(2099, 1, 1))
    counted = [one for one in told if one.counts]
    assert sum(map(len, found)) == len(counted)
    assert all(history[0][1] == 0 for history in found)
    # A reset begins another history of the same fact.
    assert len(found) == sum(one.was_new for one in counted) > len({one.fact for one in counted})
    ratings = Counter(rating for history in found for rating, _ in history)
    standing = [r for r, one in zip(record.reviews, told, strict=True) if one.counts]
    assert ratings == Counter(int(review.rating) for review in standing)


def test_parameters_are_kept_within_the_published_bounds() -> None:
    assert within_bounds([-9.0] * 21) == LOWEST_PARAMETERS
    assert within_bounds([999.0] * 21) == HIGHEST_PARAMETERS
    assert within_bounds([0.00123456] * 21)[0] == 0.0012
    Forgetting(within_bounds([0.5] * 21))


def test_intervals_are_those_of_somebody_who_always_says_good() -> None:
    found = intervals(PUBLISHED)
    strength, days = PUBLISHED.first(Rating.GOOD), []
    for _ in found:
        days.append(round(strength[0]))
        strength = PUBLISHED.next(*strength, Rating.GOOD, days[-1])
    assert found == days == sorted(days)


# The library. -------------------------------------------------------------------------------------


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    with pytest.raises(UsageError, match=r'pip install "differential-quiz\[optimise\]"'):
        fit([])


@pytest.fixture
def stand_in(monkeypatch):
    """The library's names, noting what they are given."""
    noted = []

    def model(parameters):
        return SimpleNamespace(compute_parameters=lambda items: noted.extend(items) or answer)

    answer = [0.5] * 21
    names = SimpleNamespace(
        FSRS=model, FSRSItem=list, FSRSReview=lambda rating, days: (rating, days)
    )
    monkeypatch.setitem(sys.modules, LIBRARY, names)
    return SimpleNamespace(noted=noted, answer=answer)


def test_it_is_shown_each_answer_of_a_later_day_with_all_before_it(stand_in) -> None:
    assert fit([[(3, 0), (3, 0), (1, 2), (3, 0), (3, 5)], [(1, 0)]]) == [0.5] * 21
    assert stand_in.noted == [
        [(3, 0), (3, 0), (1, 2)],
        [(3, 0), (3, 0), (1, 2), (3, 0), (3, 5)],
    ]


@pytest.mark.parametrize("answer", [[float("nan")] * 21, [0.5] * 19])
def test_what_it_finds_must_be_of_use(stand_in, answer) -> None:
    stand_in.answer[:] = answer
    with pytest.raises(QuizError, match="nothing is changed"):
        fit([])


def test_the_real_one_finds_better_ones(record) -> None:
    pytest.importorskip(LIBRARY, reason="the extra `optimise` is not installed")
    found = compare(record, PUBLISHED, fit)
    assert found.better
    assert intervals(Forgetting(found.new.parameters))[0] < intervals(PUBLISHED)[0]
