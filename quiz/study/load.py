"""What falls due on which day, so that intervals can be spread over lighter days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from quiz.facts import Fact, FactKey
from quiz.memory.study_day import Calendar
from quiz.review import Memory, State

DAY_MS = 86_400_000


class Load:
    """Counts of due facts by day, kept up as answers move them, and the days of siblings.

    Days are counted from the study day that the session is in.
    """

    def __init__(
        self,
        facts: Mapping[FactKey, Fact],
        memories: Mapping[FactKey, Memory],
        due_days: Mapping[int, int],
        calendar: Calendar,
        study_day: date,
    ) -> None:
        self._memories = memories
        self._today = calendar.start_ms(study_day) // DAY_MS
        self.ahead = {day - self._today: count for day, count in due_days.items()}
        """How many facts fall due so many days from today."""
        self._groups: dict[str, list[FactKey]] = {}
        self._group_of = {key: fact.siblings for key, fact in facts.items()}
        for key, group in self._group_of.items():
            self._groups.setdefault(group, []).append(key)

    def sibling_days(self, fact: FactKey) -> list[int]:
        """The days from today on which the fact's siblings fall due."""
        return [
            memory.due_at // DAY_MS - self._today
            for key in self._groups.get(self._group_of.get(fact, ""), ())
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
