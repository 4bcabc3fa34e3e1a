"""`quiz restore`: a backup put in the place of the log, which is kept; or the backups listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.commands.naming import path_named
from quiz.commands.output import held, moment, write_lines
from quiz.commands.request import Request
from quiz.counting import counted
from quiz.errors import DataError, UsageError
from quiz.terminal_text import one_line
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.store.restoring import WouldLose


def run(request: Request) -> int:
    """Restore the backup that was named, or tell which there are."""
    if len(request.names) > 1:
        raise UsageError("Name one backup to restore.")
    with Wiring(request.options) as wiring:
        if not request.names:
            write_lines(_listed(wiring.paths.log))
            return 0
        _restore(path_named(request.names[0]), wiring, even_if_newer=request.yes)
    return 0


def _restore(backup: Path, wiring: Wiring, *, even_if_newer: bool) -> None:
    from quiz.store.restoring import WouldLose, restore

    _ = wiring.settings  # a mistake in them is told before anything is changed
    log, now = wiring.paths.log, wiring.clock.now()
    try:
        restored = restore(backup, log, now, even_if_newer=even_if_newer)
    except WouldLose as refused:
        raise DataError(_told(refused, log)) from refused
    _ = wiring.store  # opened, it is derived anew
    write_lines([f"Restored: {held(restored.contents)}."])
    if restored.kept is not None:
        write_lines([f"What was there before is kept: {one_line(str(restored.kept))}"])


def _told(refused: WouldLose, log: Path) -> str:
    newer = refused.newer
    if newer is None:
        return (
            f"{log} cannot be read, so what it holds beyond the backup cannot be told. "
            "quiz doctor --mend saves what can be read of it; quiz restore PATH --yes puts it "
            "aside, and keeps it."
        )
    what = counted(newer.answers, "answer") if newer.answers else "no answer"
    more = f" and {counted(newer.events, 'other row')}" if newer.events else ""
    return (
        f"The log holds {what}{more} that this backup does not, the last of "
        f"{moment(newer.newest_ms)}. Nothing was changed. quiz restore PATH --yes goes back to the "
        "backup all the same, and keeps the log as it is now beside it."
    )


def _listed(log: Path) -> Iterator[str]:
    from quiz.store.backups import backups_of
    from quiz.store.copying import inspected

    backups = backups_of(log)
    for path in backups:
        try:
            what = held(inspected(path))
        except DataError as error:
            what = one_line(str(error))
        yield f"{one_line(str(path))}\n  {what}"
    yield "quiz restore PATH goes back to one." if backups else "There is no backup yet."
