"""`quiz add`: a deck or a folder of decks brought among the person's own, checked first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from quiz.commands.naming import path_named
from quiz.commands.output import write_lines, write_problems
from quiz.commands.request import Request
from quiz.errors import ProblemsFound, UsageError
from quiz.library.finding import find_given, require
from quiz.terminal_text import one_line
from quiz.wiring import Wiring


def run(request: Request) -> int:
    """Link the file or folder into the person's decks, or copy it; 1 where it has errors."""
    from quiz.library.adding import add, sound_decks

    if len(request.names) != 1:
        raise UsageError("Name one file or folder to add.")
    path = path_named(request.names[0])
    require([path])
    with Wiring(request.options, reads_only=True) as wiring:
        own = wiring.paths.decks
        if _is_within(path, own):
            raise UsageError(f"{path} is in your decks folder already.")
        try:
            readings = sound_decks(find_given([path]))
        except ProblemsFound as found:
            write_problems(found.problems)
            write_lines(["Nothing was added."])
            return 1
        if not readings:
            raise UsageError(
                f"There is no deck in {path}: a deck is a file whose name ends in .toml"
            )
        _refuse_taken((reading.id for reading in readings), wiring)
        added = add(path, readings, own, copy=request.copy)
    verb = "Copied to" if request.copy else "Linked as"
    write_lines([f"{verb} {one_line(str(added.path))}"])
    write_lines(f"  quiz study {deck_id}" for deck_id in added.deck_ids)
    return 0


def _is_within(path: Path, folder: Path) -> bool:
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return real == root or real.startswith(root + os.sep)


def _refuse_taken(ids: Iterable[str], wiring: Wiring) -> None:
    """One of two decks with one id would hide the other; shipped ones come last, and may."""
    shipped = str(wiring.places.shipped)
    taken = {
        entry.id: entry.path
        for entry in wiring.library.entries()
        if entry.usable and not entry.path.startswith(shipped)
    }
    for deck_id in ids:
        if deck_id in taken:
            raise UsageError(f"There is a deck with the id {deck_id} already: {taken[deck_id]}")
