"""What each rating of an answer would lead to: the public face of this room.

All four outcomes are fixed at once, when the verdict shows, so that the preview is what happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from quiz.facts import Fact, deck_of
from quiz.memory.fsrs import Forgetting, Strengths
from quiz.memory.fuzz import NOTHING_DUE, Agenda, draw, fuzz_range, fuzzed_days, nearest_day
from quiz.memory.steps import DAY_SECONDS, Delays, Steps
from quiz.memory.study_day import Calendar, to_ms
from quiz.memory.transition import Answered, Due, moved, standing, strengths
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
    """What each of the four ratings leads to, fixed for all of them at once.

    The memories are made when they are asked for: nearly always it is one of the four, since a
    preview needs to know no more than when the fact is due.
    """

    before: Memory | None
    answered: Answered
    strengths: Strengths
    dues: tuple[Due, Due, Due, Due]

    def due(self, rating: Rating) -> Due:
        """The interval and the due time that this rating leads to."""
        return self.dues[rating - 1]

    def after(self, rating: Rating) -> Memory:
        """The memory that this rating leads to."""
        place = rating - 1
        return moved(self.before, self.answered, rating, self.strengths[place], self.dues[place])

    def given_later(self, later_ms: int) -> Outcomes:
        """The same of an answer given later on the same study day: only steps end later."""
        again, hard, good, easy = (
            due if due[0] >= 1 else (due[0], due[1] + later_ms) for due in self.dues
        )
        return Outcomes(self.before, self.answered, self.strengths, (again, hard, good, easy))


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A person's way of scheduling.

    `maximum_days` is the longest interval. Without `fuzz`, intervals are rounded and nothing more.
    `deadlines` has the day by which a deck is to be known: until then no interval passes it.
    Raises ValueError for a longest interval of less than a day.
    """

    forgetting: Forgetting
    steps: Steps
    calendar: Calendar
    maximum_days: int = MAXIMUM_DAYS
    fuzz: bool = True
    deadlines: Mapping[str, date] = field(default_factory=dict)

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
            longest = self._longest(fact, answered.study_day)
            days = self._days(fact, before, four, delays, agenda, longest)
        now_ms, day = to_ms(now), answered.study_day
        dues = (
            self._due(day, now_ms, delays[0], days[0]),
            self._due(day, now_ms, delays[1], days[1]),
            self._due(day, now_ms, delays[2], days[2]),
            self._due(day, now_ms, delays[3], days[3]),
        )
        return Outcomes(before, answered, four, dues)

    def _answered(self, fact: Fact, before: Memory | None, now: datetime, given: Given) -> Answered:
        return Answered(
            study_day=self.calendar.study_day(now),
            revision=fact.revision if before is None else before.revision,
            form=given.form,
            answer_digest=fact.digest,
            correct=given.correct,
            confidence=given.confidence,
        )

    def _longest(self, fact: Fact, study_day: date) -> int:
        """The longest interval in days: to the date of the fact's deck, while that is to come."""
        by = self.deadlines.get(deck_of(fact.key)) if self.deadlines else None
        if by is None or by <= study_day:
            return self.maximum_days
        return min((by - study_day).days, self.maximum_days)

    def _days(
        self,
        fact: Fact,
        before: Memory | None,
        four: Strengths,
        delays: Delays,
        agenda: Agenda,
        longest: int,
    ) -> _Days:
        """Whole days for each rating: Hard, Good and Easy at least a day apart.

        As in Anki, Easy is a day above what Good would get even where Good is a step. `longest`
        goes before all of that.
        """
        drawn = draw(fact.key, 0 if before is None else before.reviews) if self.fuzz else None
        last = int(before.interval_days) if before and before.state is State.REVIEW else 0
        again, hard, good, easy = (strength[0] * self.forgetting.stretch for strength in four)
        # What would pass the date is spread over the days before it: it need not grow any more.
        held = longest < self.maximum_days
        floors = [0 if held and one > longest else last for one in (hard, good, easy)]
        # A step's days are not looked at, but for what Good and Easy are to stand above.
        days_again = 0 if delays[0] is not None else _fitted(again, 1, longest, drawn, agenda)
        days_hard = 0
        if delays[1] is None:
            days_hard = _grown(hard, floors[0], 1, longest, drawn, agenda)
        days_good = _grown(good, floors[1], days_hard + 1, longest, drawn, agenda)
        days_easy = _grown(easy, floors[2], days_good + 1, longest, drawn, agenda)
        return days_again, days_hard, days_good, days_easy

    def _due(self, study_day: date, now_ms: int, delay: float | None, days: int) -> Due:
        """The interval in days and the due time: a step's to the second, else a day's start."""
        if delay is not None:
            return delay / DAY_SECONDS, now_ms + round(delay * 1000)
        return float(days), self.calendar.start_ms(study_day + timedelta(days=days))


def _no_less_than(last: int, interval_days: float) -> int:
    """The fewest days after an interval of `last` days, so that chance alone shortens nothing.

    As in Anki: an interval that grows grows by a day at least, and one that would fall short of
    the last by no more than its own fuzz is kept at it.
    """
    if nearest_day(interval_days) > last:
        return last + 1
    return last if last <= fuzz_range(interval_days)[1] else 1


def _grown(
    interval_days: float, last: int, lowest: int, longest: int, drawn: float | None, agenda: Agenda
) -> int:
    """Whole days after a success: by chance alone no fewer than last time."""
    lowest = max(lowest, _no_less_than(last, interval_days))
    return _fitted(interval_days, lowest, longest, drawn, agenda)


def _fitted(
    interval_days: float, lowest: int, longest: int, drawn: float | None, agenda: Agenda
) -> int:
    if drawn is None:
        return min(max(nearest_day(interval_days), lowest), longest)
    return fuzzed_days(interval_days, lowest, longest, drawn, agenda)
