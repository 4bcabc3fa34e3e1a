"""One fact answered, as logged, and the memory that the answers build up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from quiz.facts import FactKey

END_MS = 32_503_680_000_000
"""The end of the year 2999, in UTC milliseconds: no calendar is asked about what comes after."""


class Rating(IntEnum):
    """How well a fact was recalled, in the field's four grades."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Confidence(StrEnum):
    """How sure a person said to be, before the verdict."""

    SURE = "sure"
    UNSURE = "unsure"
    GUESS = "guess"


class Mode(StrEnum):
    """What a question was asked for."""

    STUDY = "study"
    AHEAD = "ahead"
    DRILL = "drill"
    EXAM = "exam"


class State(StrEnum):
    """Where a fact stands on its way into memory."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one fact's memory after its last counted answer.

    `stability` is in days (the interval after which recall is 90 % likely), `difficulty` from 1
    to 10. `due_at` is in UTC milliseconds. `step` is the index of the learning or relearning
    step being waited for, and means nothing in REVIEW. `capped` stands from an answer that was
    sure and wrong until the first interval of a day or more after it, which it holds to one day.
    """

    state: State
    stability: float
    difficulty: float
    last_study_day: date
    due_at: int
    interval_days: float
    step: int = 0
    reviews: int = 0
    lapses: int = 0
    revision: int = 1
    last_rating: Rating = Rating.GOOD
    last_form: str = ""
    answer_digest: str = ""
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """One fact rated, as it stands in the log; a row is written once and never changed.

    `at` and `due_at` are UTC milliseconds. `options` and `response` are JSON texts: what was
    shown, and what was answered. `counts` says whether the answer moves the memory.
    """

    id: str
    machine: str
    question_id: str
    session_id: str
    bundle_id: str | None
    at: int
    study_day: date
    fact: FactKey
    revision: int
    answer_digest: str
    mode: Mode
    counts: bool
    form: str
    shape: str
    options: str
    response: str
    correct: bool
    confidence: Confidence | None
    proposed_rating: Rating
    rating: Rating
    confused_with: tuple[FactKey, ...]
    duration_ms: int
    scheduler: str
    interval_days: float
    due_at: int


class Confusion(NamedTuple):
    """One fact's answer given where another's was asked for, as the log tells it.

    `at` is in UTC milliseconds. `share` is what it weighs: one wrong answer that fits several
    facts is split among them.
    """

    asked: FactKey
    chosen: FactKey
    at: int
    share: float


class EventKind(StrEnum):
    """What can stand in the log beside answers."""

    RERATED = "rerated"
    UNDONE = "undone"
    BURIED = "buried"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    RESET = "reset"
    MOVED = "moved"
    SESSION_STARTED = "session_started"
    SESSION_ENDED = "session_ended"
    EXAM_MARKED = "exam_marked"
    EXAM_HANDED_IN = "exam_handed_in"
    PARAMETERS_TAKEN = "parameters_taken"
    NEW_LIMIT_RAISED = "new_limit_raised"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened beside an answer; as final as a review.

    `target` is what it is about: a review's id for RERATED, a question's id for UNDONE, a
    session's id for SESSION_* and EXAM_*, nothing for what holds of all facts (PARAMETERS_TAKEN,
    NEW_LIMIT_RAISED), a fact's key otherwise (the new key for MOVED).
    `payload` is the rest, as JSON values.
    """

    id: str
    machine: str
    at: int
    study_day: date
    kind: EventKind
    target: str
    payload: Mapping[str, object]
