"""Memory: what was kept, what comes, how firmly facts are held."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.durations import short_days, spoken_minutes
from quiz.scores.fitting import MINIMUM_REVIEWS
from quiz.tui.figures import percent
from quiz.tui.page import Line
from quiz.tui.plots import (
    Labelled,
    Measured,
    bars,
    beside,
    columns,
    heading,
    intervals,
    of,
    said,
)

if TYPE_CHECKING:
    from quiz.scores.memory import Bin, ForecastDay, MemoryScores
    from quiz.tui.scores.tab import About, Choice

_FORECAST_HEIGHT = 3


def draw(
    scores: MemoryScores,
    about: About,  # noqa: ARG001 - a tab's
    width: int,
    choice: Choice | None,  # noqa: ARG001
) -> Sequence[Line]:
    """Retention, knowledge, forecast; stability, difficulty, retention by month; an offer."""
    drawn = [_retention, _forecast, _knowledge, _stability, _difficulty, _months]
    if scores.retention.all.of >= MINIMUM_REVIEWS:
        drawn.append(_fitting)
    return beside([partial(block, scores) for block in drawn], width)


def _retention(scores: MemoryScores, width: int) -> list[Line]:
    found = scores.retention
    title = heading(f"True retention (| {percent(found.desired)} desired)")
    if not found.all.of:
        return [title, *said("Nothing has come up again on a later day yet.", width)]
    kept = (("all", found.all), ("young", found.young), ("mature", found.mature))
    rows = [Measured(name, share, found.desired, of(share)) for name, share in kept]
    return [title, *intervals(rows, width)]


def _months(scores: MemoryScores, width: int) -> list[Line]:
    found = scores.retention
    rows = [Measured(one.month, one.all, found.desired, of(one.all)) for one in found.months]
    return [heading("Retention by month"), *intervals(rows, width)] if rows else []


def _fitting(scores: MemoryScores, width: int) -> list[Line]:  # noqa: ARG001 - as of all blocks
    """The offer of a scheduler that fits; it comes with reviews enough in what is shown."""
    offer = ("“optimise”, below, fits it to your answers", "and shows what more retention costs")
    return [heading("The scheduler"), *said(" ".join(offer), width)]


def _forecast(scores: MemoryScores, width: int) -> list[Line]:
    days = scores.forecast
    each = 2 if width >= 2 * len(days) else 1
    spans = ((1, "today"), (7, "7 days"), (30, "30 days"))
    figures = " · ".join(f"{name} {_due(days[:number])}" for number, name in spans)
    picture = columns([day.reviews for day in days], _FORECAST_HEIGHT, each)
    most = max((day.reviews for day in days), default=0)
    lines = [heading("Due in 30 days"), *(picture if most else []), *said(figures, width)]
    return [*lines, *said(f"the fullest day has {most}", width)] if most else lines


def _due(days: Sequence[ForecastDay]) -> str:
    reviews = sum(day.reviews for day in days)
    minutes = [day.minutes for day in days if day.minutes is not None]
    takes = f" ({spoken_minutes(sum(minutes))})" if minutes and reviews else ""
    return f"{reviews}{takes}"


def _knowledge(scores: MemoryScores, width: int) -> list[Line]:
    found = scores.knowledge
    know = f"Of {counted(found.met, 'fact')} met you would know {found.would_know:.0f} today"
    left = found.facts - found.met
    lines = [heading("Retrievability now"), *said(know, width)]
    if left:
        lines += said(f"{counted(left, 'fact')} not met yet", width)
    rows = [
        Labelled(f"{one.low * 100:.0f}–{percent(one.high or 1)}", one.facts, str(one.facts))
        for one in found.spread
    ]
    return [*lines, *bars(rows, width)] if found.met else lines


def _stability(scores: MemoryScores, width: int) -> list[Line]:
    rows = [Labelled(_days(one), one.facts, str(one.facts)) for one in scores.stability]
    return [heading("Stability"), *bars(rows, width)] if scores.knowledge.met else []


def _days(one: Bin) -> str:
    if one.high is None:
        return f"{short_days(one.low)} or more"
    return f"{short_days(one.low)} to {short_days(one.high)}" if one.low else "under 1 d"


def _difficulty(scores: MemoryScores, width: int) -> list[Line]:
    rows = [
        Labelled(f"{one.low:.0f} to {one.high:.0f}", one.facts, str(one.facts))
        for one in scores.difficulty
    ]
    return [heading("Difficulty"), *bars(rows, width)] if scores.knowledge.met else []
