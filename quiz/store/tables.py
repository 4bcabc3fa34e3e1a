"""The SQL of the tables, and the log as it is read by it: whole, or what some facts follow from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from quiz.facts import FactKey
from quiz.review import Event, EventKind, Review
from quiz.store.derive import Mistake
from quiz.store.ids import is_id
from quiz.store.marks import ABOUT_FACTS
from quiz.store.rated import RATED
from quiz.store.rows import (
    EVENT_COLUMNS,
    FIRST_COLUMNS,
    MEMORY_COLUMNS,
    PAST_COLUMNS,
    REVIEW_COLUMNS,
    Row,
    event_of,
    review_of,
)

DERIVED = ("memory", "first_answer", "daily_sum", "standing", "move")
"""All tables that are filled from the log."""

PAGE = 500
"""Rows read at a time, so that no reading keeps the file from being tidied up."""

_TOGETHER = 50
"""Rows that are inserted by one statement; SQLite allows some thousands of values."""

_R = ", ".join(REVIEW_COLUMNS)
EVENT = ", ".join(EVENT_COLUMNS)
_M = ("fact", *MEMORY_COLUMNS, "last_review", *PAST_COLUMNS)
_F = ("study_day", "fact", *FIRST_COLUMNS)

INSERT_REVIEW = f"INSERT INTO review VALUES ({', '.join('?' * len(REVIEW_COLUMNS))})"
INSERT_EVENT = f"INSERT INTO event VALUES ({', '.join('?' * len(EVENT_COLUMNS))})"
INSERT_ANSWER = "INSERT INTO answer VALUES (?, ?) ON CONFLICT DO NOTHING"
INSERT_FIRST = (
    f"INSERT INTO first_answer VALUES ({', '.join('?' * len(_F))}) ON CONFLICT DO NOTHING"
)
INSERT_MOVE = "INSERT INTO move VALUES (?, ?) ON CONFLICT DO NOTHING"
PUT_MEMORY = (
    f"INSERT INTO memory VALUES ({', '.join('?' * len(_M))}) ON CONFLICT DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in _M[1:])
)
PUT_MARK = "INSERT INTO standing VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"

STANDS = (
    "NOT EXISTS (SELECT 1 FROM event WHERE kind = 'undone' AND target = question_id "
    "AND event.id > review.id)"
)
SELECT_STANDING = f"SELECT {_R} FROM review WHERE id = ? AND {STANDS}"
_OF_QUESTION = (
    f"SELECT id, fact FROM review WHERE id >= ? AND question_id = ? AND {STANDS} ORDER BY id"
)
SELECT_MEMORIES = f"SELECT fact, {', '.join((*MEMORY_COLUMNS, *PAST_COLUMNS))} FROM memory"
SELECT_MEMORY = f"SELECT {', '.join((*MEMORY_COLUMNS, *PAST_COLUMNS))} FROM memory WHERE fact = ?"

# The condition is that of the index `review_confused`, which is otherwise not used.
_CONFUSED = (
    "SELECT id, fact, at, confused_with FROM review "
    f"WHERE confused_with <> '[]' AND {STANDS} ORDER BY id"
)
_REVIEW_PAGE = f"SELECT {_R} FROM review WHERE id > ? ORDER BY id LIMIT {PAGE}"
_RATED = f"SELECT {RATED} FROM review ORDER BY id"
_EVENT_PAGE = f"SELECT {EVENT} FROM event WHERE id > ? ORDER BY id LIMIT {PAGE}"
_SESSION_START = "SELECT min(id) FROM event WHERE kind = 'session_started' AND target = ?"
_SESSION_PAGE = f"SELECT {_R} FROM review WHERE id > ? AND session_id = ? ORDER BY id LIMIT {PAGE}"
_OF_FACT = f"SELECT {_R} FROM review WHERE fact = ? ORDER BY id"
_OF_KIND = f"SELECT {EVENT} FROM event WHERE kind = ? ORDER BY id"
_SINCE = f"SELECT {EVENT} FROM event WHERE id > ? AND kind IN ('rerated', 'undone') ORDER BY id"
_ABOUT = f"SELECT {EVENT} FROM event WHERE target = ? AND kind IN ({{kinds}})".format(
    kinds=", ".join(sorted(f"'{kind.value}'" for kind in ABOUT_FACTS))
)


def _said_of(naming: str, kind: EventKind) -> str:
    # CROSS has SQLite go from the few answers to their events, not from all events of a kind.
    columns = ", ".join(f"event.{column}" for column in EVENT_COLUMNS)
    return (
        f"SELECT {columns} FROM review CROSS JOIN event ON event.kind = '{kind.value}' "
        f"AND event.target = review.{naming} WHERE fact = ?"
    )


_NEW_RATINGS = _said_of("id", EventKind.RERATED)
_UNDOINGS = _said_of("question_id", EventKind.UNDONE)


def insert(db: sqlite3.Connection, statement: str, rows: Iterable[Sequence[object]]) -> None:
    """Insert many rows by a statement for one: some at a time, which takes a third less."""
    start, end = statement.index("("), statement.index(")") + 1
    places = ", ".join([statement[start:end]] * _TOGETHER)
    together = statement[:start] + places + statement[end:]
    left = iter(rows)
    while batch := list(islice(left, _TOGETHER)):
        if len(batch) == _TOGETHER:
            db.execute(together, list(chain.from_iterable(batch)))
        else:
            db.executemany(statement, batch)


def review_pages(db: sqlite3.Connection) -> Iterator[list[Review]]:
    """All reviews in order, some hundred at a time."""
    last = ""
    while page := [review_of(row) for row in db.execute(_REVIEW_PAGE, (last,)).fetchall()]:
        yield page
        last = page[-1].id


def rated_pages(db: sqlite3.Connection) -> Iterator[list[Row]]:
    """Of all reviews the columns of `RATED`, in order, some hundred rows at a time."""
    rows = db.execute(_RATED)
    while page := rows.fetchmany(PAGE):
        yield page


def start_of(db: sqlite3.Connection, session_id: str) -> str:
    """An id before all answers of a session: of its start, or else its own, where that is one.

    A session that is about to begin would otherwise be looked for in the whole log.
    """
    (start,) = db.execute(_SESSION_START, (session_id,)).fetchone()
    if start is not None:
        return str(start)
    return session_id if is_id(session_id) else ""


def of_question(db: sqlite3.Connection, question_id: str) -> list[tuple[str, FactKey]]:
    """The standing answers to a question, each with its fact; read on from the question's id.

    Its answers' ids are greater, since they are made after it.
    """
    start = question_id if is_id(question_id) else ""
    return db.execute(_OF_QUESTION, (start, question_id)).fetchall()


def session_pages(db: sqlite3.Connection, session_id: str, start: str) -> Iterator[list[Review]]:
    """A session's reviews, read on from an id that stands in the log before them."""
    last = start
    while rows := db.execute(_SESSION_PAGE, (last, session_id)).fetchall():
        page = [review_of(row) for row in rows]
        yield page
        last = page[-1].id


