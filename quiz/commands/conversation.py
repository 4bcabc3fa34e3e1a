"""How the face without a screen gets at its lines: by standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from quiz.commands.signals import heeding_signals

if TYPE_CHECKING:
    from quiz.plain.lines import Lines


def converse(talk: Callable[[Lines], None], out: TextIO | None = None) -> int:
    """Hold a conversation over standard input and output; ctrl+c ends it well.

    What is said goes to `out` where standard output is wanted for data.
    """
    lines = standard_lines(out)
    try:
        with heeding_signals():
            talk(lines)
    except KeyboardInterrupt:
        lines.say("", "Stopped. All that you answered is kept.")
    return 0


def standard_lines(out: TextIO | None = None) -> Lines:
    """Standard input and output as lines; something else may take the place of the latter."""
    from quiz.plain.lines import Lines

    said = out or sys.stdout
    for stream in (sys.stdin, said):
        # What a console has no sign for, and what a pipe brings that is no text, is replaced.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

    def write(line: str) -> None:
        # Flushed, since whoever reads a pipe waits for the question before answering it.
        said.write(f"{line}\n")
        said.flush()

    return Lines(_Reader(sys.stdin).read_line, write)


class _Reader:
    """Standard input by lines; its end stays its end, which a terminal would forget."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._ended = False

    def read_line(self) -> str | None:
        if not self._ended:
            line = self._stream.readline()
            if line:
                return line
            self._ended = True
        return None
