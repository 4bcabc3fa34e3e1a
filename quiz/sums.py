"""What a log keeps added up, so that figures need not go through all of it.

Of each study day a few sums, and how firmly facts are held. A full count gives the same. What
stands here is what stores and figures both speak of; what was foreseen of answers is told in
`quiz.foreseen`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from quiz.facts import FactKey, deck_of
from quiz.review import Confidence, Mode, Review

MATURE_DAYS = 21
"""From this interval on a fact is mature, as in Anki; below it, it is young."""

NEW, YOUNG, MATURE = "new", "young", "mature"
"""First counted answers to a fact on a day, by the interval that it was on."""
AGAIN = "again"
"""All other answers that counted: its second and later ones of the day."""
EXTRA = "extra"
"""Answers of drills and exams that did not count."""
CELL = "cell"
"""All answers to the cells of one subject of a table."""
EXAM = "exam "
"""Goes before the confidence that was declared in an exam which did not count."""

CHANCES = 10_000
"""Chances are kept in ten-thousandths: they can then be counted, and added without rounding."""


DECLARED = tuple(exam + one.value for exam in ("", EXAM) for one in Confidence)
"""The kinds that declared confidence makes."""


class Share(NamedTuple):
    """What an answer adds to one sum: its day and kind, and the deck or subject it belongs to.

    Added up it is that sum. `recalled` counts first answers of a day alone.
    """

    study_day: str
    kind: str
    key: str
    answers: int
    right: int
    recalled: int
    duration_ms: int


def in_chances(chance: float) -> int:
    """A chance as it is kept; none is certain, so that nothing is ever infinitely surprising."""
    kept = round(chance * CHANCES)  # by comparisons: min and max take twice as long
    return 1 if kept < 1 else CHANCES - 1 if kept >= CHANCES else kept


def declared_as(confidence: Confidence, mode: Mode, *, counts: bool) -> str | None:
    """The kind of sum that a declared confidence goes into, None for drills."""
    if counts:
        return confidence.value
    return EXAM + confidence.value if mode is Mode.EXAM else None


def subject_of(fact: FactKey) -> str | None:
    """The subject of a table, `deck/table/subject`, that a fact is a cell of."""
    ids = fact.split("/")
    return f"{ids[0]}/{ids[1]}/{ids[3]}" if len(ids) == 4 else None


class FirstOfDay(NamedTuple):
    """What a review is where it is the first that counts of its fact's day."""

    kind: str
    recalled: bool


def first_of_day(was_new: bool, interval_days: float, recalled: bool) -> FirstOfDay:
    """What the first answer to a fact is that was on this interval."""
    kind = NEW if was_new else MATURE if interval_days >= MATURE_DAYS else YOUNG
    return FirstOfDay(kind, recalled)


def shares_of(
    review: Review, fact: FactKey, first: FirstOfDay | None, *, leads: bool
) -> list[Share]:
    """What an answer adds.

    `fact` is the key that its fact has today. `leads` says that it is the first of its question
    that stands: the time of a question counts once.
    """
    day, right = review.study_day.isoformat(), 1 if review.correct else 0
    deck = deck_of(fact)
    duration_ms = review.duration_ms if leads else 0
    kind = first.kind if first else AGAIN if review.counts else EXTRA
    recalled = 1 if first and first.recalled else 0
    shares = [Share(day, kind, deck, 1, right, recalled, duration_ms)]
    subject = subject_of(fact)
    if subject is not None:
        shares.append(Share(day, CELL, subject, 1, right, 0, 0))
    if review.confidence is not None:
        said = declared_as(review.confidence, review.mode, counts=review.counts)
        if said is not None:
            shares.append(Share(day, said, deck, 1, right, 0, 0))
    return shares


class Sum(NamedTuple):
    """Answers added up; `recalled` are those of first answers of a day."""

    answers: int = 0
    right: int = 0
    recalled: int = 0
    duration_ms: int = 0


DaySums = Mapping[date, Mapping[str, Sum]]
"""The sums of days by kind, in the order of days; what is not there is nothing."""


class Hits(NamedTuple):
    """How many were right, or recalled, of how many."""

    right: int
    of: int


class Mistaken(NamedTuple):
    """An answer that took a fact for others; all go by the keys they have today."""

    study_day: date
    fact: FactKey
    confused_with: tuple[FactKey, ...]


class Strength(NamedTuple):
    """How firmly a fact is held: as much of its memory as figures need; `last_day` is an ISO date.

    `state` is learning, young or mature.
    """

    fact: FactKey
    revision: int
    state: str
    stability: float
    difficulty: float
    last_day: str
    due_at: int
    lapses: int


class Outline(NamedTuple):
    """The same in short, with whether the fact is due by the instant that was asked for."""

    revision: int
    state: str
    due: bool


LEARNING = "learning"
"""The state of what is in steps; `YOUNG` and `MATURE` are the others."""
