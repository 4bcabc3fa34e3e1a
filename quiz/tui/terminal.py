"""The terminal the app is on, which may be closed under it at any moment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

LOOK_EVERY_S = 0.5
"""How often it is looked whether the terminal is still there."""


def is_there() -> bool:
    """Whether a terminal is still at the end of standard input."""
    return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())


async def tell_when_gone(hung_up: Callable[[], None]) -> None:
    """Tell once the terminal is gone; where that signal is ignored nothing else does.

    The driver would read the end of its input over and over.
    """
    from asyncio import sleep

    while is_there():
        await sleep(LOOK_EVERY_S)
    hung_up()


class _Lossy:
    """A file that loses what it cannot write.

    Textual writes in a thread that an error ends, and waits for ever for what it then leaves.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if there is anywhere to write to."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Let go of what was written."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The descriptor."""
        return self._file.fileno()


def closable(kind: type[Driver]) -> type[Driver]:
    """The same driver, which does not mind that its terminal was closed."""

    class Closable(kind):  # type: ignore[misc, valid-type]  # one of Textual's, by the platform
        _file: Any

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._file = _Lossy(self._file)

        def _sigcont_application(self, *arguments: Any) -> None:
            # It comes behind the signal of a terminal that is gone, which cannot be taken again.
            if is_there():
                super()._sigcont_application(*arguments)

    return Closable
