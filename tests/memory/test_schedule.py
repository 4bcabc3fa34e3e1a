from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts import Fact, FactKey, FactKind
from quiz.memory.fsrs import Forgetting
from quiz.memory.fuzz import Agenda
from quiz.memory.schedule import Given, Outcomes, Scheduler
from quiz.memory.steps import Steps
from quiz.memory.study_day import Calendar, to_ms
from quiz.review import Confidence, Memory, Rating, State

AGAIN, HARD, GOOD, EASY = Rating
FACT = Fact(FactKey("deck/card"), FactKind.CARD, "deck/card", "answer", "digest")
NOW = datetime(2026, 5, 10, 21, 30, tzinfo=UTC)
DAY_MS = 86_400_000
SCHEDULER = Scheduler(Forgetting(), Steps(), Calendar(UTC))
ROUNDED = replace(SCHEDULER, fuzz=False)
NO_STEPS = replace(SCHEDULER, steps=Steps((), ()))
AGAIN, HARD, GOOD, EASY = Rating
RIGHT, WRONG = Given("typed", True), Given("typed", False)
SURE_AND_WRONG = Given("typed", False, Confidence.SURE)
KNOWN = Memory(
    state=State.REVIEW,
    stability=10.0,
    difficulty=5.0,
    last_study_day=date(2026, 4, 30),
    due_at=to_ms(NOW),
    interval_days=10.0,
    reviews=4,
    lapses=1,
)


def states(outcomes: Outcomes) -> list[State]:
    return [outcomes.after(rating).state for rating in Rating]


def days(outcomes: Outcomes) -> list[float]:
    return [outcomes.after(rating).interval_days for rating in Rating]


def test_the_first_answer() -> None:
    outcomes = SCHEDULER.outcomes(FACT, None, NOW, RIGHT)
    assert states(outcomes) == [State.LEARNING] * 3 + [State.REVIEW]
    assert outcomes.after(AGAIN) == Memory(
        state=State.LEARNING,
        stability=0.212,
        difficulty=6.4133,
        last_study_day=date(2026, 5, 10),
        due_at=to_ms(NOW) + 60_000,
        interval_days=60 / 86400,
        step=0,
        reviews=1,
        lapses=0,
        revision=1,
        last_rating=AGAIN,
        last_form="typed",
        answer_digest="digest",
        capped=False,
    )
    assert type(outcomes.after(AGAIN).lapses) is int
    assert [outcomes.after(r).step for r in (AGAIN, HARD, GOOD)] == [0, 0, 1]
    assert outcomes.after(HARD).due_at == to_ms(NOW) + 330_000
    assert outcomes.after(GOOD).due_at == to_ms(NOW) + 600_000


def test_the_last_step_graduates() -> None:
    good = SCHEDULER.outcomes(FACT, None, NOW, RIGHT).after(GOOD)
    outcomes = SCHEDULER.outcomes(FACT, good, NOW + timedelta(minutes=10), RIGHT)
    assert states(outcomes) == [State.LEARNING, State.LEARNING, State.REVIEW, State.REVIEW]
    assert [outcomes.after(r).step for r in Rating] == [0, 1, 0, 0]


def test_a_fact_in_review_is_due_when_its_study_day_starts() -> None:
    calendar = Calendar(timezone(timedelta(hours=-3)), time(5))
    outcomes = replace(SCHEDULER, calendar=calendar).outcomes(FACT, KNOWN, NOW, RIGHT)
    for rating in (HARD, GOOD, EASY):
        after = outcomes.after(rating)
        due_day = date(2026, 5, 10) + timedelta(days=after.interval_days)
        assert after.due_at == calendar.start_ms(due_day)


def test_a_lapse_is_relearned_and_counted() -> None:
    outcomes = SCHEDULER.outcomes(FACT, KNOWN, NOW, Given("typed", False))
    assert states(outcomes) == [State.RELEARNING] + [State.REVIEW] * 3
    assert outcomes.after(AGAIN).due_at == to_ms(NOW) + 600_000
    assert [outcomes.after(rating).lapses for rating in Rating] == [2, 1, 1, 1]
    again = SCHEDULER.outcomes(FACT, outcomes.after(AGAIN), NOW, WRONG).after(AGAIN)
    assert (again.state, again.lapses, again.reviews) == (State.RELEARNING, 2, 6)


def test_a_right_guess_is_no_lapse() -> None:
    right = SCHEDULER.outcomes(FACT, KNOWN, NOW, Given("pick", True, Confidence.GUESS))
    assert (right.after(AGAIN).state, right.after(AGAIN).lapses) == (State.RELEARNING, 1)
    wrong = SCHEDULER.outcomes(FACT, KNOWN, NOW, Given("pick", False, Confidence.GUESS))
    assert wrong.after(AGAIN).lapses == 2


def test_a_lapse_without_steps_is_asked_on_another_day() -> None:
    again = NO_STEPS.outcomes(FACT, KNOWN, NOW, WRONG).after(AGAIN)
    assert (again.state, again.lapses, again.step) == (State.REVIEW, 2, 0)
    assert again.interval_days >= 1


