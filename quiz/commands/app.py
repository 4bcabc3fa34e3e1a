"""`quiz` alone: the list of decks, and all that can be done from there."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from quiz.commands.face import is_plain, show
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.commands.request import Request
    from quiz.options import Options


def run(request: Request) -> int:
    """Open the app, or its list line by line."""
    return open_app(request.options, plain=request.plain)


def open_app(options: Options, *, plain: bool = False) -> int:
    """The same without a `Request`, which is slow to import."""
    with Wiring(options) as wiring:
        if is_plain(wiring.settings, plain=plain):
            from quiz.commands.conversation import converse
            from quiz.plain.home import home

            gc.enable()
            return converse(lambda lines: home(lines, wiring.desk, lambda: wiring.scores))
        show(wiring)
    return 0
