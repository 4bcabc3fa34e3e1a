"""Overview: how much was done, when, and how the facts stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.facts import FactKey
from quiz.scores.days import Days, DaySum, longest_and_last_run, total
from quiz.scores.ports import Listed
from quiz.scores.statistics import Share, share
from quiz.sums import LEARNING, MATURE, NEW, YOUNG, Outline

CALENDAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done in some time.

    `reviews` are the answers that counted, one a fact; `right` is the share of them that was right,
    `minutes` what they took, `seconds_per_review` the mean of that. `extra_reviews` and
    `extra_minutes` are drills and exams, which count nowhere else. `days` is on how many study days
    there was a review, `new` how many facts were met for the first time.
    """

    reviews: int
    right: Share
    minutes: float
    seconds_per_review: float | None
    new: int
    days: int
    extra_reviews: int
    extra_minutes: float


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One study day of the calendar; days on which nothing was answered are left out."""

    day: date
    reviews: int
    minutes: float
    extra_reviews: int


@dataclass(frozen=True, slots=True)
class States:
    """Facts by state, each in one of the first five; `due` counts those that can be asked today.

    `learning` is in learning or relearning steps; `young` is on an interval of less than 21 days.
    """

    new: int
    learning: int
    young: int
    mature: int
    suspended: int
    due: int


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with a review: up to today or yesterday, and the most there ever were."""

    days: int
    longest: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How much was done today and in the span, the last 365 days one by one, the facts now.

    `streak` is None unless the person has switched it on.
    """

    today: Activity
    span: Activity
    calendar: tuple[CalendarDay, ...]
    states: States
    streak: Streak | None


def activity(days: Iterable[DaySum]) -> Activity:
    """Add up what was done."""
    found = list(days)
    summed = total(found)
    return Activity(
        reviews=summed.reviews,
        right=share(summed.right, summed.reviews),
        minutes=summed.duration_ms / 60_000,
        seconds_per_review=summed.duration_ms / 1000 / summed.reviews if summed.reviews else None,
        new=summed.new,
        days=sum(day.reviews > 0 for day in found),
        extra_reviews=summed.extra_reviews,
        extra_minutes=summed.extra_ms / 60_000,
    )


def calendar(days: Days, today: date) -> tuple[CalendarDay, ...]:
    """The study days of the last 365, today among them, on which anything was answered."""
    start = today - timedelta(days=CALENDAR_DAYS - 1)
    return tuple(
        CalendarDay(day, found.reviews, found.duration_ms / 60_000, found.extra_reviews)
        for day, found in days.items()
        if start <= day <= today
    )


def states(
    facts: Iterable[Listed],
    outlines: Mapping[FactKey, Outline],
    suspended: Collection[FactKey],
    waiting: Collection[FactKey],
) -> States:
    """Count facts by state, by how those are held that are; `waiting` are buried beyond today.

    Of what is held of a revision before the fact's nothing counts: it is new again, and due.
    """
    found = Counter[Outline | None]()
    apart = {*suspended, *waiting}
    off = due = 0
    plain: list[FactKey] = []
    for fact in facts:
        if fact.revision == 1 and fact.key not in apart:
            plain.append(fact.key)
            continue
        outline = outlines.get(fact.key)
        if outline is not None and outline.revision < fact.revision:
            outline = Outline(fact.revision, NEW, due=True)
        if fact.key in suspended:
            off += 1
        elif outline is not None and fact.key in waiting:
            found[outline._replace(due=False)] += 1
        else:
            found[outline] += 1
    # Nearly all facts are plain, and of these there may be a hundred thousand.
    found.update(map(outlines.get, plain))
    counts = Counter[str]()
    for outline, number in found.items():
        counts[NEW if outline is None else outline.state] += number
        due += number if outline is not None and outline.due else 0
    return States(counts[NEW], counts[LEARNING], counts[YOUNG], counts[MATURE], off, due)


def streak(days: Days, today: date) -> Streak:
    """Runs of days on which something was reviewed; drills and exams alone keep none going."""
    reviewed = [day for day, found in days.items() if found.reviews]
    longest, last = longest_and_last_run(reviewed, today)
    return Streak(last, longest)
