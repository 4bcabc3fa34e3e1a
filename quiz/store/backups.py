"""The backups that are made by themselves: one a day, one before each change of format.

They are thinned out, so that there is always one of a while ago, and never many: the newest of each
of the last 7 days that have one, of the last 4 weeks and of the last 12 months, and the last 3 that
were made before a change of format. Whatever else lies in the folder is left alone.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Hashable, Iterable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from quiz.errors import DataError
from quiz.store.comparing import newer_in
from quiz.store.connection import open_file
from quiz.store.copying import Contents, copy_log, inspected, reading, uri_of

FOLDER = "backups"
DAYS, WEEKS, MONTHS, FORMATS = 7, 4, 12, 3

_DAILY = re.compile(r"log-(\d{4}-\d\d-\d\d)\.sqlite3")
_BEFORE_VERSION = re.compile(r"log-\d{4}-\d\d-\d\d-before-version-\d+\.sqlite3")


def folder_of(log: Path) -> Path:
    """Where the backups of a log are kept."""
    return log.parent / FOLDER


def daily_name(day: date) -> str:
    """What the backup of a study day is called."""
    return f"log-{day.isoformat()}.sqlite3"


def own_name(now: datetime) -> str:
    """What a backup that somebody asked for is called; it is never thinned out."""
    return f"log-{now:%Y-%m-%dT%H%M%SZ}.sqlite3"


def back_up_daily(db: sqlite3.Connection, log: Path, day: date) -> Path | None:
    """Make the backup of this day, unless there is one, and thin out the older ones.

    Raises DataError where none can be made.
    """
    target = folder_of(log) / daily_name(day)
    if target.exists():
        return None
    copy_log(db, log, target)
    thin_out(target.parent)
    return target


def back_up_before(db: sqlite3.Connection, log: Path, version: int, now: datetime) -> None:
    """Copy a log that is about to be brought to another version of its format.

    Raises DataError where it cannot be copied: it should then not be changed, either.
    """
    target = folder_of(log) / f"log-{now:%Y-%m-%d}-before-version-{version}.sqlite3"
    try:
        copy_log(db, log, target, newest=version - 1)
    except DataError as error:
        msg = (
            f"{log} is of an older version of quiz and was not brought up to date, since no backup "
            f"could be made before: {error}"
        )
        raise DataError(msg) from error
    thin_out(target.parent)


def back_up(log: Path, target: Path, now: datetime) -> Contents:
    """Make a backup that somebody asked for; an earlier one of the same log is replaced by it.

    Raises DataError where it cannot be made, or where the file there is anything else.
    """
    with closing(open_file(log, now, create=False)) as db:
        if os.path.lexists(target):
            _refuse_other(target, log)
        return copy_log(db, log, target)


def _refuse_other(target: Path, log: Path) -> None:
    """Nothing is ever overwritten that the log does not hold, too."""
    if os.path.samefile(target, log):
        raise DataError(f"{target} is the log itself. Name another file for its backup.")
    msg = f"{target} is there already and is no backup of this log. Name another file."
    try:
        inspected(target)
        with reading(target) as db:
            db.execute("ATTACH ? AS log", (uri_of(log),))
            lost = newer_in(db, "main", than="log")
    except DataError as error:
        raise DataError(msg) from error
    if lost:
        raise DataError(msg)


def thin_out(folder: Path) -> None:
    """Remove the backups that are no longer wanted; one that cannot be removed stays."""
    for name in unwanted(path.name for path in folder.iterdir()):
        with suppress(OSError):
            (folder / name).unlink()


def unwanted(names: Iterable[str]) -> set[str]:
    """The backups that newer ones make superfluous; nothing that has another name than those."""
    listed = sorted(names, reverse=True)
    found = [(name, day) for name in listed if (day := _day_of(name)) is not None]
    days = dict(found)
    before = [name for name in listed if _BEFORE_VERSION.fullmatch(name)]
    kept = {
        *_newest_of_each(days, lambda day: day, DAYS),
        *_newest_of_each(days, lambda day: day.isocalendar()[:2], WEEKS),
        *_newest_of_each(days, lambda day: (day.year, day.month), MONTHS),
    }
    return {*days, *before} - kept - set(before[:FORMATS])


def _newest_of_each(
    days: dict[str, date], period_of: Callable[[date], Hashable], periods: int
) -> Iterable[str]:
    """The newest backup of each of the last periods that have one; `days` has the newest first."""
    newest: dict[Hashable, str] = {}
    for name, day in days.items():
        newest.setdefault(period_of(day), name)
    return list(newest.values())[:periods]


def _day_of(name: str) -> date | None:
    named = _DAILY.fullmatch(name)
    if named is None:
        return None
    try:
        return date.fromisoformat(named[1])
    except ValueError:
        return None


def backups_of(log: Path) -> list[Path]:
    """All files that lie among the backups of a log, the newest name first."""
    with suppress(OSError):
        return sorted(folder_of(log).glob("*.sqlite3"), reverse=True)
    return []
