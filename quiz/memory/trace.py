"""A memory while a whole log is gone through: changed in place, and made of plain numbers.

A `Memory` for each answer, and a date for each day, take longer than all that they stand for, and a
log may hold answers by the million. What an answer leads to is said in `quiz.memory.transition`;
the tests hold this to it, to the last bit.
"""

from __future__ import annotations

from datetime import date

from quiz.memory.fsrs import Forgetting
from quiz.review import Confidence, Memory, Rating, State

_AGAIN, _HARD = int(Rating.AGAIN), int(Rating.HARD)
_SURE, _GUESS = Confidence.SURE.value, Confidence.GUESS.value


class Trace:
    """What stands of one revision of a fact after the answers that it was given so far.

    `day` is the number of the last one's study day (`date.toordinal`), `interval_days` the interval
    that it led to.
    """

    __slots__ = (
        "_asked_days",
        "_capped",
        "_chance",
        "_difficulty",
        "_forgetting",
        "_lapses",
        "_learnt",
        "_rating",
        "_reviews",
        "_stability",
        "_step",
        "day",
        "interval_days",
        "revision",
    )

    def __init__(self, forgetting: Forgetting, revision: int) -> None:
        self.revision = revision
        self.day = 0
        self.interval_days = 0.0
        self._forgetting = forgetting
        self._stability = self._difficulty = 0.0
        self._step = self._reviews = self._lapses = self._rating = 0
        self._learnt = self._capped = False
        self._asked_days, self._chance = 0, 1.0
        """The chance that was asked for last, and of how many days: an answer goes on from it."""

    def chance(self, elapsed_days: int) -> float:
        """The chance of recall that many days after the last answer."""
        self._asked_days = elapsed_days
        self._chance = self._forgetting.retrievability(self._stability, elapsed_days)
        return self._chance

    def answered(
        self, day: int, rating: int, interval_days: float, correct: int, confidence: str | None
    ) -> None:
        """Take in an answer that counts, by the values that its row has."""
        again = rating == _AGAIN
        if self._reviews:
            elapsed_days = day - self.day
            chance = self._chance if self._asked_days == elapsed_days else None
            strength = self._forgetting.next(
                self._stability, self._difficulty, rating, elapsed_days, chance
            )
            if again and self.interval_days >= 1 and not (correct and confidence == _GUESS):
                self._lapses += 1
        else:
            strength = self._forgetting.first_four[rating - 1]
        self._stability, self._difficulty = strength
        self._asked_days = 0
        if interval_days >= 1:
            self._learnt, self._step, self._capped = True, 0, False
        else:
            self._step = 0 if again else self._step + (rating != _HARD)
            if confidence == _SURE and not correct:
                self._capped = True
        self.day, self.interval_days, self._rating = day, interval_days, rating
        self._reviews += 1

    def memory(self, due_at: int, form: str, answer_digest: str) -> Memory:
        """The memory as it stands; what it is handed are the last answer's."""
        return Memory(
            State.REVIEW
            if self.interval_days >= 1
            else State.RELEARNING
            if self._learnt
            else State.LEARNING,
            self._stability,
            self._difficulty,
            date.fromordinal(self.day),
            due_at,
            self.interval_days,
            self._step,
            self._reviews,
            self._lapses,
            self.revision,
            Rating(self._rating),
            form,
            answer_digest,
            self._capped,
        )