def event_pages(db: sqlite3.Connection) -> Iterator[list[Event]]:
    """All events in order, some hundred at a time."""
    last = ""
    while page := [event_of(row) for row in db.execute(_EVENT_PAGE, (last,)).fetchall()]:
        yield page
        last = page[-1].id


def events_of(db: sqlite3.Connection, kind: EventKind) -> list[Event]:
    """The events of one kind, in order."""
    return [event_of(row) for row in db.execute(_OF_KIND, (kind.value,))]


def amending_events(db: sqlite3.Connection, since: str = "") -> list[Event]:
    """All events after an id that say something of earlier reviews, each kind in order."""
    if since:
        return [event_of(row) for row in db.execute(_SINCE, (since,))]
    return events_of(db, EventKind.RERATED) + events_of(db, EventKind.UNDONE)


def mistakes(db: sqlite3.Connection) -> list[Mistake]:
    """What was taken for what in the reviews that stand, in order."""
    return [
        Mistake(id, FactKey(fact), at, tuple(json.loads(others)))
        for id, fact, at, others in db.execute(_CONFUSED)
    ]


def kin(db: sqlite3.Connection, facts: Iterable[FactKey]) -> list[FactKey]:
    """The facts and all that were ever moved to or from them: the log of no other matters."""
    found = dict.fromkeys(facts)
    waiting = list(found)
    while waiting:
        key = waiting.pop()
        rows = db.execute(
            "SELECT old FROM move WHERE new = ? UNION SELECT new FROM move WHERE old = ?",
            (key, key),
        )
        fresh = [other for (other,) in rows if other not in found]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    return list(found)


def log_of(db: sqlite3.Connection, keys: Sequence[FactKey]) -> tuple[list[Review], list[Event]]:
    """All reviews under these keys, undone ones too, and the events about any of them."""
    reviews = [review_of(row) for key in keys for row in db.execute(_OF_FACT, (key,))]
    rows = [
        row
        for key in keys
        for sql in (_ABOUT, _NEW_RATINGS, _UNDOINGS)
        for row in db.execute(sql, (key,))
    ]
    events = {row[0]: event_of(row) for row in rows}
    return (
        sorted(reviews, key=lambda review: review.id),
        [events[key] for key in sorted(events)],
    )
