"""The file of a log as a whole: whose it is, what follows from all of it, its copy for the day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from quiz.review import Event, Review
from quiz.store import filling, tables
from quiz.store.failures import Transaction
from quiz.store.firsts import Replay
from quiz.store.ids import RandomBits, machine_name, value_of
from quiz.store.reading import LogReader
from quiz.store.rows import event_row, review_row

Told = Callable[[int, int], None]
"""Is told how many answers of all were gone through: 0 first, and all when it is over."""

_SIZE = "SELECT count(*) FROM review"
_UNDERIVED = "SELECT EXISTS (SELECT 1 FROM underived)"


class LogFile(LogReader):
    """The log and what is derived from it, in one file, with all that concerns the whole of it."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        replay: Replay,
        random_bits: RandomBits,
        told: Told | None = None,
    ) -> None:
        super().__init__(db, path)
        self._replay = replay
        self._telling = told
        self._writing = Transaction(db, path)
        with self._guard:
            self.machine = self._name() or self._take_name(random_bits)

    def _name(self) -> str | None:
        """The random name of this data folder, which each row bears."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'machine'").fetchone()
        return row and str(row[0])

    def _take_name(self, random_bits: RandomBits) -> str:
        with self._writing:
            name = self._name()  # another process may have been quicker
            if name is None:
                name = machine_name(random_bits)
                self._db.execute("INSERT INTO meta VALUES ('machine', ?)", (name,))
            return name

    def is_underived(self) -> bool:
        """Whether what follows from the log was left to be derived by whoever opens it next.

        A change of format leaves it so, and other parameters that are taken. It stays so until that
        is done, whatever happens in between.
        """
        with self._guard:
            return bool(self._db.execute(_UNDERIVED).fetchone()[0])

    @property
    def has_written(self) -> bool:
        """Whether anything was written to the log from here."""
        return self._db.total_changes > 0

    def back_up_daily(self, day: date) -> None:
        """Back this study day up unless that was done; raises DataError where it cannot be."""
        from quiz.store.backups import back_up_daily

        # Ctrl+c between two statements may leave a transaction open; a copy would wait for its end.
        with self._guard:
            self._db.rollback()
        back_up_daily(self._db, self._path, day)

    def close(self) -> None:
        """Let go of the file; SQLite then folds its side files into it."""
        with self._guard:
            self._db.close()

    def absorb(self, rows: Iterable[Review | Event], answers: Mapping[str, str]) -> int:
        """Take in rows of another log as they stand, and say how many were not here yet.

        `answers` are the texts behind the digests. Raises ValueError for an id that is none of a
        log's; nothing is taken in then.
        """
        with self._writing:
            before = self._db.total_changes
            for row in rows:
                value_of(row.id)
                if isinstance(row, Review):
                    sql = tables.INSERT_REVIEW + " ON CONFLICT DO NOTHING"
                    self._db.execute(sql, review_row(row))
                else:
                    sql = tables.INSERT_EVENT + " ON CONFLICT DO NOTHING"
                    self._db.execute(sql, event_row(row))
            fresh = self._db.total_changes - before
            self._db.executemany(tables.INSERT_ANSWER, answers.items())
            self._derive_all()
        return fresh

    def rebuild(self) -> None:
        """Derive everything anew from the log."""
        with self._writing:
            self._derive_all()

    def _derive_all(self) -> None:
        if self._telling is None:
            self._fill_anew(lambda _: None)
            return
        told, of = self._telling, self._db.execute(_SIZE).fetchone()[0]
        try:
            self._fill_anew(lambda passed: told(passed, of))
        finally:
            told(of, of)

    def _fill_anew(self, passed: Callable[[int], None]) -> None:
        for table in tables.DERIVED:
            self._db.execute(f"DELETE FROM {table}")
        pages, events = tables.rated_pages(self._db), tables.event_pages(self._db)
        filling.derive_all(self._db, pages, chain.from_iterable(events), self._replay, passed)
        self._db.execute("DELETE FROM underived")
