"""`quiz check`: every mistake in decks, at its place."""

from __future__ import annotations

from pathlib import Path
from shutil import get_terminal_size

from quiz.commands.output import write_json, write_lines
from quiz.commands.request import Request
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Check the named files and folders, or all that would be loaded; 1 where there is an error."""
    from quiz.library.checking import as_json, check, check_found, render
    from quiz.library.finding import find_decks

    if request.names:
        checked = check([Path(name) for name in request.names])
    else:
        checked = check_found(find_decks(Wiring(request.options).places))
    if request.json:
        write_json(as_json(checked.problems))
    else:
        write_lines([render(checked, get_terminal_size().columns)])
    return 1 if checked.errors else 0
