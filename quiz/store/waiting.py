"""Waiting for another process that writes, by asking often and evenly.

SQLite's own waiting asks at ever longer intervals, in the end ten times a second: whoever has
waited long asks seldom, and is overtaken by all who come later.
"""

from __future__ import annotations

import sqlite3
import time

PAUSE_S = 0.002
"""How long to wait before asking again: less than a commit takes."""


def begin_writing(db: sqlite3.Connection) -> None:
    """Begin a transaction that writes, once nobody else does.

    Waits as long as the connection's own timeout says. Raises sqlite3.OperationalError where
    somebody writes all that time.
    """
    (timeout_ms,) = db.execute("PRAGMA busy_timeout").fetchone()
    end = time.monotonic() + timeout_ms / 1000
    db.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begun(db, is_last=time.monotonic() >= end):
            time.sleep(PAUSE_S)
    finally:
        # All else that may have to wait, such as for a log that is recovered, leaves it to SQLite.
        db.execute(f"PRAGMA busy_timeout = {timeout_ms}")


def _begun(db: sqlite3.Connection, *, is_last: bool) -> bool:
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if is_last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
