"""Putting another log in the place of the one there is, which is always kept beside it.

A sound log is replaced in one transaction: windows that have it open go on with what is there then,
and no answer can slip in between the look at what would be lost and the change. What cannot be
opened is moved aside as it is.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from quiz.errors import DataError
from quiz.own_folder import make_own_folder
from quiz.store.comparing import Newer, newer_in
from quiz.store.connection import open_file
from quiz.store.copying import Contents, copy_log, inspected, reading, sync, unsound
from quiz.store.failures import Guard, Transaction, UnusableLog
from quiz.store.readable import require_readable
from quiz.store.schema import LEAVE_UNDERIVED

_CONTENT = (
    "review",
    "event",
    "answer",
    "memory",
    "first_answer",
    "daily_sum",
    "standing",
    "move",
    "underived",
)
"""All tables but the two that tell of the data folder: its name, and its changes of format."""

_HOLDS_ANYTHING = "SELECT EXISTS (SELECT 1 FROM event) OR EXISTS (SELECT 1 FROM review)"

_SIDE_FILES = ("-wal", "-shm", "-journal")


class WouldLose(DataError):
    """The log holds something that what is to take its place does not; None where none can tell."""

    def __init__(self, newer: Newer | None) -> None:
        super().__init__("The log holds something that the backup does not.")
        self.newer = newer


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where that which it replaced is kept; None where there was nothing."""

    contents: Contents
    kept: Path | None


def restore(backup: Path, log: Path, now: datetime, *, even_if_newer: bool) -> Restored:
    """Put a backup in the place of the log; whoever opens that next derives what follows from it.

    Raises DataError where the backup is no sound log of ours, or has a row that says what none can,
    or where the log cannot be replaced; and WouldLose where that holds something newer and
    `even_if_newer` is not set.
    """
    if log.exists() and backup.exists() and os.path.samefile(backup, log):
        raise DataError(f"{backup} is the log itself. quiz restore alone lists the backups.")
    inspected(backup)
    with drafted(log) as fresh:
        with reading(backup) as source:
            copy_log(source, backup, fresh)
        with closing(open_file(fresh, now, back_up=False)) as db, Guard(fresh):
            require_readable(db)
            # By the rules of today, whichever version of the program made the backup.
            db.execute(LEAVE_UNDERIVED)
        contents = inspected(fresh)
        kept = put_in_place(fresh, log, now, even_if_newer=even_if_newer)
    return Restored(contents, kept)


@contextmanager
def drafted(log: Path) -> Iterator[Path]:
    """A name for a file that may take the place of the log; what is left of it is removed."""
    try:
        make_own_folder(log.parent)
        folder = Path(tempfile.mkdtemp(prefix=".draft-", dir=log.parent))
    except OSError as error:
        raise _not_replaced(log, error) from error
    try:
        yield folder / log.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(fresh: Path, log: Path, now: datetime, *, even_if_newer: bool) -> Path | None:
    """Let a sound log take the place of the one there is; gives where that is kept.

    Raises WouldLose where that holds something newer, or what it holds cannot be told, and
    `even_if_newer` is not set.
    """
    if log.exists() and log.stat().st_size:
        try:
            with closing(open_file(log, now)) as db:
                if not _is_damaged(db):
                    return _replace_content(db, fresh, log, now, even_if_newer=even_if_newer)
        except UnusableLog:
            pass
        if not even_if_newer:
            raise WouldLose(None)
    try:
        kept = _set_aside(log, now) if log.exists() else None
        os.replace(fresh, log)
        sync(log.parent)
    except OSError as error:
        raise _not_replaced(log, error) from error
    return kept


def _is_damaged(db: sqlite3.Connection) -> bool:
    try:
        return bool(unsound(db))
    except sqlite3.DatabaseError:
        return True


def _replace_content(
    db: sqlite3.Connection, fresh: Path, log: Path, now: datetime, *, even_if_newer: bool
) -> Path | None:
    kept = None
    with Guard(log):
        db.execute("ATTACH ? AS fresh", (str(fresh),))
    with Transaction(db, log):
        newer = newer_in(db, "main", than="fresh")
        if newer and not even_if_newer:
            raise WouldLose(newer)
        if db.execute(_HOLDS_ANYTHING).fetchone()[0]:
            kept = _beside(log, "replaced", now)
            # Nobody can write meanwhile, so this look sees all that was ever committed.
            with reading(log) as look:
                copy_log(look, log, kept)
        # The log is guarded by triggers: in here alone may a row of it be removed.
        guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for table in _CONTENT:
            db.execute(f"DELETE FROM {table}")
            db.execute(f"INSERT INTO {table} SELECT * FROM fresh.{table}")
        for _, guard in guards:
            db.execute(guard)
    return kept


def _set_aside(log: Path, now: datetime) -> Path:
    """Give a file that cannot be used another name, with its side files, and leave it as it is.

    Its own name stays with it until another file takes that: whatever happens meanwhile, nobody
    begins a new log. Whoever has it open still writes to it, and not to a file without a name.
    """
    kept = _beside(log, "unusable", now)
    try:
        os.link(log, kept)
    except OSError:  # a file system without hard links
        os.rename(log, kept)
    for ending in _SIDE_FILES:
        with suppress(FileNotFoundError):
            os.rename(f"{log}{ending}", f"{kept}{ending}")
    return kept


def _beside(log: Path, why: str, now: datetime) -> Path:
    stem = f"{log.stem}-{why}-{now:%Y-%m-%dT%H%M%SZ}"
    names = (f"{stem}{f'-{number}' if number else ''}{log.suffix}" for number in count())
    return next(path for name in names if not (path := log.with_name(name)).exists())


def _not_replaced(log: Path, error: OSError) -> DataError:
    return DataError(
        f"The log at {log} cannot be replaced: {error.strerror}. It is as it was. See whether its "
        "folder may be written to."
    )
