"""What tells the time: the wall's clock, and one that stands still at an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ANSWER_TAKES = timedelta(seconds=10)
"""How far an answer moves the clock that `QUIZ_NOW` holds."""
LONGEST_ANSWER_MS = 5 * 60 * 1000
"""Whoever takes longer over one question was away; the log should not call that study."""


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        """The instant, in UTC."""
        return datetime.now(UTC)

    def answered(self, shown: datetime) -> int:
        """How long ago that was, in milliseconds, and no longer than somebody stays at it."""
        passed_ms = (self.now() - shown) // timedelta(milliseconds=1)
        return min(max(passed_ms, 0), LONGEST_ANSWER_MS)

    def skip_to(self, until: datetime) -> bool:  # noqa: ARG002 - the port's
        """Time cannot be skipped."""
        return False


class FrozenClock:
    """A time that stands still but for answers, each of which takes ten seconds, and waits."""

    def __init__(self, instant: datetime) -> None:
        self._now = instant

    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._now

    def answered(self, shown: datetime) -> int:  # noqa: ARG002 - the port's
        """Ten seconds, which pass."""
        self._now += ANSWER_TAKES
        return ANSWER_TAKES // timedelta(milliseconds=1)

    def skip_to(self, until: datetime) -> bool:
        """Be there at once."""
        self._now = max(self._now, until)
        return True
