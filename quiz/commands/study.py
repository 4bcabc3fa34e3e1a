"""`quiz study`: straight into a session."""

from __future__ import annotations

from quiz.commands.conversation import converse
from quiz.commands.face import is_plain, show
from quiz.commands.naming import deck_ids
from quiz.commands.request import Request
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Study the named decks, or all."""
    with Wiring(request.options) as wiring:
        wiring.require_named()
        desk = wiring.desk
        chosen = deck_ids(request.names, desk)
        if request.by is not None:
            desk.hold_to(chosen, request.by, desk.clock.now())
        if is_plain(wiring.settings, plain=request.plain):
            from quiz.plain.study import Wanted, study

            wanted = Wanted(more_new=request.more_new)
            return converse(
                lambda lines: study(lines, desk, chosen, minutes=request.minutes, wanted=wanted)
            )
        from quiz.tui.app import StartWith

        show(wiring, StartWith(True, chosen, request.minutes, more_new=request.more_new))
    return 0
