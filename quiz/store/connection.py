"""Opening the file of the log: its rights, its settings, and whether it is ours at all."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from quiz.errors import DataError
from quiz.own_folder import make_own_folder
from quiz.store.failures import DamagedLog, Guard, UnusableLog, primary_code
from quiz.store.migrations import MIGRATIONS, Migration, migrate, version_of
from quiz.store.schema import APPLICATION_ID

BUSY_TIMEOUT_S = 5.0
"""How long to wait for another process that is writing."""

OLDEST_SQLITE = (3, 37)
"""The first SQLite with STRICT tables."""

_PAUSE_S = 0.05


def open_file(
    path: Path,
    now: datetime,
    *,
    create: bool = True,
    back_up: bool = True,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> sqlite3.Connection:
    """A connection to the log, at the version of this program.

    With `back_up`, one of an older version is copied before it is brought up to date. Raises
    DataError where the file is missing and not to be made, is not ours, comes from a newer
    version, or cannot be opened.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        msg = (
            f"This Python comes with SQLite {sqlite3.sqlite_version}, and quiz needs 3.37 or newer."
            " Install a newer Python, or a newer build of this one."
        )
        raise DataError(msg)
    _provide(path, create=create)
    with Guard(path):
        db = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            _check_owner(db, path, len(migrations))
            _configure(db)
            version = version_of(db)
            if back_up and 0 < version < len(migrations):
                _back_up(db, path, version, now)
            migrate(db, now, migrations)
        except BaseException:
            db.close()
            raise
    return db


def _back_up(db: sqlite3.Connection, path: Path, version: int, now: datetime) -> None:
    """Keep the file as it was, in case the next version of its format turns out to be a mistake."""
    from quiz.store.backups import back_up_before

    try:
        back_up_before(db, path, version + 1, now)
    except DataError:
        if version_of(db) == version:
            raise
        # Another process was quicker: it made the copy, and what stands here now is newer.


def _provide(path: Path, *, create: bool) -> None:
    """Make folder and file, for the person's eyes only; SQLite gives its side files their rights.

    On Windows rights come from the folder above.
    """
    if path.is_file() and path.stat().st_size:
        return
    _refuse_lost(path)
    if path.is_file():
        return
    if not create:
        msg = f"There is no log at {path}. Answer a first question, or name another data folder."
        raise DataError(msg)
    try:
        make_own_folder(path.parent)
        path.touch(mode=0o600)
    except OSError as error:
        msg = (
            f"The log cannot be made at {path}: {error.strerror}. Name another data folder, or "
            "see whether this one may be written to."
        )
        raise DataError(msg) from error


def _refuse_lost(path: Path) -> None:
    """Where there are backups of a log there was one: what is gone is not to be begun anew."""
    from quiz.store.backups import backups_of

    if backups_of(path):
        what = "is empty" if path.exists() else "is gone"
        msg = (
            f"{path} {what}, although there are backups of it. quiz restore lists them; to begin a "
            "new log, move the backups to another place."
        )
        raise DamagedLog(msg)


def _check_owner(db: sqlite3.Connection, path: Path, newest: int) -> None:
    """Refuse a file that another program or a newer version wrote, before anything is changed."""
    db.execute("BEGIN")  # one look at the file, while another process may be making it
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    version = version_of(db)
    db.execute("COMMIT")
    if owner != APPLICATION_ID and (tables or owner or version):
        msg = (
            f"{path} is a database of another program. Move it out of the way, or name another "
            "data folder; a new log is then begun."
        )
        raise UnusableLog(msg)
    if version > newest:
        msg = (
            f"{path} was written by a newer version of quiz (its format is {version}, this "
            f"program knows {newest}). Update quiz, or name another data folder."
        )
        raise UnusableLog(msg)


def _configure(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA synchronous = FULL")
    # On macOS only this makes the disk write what it was given; elsewhere it changes nothing.
    db.execute("PRAGMA fullfsync = ON")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    _use_wal(db)


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, which SQLite does not wait for while another process opens.

    Where the file system cannot do it, SQLite keeps its rollback journal, which is as safe.
    """
    for _ in range(int(BUSY_TIMEOUT_S / _PAUSE_S)):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
    db.execute("PRAGMA journal_mode = WAL")
