"""`quiz` alone: the list of decks, and all that can be done from there."""

from __future__ import annotations

import gc

from quiz.commands.face import converse, is_plain
from quiz.commands.request import Request
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Open the app, or its list line by line."""
    with Wiring(request.options) as wiring:
        if is_plain(request, wiring.settings):
            from quiz.plain.home import home

            return converse(lambda lines: home(lines, wiring.desk, lambda: wiring.scores))
        # Start-up makes what stays: walking through it again and again is a tenth of its time.
        # The app turns collection on again once its first screen is painted.
        gc.disable()
        from quiz.tui.app import QuizApp

        QuizApp(wiring.desk, scores=lambda: wiring.scores).run()
    return 0
