"""`quiz show`: a deck laid open as its learner will see it, in the terminal or as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.commands.naming import deck_ids, path_meant, path_named
from quiz.commands.output import write_lines, write_problems, write_text
from quiz.commands.request import Request
from quiz.errors import ProblemsFound, UsageError
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.deck.deck import Deck

STDOUT = "-"


def run(request: Request) -> int:
    """Show the deck; 1 where it has errors, which are shown in its place."""
    try:
        deck = _deck(request)
    except ProblemsFound as found:
        write_problems(found.problems, decks=1)
        return 1
    if request.html is None:
        from quiz.plain.show import shown

        write_lines(shown(deck))
        return 0
    from quiz.handout import handout

    if request.html == STDOUT:
        write_text(handout(deck))
    else:
        _write(Path(request.html), handout(deck))
        write_lines([f"Written: {one_line(request.html)}"])
    return 0


def _deck(request: Request) -> Deck:
    """The deck of a file, or else of an id or title as everywhere."""
    if len(request.names) != 1:
        raise UsageError("Name one deck to show: its id, its title or its file.")
    (name,) = request.names
    with Wiring(request.options, reads_only=True) as wiring:
        path = path_meant(name, wiring) if name.endswith(".toml") else path_named(name)
    if path.is_file() or name.endswith(".toml"):
        from quiz.library.reading import read_deck_file

        reading = read_deck_file(path)
        if reading.deck is None:
            raise ProblemsFound(tuple(one for one in reading.problems if one.is_error))
        return reading.deck
    with Wiring(request.options, reads_only=True) as wiring:
        chosen = deck_ids([name], wiring.desk) or (name,)
        return wiring.library.deck(chosen[0])


def _write(path: Path, text: str) -> None:
    """Write a new file, or an earlier handout anew; nothing else is ever overwritten."""
    from quiz.handout import GENERATOR
    from quiz.library.files import read_bytes
    from quiz.library.writing import create_file, replace_file

    if not path.is_symlink() and not path.exists():
        create_file(path, text.encode())
        return
    old = read_bytes(path)
    if GENERATOR.encode() not in old[:2000]:
        raise UsageError(f"{path} is there already and is no deck shown by quiz. Name another.")
    replace_file(path, old, text.encode())
