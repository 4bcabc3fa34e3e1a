"""`quiz backup`: the log copied to a file, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.commands.naming import path_named
from quiz.commands.output import held, write_lines
from quiz.commands.request import Request
from quiz.errors import DataError, UsageError
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from pathlib import Path


def run(request: Request) -> int:
    """Make a backup where it was asked for, or among those that are made by themselves."""
    from quiz.store.backups import back_up, folder_of, own_name

    if len(request.names) > 1:
        raise UsageError("Name one file or folder for the backup.")
    wiring = Wiring(request.options)
    log, now = wiring.paths.log, wiring.clock.now()
    if not log.exists():
        raise DataError(f"There is nothing to back up yet: no log at {log}.")
    target = path_named(request.names[0]) if request.names else folder_of(log)
    if request.names:
        _require_folder(target)
    if target.is_dir() or not request.names:
        target /= own_name(now)
    contents = back_up(log, target, now)
    write_lines([f"Written: {one_line(str(target))}", f"It holds {held(contents)}."])
    return 0


def _require_folder(target: Path) -> None:
    """Refuse a path with folders that are not there: it is likelier mistyped than meant."""
    missing = [folder for folder in target.parents if not folder.exists()]
    if missing:
        raise DataError(
            f"There is no folder {one_line(str(missing[-1]))} for the backup. "
            "Make it first, or name another place."
        )
