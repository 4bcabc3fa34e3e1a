"""How much time a session has taken: what `--minutes` is a budget of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.review import Review

LONGEST_PAUSE_MS = 60_000
"""Whoever does nothing for longer between two answers was away, not reading."""


class Stopwatch:
    """Adds up the time of answering, and that of reading between answers.

    It is told instants and lengths that stand in the log, so that a session that goes on after a
    kill has taken as long as it had before.
    """

    def __init__(self) -> None:
        self.passed_ms = 0
        self._answered_at: int | None = None

    def answered(self, at: int, duration_ms: int) -> None:
        """Add an answer that was given then and took so long."""
        self.passed_ms = self.passed_by(at - duration_ms) + duration_ms
        self._answered_at = at

    def passed_by(self, at: int) -> int:
        """The time taken by then, in milliseconds, while the last verdict is read."""
        if self._answered_at is None:
            return self.passed_ms
        return self.passed_ms + min(max(at - self._answered_at, 0), LONGEST_PAUSE_MS)


def stopped_at(questions: Iterable[Sequence[Review]]) -> Stopwatch:
    """A stopwatch that has timed these questions, each given by its reviews."""
    watch = Stopwatch()
    for reviews in questions:
        watch.answered(reviews[0].at, reviews[0].duration_ms)
    return watch
