"""What one log holds that another does not: rows are only ever added, so their ids tell all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Newer:
    """What a log holds that another does not; `newest_ms` is the instant of the last of it."""

    answers: int
    events: int
    newest_ms: int

    def __bool__(self) -> bool:
        return self.answers + self.events > 0


def newer_in(db: sqlite3.Connection, log: str, *, than: str) -> Newer:
    """What is in one of the databases attached to a connection, and not in another."""
    answers, last_answer = db.execute(_not_in(log, than, "review")).fetchone()
    events, last_event = db.execute(_not_in(log, than, "event")).fetchone()
    return Newer(answers, events, max(last_answer, last_event))


def _not_in(log: str, than: str, table: str) -> str:
    return (
        f"SELECT count(*), coalesce(max(at), 0) FROM {log}.{table} AS mine "
        f"WHERE NOT EXISTS (SELECT 1 FROM {than}.{table} WHERE id = mine.id)"
    )
