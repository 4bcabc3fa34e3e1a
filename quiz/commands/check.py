"""`quiz check`: every mistake in decks, at its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import sleep

from quiz.commands.naming import paths_named
from quiz.commands.output import write_json, write_lines, write_problems
from quiz.commands.request import Request
from quiz.errors import UsageError
from quiz.library.checking import Checked, as_json, check
from quiz.library.finding import Found, find_decks, find_given
from quiz.wiring import Wiring

LOOK_EVERY_S = 0.3
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def run(request: Request) -> int:
    """Check the named files and folders, or all that would be loaded; 1 where there is an error."""
    wiring = Wiring(request.options)
    paths, places = paths_named(request.names, wiring), wiring.places

    def look() -> list[Found]:
        return find_given(paths) if paths else find_decks(places)

    def check_once() -> int:
        checked = check(look(), advice=request.advice)
        _show(checked, request)
        return 1 if checked.errors else 0

    if not request.watch:
        return check_once()
    if request.json:
        raise UsageError("--watch is for people, --json for scripts: give one of them.")
    return _watch(look, check_once, sleep)


def _show(checked: Checked, request: Request) -> None:
    if request.json:
        write_json(as_json(checked.problems))
    else:
        write_problems(checked.problems, decks=checked.decks)


def _watch(
    look: Callable[[], list[Found]], check_once: Callable[[], int], wait: Callable[[float], None]
) -> int:
    """Check again at every save until ctrl+c; the exit code is that of the last check."""
    from quiz.library.watching import Watch

    code = 0
    watch = Watch(look)
    try:
        while True:
            if sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
            code = check_once()
            write_lines(["Watching; ctrl+c ends."])
            sys.stdout.flush()
            while not watch.changed():
                wait(LOOK_EVERY_S)
            # An editor may save in several steps: what is half written is waited out.
            while watch.changed():
                wait(LOOK_EVERY_S)
    except KeyboardInterrupt:
        return code
