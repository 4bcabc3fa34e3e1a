"""What is wrong with a log: with its file, with what is derived from it, with what it says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from math import isclose
from pathlib import Path
from typing import Any

from quiz.errors import DataError
from quiz.review import Event, EventKind, Mode
from quiz.store import filling, tables
from quiz.store.connection import open_file
from quiz.store.copying import unsound
from quiz.store.failures import DamagedLog, Guard, UnusableLog
from quiz.store.firsts import Replay
from quiz.store.ids import milliseconds
from quiz.store.readable import require_readable
from quiz.study.exam_log import can_be_read

_WAITING_TOO_LONG = "SELECT count(*) FROM memory WHERE due_at - ? > (interval_days + 2) * 86400000"
"""Nothing waits for longer than its interval, but for a day or two where a clock or zone moved."""
_CLOSE = 1e-9
"""How far a memory may be from its rebuild: machines differ in the last digits of a power."""


_KEYS = {"memory": 1, "first_answer": 2, "standing": 2, "move": 2, "daily_sum": 3}
"""The tables that are derived, and how many columns are the key of each."""

_UNNAMED = ""
"""What SQLite calls a file of its own for as long as it is open: of a large log, more is derived
than should be held in memory."""

Row = tuple[Any, ...]


class Kind(StrEnum):
    """What is wrong, by what is to be done about it."""

    DAMAGED = "damaged"
    UNUSABLE = "unusable"
    UNREADABLE = "unreadable"
    DERIVED = "derived"
    STUCK = "stuck"
    AHEAD = "ahead"

    @property
    def spoils(self) -> bool:
        """Whether nothing else can be told of such a log: what is derived wrongly tells nothing."""
        return self in _SPOILING


_SPOILING = {Kind.DAMAGED, Kind.UNUSABLE, Kind.UNREADABLE, Kind.DERIVED}


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong, told in a sentence; `ids` are the sessions that it is about."""

    kind: Kind
    says: str
    ids: tuple[str, ...] = ()


def examine(path: Path, replay: Replay, now: datetime, today: date) -> list[Ailment]:
    """All that is wrong with the log in a file, and nothing where it is sound.

    Raises DataError where it cannot be looked at for a reason that is not its own.
    """
    try:
        with closing(open_file(path, now, create=False)) as db, Guard(path):
            complaints = unsound(db)
            if complaints:
                says = f"{path} is damaged: {complaints[0]}."
                return [Ailment(Kind.DAMAGED, says)]
            return list(_ailments(db, replay, now, today))
    except DamagedLog as error:
        return [Ailment(Kind.DAMAGED, str(error))]
    except UnusableLog as error:
        return [Ailment(Kind.UNUSABLE, str(error))]


def _ailments(
    db: sqlite3.Connection, replay: Replay, now: datetime, today: date
) -> Iterator[Ailment]:
    try:
        require_readable(db)
        days, facts = _different(db, replay)
        events = tables.events_of(db, EventKind.SESSION_STARTED)
    except DamagedLog:
        raise
    except DataError as error:
        yield Ailment(Kind.UNREADABLE, str(error))
        return
    if facts:
        yield Ailment(
            Kind.DERIVED,
            "What is kept of some facts is not what their answers lead to; facts whose figures "
            f"are wrong: {len(facts)}, such as {facts[0]}.",
        )
    if days:
        yield Ailment(
            Kind.DERIVED,
            "The sums of some days are not what their answers add up to; days that are wrong: "
            f"{len(days)}, such as {days[0]}.",
        )
    ended = {event.target for event in tables.events_of(db, EventKind.SESSION_ENDED)}
    ended |= {event.target for event in tables.events_of(db, EventKind.EXAM_HANDED_IN)}
    yield from _stuck([event for event in events if event.target not in ended], today)
    yield from _ahead(db, milliseconds(now))


# What is derived.


def _different(db: sqlite3.Connection, replay: Replay) -> tuple[list[str], list[str]]:
    """The days and the facts of which anything derived is not what the log leads to.

    Nothing is told of a log that is to be derived the next time it is opened for study.
    """
    days, facts = set[str](), set[str]()
    if db.execute("SELECT EXISTS (SELECT 1 FROM underived)").fetchone()[0]:
        return [], []
    with closing(sqlite3.connect(_UNNAMED)) as anew:
        _derive_into(anew, db, replay)
        for table, width in _KEYS.items():
            for key in _unlike(_in_order(db, table, width), _in_order(anew, table, width), width):
                if table == "daily_sum":
                    days.add(key[0])
                else:
                    facts.add(key[-1] if table == "first_answer" else key[0])
    return sorted(days), sorted(facts)


def _derive_into(anew: sqlite3.Connection, db: sqlite3.Connection, replay: Replay) -> None:
    for table in tables.DERIVED:
        sql = "SELECT sql FROM sqlite_schema WHERE name = ?"
        anew.execute(db.execute(sql, (table,)).fetchone()[0])
    events = chain.from_iterable(tables.event_pages(db))
    filling.derive_all(anew, tables.rated_pages(db), events, replay)


def _in_order(db: sqlite3.Connection, table: str, width: int) -> sqlite3.Cursor:
    """A table in the order of its key, which is its first columns."""
    key = ", ".join(str(column) for column in range(1, width + 1))
    return db.execute(f"SELECT * FROM {table} ORDER BY {key}")


def _unlike(kept: sqlite3.Cursor, anew: sqlite3.Cursor, width: int) -> set[Row]:
    """The keys of rows that one of two tables lacks, or has otherwise.

    Both are gone through side by side, so that no more is held than one is ahead of the other.
    """
    unlike = set[Row]()
    ours, theirs = dict[Row, Row](), dict[Row, Row]()
    while True:
        mine, other = kept.fetchmany(tables.PAGE), anew.fetchmany(tables.PAGE)
        if not mine and not other:
            return unlike | ours.keys() | theirs.keys()
        if mine != other:
            ours.update((row[:width], row) for row in mine)
            theirs.update((row[:width], row) for row in other)
            for key in ours.keys() & theirs.keys():
                if not _alike(ours.pop(key), theirs.pop(key)):
                    unlike.add(key)


def _alike(one: Row, other: Row) -> bool:
    return one == other or all(
        a == b or (isinstance(a, float) and isclose(a, b, rel_tol=_CLOSE))
        for a, b in zip(one, other, strict=True)
    )


# What the log says.


def _stuck(left_open: Iterable[Event], today: date) -> Iterator[Ailment]:
    """Sessions that were left open, and can neither be gone on with nor be ended."""
    ahead, lost = [], []
    for event in left_open:
        if event.study_day > today:
            ahead.append(event.target)
        elif event.payload.get("mode") == Mode.EXAM.value and not can_be_read(event):
            lost.append(event.target)
    if ahead:
        says = f"Sessions that were begun on a day still to come are open: {len(ahead)}."
        yield Ailment(Kind.STUCK, says, tuple(ahead))
    if lost:
        says = f"Exams that cannot be read are open, so that none can be sat: {len(lost)}."
        yield Ailment(Kind.STUCK, says, tuple(lost))


def _ahead(db: sqlite3.Connection, now_ms: int) -> Iterator[Ailment]:
    number = db.execute(_WAITING_TOO_LONG, (now_ms,)).fetchone()[0]
    if number:
        yield Ailment(
            Kind.AHEAD,
            f"Facts that are put off for longer than they should be: {number}. The clock was ahead "
            "when they were answered.",
        )