def test_sure_and_wrong_holds_the_next_interval_to_a_day() -> None:
    outcomes = SCHEDULER.outcomes(FACT, KNOWN, NOW, SURE_AND_WRONG)
    assert days(outcomes) == [600 / 86400, 1, 1, 1]
    assert [outcomes.after(rating).capped for rating in Rating] == [True, False, False, False]
    later = SCHEDULER.outcomes(FACT, outcomes.after(AGAIN), NOW, RIGHT)
    assert days(later) == [600 / 86400, 900 / 86400, 1, 1]
    assert [later.after(rating).capped for rating in Rating] == [True, True, False, False]
    free = SCHEDULER.outcomes(FACT, later.after(GOOD), NOW + timedelta(days=1), RIGHT)
    assert free.after(GOOD).interval_days > 1


def test_sure_and_wrong_without_steps() -> None:
    outcomes = NO_STEPS.outcomes(FACT, replace(KNOWN, stability=400.0), NOW, SURE_AND_WRONG)
    assert days(outcomes) == [1, 1, 1, 1]
    assert not outcomes.after(AGAIN).capped


@pytest.mark.parametrize(
    "answer", [Given("typed", True, Confidence.SURE), Given("typed", False, Confidence.UNSURE)]
)
def test_only_sure_and_wrong_is_capped(answer: Given) -> None:
    assert not SCHEDULER.outcomes(FACT, KNOWN, NOW, answer).after(AGAIN).capped


@pytest.mark.parametrize("elapsed_days", [0, 1, 9, 10, 11, 500])
def test_the_days_that_really_passed_count(elapsed_days: int) -> None:
    now = datetime(2026, 4, 30, 4, tzinfo=UTC) + timedelta(days=elapsed_days)
    outcomes = SCHEDULER.outcomes(FACT, KNOWN, now, RIGHT)
    good = Forgetting().next(10.0, 5.0, GOOD, elapsed_days)
    assert (outcomes.after(GOOD).stability, outcomes.after(GOOD).difficulty) == good


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    evening = SCHEDULER.outcomes(FACT, None, NOW, RIGHT).after(EASY)
    morning = SCHEDULER.outcomes(FACT, evening, NOW + timedelta(hours=10), RIGHT).after(GOOD)
    assert morning.stability == Forgetting().next(*Forgetting().first(EASY), GOOD, 1)[0]


def test_a_clock_put_back_counts_as_the_same_day() -> None:
    back = SCHEDULER.outcomes(FACT, KNOWN, NOW - timedelta(days=400), RIGHT).after(GOOD)
    assert back.stability == Forgetting().next(10.0, 5.0, GOOD, 0)[0]
    assert back.last_study_day == date(2025, 4, 5)


def test_a_changed_fact_is_learned_afresh() -> None:
    changed = replace(FACT, revision=2, digest="other")
    fresh = SCHEDULER.outcomes(changed, replace(KNOWN, capped=True), NOW, RIGHT)
    none = SCHEDULER.outcomes(changed, None, NOW, RIGHT)
    assert fresh == none
    good = fresh.after(GOOD)
    assert (good.revision, good.reviews, good.lapses) == (2, 1, 0)
    assert good.answer_digest == "other"


def test_a_deck_gone_back_to_an_earlier_revision_keeps_the_later_one() -> None:
    outcomes = SCHEDULER.outcomes(FACT, replace(KNOWN, revision=3), NOW, RIGHT)
    assert (outcomes.after(GOOD).revision, outcomes.after(GOOD).reviews) == (3, 5)


def test_an_interval_that_grows_a_little_grows_a_day() -> None:
    memory = replace(KNOWN, last_study_day=date(2026, 5, 10))  # hard leaves the stability at 10
    same = replace(memory, interval_days=9.0)
    assert ROUNDED.outcomes(FACT, same, NOW, RIGHT).after(HARD) == (
        ROUNDED.outcomes(FACT, memory, NOW, RIGHT).after(HARD)
    )
    for last, hard in ((8.0, 10), (9.0, 10), (10.0, 10), (11.0, 11), (12.0, 12), (13.0, 10)):
        outcomes = ROUNDED.outcomes(FACT, replace(memory, interval_days=last), NOW, RIGHT)
        assert outcomes.after(HARD).interval_days == hard


def test_without_fuzz_nothing_else_due_matters() -> None:
    agenda = Agenda(dict.fromkeys(range(20), 50), range(20))
    one, other = (ROUNDED.outcomes(FACT, KNOWN, NOW, RIGHT, a) for a in (agenda, Agenda()))
    assert one == other


def test_a_light_day_is_taken() -> None:
    ideal = ROUNDED.outcomes(FACT, KNOWN, NOW, RIGHT).after(GOOD).interval_days
    agenda = Agenda({day: 1000 for day in range(200) if day != ideal + 2})
    light = SCHEDULER.outcomes(FACT, KNOWN, NOW, RIGHT, agenda).after(GOOD)
    assert light.interval_days == ideal + 2


