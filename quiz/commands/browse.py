"""`quiz browse`: look through all facts."""

from __future__ import annotations

from quiz.commands.conversation import converse
from quiz.commands.face import is_interactive, is_plain, show
from quiz.commands.request import Request
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Search all facts."""
    query = " ".join(request.names)
    with Wiring(request.options) as wiring:
        wiring.require_named()
        desk = wiring.desk
        if is_plain(wiring.settings, plain=request.plain):
            from quiz.plain.browse import PAGE, browse
            from quiz.study.search import search

            # Wrong use of the command ends it; what is searched for later is only told to be wrong.
            search(query, ())
            # A pipe gets all at once: there is nobody to ask for more.
            page = PAGE if is_interactive() else None
            return converse(lambda lines: browse(lines, desk, query, page=page))
        from quiz.tui.app import StartWith

        show(wiring, StartWith(query=query))
    return 0
