"""Looking through something line by line: what both facts and tables are read with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from quiz.errors import DataError, ProblemsFound, UsageError
from quiz.plain.answers import Unclear
from quiz.plain.lines import Command, Lines


class Looking:
    """A person at the other end of the lines, who is told what each of them asks for."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._over = False

    def _talk(self) -> None:
        """Heed line after line, until the person leaves."""
        while not self._over:
            line = self._lines.hear()
            if line is None:
                return
            self._heed(partial(self._take, line))

    def _heed(self, act: Callable[[], None]) -> None:
        """Do what a line asks for; what stands in its way is told, and one goes on."""
        try:
            act()
        except (Unclear, UsageError, ProblemsFound, DataError) as error:
            self._lines.say(str(error))

    def _take(self, line: str | Command) -> None:
        raise NotImplementedError
