"""Memories from the log: each review folded in, with the interval and due time that were given.

Stability and difficulty are worked out anew, so that other parameters can be taken up; when a fact
is due was decided among everything else due at that instant, and is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.memory.fsrs import Forgetting
from quiz.memory.trace import Trace
from quiz.memory.transition import Answered, moved, standing, strengths
from quiz.review import Memory, Review


def after(memory: Memory | None, review: Review, forgetting: Forgetting) -> Memory | None:
    """The memory of a fact after one more row of its log.

    A row that does not count, or that answers an earlier revision of the fact (it came from
    another machine's log), changes nothing.
    """
    if not review.counts or (memory is not None and review.revision < memory.revision):
        return memory
    before = standing(memory, review.revision)
    answered = Answered(  # by place, which takes less time: a fact's whole log comes by
        review.study_day,
        review.revision,
        review.form,
        review.answer_digest,
        review.correct,
        review.confidence,
    )
    strength = strengths(forgetting, before, review.study_day)[review.rating - 1]
    return moved(before, answered, review.rating, strength, (review.interval_days, review.due_at))


@dataclass(frozen=True, slots=True)
class Replayer:
    """What a store needs to work memories out from its log, by one set of parameters."""

    forgetting: Forgetting

    def __call__(self, memory: Memory | None, review: Review) -> Memory | None:
        """The memory of a fact after one more row of its log: `after`."""
        return after(memory, review, self.forgetting)

    def chance(self, memory: Memory, elapsed_days: int) -> float:
        """The chance of recalling a fact that many days after its last answer."""
        return self.forgetting.retrievability(memory.stability, elapsed_days)

    def trace(self, revision: int) -> Trace:
        """A memory to be gone on with in place, for a revision of which nothing is known yet."""
        return Trace(self.forgetting, revision)
