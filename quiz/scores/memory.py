"""Memory: what was kept, what comes, and how firmly each fact is held now."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from quiz.scores.days import Days, DaySum, total
from quiz.scores.facts_now import FactNow
from quiz.scores.statistics import Share, share

FORECAST_DAYS = 30
STABILITY_EDGES = (0.0, 1.0, 3.0, 7.0, 21.0, 60.0, 180.0, 365.0)
DIFFICULTY_EDGES = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
RETRIEVABILITY_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class MonthKept:
    """True retention of one calendar month, `2026-03`."""

    month: str
    all: Share
    young: Share
    mature: Share


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention: the share recalled (not rated Again) of what was known before.

    Counted are the first counted answers of each fact on each study day, but for facts that were
    new then; so a right guess is not recalled. `young` facts were on an interval of less than 21
    days, `mature` ones on a longer. `desired` is the retention that the person has set.

    So does Anki, but that it counts all answers in review and none in a step: the second of a day
    is in its figure, and the step that was carried over to a later day in ours.
    """

    desired: float
    all: Share
    young: Share
    mature: Share
    months: tuple[MonthKept, ...]


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """What falls due on a study day, and the minutes it takes; None where the pace is unknown."""

    day: date
    reviews: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """How many facts are from `low` up to below `high`; None is without end."""

    low: float
    high: float | None
    facts: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one would know today: `would_know` is the sum of the chances of recall of `met` facts.

    `facts` are all that there are, `met` those of them with a memory, suspended ones among them.
    """

    facts: int
    met: int
    would_know: float
    spread: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class MemoryScores:
    """Retention in the span; forecast, stability (days), difficulty (1 to 10), knowledge now."""

    retention: Retention
    forecast: tuple[ForecastDay, ...]
    stability: tuple[Bin, ...]
    difficulty: tuple[Bin, ...]
    knowledge: Knowledge


def retention(days: Days, desired: float) -> Retention:
    """True retention of the days given, and of each calendar month among them."""
    whole = total(days.values())
    months: dict[str, list[DaySum]] = {}
    for day, found in days.items():
        months.setdefault(f"{day:%Y-%m}", []).append(found)
    kept = ((month, total(found)) for month, found in months.items())
    return Retention(
        desired,
        *_shares(whole),
        tuple(MonthKept(month, *_shares(one)) for month, one in kept if one.young or one.mature),
    )


def _shares(summed: DaySum) -> tuple[Share, Share, Share]:
    return (
        share(summed.young_kept + summed.mature_kept, summed.young + summed.mature),
        share(summed.young_kept, summed.young),
        share(summed.mature_kept, summed.mature),
    )


def forecast(
    facts: Iterable[FactNow], today: date, seconds_per_review: float | None
) -> tuple[ForecastDay, ...]:
    """What is due on each of the next 30 study days, with all that is overdue on the first.

    It counts what is scheduled now: facts yet to be met, and those that come back sooner because
    they will be missed, are not foreseen. Suspended facts are left out. Anki's graph of what is due
    is the same, with overdue days by themselves.
    """
    due = Counter(
        max((fact.due_day - today).days, 0)
        for fact in facts
        if fact.due_day is not None and not fact.suspended
    )
    pace = None if seconds_per_review is None else seconds_per_review / 60
    return tuple(
        ForecastDay(
            today + timedelta(days=ahead), due[ahead], None if pace is None else due[ahead] * pace
        )
        for ahead in range(FORECAST_DAYS)
    )


def bins(values: Iterable[float], edges: Sequence[float], end: float | None) -> tuple[Bin, ...]:
    """Count values between edges, each from its edge up to below the next; the last holds more."""
    reached = Counter(map(partial(bisect_right, edges), values))
    found = Counter[int]()
    for number, times in reached.items():
        found[max(0, number - 1)] += times
    highs = (*edges[1:], end)
    return tuple(
        Bin(low, high, found[place])
        for place, (low, high) in enumerate(zip(edges, highs, strict=True))
    )


def stability(facts: Iterable[FactNow]) -> tuple[Bin, ...]:
    """Facts by stability in days: how long until their chance of recall is 90 %."""
    values = (fact.stability for fact in facts if fact.stability is not None)
    return bins(values, STABILITY_EDGES, None)


def difficulty(facts: Iterable[FactNow]) -> tuple[Bin, ...]:
    """Facts by difficulty, from 1 to 10."""
    values = (fact.difficulty for fact in facts if fact.difficulty is not None)
    return bins(values, DIFFICULTY_EDGES, 10.0)


def knowledge(facts: Iterable[FactNow]) -> Knowledge:
    """What one would know today, by the chance of recall of each fact that was met.

    The chance is that of the study day; Anki's falls from second to second.
    """
    found = list(facts)
    chances = [fact.retrievability for fact in found if fact.retrievability is not None]
    return Knowledge(
        len(found), len(chances), math.fsum(chances), bins(chances, RETRIEVABILITY_EDGES, 1.0)
    )
