"""Reading the log on disk and what is derived from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypeVar

from quiz.facts import FactKey
from quiz.review import Confusion, Event, EventKind, Memory, Rating, Review
from quiz.store import tables
from quiz.store.added_up import AddedUp
from quiz.store.derive import (
    LAST_ANSWERS,
    Amendments,
    confusions_of,
    histories,
    in_order,
    pace_of,
)
from quiz.store.failures import Guard
from quiz.store.known import Known
from quiz.store.marks import standing_of
from quiz.store.rows import PAST_COLUMNS, event_of, memory_of, past_of
from quiz.study.ports import FirstAnswer, Held, OpenSession, Standing

_Row = TypeVar("_Row", Review, Event)

_DAY_MS = 86_400_000

_DUE_DAYS = f"""
SELECT (due_at - (due_at % {_DAY_MS} + {_DAY_MS}) % {_DAY_MS}) / {_DAY_MS}, count(*)
FROM memory WHERE state = 'review' GROUP BY 1
"""

_HELD = "SELECT fact, state = 'review', due_at, revision FROM memory"

_FIRST_ANSWERS = """
SELECT study_day, fact, was_new, rating FROM first_answer WHERE study_day BETWEEN ? AND ?
ORDER BY study_day, fact
"""

_KEPT = """
SELECT substr(fact, 1, instr(fact, '/') - 1), count(*), sum(rating > 1) FROM first_answer
WHERE study_day BETWEEN ? AND ? AND NOT was_new GROUP BY 1
"""

_PACE = (
    f"SELECT duration_ms FROM review WHERE {tables.STANDS} ORDER BY id DESC LIMIT {LAST_ANSWERS}"
)

_OPEN_SESSION = f"""
SELECT {tables.EVENT} FROM event AS started
WHERE kind = 'session_started' AND study_day = ? AND machine = ? AND NOT EXISTS (
    SELECT 1 FROM event WHERE kind = 'session_ended' AND target = started.target
) ORDER BY id DESC LIMIT 1
"""


class LogReader(AddedUp):
    """What a store tells; every method raises DataError where the file cannot be read."""

    machine: str

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._guard = Guard(path)
        self._known = Known(db)

    @contextmanager
    def apart(self) -> Iterator[LogReader]:
        """A look at the same file from another thread, for as long as it is held open."""
        with self._guard:
            db = sqlite3.connect(self._path, isolation_level=None)
        with closing(db):
            db.execute("PRAGMA query_only = ON")
            yield LogReader(db, self._path)

    def memory(self, fact: FactKey) -> Memory | None:
        """The memory of one fact."""
        with self._guard:
            self._known.checked()
            return self._known.memory(fact)

    def memories(self, deck_ids: Sequence[str] | None = None) -> dict[FactKey, Memory]:
        """The memories of the named decks' facts, of all decks with None."""
        with self._guard:
            self._known.checked()
            if deck_ids is None:
                rows = self._db.execute(tables.SELECT_MEMORIES).fetchall()
            else:
                rows = [row for deck_id in deck_ids for row in self._of_deck(deck_id)]
        memories = {FactKey(row[0]): memory_of(row[0], row[1:]) for row in rows}
        if deck_ids is not None:  # for a list of all decks nobody keeps them
            pasts = {FactKey(row[0]): past_of(row[-len(PAST_COLUMNS) :]) for row in rows}
            self._known.read(memories, pasts, deck_ids)
        return memories

    def _of_deck(self, deck_id: str) -> sqlite3.Cursor:
        sql = f"{tables.SELECT_MEMORIES} WHERE fact >= ? AND fact < ?"
        return self._db.execute(sql, (deck_id + "/", deck_id + "0"))  # "0" comes after "/"

    def held(self) -> dict[FactKey, Held]:
        """Of all memories what a list of decks needs."""
        with self._guard:
            rows = self._db.execute(_HELD).fetchall()
        return {
            fact: Held(in_review == 1, due_at, revision)
            for fact, in_review, due_at, revision in rows
        }

    def kept(self, since: date, until: date) -> dict[str, tuple[int, int]]:
        """By deck, of the facts reviewed in those days how many there were, and were recalled."""
        days = (since.isoformat(), until.isoformat())
        with self._guard:
            rows = self._db.execute(_KEPT, days).fetchall()
        return {deck_id: (reviewed, recalled) for deck_id, reviewed, recalled in rows}

    def standing(self) -> Standing:
        """What is buried, suspended and flagged now."""
        with self._guard:
            return standing_of(self._db.execute("SELECT fact, kind, value FROM standing"))

    def first_answers(self, since: date, until: date) -> list[FirstAnswer]:
        """Each fact's first counted answer of each study day from `since` to `until`, both in."""
        days = (since.isoformat(), until.isoformat())
        with self._guard:
            rows = self._db.execute(_FIRST_ANSWERS, days).fetchall()
        return [
            FirstAnswer(date.fromisoformat(day), fact, was_new == 1, Rating(rating))
            for day, fact, was_new, rating in rows
        ]

    def due_days(self) -> dict[int, int]:
        """How many memories in REVIEW fall due on each day, by UTC day number."""
        with self._guard:
            return dict(self._db.execute(_DUE_DAYS).fetchall())

    def answer_text(self, digest: str) -> str | None:
        """The right answer as it stood when this digest was logged."""
        with self._guard:
            sql = "SELECT text FROM answer WHERE digest = ?"
            row = self._db.execute(sql, (digest,)).fetchone()
        return None if row is None else str(row[0])

    def pace_ms(self) -> float | None:
        """The median time of the last 200 standing answers."""
        with self._guard:
            return pace_of(duration for (duration,) in self._db.execute(_PACE))

    def open_session(self, study_day: date) -> OpenSession | None:
        """The last session of that study day that was begun here and has not ended."""
        with self._guard:
            row = self._db.execute(_OPEN_SESSION, (study_day.isoformat(), self.machine)).fetchone()
        if row is None:
            return None
        event = event_of(row)
        return OpenSession(event.target, event.at, study_day, event.payload)

    def reviews(
        self, *, fact: FactKey | None = None, session_id: str | None = None, undone: bool = False
    ) -> Iterator[Review]:
        """Reviews in the order of the log, with the ratings that stand; undone ones on request.

        A session's answers are looked for from where it was noted to start.
        """
        with self._guard:
            if fact is not None:
                reviews, events = tables.log_of(self._db, tables.kin(self._db, [fact]))
                mine = histories(reviews, events).get(fact, [])
                pages: Iterator[list[Review]] = iter([mine])
            elif session_id is None:
                events, pages = tables.amending_events(self._db), tables.review_pages(self._db)
            else:
                start = tables.start_of(self._db, session_id)
                events = tables.amending_events(self._db, start)
                pages = tables.session_pages(self._db, session_id, start)
        return self._standing_ones(pages, Amendments(events), session_id, undone=undone)

    def _standing_ones(
        self,
        pages: Iterator[list[Review]],
        amendments: Amendments,
        session_id: str | None,
        *,
        undone: bool,
    ) -> Iterator[Review]:
        for page in self._guarded(pages):
            for review in page:
                if session_id not in (None, review.session_id):
                    continue
                if undone or not amendments.undone(review):
                    yield amendments.applied(review)

    def confusions(self) -> list[Confusion]:
        """What was taken for what, in the order of the log, by the keys of today."""
        with self._guard:
            return confusions_of(
                tables.mistakes(self._db), tables.events_of(self._db, EventKind.MOVED)
            )

    def events(self, kind: EventKind | None = None) -> Iterator[Event]:
        """Events in the order of the log."""
        if kind is None:
            return chain.from_iterable(self._guarded(tables.event_pages(self._db)))
        with self._guard:
            return iter(tables.events_of(self._db, kind))

    def rows(self) -> Iterator[Review | Event]:
        """The log as it was written, row by row: undone answers, and each rating as it was given.

        For exporting and merging; `reviews` tells what stands.
        """
        reviews = chain.from_iterable(self._guarded(tables.review_pages(self._db)))
        return in_order(reviews, self.events())

    def _guarded(self, pages: Iterator[list[_Row]]) -> Iterator[list[_Row]]:
        while True:
            with self._guard:
                page = next(pages, None)
            if page is None:
                return
            yield page
