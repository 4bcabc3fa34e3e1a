"""Daily sums: all that overview and retention need of the log, a few numbers for each study day.

They can be added up in any order, so they may as well be kept and read instead of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from quiz.scores.answers import Answer
from quiz.scores.facts_now import MATURE_DAYS

Days = Mapping[date, "DaySum"]


@dataclass(slots=True)
class DaySum:
    """What was done on one study day, or on several.

    `reviews` are the answers that counted, `right` those of them that were right, `duration_ms`
    what they took. `extra_reviews` and `extra_ms` are the same of those that did not count: drills
    and exams. `new` counts facts met for the first time. `young` and `mature` count first answers
    of a day to facts known before, by the interval they were on, and `..._kept` those recalled.
    """

    reviews: int = 0
    right: int = 0
    duration_ms: int = 0
    extra_reviews: int = 0
    extra_ms: int = 0
    new: int = 0
    young: int = 0
    young_kept: int = 0
    mature: int = 0
    mature_kept: int = 0

    def take(self, answer: Answer) -> None:
        """Count one more answer in."""
        if not answer.counts:
            self.extra_reviews += 1
            self.extra_ms += answer.duration_ms
            return
        self.reviews += 1
        self.right += answer.correct
        self.duration_ms += answer.duration_ms
        if not answer.first:
            return
        if answer.was_new:
            self.new += 1
        elif answer.interval_days >= MATURE_DAYS:
            self.mature += 1
            self.mature_kept += answer.recalled
        else:
            self.young += 1
            self.young_kept += answer.recalled


def daily(answers: Iterable[Answer]) -> dict[date, DaySum]:
    """The sums of each study day on which anything was answered, in the order of days."""
    days: dict[date, DaySum] = {}
    for answer in answers:
        found = days.get(answer.study_day)
        if found is None:
            found = days[answer.study_day] = DaySum()
        found.take(answer)
    return dict(sorted(days.items()))


def total(days: Iterable[DaySum]) -> DaySum:
    """Several days in one."""
    summed = DaySum()
    for day in days:
        for name in _NAMES:
            setattr(summed, name, getattr(summed, name) + getattr(day, name))
    return summed


_NAMES = tuple(field.name for field in fields(DaySum))


def longest_and_last_run(days: Iterable[date], today: date) -> tuple[int, int]:
    """The longest run of days without a gap, and the one that still goes on today.

    A run goes on while its last day is today or yesterday: today is not over.
    """
    longest = run = 0
    last: date | None = None
    for day in sorted(day for day in days if day <= today):
        run = run + 1 if last is not None and day - last == timedelta(days=1) else 1
        longest, last = max(longest, run), day
    goes_on = last is not None and today - last <= timedelta(days=1)
    return longest, run if goes_on else 0
