"""What a store keeps in mind of its file must never outlive what another one writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import DataError
from quiz.review import EventKind
from quiz.store.sqlite import SqliteStore

FACT = "bio/ph/blood"
Opened = Callable[..., SqliteStore]


@pytest.fixture
def two(path: Path, opened: Opened) -> tuple[SqliteStore, SqliteStore]:
    """Two windows on one log."""
    return opened(path), opened(path)


def test_another_windows_answer_is_seen(two: Any, tools: Any) -> None:
    one, other = two
    assert one.memories(["bio"]) == {}
    review = tools.Desk(other).record()
    assert one.memory(FACT) == other.memory(FACT) is not None
    assert one.new_id(tools.NOW - timedelta(days=1)) > review.id


def test_an_answer_to_what_was_answered_elsewhere_does_not_count(two: Any, tools: Any) -> None:
    one, other = two
    one.memories(["bio"])
    late = tools.Desk(one).answer()
    first = tools.Desk(other).record()
    (second,) = one.record([late])
    assert (first.counts, second.counts) == (True, False)
    assert second.id > first.id
    assert one.memory(FACT) == other.memory(FACT)


def test_taking_turns_each_builds_on_the_other(two: Any, tools: Any) -> None:
    reviews = [tools.Desk(two[step % 2]).record(question_id=f"q{step}") for step in range(6)]
    assert all(review.counts for review in reviews)
    assert [review.id for review in reviews] == sorted(review.id for review in reviews)
    assert two[0].memory(FACT).reviews == 6


def test_a_reset_elsewhere_is_seen(two: Any, tools: Any) -> None:
    one, other = two
    tools.Desk(one).record()
    other.note(EventKind.RESET, FACT, {}, tools.NOW, tools.DAY)
    assert one.memory(FACT) is None


def test_what_a_note_does_not_touch_stays_known(path: Path, opened: Opened, tools: Any) -> None:
    store = opened(path)
    tools.Desk(store).record()
    known = store.memories(["bio"])[FACT]
    store.note(EventKind.FLAGGED, FACT, {"reason": "odd"}, tools.NOW, tools.DAY)
    assert store.memory(FACT) is known
    later = store.note(EventKind.RESET, FACT, {}, tools.NOW, tools.DAY)
    assert store.memory(FACT) is None
    assert store.new_id(tools.NOW) > later.id


def test_what_is_undone_is_forgotten(path: Path, opened: Opened, tools: Any) -> None:
    store = opened(path)
    before = tools.Desk(store).record() and store.memory(FACT)
    tools.Desk(store).record(question_id="q2")
    store.undo("q2", tools.NOW, tools.DAY)
    assert store.memory(FACT) == before


def test_what_could_not_be_committed_is_not_known(path: Path, opened: Opened, tools: Any) -> None:
    store = opened(path)
    store.memories(["bio"])
    store._db.execute("CREATE TABLE a (x PRIMARY KEY)")
    store._db.execute("CREATE TABLE b (x REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED)")
    store._db.execute("CREATE TRIGGER t AFTER INSERT ON memory BEGIN INSERT INTO b VALUES (1); END")
    with pytest.raises(DataError):
        tools.Desk(store).record()
    assert store.memory(FACT) is None
    store._db.execute("DROP TRIGGER t")
    assert tools.Desk(store).record().counts


def test_what_was_read_is_not_read_again(path: Path, opened: Opened, tools: Any) -> None:
    store = opened(path)
    tools.Desk(store).record()
    known = store.memories(["bio"])[FACT]
    assert store.memory(FACT) is known
    answer = tools.Desk(store).answer(question_id="q2")
    store.record([answer])
    assert store.memory(FACT) is answer.after
