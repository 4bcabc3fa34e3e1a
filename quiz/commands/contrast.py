"""`quiz contrast`: a drill of what is easily confused."""

from __future__ import annotations

from quiz.commands.conversation import converse
from quiz.commands.face import is_plain, show
from quiz.commands.naming import deck_ids
from quiz.commands.request import Request
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Drill what is mixed up most in the named decks, or in all, or two named subjects."""
    with Wiring(request.options) as wiring:
        wiring.require_named()
        desk = wiring.desk
        chosen = deck_ids(request.names, desk)
        between = (request.between[0], request.between[1]) if request.between else None
        if is_plain(wiring.settings, plain=request.plain):
            from quiz.plain.study import contrast

            return converse(lambda lines: contrast(lines, desk, chosen, between))
        from quiz.tui.app import StartWith

        show(wiring, StartWith(contrast=True, deck_ids=chosen, between=between))
    return 0
