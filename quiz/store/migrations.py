"""Bringing a file up to the version that this program writes, step by numbered step."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from quiz.store.ids import milliseconds
from quiz.store.schema import APPLICATION_ID, VERSION_1, VERSION_2, VERSION_3

Migration = Sequence[str]
"""Statements that run in one transaction."""

MIGRATIONS: tuple[Migration, ...] = (VERSION_1, VERSION_2, VERSION_3)
"""The first makes version 1; a new one is added at the end, and none is ever changed."""


def version_of(db: sqlite3.Connection) -> int:
    """The number of the last migration that the file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    db: sqlite3.Connection, now: datetime, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Run what the file has not seen; where a migration fails, it stays at the version it had.

    All run in one transaction, so that no other process takes what is half done for a log of some
    older version, and backs it up as that. Raises sqlite3.Error from the statement that failed.
    """
    if version_of(db) >= len(migrations):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        done = version_of(db)  # another process may have been quicker
        for number, statements in enumerate(migrations[done:], done + 1):
            _run(db, now, number, statements)
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            db.execute("ROLLBACK")
        raise


def _run(db: sqlite3.Connection, now: datetime, number: int, statements: Migration) -> None:
    for statement in statements:
        db.execute(statement)
    db.execute("INSERT INTO migration VALUES (?, ?)", (number, milliseconds(now)))
    db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
