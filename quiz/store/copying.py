"""Whole copies of a log: written beside their name, checked, and only then given it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import DataError
from quiz.own_folder import make_own_folder
from quiz.store.failures import DAMAGES, Guard, UnusableLog, primary_code
from quiz.store.migrations import MIGRATIONS, version_of
from quiz.store.schema import APPLICATION_ID

_MOST_COMPLAINTS = 5
_HEADER, _READ_VERSION = 20, 19
"""How much of a file tells how it is kept, and the byte in it that does."""

_CONTENTS = """
SELECT (SELECT count(*) FROM review), (SELECT count(*) FROM event),
       max((SELECT coalesce(max(at), 0) FROM review), (SELECT coalesce(max(at), 0) FROM event))
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sound log holds; `newest_ms` is its last row's instant, 0 where there is none."""

    version: int
    answers: int
    events: int
    newest_ms: int


def copy_log(
    source: sqlite3.Connection, source_path: Path, target: Path, *, newest: int = len(MIGRATIONS)
) -> Contents:
    """Copy the log as it is at this instant to a file, though others write to it meanwhile.

    The copy is one plain file for the person's eyes only. It gets its name once it is found to be
    sound, so whatever stood under that name before stays there until then. Raises DataError where
    it cannot be written, or where the log itself is damaged.
    """
    try:
        make_own_folder(target.parent)
        # Made by this, it can be read and written by its owner alone.
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        os.close(descriptor)
        beside = Path(name)
        try:
            _fill(beside, source, target)
            contents = _checked(beside, source_path, newest)
            sync(beside)
            os.replace(beside, target)
        finally:
            for ending in ("", "-journal"):
                Path(f"{beside}{ending}").unlink(missing_ok=True)
        sync(target.parent)
    except OSError as error:
        raise _not_written(target, error.strerror or str(error)) from error
    return contents


def _fill(beside: Path, source: sqlite3.Connection, target: Path) -> None:
    try:
        with closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
            # No side files: whoever carries the copy elsewhere carries all of it.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise _not_written(target, str(error)) from error


def _checked(beside: Path, source_path: Path, newest: int) -> Contents:
    try:
        return inspected(beside, newest=newest)
    except UnusableLog as error:
        msg = (
            f"{source_path} is damaged, so it was not copied. quiz doctor tells more, and quiz "
            "doctor --mend saves what can be read."
        )
        raise UnusableLog(msg) from error


def _not_written(target: Path, reason: str) -> DataError:
    return DataError(
        f"No copy of the log could be written to {target}: {reason}. The log is as it was. Free "
        "some space, or name another place."
    )


def inspected(path: Path, *, newest: int = len(MIGRATIONS)) -> Contents:
    """What the log in a file holds, once everything about it is found to be sound.

    Raises DataError where it cannot be read, and UnusableLog where it is damaged, not ours, or of
    a newer version than `newest`.
    """
    with reading(path) as db:
        try:
            reason = _unusable(db, newest)
            if not reason:
                return Contents(version_of(db), *db.execute(_CONTENTS).fetchone())
        except sqlite3.DatabaseError as error:
            if primary_code(error) not in DAMAGES:
                raise
            reason = "is damaged, or no log of quiz at all"
    raise UnusableLog(f"{path} {reason}. quiz restore alone lists the backups there are.")


def _unusable(db: sqlite3.Connection, newest: int) -> str:
    """Why a file cannot be used as a log, and nothing where it can."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return "is no log of quiz"
    if version_of(db) > newest:
        return "was written by a newer version of quiz, which this one cannot read"
    complaints = unsound(db)
    return f"is damaged ({complaints[0]})" if complaints else ""


def unsound(db: sqlite3.Connection) -> list[str]:
    """What is wrong with a file as a database, and nothing where it is sound."""
    checks = db.execute(f"PRAGMA integrity_check({_MOST_COMPLAINTS})").fetchall()
    strays = db.execute("PRAGMA foreign_key_check").fetchmany(_MOST_COMPLAINTS)
    return [
        *(" ".join(str(said).split()) for (said,) in checks if said != "ok"),
        *(
            f"a row of {table} refers to one of {parent} that is gone"
            for table, _, parent, _ in strays
        ),
    ]


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A look at a log that changes nothing, not even beside it; to be used as a `with` block."""
    if not path.is_file():
        raise DataError(f"There is no file {path}.")
    with Guard(path), closing(sqlite3.connect(uri_of(path), uri=True)) as db:
        yield db


def uri_of(path: Path) -> str:
    """How SQLite is asked to open a file for reading alone.

    A log that was copied with other means still says that it has side files. Where there are none
    it is taken as it stands, since SQLite would make them, and could not on a read-only disk.
    """
    alone = _has_side_files(path) and not os.path.exists(f"{path}-wal")
    return f"{path.absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}"


def _has_side_files(path: Path) -> bool:
    with suppress(OSError), open(path, "rb") as file:
        return file.read(_HEADER)[_READ_VERSION:] == b"\x02"
    return False


def sync(path: Path) -> None:
    """See to it that a power cut leaves a file or a folder as it is now."""
    if os.name != "posix" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
