"""What is left when a session is over, and when it comes."""

from datetime import UTC, timedelta

import pytest

from quiz.memory.study_day import Calendar
from quiz.review import State
from quiz.study.outlook import View, outlook
from quiz.study.plan import Plan
from quiz.study.ports import Standing

CALENDAR = Calendar(UTC)


@pytest.fixture
def now(tools):
    return tools.ms(tools.NOON)


@pytest.fixture
def seen(tools, now):
    """The outlook on facts by name, those in `planned` being in the plan of the day."""

    def made(planned="", buried=None, suspended="", revisions=None, study=True, **memories):
        facts = {key: tools.fact(key, revision=(revisions or {}).get(key, 1)) for key in memories}
        known = {key: memory for key, memory in memories.items() if memory is not None}
        standing = Standing(buried or {}, frozenset(suspended), {})
        plan = Plan(facts)
        plan.due.update(dict.fromkeys(planned))
        view = View(facts, known, standing, CALENDAR, tools.DAY, now)
        return outlook(view, plan if study else None)

    return made


def test_the_next_is_the_soonest_of_what_is_not_due(seen, tools, now):
    rest = seen(a=tools.memory(due_at=now + 9), b=tools.memory(due_at=now + 5), n=None)
    assert (rest.due, rest.next_at, rest.new) == (0, now + 5, 1)


def test_a_learning_step_is_as_good_as_any(seen, tools, now):
    assert seen(a=tools.memory(due_at=now + 5, state=State.LEARNING)).next_at == now + 5


def test_where_nothing_is_scheduled_there_is_no_next(seen):
    assert seen().next_at is seen(n=None).next_at is None


def test_what_is_planned_can_be_asked_now(seen, tools, now):
    rest = seen("a", a=tools.memory(due_at=now), b=tools.memory(due_at=now + 5))
    assert (rest.due, rest.next_at) == (0, now + 5)


def test_what_is_held_back_comes_when_the_next_day_starts(seen, tools, now):
    rest = seen("a", a=tools.memory(due_at=0), b=tools.memory(due_at=0))
    assert rest.due == 1
    assert rest.next_at == CALENDAR.start_ms(tools.DAY + timedelta(days=1))


def test_a_raised_revision_is_due(seen, tools):
    later = tools.memory(state=State.LEARNING)
    assert seen(revisions={"a": 2}, a=later).due == 1
    assert seen("a", revisions={"a": 2}, a=later).due == 0


def test_suspended_facts_are_out_of_sight(seen, tools):
    rest = seen(suspended="an", a=tools.memory(), n=None)
    assert (rest.due, rest.next_at, rest.new) == (0, None, 0)


def test_buried_facts_come_when_their_day_starts_or_when_they_are_due(seen, tools, now):
    until = tools.DAY + timedelta(days=3)
    start = CALENDAR.start_ms(until)
    assert seen(buried={"a": until}, a=tools.memory(due_at=0)).next_at == start
    assert seen(buried={"a": until}, a=tools.memory(due_at=start + 7)).next_at == start + 7
    assert seen(buried={"a": tools.DAY}, a=tools.memory(due_at=now + 7)).next_at == now + 7


def test_beside_study_what_is_due_is_due(seen, tools, now):
    due = tools.memory(due_at=0)
    over = tools.memory(due_at=0, state=State.LEARNING)
    rest = seen(study=False, a=due, b=over, c=tools.memory(due_at=now + 5))
    assert (rest.due, rest.next_at) == (1, now + 5)
    assert seen(study=False, a=due).next_at is None
