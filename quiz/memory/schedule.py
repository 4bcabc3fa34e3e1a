"""What each rating of an answer would lead to: the public face of this room.

All four outcomes are fixed at once, when the verdict shows, so that the preview is what happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from quiz.facts import Fact
from quiz.memory.fsrs import Forgetting, Strengths
from quiz.memory.fuzz import NOTHING_DUE, Agenda, draw, fuzz_range, fuzzed_days, nearest_day
from quiz.memory.steps import DAY_SECONDS, Delays, Steps
from quiz.memory.study_day import Calendar, to_ms
from quiz.memory.transition import Answered, moved, standing, strengths
from quiz.review import Confidence, Memory, Rating, State

MAXIMUM_DAYS = 36_500

_Days = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given, before it has a rating."""

    form: str
    correct: bool
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The whole memory after each of the four ratings."""

    again: Memory
    hard: Memory
    good: Memory
    easy: Memory

    def after(self, rating: Rating) -> Memory:
        """The memory that this rating leads to."""
        return (self.again, self.hard, self.good, self.easy)[rating - 1]


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A person's way of scheduling.

    `maximum_days` is the longest interval. Without `fuzz`, intervals are rounded and nothing more.
    Raises ValueError for a longest interval of less than a day.
    """

    forgetting: Forgetting
    steps: Steps
    calendar: Calendar
    maximum_days: int = MAXIMUM_DAYS
    fuzz: bool = True

    def __post_init__(self) -> None:
        if self.maximum_days < 1:
            raise ValueError(f"the longest interval is {self.maximum_days} days, less than one")

    def outcomes(
        self,
        fact: Fact,
        memory: Memory | None,
        now: datetime,
        given: Given,
        agenda: Agenda = NOTHING_DUE,
    ) -> Outcomes:
        """What the four ratings of an answer given `now` lead to.

        The revision in the outcome is the one to log: it is the fact's, or that of the memory
        where the deck went back to an earlier one. Raises ValueError for a naive `now`.
        """
        before = standing(memory, fact.revision)
        answered = self._answered(fact, before, now, given)
        four = strengths(self.forgetting, before, answered.study_day)
        state, step = (State.NEW, 0) if before is None else (before.state, before.step)
        delays = self.steps.delays(state, step)
        if answered.sure_and_wrong or (before is not None and before.capped):
            days: _Days = (1, 1, 1, 1)
        else:
            days = self._days(fact, before, four, delays, agenda)
        now_ms = to_ms(now)
        again, hard, good, easy = (
            moved(
                before,
                answered,
                rating,
                four[rating - 1],
                self._due(answered, now_ms, delays[rating - 1], days[rating - 1]),
            )
            for rating in Rating
        )
        return Outcomes(again, hard, good, easy)

    def _answered(self, fact: Fact, before: Memory | None, now: datetime, given: Given) -> Answered:
        return Answered(
            study_day=self.calendar.study_day(now),
            revision=fact.revision if before is None else before.revision,
            form=given.form,
            answer_digest=fact.digest,
            correct=given.correct,
            confidence=given.confidence,
        )

    def _days(
        self,
        fact: Fact,
        before: Memory | None,
        four: Strengths,
        delays: Delays,
        agenda: Agenda,
    ) -> _Days:
        """Whole days for each rating: Hard, Good and Easy at least a day apart.

        As in Anki, Easy is a day above what Good would get even where Good is a step.
        """
        drawn = draw(fact.key, 0 if before is None else before.reviews) if self.fuzz else None
        last = int(before.interval_days) if before and before.state is State.REVIEW else 0

        def fitted(rating: Rating, lowest: int) -> int:
            interval_days = self.forgetting.interval_days(four[rating - 1][0])
            if rating is not Rating.AGAIN:
                lowest = max(lowest, _no_less_than(last, interval_days))
            if drawn is None:
                return min(max(nearest_day(interval_days), lowest), self.maximum_days)
            return fuzzed_days(interval_days, lowest, self.maximum_days, drawn, agenda)

        again = fitted(Rating.AGAIN, 1) if delays[0] is None else 0
        hard = fitted(Rating.HARD, 1) if delays[1] is None else 0
        good = fitted(Rating.GOOD, hard + 1)
        return again, hard, good, fitted(Rating.EASY, good + 1)

    def _due(
        self, answered: Answered, now_ms: int, delay: float | None, days: int
    ) -> tuple[float, int]:
        """The interval in days and the due time: a step's to the second, else a day's start."""
        if delay is not None:
            return delay / DAY_SECONDS, now_ms + round(delay * 1000)
        return float(days), self.calendar.start_ms(answered.study_day + timedelta(days=days))


def _no_less_than(last: int, interval_days: float) -> int:
    """The fewest days after an interval of `last` days, so that chance alone shortens nothing.

    As in Anki: an interval that grows grows by a day at least, and one that would fall short of
    the last by no more than its own fuzz is kept at it.
    """
    if nearest_day(interval_days) > last:
        return last + 1
    return last if last <= fuzz_range(interval_days)[1] else 1
