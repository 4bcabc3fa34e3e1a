"""Overview: how much was done, when, and how the facts stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import spoken_minutes
from quiz.tui.page import Line, hang
from quiz.tui.plots import Labelled, bars, beside, heading, of, said, year

if TYPE_CHECKING:
    from quiz.scores.overview import Activity, Overview
    from quiz.tui.scores.tab import About, Choice

_NAME = 13


def draw(
    found: Overview,
    about: About,
    width: int,
    choice: Choice | None,  # noqa: ARG001 - a tab's
) -> Sequence[Line]:
    """Today and the span, the year, the states of facts."""
    blocks = (partial(_done, found, about), partial(_year, found, about), partial(_states, found))
    return beside(blocks, width)


def _done(found: Overview, about: About, width: int) -> list[Line]:
    span = found.span
    told = [("Today", _activity(found.today))]
    if found.streak is not None:
        days, longest = counted(found.streak.days, "day"), counted(found.streak.longest, "day")
        told.append(("In a row", f"{days}, the most was {longest}"))
    name = "In all" if about.days is None else f"In {counted(about.days, 'day')}"
    told.append((name, f"{_activity(span)} · on {counted(span.days, 'day')}"))
    if span.seconds_per_review is not None:
        pace = f"{span.seconds_per_review:.1f} s a review"
        told.append(("", f"{pace} · right {of(span.right)}"))
    if span.extra_reviews:
        answers = counted(span.extra_reviews, "answer")
        spent = spoken_minutes(span.extra_minutes)
        told.append(("", f"besides {answers} in drills and exams · {spent}"))
    names = [Content.styled(name.ljust(_NAME), "$lit") for name, _ in told]
    figures = [Content(figures) for _, figures in told]
    rows = zip(names, figures, strict=True)
    return [line for name, text in rows for line in hang(name, text, width)]


def _activity(done: Activity) -> str:
    new = f" · {done.new} new" if done.new else ""
    return f"{counted(done.reviews, 'review')} · {spoken_minutes(done.minutes)}{new}"


def _year(found: Overview, about: About, width: int) -> list[Line]:
    reviews = {day.day: day.reviews for day in found.calendar if day.reviews}
    lines = [heading("The year"), *year(reviews, about.study_day, width)]
    if reviews:
        busiest = max(reviews, key=lambda day: (reviews[day], day))
        figures = (
            counted(sum(reviews.values()), "review"),
            f"on {counted(len(reviews), 'day')}",
            f"most on {busiest.isoformat()}: {reviews[busiest]}",
        )
        lines += said(" · ".join(figures), width)
    return lines


def _states(found: Overview, width: int) -> list[Line]:
    states = found.states
    names = ("new", "learning", "young", "mature", "suspended")
    rows = [Labelled(name, getattr(states, name), str(getattr(states, name))) for name in names]
    return [heading("Facts"), *bars(rows, width), *said(f"{states.due} due today", width)]
