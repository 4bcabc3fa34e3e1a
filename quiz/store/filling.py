"""Fills the derived tables with what follows from the log: all of it, or what some facts make."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from quiz.cycles import none_looked_for
from quiz.facts import FactKey
from quiz.names import Names
from quiz.review import Event, EventKind, Memory, Review
from quiz.store import tables
from quiz.store.derive import Amendments, Derived, derive, histories
from quiz.store.firsts import Past, Replay
from quiz.store.ids import is_id
from quiz.store.marks import ABOUT_FACTS, moved_from
from quiz.store.rows import Row, first_row, memory_row
from quiz.store.tally import Tally
from quiz.sums import Share, first_of_day, shares_of

if TYPE_CHECKING:
    from quiz.store.folding import Fold

_HELD = 5_000
"""Answers whose first ones of days and sums are held before they are written.

So few that they are still in the processor's caches by then, which is a tenth of the time.
"""

_ADD_SHARE = (
    "INSERT INTO daily_sum VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
    "answers = answers + excluded.answers, hits = hits + excluded.hits, "
    "recalled = recalled + excluded.recalled, "
    "duration_ms = duration_ms + excluded.duration_ms"
)
_EMPTY_SUM = "DELETE FROM daily_sum WHERE study_day = ? AND kind = ? AND key = ? AND answers = 0"
_BEFORE_IN_QUESTION = (
    "SELECT EXISTS (SELECT 1 FROM review WHERE id >= ? AND id < ? AND question_id = ? "
    f"AND machine = ? AND {tables.STANDS})"
)
_FIRSTS = (
    "SELECT review, was_new, interval_days, rating > 1 FROM first_answer "
    "WHERE study_day = ? AND fact = ?"
)


def shares(db: sqlite3.Connection, keys: Sequence[FactKey]) -> list[Share]:
    """What the answers of these keys, which hold all their kin, add to the sums of days now."""
    reviews, events = tables.log_of(db, keys)
    amendments = Amendments(events)
    names = Names(event for event in events if event.kind is EventKind.MOVED)
    days = {review.study_day.isoformat() for review in reviews}
    firsts = {
        review: first_of_day(was_new == 1, interval_days, recalled == 1)
        for day in days
        for key in keys
        for review, was_new, interval_days, recalled in db.execute(_FIRSTS, (day, key))
    }
    found: list[Share] = []
    for review in reviews:
        if not amendments.undone(review):
            fact, first = names.today(review.fact, review.id), firsts.get(review.id)
            found += shares_of(review, fact, first, leads=leads(db, review))
    return found


def leads(db: sqlite3.Connection, review: Review) -> bool:
    """Whether a review is the first of its question that stands; the question's id is older."""
    start = review.question_id if is_id(review.question_id) else ""
    question = (start, review.id, review.question_id, review.machine)
    return not db.execute(_BEFORE_IN_QUESTION, question).fetchone()[0]


def refold(
    db: sqlite3.Connection, keys: Sequence[FactKey], replay: Replay, before: Iterable[Share]
) -> dict[str, FactKey]:
    """Derive anew what stands of these keys, which hold all their kin.

    `before` are their `shares` from before whatever has changed. Gives for each of their reviews
    the key under which it is held today.
    """
    reviews, events = tables.log_of(db, keys)
    days = {review.study_day.isoformat() for review in reviews}
    stale = [(day, key) for day in days for key in keys]
    db.executemany("DELETE FROM first_answer WHERE study_day = ? AND fact = ?", stale)
    for table in ("memory", "standing"):
        db.executemany(f"DELETE FROM {table} WHERE fact = ?", [(key,) for key in keys])
    put(db, derive(reviews, events, replay))
    _change_sums(db, before, shares(db, keys))
    held = histories(reviews, events)
    return {review.id: key for key, history in held.items() for review in history}


def add_shares(db: sqlite3.Connection, shares: Iterable[Share]) -> None:
    """Add to the sums of days."""
    # Plain tuples, which SQLite takes in two thirds of the time.
    db.executemany(_ADD_SHARE, map(tuple, shares))


def _change_sums(db: sqlite3.Connection, before: Iterable[Share], now: Iterable[Share]) -> None:
    tally = Tally()
    tally.take_away(before)
    tally.add(now)
    changes = tally.sums()
    add_shares(db, changes)
    db.executemany(_EMPTY_SUM, [change[:3] for change in changes])


def derive_all(
    db: sqlite3.Connection,
    pages: Iterable[Sequence[Row]],
    events: Iterable[Event],
    replay: Replay,
    passed: Callable[[int], None] = lambda _: None,
) -> None:
    """Fill empty tables with all that follows from the rows of a log, each kind in order.

    `pages` are rows of `RATED`; `passed` is told before each how many went by so far.
    """
    from quiz.store.folding import Fold

    events = list(events)
    moves = [event for event in events if event.kind is EventKind.MOVED]
    db.executemany(tables.INSERT_MOVE, [(event.target, moved_from(event)) for event in moves])
    fold, number, held = Fold(events, replay), 0, 0
    with none_looked_for():  # what is made by the million stays: a quarter of the time
        for page in pages:
            passed(number)
            fold.take(page)
            number, held = number + len(page), held + len(page)
            if held >= _HELD:
                _put_days(db, fold)
                held = 0
        _put_days(db, fold)
        tables.insert(db, tables.PUT_MEMORY, fold.memories())
    put(db, _set_apart(events))


def _set_apart(events: Iterable[Event]) -> Derived:
    """What a person has set on facts, which answers do not change."""
    derived = Derived()
    for event in events:
        if event.kind in ABOUT_FACTS and event.kind is not EventKind.RESET:
            derived.set_apart(event)
    return derived


def _put_days(db: sqlite3.Connection, fold: Fold) -> None:
    """Write what was added to days, of which some may have been written to before."""
    firsts, sums = fold.let_go()
    tables.insert(db, tables.INSERT_FIRST, firsts)
    tables.insert(db, _ADD_SHARE, sums)


def put(db: sqlite3.Connection, derived: Derived) -> None:
    """Write what is derived of facts into tables that hold nothing of them."""
    db.executemany(
        tables.PUT_MEMORY,
        (
            memory_row(fact, memory, derived.latest[fact], derived.pasts[fact])
            for fact, memory in sorted(derived.memories.items())
        ),
    )
    # In the order of the table, which is then written from end to end.
    by_day: dict[date, list[FactKey]] = {}
    for fact in sorted(derived.firsts):
        for day in derived.firsts[fact]:
            by_day.setdefault(day, []).append(fact)
    db.executemany(
        tables.INSERT_FIRST,
        (
            first_row(day, fact, derived.firsts[fact][day])
            for day in sorted(by_day)
            for fact in by_day[day]
        ),
    )
    db.executemany(
        tables.PUT_MARK,
        (
            (fact, kind, value)
            for fact, marks in derived.marks.items()
            for kind, value in marks.items()
        ),
    )


def put_memory(
    db: sqlite3.Connection, fact: FactKey, memory: Memory, last_review: str, past: Past
) -> None:
    """Set the memory of one fact."""
    db.execute(tables.PUT_MEMORY, memory_row(fact, memory, last_review, past))
