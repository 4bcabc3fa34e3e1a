"""The terminal the app is on, which may be closed under it at any moment."""

from __future__ import annotations

from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver


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

    return Closable
