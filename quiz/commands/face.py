"""Which face is shown, and the one with a screen begun."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from quiz.commands.signals import heeding_signals

if TYPE_CHECKING:
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
