"""From an answer to the rating that is proposed for it."""

from __future__ import annotations

from dataclasses import replace

from quiz.review import Confidence, Rating
from quiz.shapes import Mark, Reveal, Shape, Type, Verdict

ALL = tuple(Rating)
NO_EASY = (Rating.AGAIN, Rating.HARD, Rating.GOOD)
_EARN_EASY = (Reveal, Type)


def proposed_rating(mark: Mark, confidence: Confidence | None) -> Rating:
    """The rating that an answer earns: what was wrong or guessed is to be learnt again.

    The person's own grade of what was recalled in silence stands, unless it was a guess.
    """
    if not mark.correct or confidence is Confidence.GUESS:
        return Rating.AGAIN
    if mark.own is not None:
        return mark.own
    if mark.helped or mark.near or confidence is Confidence.UNSURE:
        return Rating.HARD
    return Rating.GOOD


def helped(verdict: Verdict) -> Verdict:
    """The verdict on what had just been shown: right with help, like what is right after a hint.

    Rated Good, a first answer from short-term memory would earn an interval that it cannot keep:
    simulated learners recalled and told apart less for it (`benchmarks/learning`).
    """
    return replace(verdict, marks=tuple(replace(mark, helped=True) for mark in verdict.marks))


def ratings_for(shape: Shape) -> tuple[Rating, ...]:
    """The ratings a person may give: what was only chosen or sorted never earns Easy."""
    return ALL if isinstance(shape, _EARN_EASY) else NO_EASY
