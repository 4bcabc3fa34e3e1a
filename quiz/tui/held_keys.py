"""Keeps a key that is held down from moving on through questions nobody has read."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

_FASTEST_FINGER_S = 0.15
"""Two presses that both move a question on are never so close; an auto-repeat always is."""


class HeldKeys:
    """Says whether a key may move things on.

    Not before what is on screen has been there for `rest_s`, which a press meant for the screen
    before cannot pass; and not where the last one came so shortly before that it must be the
    same key, still down. With `rest_s` of 0 everything may.
    """

    def __init__(self, rest_s: float, clock: Callable[[], float] = monotonic) -> None:
        self._rest_s = rest_s
        self._clock = clock
        self._painted_at: float | None = None
        self._pressed_at = float("-inf")

    def changing(self) -> None:
        """Something new is about to be shown: nothing may pass until it was painted."""
        self._painted_at = None

    def painted(self) -> None:
        """It is on the screen now."""
        self._painted_at = self._clock()

    def admits(self) -> bool:
        """Whether this press may move on; it is remembered either way."""
        if self._rest_s <= 0:
            return True
        now, before = self._clock(), self._pressed_at
        self._pressed_at = now
        if self._painted_at is None or now - before < _FASTEST_FINGER_S:
            return False
        return now - self._painted_at >= self._rest_s
