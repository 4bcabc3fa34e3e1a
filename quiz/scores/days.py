"""Daily sums: all that overview and retention need of the log, a few numbers for each study day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from quiz.sums import AGAIN, EXTRA, MATURE, NEW, YOUNG, DaySums, Sum

Days = Mapping[date, "DaySum"]
_NOTHING = Sum()


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


def daily(sums: DaySums) -> dict[date, DaySum]:
    """The sums of each study day on which anything was answered, in the order of days."""
    return {day: day_sum(kinds) for day, kinds in sums.items()}


def day_sum(kinds: Mapping[str, Sum]) -> DaySum:
    """A day from what is kept of it, kind by kind."""
    new, young, mature, again, extra = (
        kinds.get(kind, _NOTHING) for kind in (NEW, YOUNG, MATURE, AGAIN, EXTRA)
    )
    counted = (new, young, mature, again)
    return DaySum(
        reviews=sum(one.answers for one in counted),
        right=sum(one.right for one in counted),
        duration_ms=sum(one.duration_ms for one in counted),
        extra_reviews=extra.answers,
        extra_ms=extra.duration_ms,
        new=new.answers,
        young=young.answers,
        young_kept=young.recalled,
        mature=mature.answers,
        mature_kept=mature.recalled,
    )


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
