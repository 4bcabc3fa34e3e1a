"""Learning and relearning steps: how soon a fact that is not yet known comes back.

They are ours and not FSRS's, which is a model of days: a step says when to ask again, and the
answer to it moves the memory like any other. Which step a fact stands at is a matter of the log
(see `transition`), so that a change of the steps never changes the past.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.review import State

DAY_SECONDS = 86_400.0

Delays = tuple[float | None, float | None, float | None, float | None]
"""Seconds until the next ask for each rating, from Again to Easy; None where the fact graduates."""

_LONGEST = DAY_SECONDS - 1
"""A wait of a day or more would be an interval, and belongs to FSRS."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps in seconds; none at all leaves every interval to FSRS.

    Raises ValueError for a step that is not longer than nothing and shorter than a day.
    """

    learning: tuple[float, ...] = (60.0, 600.0)
    relearning: tuple[float, ...] = (600.0,)

    def __post_init__(self) -> None:
        for seconds in (*self.learning, *self.relearning):
            if not 0 < seconds < DAY_SECONDS:
                raise ValueError(f"a step of {seconds} s is not between nothing and a day")

    def delays(self, state: State, step: int) -> Delays:
        """The wait after each rating, for a fact in this state that stands at this step.

        Again goes back to the first step, Hard repeats its own, Good takes the next one or
        graduates, Easy graduates. A step that is no longer there counts as the last.
        """
        if state is State.REVIEW:
            return (self.relearning[0] if self.relearning else None, None, None, None)
        seconds = self.relearning if state is State.RELEARNING else self.learning
        if not seconds:
            return (None, None, None, None)
        at = min(step, len(seconds) - 1)
        good = seconds[at + 1] if at + 1 < len(seconds) else None
        return (seconds[0], _repeated(seconds, at), good, None)


def _repeated(seconds: tuple[float, ...], at: int) -> float:
    """The wait after Hard; at the first step longer than after Again, as in Anki.

    It is the mean of the first two steps, or half as much again where there is one only.
    """
    if at > 0:
        return seconds[at]
    first, *others = seconds
    return (first + others[0]) / 2 if others else min(first * 1.5, _LONGEST)
