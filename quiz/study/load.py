"""What falls due on which day, so that intervals can be spread over lighter days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from quiz.facts import Fact, FactKey
from quiz.memory.study_day import Calendar
from quiz.review import Memory, State

DAY_MS = 86_400_000


class Siblings:
    """Which facts are siblings of which; a fact that has none is left out."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        groups: dict[str, list[FactKey]] = {}
        for fact in facts:
            groups.setdefault(fact.siblings, []).append(fact.key)
        self._group_of = {
            key: tuple(group) for group in groups.values() if len(group) > 1 for key in group
        }

    def of(self, fact: FactKey) -> tuple[FactKey, ...]:
        """The fact with its siblings, nothing where it has none."""
        return self._group_of.get(fact, ())


class Load:
    """Counts of due facts by day, kept up as answers move them, and the days of siblings.

    Days are counted from a study day, that of the answers to come.
    """

    def __init__(
        self,
        siblings: Siblings,
        memories: Mapping[FactKey, Memory],
        due_days: Mapping[int, int],
        calendar: Calendar,
        study_day: date,
    ) -> None:
        self._siblings = siblings
        self._memories = memories
        self._calendar = calendar
        self._today = 0
        self.ahead: dict[int, int] = dict(due_days)
        """How many facts fall due so many days from that day."""
        self.count_from(study_day)

    def count_from(self, study_day: date) -> None:
        """Count days from another study day."""
        today = self._calendar.start_ms(study_day) // DAY_MS
        passed = today - self._today
        self.ahead = {day - passed: count for day, count in self.ahead.items()}
        self._today = today

    def sibling_days(self, fact: FactKey) -> list[int]:
        """The days from the study day on which the fact's siblings fall due."""
        return [
            memory.due_at // DAY_MS - self._today
            for key in self._siblings.of(fact)
            if key != fact
            and (memory := self._memories.get(key)) is not None
            and memory.state is State.REVIEW
        ]

    def moved(self, before: Memory | None, after: Memory | None) -> None:
        """Take note that a fact moved from one due day to another."""
        for memory, change in ((before, -1), (after, 1)):
            if memory is not None and memory.state is State.REVIEW:
                days = memory.due_at // DAY_MS - self._today
                self.ahead[days] = self.ahead.get(days, 0) + change
