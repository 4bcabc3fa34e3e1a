"""Inserts the rows of answers made ready, and upserts their memories, a commit each."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.workers.orders import serve
from quiz.store import tables
from quiz.store.connection import open_file


def main(log: str, rows: str) -> None:
    """Insert on order, into a log that is opened just as the program opens it."""
    ready = iter(json.loads(Path(rows).read_text("utf-8")))
    db = open_file(Path(log), datetime(2026, 3, 2, tzinfo=UTC), create=False)

    def work(answers: int) -> float:
        batch = [next(ready) for _ in range(answers)]
        start = time.perf_counter()
        for answer in batch:
            db.execute("BEGIN IMMEDIATE")
            for review, memory in answer:
                db.execute(tables.INSERT_REVIEW, review)
                db.execute(tables.PUT_MEMORY, memory)
            db.execute("COMMIT")
        return time.perf_counter() - start

    serve(work, _settings(db))
    db.close()


def _settings(db: sqlite3.Connection) -> str:
    journal = db.execute("PRAGMA journal_mode").fetchone()[0]
    level = db.execute("PRAGMA synchronous").fetchone()[0]
    return f"SQLite {sqlite3.sqlite_version}, journal_mode {journal}, synchronous {level}"


if __name__ == "__main__":
    main(*sys.argv[1:])
