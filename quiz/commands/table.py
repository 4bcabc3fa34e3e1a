"""`quiz table`: comparisons as maps of what one knows."""

from __future__ import annotations

from quiz.commands.conversation import converse
from quiz.commands.face import is_interactive, is_plain, show
from quiz.commands.naming import deck_ids
from quiz.commands.request import Request
from quiz.errors import UsageError
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Show the tables of the named decks, or of all."""
    with Wiring(request.options) as wiring:
        wiring.require_named()
        desk = wiring.desk
        chosen = deck_ids(request.names, desk)
        decks = desk.decks.usable()
        if not any(decks[deck_id].tables for deck_id in chosen or decks):
            raise UsageError("There is no table here: tables are the comparisons of a deck.")
        if is_plain(wiring.settings, plain=request.plain):
            from quiz.plain.table import tables

            # A pipe gets all at once: there is nobody to ask for more.
            whole = not is_interactive()
            return converse(lambda lines: tables(lines, desk, chosen, whole=whole))
        from quiz.tui.app import StartWith

        show(wiring, StartWith(tables=True, deck_ids=chosen))
    return 0
