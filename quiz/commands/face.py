"""Which face is shown, and how the one without a screen gets at its lines."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from quiz.commands.signals import heeding_signals

if TYPE_CHECKING:
    from quiz.plain.lines import Lines
    from quiz.study.settings import Settings
    from quiz.tui.app import StartWith
    from quiz.wiring import Wiring

PLAIN = "plain"


def is_plain(settings: Settings, *, plain: bool) -> bool:
    """Line by line where it was asked for or set, or where the terminal can do no more."""
    if plain or settings.face == PLAIN:
        return True
    return os.environ.get("TERM") == "dumb" or not is_interactive()


def is_interactive() -> bool:
    """Whether a person sits at both ends: neither is a pipe or a file."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def show(wiring: Wiring, start: StartWith | None = None) -> None:
    """Run the app until it is left; asked to end by a signal, it is left, too."""
    # Start-up makes what stays: walking through it again and again is a tenth of its time.
    # The app turns collection on again once its first screen is painted.
    gc.disable()
    from quiz.tui.app import START_WITH_DECKS, QuizApp

    app = QuizApp(wiring.desk, start=start or START_WITH_DECKS, scores=lambda: wiring.scores)

    def leave() -> bool:
        from asyncio import get_running_loop

        try:
            loop = get_running_loop()
        except RuntimeError:  # it has not begun, or is over
            return False
        loop.call_soon_threadsafe(app.leave)
        return True

    try:
        with heeding_signals(leave) as hung_up:
            if sys.stdin.isatty():
                app.hung_up = hung_up
            app.run()
    finally:
        gc.enable()
    if app.failure is not None:
        raise app.failure


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
