"""How one answer changes a memory, said once for the preview and for the log.

State and step follow from the state before, the rating and the interval alone, and never from the
steps configured today: what is replayed from the log is then what was shown, whatever has been
set since.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from quiz.memory.fsrs import Forgetting, Strength, Strengths
from quiz.review import Confidence, Memory, Rating, State

Due = tuple[float, int]
"""The interval in days, a fraction of one for a step, and the due time in UTC milliseconds."""


class Answered(NamedTuple):
    """What is true of an answer whatever its rating."""

    study_day: date
    revision: int
    form: str
    answer_digest: str
    correct: bool
    confidence: Confidence | None

    @property
    def sure_and_wrong(self) -> bool:
        """Whether it was given with full confidence and is wrong."""
        return self.confidence is Confidence.SURE and not self.correct

    @property
    def guessed_right(self) -> bool:
        """Whether it is right by luck: rated Again, and no lapse for that."""
        return self.confidence is Confidence.GUESS and self.correct


def standing(memory: Memory | None, revision: int) -> Memory | None:
    """The memory that still holds for a fact of this revision: a newer one is learned afresh."""
    return None if memory is None or memory.revision < revision else memory


def strengths(forgetting: Forgetting, before: Memory | None, study_day: date) -> Strengths:
    """Stability and difficulty after each rating, by the study days that really passed.

    A day before that of the last answer (the clock was put back) counts as that same day.
    """
    if before is None:
        return forgetting.first_four
    elapsed_days = max((study_day - before.last_study_day).days, 0)
    return forgetting.all_four(before.stability, before.difficulty, elapsed_days)


def moved(
    before: Memory | None,
    answered: Answered,
    rating: Rating,
    strength: Strength,
    due: Due,
) -> Memory:
    """The memory after an answer that leads to this strength and this due time.

    An interval of a day or more graduates; a shorter one is a step: the first after Again, the
    same after Hard, else the next.
    """
    interval_days, due_at = due
    state, step, reviews, lapses, capped = (
        (State.NEW, 0, 0, 0, False)
        if before is None
        else (before.state, before.step, before.reviews, before.lapses, before.capped)
    )
    if state is State.REVIEW and rating is Rating.AGAIN and not answered.guessed_right:
        lapses += 1
    graduates = interval_days >= 1
    # By place, which takes a quarter less time than by name: every answer comes by.
    return Memory(
        State.REVIEW if graduates else _UNLEARNED[state],
        strength[0],
        strength[1],
        answered.study_day,
        due_at,
        interval_days,
        0 if graduates or rating is Rating.AGAIN else step + (rating is not Rating.HARD),
        reviews + 1,
        lapses,
        answered.revision,
        rating,
        answered.form,
        answered.answer_digest,
        not graduates and (capped or answered.sure_and_wrong),
    )


_UNLEARNED = {
    State.NEW: State.LEARNING,
    State.LEARNING: State.LEARNING,
    State.REVIEW: State.RELEARNING,
    State.RELEARNING: State.RELEARNING,
}
"""Where an answer leaves a fact that does not graduate by it."""
