"""How far something has come that takes a while: said on standard error, which no script reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import TextIO

_PATIENCE_S = 1.0
"""For so long nobody wonders."""
_REST_S = 0.1
"""So long a line stands before the next takes its place."""
_PARTS = 4
"""So many lines there are at most where one cannot take the place of another."""


class StatusLine:
    """A line on a terminal that takes the place of the one before; nothing where there is none."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self.is_shown = self._stream.isatty() and os.environ.get("TERM") != "dumb"

    def show(self, words: str) -> None:
        """Show these words, or take away the last where there are none."""
        if self.is_shown:
            self._stream.write(f"\r\x1b[K{words}")
            self._stream.flush()


class Progress:
    """Told how many answers of all were gone through, it tells whoever waits longer than a moment.

    It is told 0 when that begins, and all when it is over. On a terminal one line counts, and goes;
    in a file or a pipe there is one for each quarter.
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._line = StatusLine(self._stream)
        self._clock = clock
        self._next = 0.0
        self._said: int | None = None

    def __call__(self, passed: int, of: int) -> None:
        """Say how far it has come, unless that was said just now."""
        if passed == 0:
            self._next, self._said = self._clock() + _PATIENCE_S, None
        elif passed >= of:
            if self._said is not None:
                self._line.show("")
            self._said = None
        elif self._clock() >= self._next:
            self._say(passed, of)

    def _say(self, passed: int, of: int) -> None:
        words = words_for(passed, of)
        part = passed * _PARTS // of
        if self._line.is_shown:
            self._line.show(words)
            self._next = self._clock() + _REST_S
        elif part != self._said:
            self._stream.write(f"{words}\n")
        self._said = part


def words_for(passed: int, of: int) -> str:
    """How far it has come, in words."""
    return f"Working out anew what follows from your answers: {passed:,} of {of:,}"
