"""What is still to be learnt when a session is over, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.facts import Fact, FactKey
from quiz.memory.study_day import Calendar
from quiz.review import Memory, State
from quiz.study.plan import Plan
from quiz.study.ports import Standing


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is left of some facts.

    `due` counts those in review that are due and not planned, `next_at` is when the next fact can
    be asked that cannot be asked now, in UTC milliseconds, `new` counts those never answered.
    """

    due: int
    next_at: int | None
    new: int


@dataclass(frozen=True, slots=True)
class View:
    """Where one looks from: what is known of the facts, and what the day is."""

    facts: Mapping[FactKey, Fact]
    memories: Mapping[FactKey, Memory]
    standing: Standing
    calendar: Calendar
    study_day: date
    now_ms: int


def outlook(view: View, plan: Plan | None) -> Outlook:
    """Look ahead: suspended facts are left out, buried ones come when their day starts.

    What is due and not in the plan of the day, where there is one, has to wait for another day.
    """
    tomorrow = view.calendar.start_ms(view.study_day + timedelta(days=1))
    due = new = 0
    later: list[int] = []
    for key, fact in view.facts.items():
        if key in view.standing.suspended:
            continue
        memory = view.memories.get(key)
        if memory is None:
            new += 1
            continue
        at = memory.due_at if memory.revision >= fact.revision else view.now_ms
        until = view.standing.buried.get(key)
        if until is not None and until > view.study_day:
            later.append(max(at, view.calendar.start_ms(until)))
        elif at > view.now_ms:
            later.append(at)
        elif plan is None or key not in plan:
            due += memory.state is State.REVIEW or memory.revision < fact.revision
            later += [tomorrow] if plan is not None else []
    return Outlook(due, min(later, default=None), new)
