"""First answers of a fact's study days, with what was foreseen of each."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from quiz.review import Memory, Rating, Review
from quiz.sums import FirstOfDay, first_of_day, in_chances


class Trace(Protocol):
    """A memory while a whole log is gone through: changed in place, by what stands in rows.

    It is that of one `revision` of a fact. `day` is the number of the last answer's study day,
    `interval_days` the interval that it led to.
    """

    revision: int
    day: int
    interval_days: float

    def chance(self, elapsed_days: int, /) -> float:
        """The chance of recall that many days after the last answer."""
        ...

    def answered(
        self, day: int, rating: int, interval_days: float, correct: int, confidence: str | None, /
    ) -> None:
        """Take in an answer that counts."""
        ...

    def memory(self, due_at: int, form: str, answer_digest: str, /) -> Memory:
        """The memory after the last answer, whose due time, form and digest these are."""
        ...


class Replay(Protocol):
    """What `quiz.memory` tells of a fact, handed in by the wiring."""

    def __call__(self, memory: Memory | None, review: Review, /) -> Memory | None:
        """A fact's memory after a counted review."""
        ...

    def chance(self, memory: Memory, elapsed_days: int, /) -> float:
        """The chance of recalling it that many days after its last answer."""
        ...

    def trace(self, revision: int, /) -> Trace:
        """A memory to be gone on with in place, of which nothing is known yet."""
        ...


class Past(NamedTuple):
    """What is known of a fact besides its memory, for as long as it has that.

    `met_days` are those on which it was answered first for the day, `missed_days` those of them
    that were foreseen and missed; `bundled` tells whether the last such answer came in a bundle.
    """

    met_days: int = 0
    missed_days: int = 0
    bundled: bool | None = None


NO_PAST = Past()


class First(NamedTuple):
    """A fact's first counted answer of a study day: which review it was, and what was foreseen.

    `interval_days` is the interval that the fact was on, `elapsed_days` are those since its last
    answer; both are 0 where it was new. `met_days`, `missed_days` and `bundled_before` tell of its
    past. `chance` is that of recall, in `CHANCES`, None where it was new or answered that very day.
    """

    review: str
    was_new: bool
    rating: Rating
    correct: bool
    form: str
    bundled: bool
    interval_days: float
    elapsed_days: int
    met_days: int
    missed_days: int
    bundled_before: bool | None
    chance: int | None

    def after(self) -> Past:
        """The past that this answer becomes part of."""
        missed = self.chance is not None and self.rating is Rating.AGAIN
        return Past(self.met_days + 1, self.missed_days + missed, self.bundled)

    def of_day(self) -> FirstOfDay:
        """What it is in the sums of its day."""
        return first_of_day(self.was_new, self.interval_days, self.rating is not Rating.AGAIN)


def is_new(before: Memory | None, review: Review) -> bool:
    """Whether nothing is known of a fact; it is new also where its author raised its revision."""
    return before is None or before.revision < review.revision


def first_of(before: Memory | None, past: Past, review: Review, replay: Replay) -> First:
    """What a first answer says of a fact with this memory and past."""
    told = (review.rating, review.correct, review.form, review.bundle_id is not None)
    if before is None or is_new(before, review):
        return First(review.id, True, *told, 0.0, 0, *NO_PAST, None)
    elapsed_days = (review.study_day - before.last_study_day).days
    chance = in_chances(replay.chance(before, elapsed_days)) if elapsed_days > 0 else None
    return First(review.id, False, *told, before.interval_days, elapsed_days, *past, chance)
