"""What falls due on which day."""

from datetime import UTC, timedelta

import pytest

from quiz.memory.study_day import Calendar
from quiz.review import State
from quiz.study.load import DAY_MS, Load, Siblings

CALENDAR = Calendar(UTC)


@pytest.fixture
def on(tools):
    """A memory in review that is due so many days from the study day."""

    def made(days, **more):
        due_at = CALENDAR.start_ms(tools.DAY + timedelta(days=days))
        return tools.memory(due_at=due_at, **more)

    return made


@pytest.fixture
def load(tools):
    def made(memories, *facts, counts=None):
        today = CALENDAR.start_ms(tools.DAY) // DAY_MS
        due_days = {today + day: count for day, count in (counts or {}).items()}
        return Load(Siblings(facts), memories, due_days, CALENDAR, tools.DAY)

    return made


def test_days_are_counted_from_the_study_day(load):
    assert load({}, counts={0: 2, 3: 5}).ahead == {0: 2, 3: 5}


def test_another_study_day_shifts_them(load, tools, on):
    made = load({"a2": on(7)}, tools.fact("a1", "a"), tools.fact("a2", "a"), counts={3: 5})
    made.count_from(tools.DAY + timedelta(days=2))
    assert made.ahead == {1: 5}
    assert made.sibling_days("a1") == [5]


def test_an_answer_moves_a_fact_from_day_to_day(load, on):
    made = load({}, counts={3: 5})
    made.moved(on(3), on(10))
    made.moved(None, on(10))
    assert made.ahead == {3: 4, 10: 2}


def test_what_is_in_learning_is_no_load(load, on):
    made = load({}, counts={3: 5})
    made.moved(on(3), on(0, state=State.RELEARNING))
    made.moved(on(0, state=State.LEARNING), None)
    assert made.ahead == {3: 4}


def test_siblings_keep_the_days_of_those_in_review(load, tools, on):
    facts = [tools.fact(key, key[0]) for key in ("a1", "a2", "a3", "a4", "b1")]
    memories = {"a1": on(1), "a2": on(4), "a3": on(5, state=State.LEARNING), "b1": on(6)}
    made = load(memories, *facts)
    assert made.sibling_days("a1") == [4]
    assert made.sibling_days("a4") == [1, 4]
    assert made.sibling_days("b1") == []
    assert made.sibling_days("gone") == []
