"""The log as the figures need it: each answer that stands, with what was known before it.

One pass over the log, oldest first, which replays each fact's memory as it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from quiz.facts import FactKey
from quiz.memory.fsrs import Forgetting
from quiz.memory.replay import after
from quiz.memory.transition import standing
from quiz.names import Names
from quiz.review import Confidence, Event, EventKind, Memory, Mode, Rating, Review


class Answer(NamedTuple):
    """One fact answered, and what was known of the fact just before.

    `fact`, like `confused_with`, goes by the key it has today. `duration_ms` is 0 for all but the
    first fact of a question, so that no time is counted twice. `first` says that it is the fact's
    first counted answer of its study day, `was_new` that nothing was known of the fact: it was
    never answered, was reset, or has a new revision.

    `interval_days` is the interval that the fact was on, 0 where it was new. `predicted` is the
    chance of recall that FSRS gave it, None on the day of the answer before. `met_days` and
    `missed_days` count the earlier days on which it was answered, and those of them, but for the
    very first, whose first answer was rated Again. `bundled_before` tells whether the first answer
    of the last such day came in a contrast bundle, None without one.
    """

    at: int
    study_day: date
    fact: FactKey
    counts: bool
    mode: Mode
    form: str
    bundled: bool
    correct: bool
    recalled: bool
    confidence: Confidence | None
    confused_with: tuple[FactKey, ...]
    duration_ms: int
    first: bool
    was_new: bool
    interval_days: float
    elapsed_days: int
    predicted: float | None
    met_days: int
    missed_days: int
    bundled_before: bool | None


def answers(
    reviews: Iterable[Review], events: Iterable[Event], forgetting: Forgetting
) -> Iterator[Answer]:
    """Tell the answers that stand, with what was known before each.

    `reviews` are those that stand, `events` those of kinds RESET and MOVED (others change
    nothing); both in the order of ids. An answer that does not count leaves no trace in those
    after it.
    """
    events = list(events)
    names = Names(event for event in events if event.kind is EventKind.MOVED)
    resets = iter([event for event in events if event.kind is EventKind.RESET])
    reset = next(resets, None)
    pasts: dict[FactKey, _Past] = {}
    questions: dict[str, str] = {}
    for review in reviews:
        while reset is not None and reset.id < review.id:
            forgotten = pasts.get(names.today(FactKey(reset.target), reset.id))
            if forgotten is not None:
                forgotten.memory = None
            reset = next(resets, None)
        fact = names.today(review.fact, review.id)
        past = pasts.get(fact)
        if past is None:
            past = pasts[fact] = _Past()
        # The rows of a question are written together, by one machine.
        leads = questions.get(review.machine) != review.question_id
        questions[review.machine] = review.question_id
        yield past.answered(review, fact, names, leads, forgetting)


@dataclass(slots=True)
class _Past:
    """What is known of a fact from its counted answers so far; `days` outlive a reset."""

    memory: Memory | None = None
    days: set[date] = field(default_factory=set)
    met_days: int = 0
    missed_days: int = 0
    bundled: bool | None = None

    def answered(
        self, review: Review, fact: FactKey, names: Names, leads: bool, forgetting: Forgetting
    ) -> Answer:
        """The answer as it came on top of this past, which it becomes part of where it counts."""
        day, before = review.study_day, standing(self.memory, review.revision)
        recalled = review.rating is not Rating.AGAIN
        new = before is None
        elapsed_days = 0 if before is None else (day - before.last_study_day).days
        predicted = None
        if before is not None and elapsed_days > 0:
            predicted = forgetting.retrievability(before.stability, elapsed_days)
        answer = Answer(
            at=review.at,
            study_day=day,
            fact=fact,
            counts=review.counts,
            mode=review.mode,
            form=review.form,
            bundled=review.bundle_id is not None,
            correct=review.correct,
            recalled=recalled,
            confidence=review.confidence,
            confused_with=tuple(names.today(key, review.id) for key in review.confused_with),
            duration_ms=review.duration_ms if leads else 0,
            first=review.counts and day not in self.days,
            was_new=new,
            interval_days=0.0 if before is None else before.interval_days,
            elapsed_days=elapsed_days,
            predicted=predicted,
            met_days=0 if new else self.met_days,
            missed_days=0 if new else self.missed_days,
            bundled_before=None if new else self.bundled,
        )
        if review.counts:
            self._take(review, answer, forgetting)
        return answer

    def _take(self, review: Review, answer: Answer, forgetting: Forgetting) -> None:
        self.memory = after(self.memory, review, forgetting)
        self.met_days, self.missed_days = answer.met_days, answer.missed_days
        self.bundled = answer.bundled_before
        if answer.first:
            self.days.add(answer.study_day)
            self.met_days += 1
            self.missed_days += answer.predicted is not None and not answer.recalled
            self.bundled = answer.bundled
