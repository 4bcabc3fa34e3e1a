from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.facts import Fact, FactKey, FactKind
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.memory.fuzz import Agenda
from quiz.memory.replay import after
from quiz.memory.schedule import Given, Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar, to_ms
from quiz.review import Confidence, Memory, Mode, Rating, Review, State
from tests.answers import a_review

FACT = Fact(FactKey("deck/card"), FactKind.CARD, "deck/card", "answer", "digest")
FORGETTING = Forgetting()
REVIEW = a_review(scheduler=FORGETTING.name)


@dataclass(frozen=True)
class Turn:
    """One answer of a random history, with whatever is set and due at that time."""

    gap: timedelta
    rating: Rating
    given: Given
    revision: int
    counts: bool
    scheduler: Scheduler
    agenda: Agenda


gaps = st.one_of(
    st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(0, 400).map(lambda days: timedelta(days=days, hours=7)),
    st.integers(-40, 0).map(lambda days: timedelta(days=days)),
)
seconds = st.lists(st.sampled_from([1.0, 60.0, 600.0, 3600.0, 86_399.0]), max_size=3).map(tuple)
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
calendars = st.builds(Calendar, zones, st.sampled_from([time(0), time(4), time(23, 30)]))
schedulers = st.builds(
    Scheduler,
    st.sampled_from([FORGETTING, Forgetting(desired_retention=0.8)]),
    st.builds(Steps, seconds, seconds),
    calendars,
    st.sampled_from([1, 30, 36500]),
    st.booleans(),
)
turns = st.builds(
    Turn,
    gaps,
    st.sampled_from(Rating),
    st.builds(
        Given,
        st.sampled_from(["typed", "reveal"]),
        st.booleans(),
        st.none() | st.sampled_from(Confidence),
    ),
    st.sampled_from([1, 1, 1, 1, 2, 3]),
    st.booleans() | st.just(True),
    schedulers,
    st.builds(
        Agenda,
        st.dictionaries(st.integers(1, 40), st.integers(0, 20), max_size=10),
        st.lists(st.integers(-5, 40), max_size=3),
    ),
)


def logged(turn: Turn, now: datetime, led_to: Memory) -> Review:
    return replace(
        REVIEW,
        at=to_ms(now),
        study_day=turn.scheduler.calendar.study_day(now),
        revision=led_to.revision,
        answer_digest=led_to.answer_digest,
        counts=turn.counts,
        form=turn.given.form,
        correct=turn.given.correct,
        confidence=turn.given.confidence,
        rating=turn.rating,
        interval_days=led_to.interval_days,
        due_at=led_to.due_at,
    )


@settings(max_examples=200)
@given(st.lists(turns, max_size=20))
def test_the_log_leads_to_what_was_shown(history: list[Turn]) -> None:
    now, memory = datetime(2026, 5, 10, 21, tzinfo=UTC), None
    for turn in history:
        now += turn.gap
        fact = replace(FACT, revision=turn.revision, digest=f"digest {turn.revision}")
        outcomes = turn.scheduler.outcomes(fact, memory, now, turn.given, turn.agenda)
        led_to = outcomes.after(turn.rating)
        was, memory = memory, led_to if turn.counts else memory
        assert after(was, logged(turn, now, led_to), FORGETTING) == memory


def test_what_does_not_count_changes_nothing() -> None:
    drill = replace(REVIEW, counts=False, mode=Mode.DRILL)
    assert after(None, drill, FORGETTING) is None
    memory = after(None, REVIEW, FORGETTING)
    assert after(memory, replace(drill, revision=2), FORGETTING) is memory


def test_an_answer_to_an_earlier_revision_changes_nothing() -> None:
    memory = after(None, replace(REVIEW, revision=2), FORGETTING)
    assert after(memory, REVIEW, FORGETTING) is memory


def test_an_answer_to_a_later_revision_starts_afresh() -> None:
    newer = replace(REVIEW, revision=2)
    memory = after(
        after(None, REVIEW, FORGETTING), replace(REVIEW, rating=Rating.AGAIN), FORGETTING
    )
    assert after(memory, newer, FORGETTING) == after(None, newer, FORGETTING)


def test_the_interval_is_read_and_the_strength_worked_out() -> None:
    memory = after(None, replace(REVIEW, interval_days=5.0, due_at=77), FORGETTING)
    assert memory is not None
    assert (memory.interval_days, memory.due_at, memory.state) == (5.0, 77, State.REVIEW)
    other = Forgetting((0.5, 2.0, 4.0, *DEFAULT_PARAMETERS[3:]))
    again = after(None, replace(REVIEW, interval_days=5.0, due_at=77), other)
    assert again == replace(memory, stability=4.0)


def steps_after(first: Review, *ratings: Rating) -> list[int]:
    memory = after(None, first, FORGETTING)
    found = []
    for rating in ratings:
        memory = after(memory, replace(REVIEW, rating=rating, interval_days=0.01), FORGETTING)
        assert memory is not None
        found.append(memory.step)
    return found


def test_steps_follow_from_ratings_alone() -> None:
    again, hard, good, easy = Rating
    first = replace(REVIEW, interval_days=0.001, rating=hard)
    assert steps_after(first, good, good, hard, again, easy) == [1, 2, 2, 0, 1]
    assert steps_after(REVIEW, again, hard, good) == [0, 0, 1]


def test_a_short_interval_after_review_is_relearning() -> None:
    memory = after(after(None, REVIEW, FORGETTING), replace(REVIEW, interval_days=0.01), FORGETTING)
    assert memory is not None
    assert memory.state is State.RELEARNING
