"""What SQLite reports, said in plain words: what happened, and what to do next."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from quiz.errors import DataError
from quiz.store.waiting import begin_writing

_FULL = (
    "The disk is full: what was just entered could not be saved in {path}. All that was saved "
    "before is safe. Free some space and do it again."
)
_READ_ONLY = (
    "{path} cannot be written to. Allow writing to the file and to its folder, or name another "
    "data folder."
)
_LOCKED = (
    "{path} has been held by another program for too long, so nothing could be saved. Close "
    "other windows of quiz, and backup programs that read the file, and try again."
)
_DAMAGED = (
    "{path} is damaged. quiz doctor tells more, and quiz doctor --mend saves what can be read of "
    "it; quiz restore lists the backups. The damaged file is kept."
)
NOT_A_DATABASE = (
    "{path} is not a database. quiz doctor --mend saves what can be read of it; quiz restore lists "
    "the backups. To begin a new log, move the file out of the way."
)
_NOT_OPENED = (
    "{path} cannot be opened. See whether its folder is there and may be written to, or name "
    "another data folder."
)
_DISK = (
    "The disk reported an error with {path}. See whether the disk is still there and sound, "
    "and keep a copy of the file before going on."
)
_GONE = (
    "{path} was removed or replaced while it was open, so what was just entered could not be "
    "saved. Put it back where it was, or start quiz again to go on with what is there now."
)
_OTHER = "{path} could not be used: {error}. Start quiz again; if it happens again, report it."

_WORDS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_IOERR: _DISK,
}

DAMAGES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""The kinds of failure that say that the file itself is not what it should be."""


class UnusableLog(DataError):
    """The file is no log that this version can use: damaged, another program's, or newer."""


class DamagedLog(UnusableLog):
    """The file is no whole database (any more)."""


def primary_code(error: sqlite3.Error) -> int:
    """The kind of failure without its details; 0 where Python itself raised it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def explained(error: sqlite3.Error, path: Path) -> DataError:
    """The error that a person is shown; the original should be chained to it."""
    code = primary_code(error)
    words = _WORDS.get(code, _OTHER)
    kind = DamagedLog if code in DAMAGES else DataError
    return kind(words.format(path=path, error=str(error).rstrip(".")))


class Guard:
    """A `with` block out of which no error of SQLite comes unexplained."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise explained(error, self._path) from error


class Transaction(Guard):
    """A `with` block that is written whole or not at all, and on disk when it ends.

    What would go to a file that has lost its name meanwhile, or was replaced, is not written:
    SQLite would not mind, and nobody would ever see it again.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        super().__init__(path)
        self._db = db
        self._file = _identity(path)

    def __enter__(self) -> None:
        try:
            begin_writing(self._db)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._refuse_gone()
                self._db.execute("COMMIT")
        except (sqlite3.Error, DataError) as failure:
            error = failure
        if error is not None and self._db.in_transaction:
            with suppress(sqlite3.Error):  # what failed first is what needs telling
                self._db.execute("ROLLBACK")
        if isinstance(error, DataError) and kind is None:
            raise error
        super().__exit__(kind, error, trace)

    def _refuse_gone(self) -> None:
        if _identity(self._path) != self._file:
            raise DataError(_GONE.format(path=self._path))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file goes by a name, and None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
