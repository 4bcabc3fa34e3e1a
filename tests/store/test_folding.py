"""A log gone through by the million comes to what its answers lead to one by one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.facts import FactKey
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.memory.replay import Replayer
from quiz.review import Confidence, Event, EventKind, Mode, Rating, Review
from quiz.store import filling, tables
from quiz.store.derive import derive
from quiz.store.firsts import Replay
from quiz.store.ids import IdMaker
from quiz.store.migrations import migrate
from quiz.store.rows import event_row, review_row
from quiz.store.tally import Tally
from tests.answers import DAY, a_review

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FACTS = ["bio/t/f/a", "bio/t/f/b", "bio/t/g/a", "bio/card", "bio/card/reverse", "chem/t/f/a"]
KINDS = (
    *(EventKind.RERATED, EventKind.UNDONE, EventKind.RESET, EventKind.MOVED),
    *(EventKind.BURIED, EventKind.SUSPENDED, EventKind.RESUMED, EventKind.FLAGGED),
    *(EventKind.UNFLAGGED, EventKind.SESSION_STARTED, EventKind.EXAM_HANDED_IN),
)
PARAMETERS = (0.5, 2.0, 4.0, 9.0, *DEFAULT_PARAMETERS[4:])

facts = st.sampled_from(FACTS)
answers = st.fixed_dictionaries(
    {
        "machine": st.sampled_from(["one", "one", "two"]),
        "question_id": st.sampled_from([f"q{number}" for number in range(8)]),
        "bundle_id": st.sampled_from([None, None, "bundle"]),
        "fact": facts,
        "revision": st.sampled_from([1, 1, 1, 2]),
        "answer_digest": st.sampled_from(["x", "y"]),
        "mode": st.sampled_from(Mode),
        "counts": st.sampled_from([True, True, True, False]),
        "form": st.sampled_from(["choice", "typed"]),
        "correct": st.booleans(),
        "confidence": st.none() | st.sampled_from(Confidence),
        "rating": st.sampled_from(Rating),
        "duration_ms": st.integers(0, 9000),
        "interval_days": st.sampled_from([0.01, 0.9, 1.0, 5.0, 20.0, 21.0, 400.0]),
    }
)
# Mostly onwards, by a day or a season; now and then the clock goes back.
gaps = st.sampled_from([0, 0, 0, 1, 1, 7, 40, -1, -9])
said = st.tuples(st.sampled_from(KINDS), facts, facts, st.integers(0, 5), st.sampled_from(Rating))
logs = st.lists(st.tuples(gaps, answers | answers | said), max_size=40)


class Scribe:
    """Writes a log of what was drawn."""

    def __init__(self) -> None:
        self.day = DAY
        self.make = IdMaker(random.Random(1).getrandbits).make
        self.reviews: list[Review] = []
        self.events: list[Event] = []

    def write(self, gap: int, what: Any) -> None:
        self.day += timedelta(days=gap)
        at = 1_772_000_000_000 + len(self.reviews) + len(self.events)
        row_id = self.make(at)
        if isinstance(what, dict):
            self.reviews.append(a_review(id=row_id, at=at, study_day=self.day, **what))
        else:
            self._note(row_id, at, *what)

    def _note(
        self,
        row_id: str,
        at: int,
        kind: EventKind,
        fact: str,
        other: str,
        back: int,
        rating: Rating,
    ) -> None:
        before = self.reviews[-1 - back] if len(self.reviews) > back else None
        payload: dict[str, object] = {}
        target = fact
        if kind in {EventKind.RERATED, EventKind.UNDONE}:
            if before is None:
                return
            target = before.id if kind is EventKind.RERATED else before.question_id
            if kind is EventKind.RERATED:
                payload = {"rating": rating.value, "interval_days": back + 0.5, "due_at": at}
        elif kind is EventKind.MOVED:
            if fact == other:
                return
            payload = {"from": other}
        elif kind is EventKind.BURIED:
            payload = {"until": "2026-05-01"}
        elif kind is EventKind.FLAGGED:
            payload = {"reason": "why"}
        self.events.append(Event(row_id, "one", at, self.day, kind, target, payload))


def empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, NOW)
    return db


def logged(reviews: Sequence[Review], events: Sequence[Event]) -> sqlite3.Connection:
    db = empty()
    db.executemany(tables.INSERT_REVIEW, map(review_row, reviews))
    db.executemany(tables.INSERT_EVENT, map(event_row, events))
    return db


def one_by_one(
    db: sqlite3.Connection, reviews: Sequence[Review], events: Sequence[Event], replay: Replay
) -> None:
    """Fill the tables with what each answer, and each event, leads to."""
    derived, tally = derive(reviews, events, replay), Tally()
    tally.count(reviews, events, derived.firsts)
    filling.put(db, derived)
    filling.add_shares(db, tally.sums())
    moves = [event for event in events if event.kind is EventKind.MOVED]
    rows = [(event.target, event.payload["from"]) for event in moves]
    db.executemany(tables.INSERT_MOVE, rows)


def written(db: sqlite3.Connection) -> dict[str, list[object]]:
    return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables.DERIVED}


@pytest.fixture(params=[3, 50_000])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """How many answers are held before what they come to is written."""
    monkeypatch.setattr("quiz.store.filling._HELD", request.param)
    monkeypatch.setattr("quiz.store.tables.PAGE", 2)
    monkeypatch.setattr("quiz.store.tables._TOGETHER", 3)
    return request.param


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("which", ["small", "real"])
def test_both_ways_come_to_the_same(which: str, tools: Any) -> None:
    replay = {"small": tools.fold, "real": Replayer(Forgetting(PARAMETERS))}[which]

    @settings(max_examples=150)
    @given(logs)
    def holds(log: list[tuple[int, Any]]) -> None:
        scribe = Scribe()
        for gap, what in log:
            scribe.write(gap, what)
        passed: list[int] = []
        with closing(logged(scribe.reviews, scribe.events)) as db, closing(empty()) as other:
            filling.derive_all(db, tables.rated_pages(db), scribe.events, replay, passed.append)
            one_by_one(other, scribe.reviews, scribe.events, replay)
            assert written(db) == written(other)
        assert passed == list(range(0, len(scribe.reviews), 2))

    holds()


@pytest.mark.parametrize(
    ("column", "value"),
    [("study_day", "2026-13-01"), ("mode", "chat"), ("confidence", "certain")],
)
@pytest.mark.parametrize("undone", [False, True])
def test_a_row_that_cannot_be_read_is_named(
    tools: Any, column: str, value: str, undone: bool
) -> None:
    review = replace(a_review(), id="0199")
    undoing = Event("02", "one", 1, tools.DAY, EventKind.UNDONE, "q1", {})
    events = [undoing] if undone else []
    with closing(logged([review], events)) as db:
        db.execute("DROP TRIGGER review_no_update")
        db.execute(f"UPDATE review SET {column} = ?", (value,))
        with pytest.raises(DataError, match=r"cannot read \(id 0199\)"):
            filling.derive_all(db, tables.rated_pages(db), events, tools.fold)


def test_many_rows_are_inserted_in_the_order_they_come() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE pair (one INTEGER PRIMARY KEY, two TEXT)")
        for count in (0, 1, 49, 50, 51, 120):
            db.execute("DELETE FROM pair")
            rows = [(number, FactKey(f"({number})")) for number in range(count)]
            tables.insert(db, "INSERT INTO pair VALUES (?, ?)", iter(rows))
            assert db.execute("SELECT * FROM pair").fetchall() == rows