def test_the_longest_interval() -> None:
    short = replace(SCHEDULER, maximum_days=3)
    assert days(short.outcomes(FACT, KNOWN, NOW, RIGHT))[1:] == [3, 3, 3]
    shortest = replace(ROUNDED, maximum_days=1)
    assert days(shortest.outcomes(FACT, KNOWN, NOW, RIGHT))[1:] == [1, 1, 1]
    with pytest.raises(ValueError, match="longest interval"):
        replace(SCHEDULER, maximum_days=0)


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SCHEDULER.outcomes(FACT, None, NOW.replace(tzinfo=None), RIGHT)


memories = st.builds(
    Memory,
    state=st.sampled_from([State.LEARNING, State.REVIEW, State.RELEARNING]),
    stability=st.floats(0.001, 36500),
    difficulty=st.floats(1, 10),
    last_study_day=st.dates(date(2020, 1, 1), date(2026, 6, 1)),
    due_at=st.just(0),
    interval_days=st.integers(1, 36500).map(float),
    step=st.integers(0, 3),
    reviews=st.integers(0, 500),
)
agendas = st.builds(
    Agenda,
    st.dictionaries(st.integers(1, 90), st.integers(0, 99)),
    st.lists(st.integers(-9, 90), max_size=5),
)
step_sets = st.builds(
    Steps,
    st.lists(st.floats(1, 86_000), max_size=3).map(tuple),
    st.lists(st.floats(1, 86_000), max_size=3).map(tuple),
)


@given(st.none() | memories, agendas, step_sets, st.booleans())
def test_what_always_holds(memory: Memory | None, agenda: Agenda, steps: Steps, fuzz: bool) -> None:
    scheduler = replace(SCHEDULER, steps=steps, fuzz=fuzz)
    outcomes = scheduler.outcomes(FACT, memory, NOW, RIGHT, agenda)
    assert outcomes == scheduler.outcomes(FACT, memory, NOW, RIGHT, agenda)
    again, hard, good, easy = (outcomes.after(rating) for rating in Rating)
    for after, rating in zip((again, hard, good, easy), Rating, strict=True):
        assert after.last_rating is rating
        assert after.due_at > to_ms(NOW)
        assert (after.state is State.REVIEW) == (after.interval_days >= 1)
        if after.state is State.REVIEW:
            assert after.interval_days == int(after.interval_days) <= scheduler.maximum_days
            start = SCHEDULER.calendar.start_ms(date(2026, 5, 10))
            assert after.due_at == start + after.interval_days * DAY_MS
    assert easy.state is State.REVIEW
    if good.state is State.REVIEW:
        assert easy.interval_days > good.interval_days or easy.interval_days == 36500
        if hard.state is State.REVIEW:
            assert good.interval_days > hard.interval_days or good.interval_days == 36500


# The date of a deck -------------------------------------------------------------------------------

TODAY = date(2026, 5, 10)
MATURE = replace(KNOWN, stability=200.0, last_study_day=date(2026, 1, 10), interval_days=120.0)


def until(days: int, deck: str = "deck") -> Scheduler:
    return replace(SCHEDULER, deadlines={deck: TODAY + timedelta(days=days)})


@pytest.mark.parametrize("left", range(1, 40))
def test_no_interval_passes_the_date_of_its_deck(left: int) -> None:
    for memory in (None, KNOWN, MATURE):
        for scheduler in (until(left), replace(until(left), fuzz=False)):
            outcomes = scheduler.outcomes(FACT, memory, NOW, RIGHT)
            assert max(days(outcomes)) <= left
            assert outcomes.after(EASY).due_at <= Calendar(UTC).start_ms(
                TODAY + timedelta(days=left)
            )


def test_what_would_pass_it_is_spread_over_the_days_before() -> None:
    facts = [replace(FACT, key=FactKey(f"deck/card-{number}")) for number in range(60)]
    goods = {
        until(20).outcomes(fact, MATURE, NOW, RIGHT).after(GOOD).interval_days for fact in facts
    }
    assert {17, 18, 19, 20} >= goods
    assert len(goods) > 1
    assert all(
        until(20).outcomes(fact, MATURE, NOW, RIGHT).after(HARD).interval_days
        <= until(20).outcomes(fact, MATURE, NOW, RIGHT).after(GOOD).interval_days
        for fact in facts
    )


@pytest.mark.parametrize("scheduler", [until(0), until(-3), until(9, "other")])
def test_on_the_day_and_after_it_and_in_other_decks_all_is_as_ever(scheduler: Scheduler) -> None:
    ever = SCHEDULER.outcomes(FACT, KNOWN, NOW, RIGHT)
    assert scheduler.outcomes(FACT, KNOWN, NOW, RIGHT) == ever


def test_a_far_date_changes_nothing() -> None:
    ever = SCHEDULER.outcomes(FACT, KNOWN, NOW, RIGHT)
    assert until(400).outcomes(FACT, KNOWN, NOW, RIGHT) == ever


def test_the_longest_interval_holds_beside_a_date() -> None:
    both = replace(until(30), maximum_days=3)
    assert max(days(both.outcomes(FACT, MATURE, NOW, RIGHT))) == 3
