"""What is left of a damaged log is found, wherever it lies, and nothing else is."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.review import EventKind
from quiz.store import salvage
from quiz.store.salvage import Salvaged, salvaged
from quiz.store.sqlite import SqliteStore

Opened = Callable[..., SqliteStore]
ANSWERS = 120


def fill(store: SqliteStore, tools: Any, answers: int = ANSWERS) -> None:
    """Rows short and long, with figures of all sizes."""
    desk = tools.Desk(store)
    for index in range(answers):
        desk.record(
            f"bio/{index % 40}",
            question_id=f"q{index}",
            at=tools.NOW_MS + index**4,
            options=f'{{"options":["{"ö" * (index * 97 % 6000)}"]}}',
            interval_days=float(index) if index % 2 else index / 7,
            duration_ms=[0, 1, 200, 70_000, 9_000_000][index % 5],
        )
        if index % 9 == 0:
            desk.note(EventKind.FLAGGED, f"bio/{index}", reason="why " * (index * 31 % 2000))


def of_log(store: SqliteStore) -> Salvaged:
    rows = list(store.rows())
    reviews = {row.id: row for row in rows if not hasattr(row, "kind")}
    events = {row.id: row for row in rows if hasattr(row, "kind")}
    answers = {one.answer_digest: store.answer_text(one.answer_digest) for one in reviews.values()}
    return Salvaged(reviews, events, answers, store.machine)


def same(found: Salvaged, whole: Salvaged) -> None:
    assert found.reviews == whole.reviews
    assert found.events == whole.events
    assert found.used_answers() == whole.answers
    assert found.machine == whole.machine


class TestOfSoundFiles:
    def test_all_is_found_in_the_file(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        fill(store, tools)
        whole = of_log(store)
        store.close()
        same(salvaged(path), whole)

    def test_all_is_found_in_its_side_file(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        store._db.execute("PRAGMA wal_autocheckpoint = 60")
        fill(store, tools)
        assert Path(f"{path}-wal").stat().st_size
        same(salvaged(path), of_log(store))

    def test_what_was_not_committed_is_not_found(
        self, path: Path, opened: Opened, tools: Any
    ) -> None:
        store = opened(path)
        fill(store, tools, 3)
        whole = of_log(store)
        side, before = Path(f"{path}-wal"), Path(f"{path}-wal").stat().st_size
        store._db.execute("PRAGMA cache_size = 1")  # what changes goes to the side file at once
        store._db.execute("BEGIN IMMEDIATE")
        for index in range(60):
            store._append(tools.Desk(store).answer(f"bio/new{index}"))
        assert side.stat().st_size > before
        same(salvaged(path), whole)
        store._db.execute("ROLLBACK")

    @pytest.mark.parametrize("size", [512, 1024, 8192, 65536])
    def test_pages_of_every_size(
        self, path: Path, tmp_path: Path, opened: Opened, tools: Any, size: int
    ) -> None:
        store = opened(path)
        fill(store, tools, 40)
        other = tmp_path / "other"
        with closing(sqlite3.connect(other, isolation_level=None)) as db:
            db.execute(f"PRAGMA page_size = {size}")
            store._db.backup(db)
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute(f"PRAGMA page_size = {size}")
            db.execute("VACUUM")
        assert int.from_bytes(other.read_bytes()[16:18]) in (size, size >> 16)
        same(salvaged(other), of_log(store))


class TestOfDamagedFiles:
    @pytest.fixture
    def content(self, path: Path, opened: Opened, tools: Any) -> tuple[bytes, Salvaged]:
        store = opened(path)
        fill(store, tools)
        whole = of_log(store)
        store.close()
        return path.read_bytes(), whole

    def test_a_page_takes_only_its_own_rows_along(
        self, path: Path, content: tuple[bytes, Salvaged]
    ) -> None:
        intact, whole = content
        pages = len(intact) // 4096
        fewest = ANSWERS
        for page in range(pages):
            damaged = bytearray(intact)
            damaged[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
            path.write_bytes(damaged)
            found = salvaged(path)
            assert found.reviews.items() <= whole.reviews.items()
            assert found.events.items() <= whole.events.items()
            fewest = min(fewest, len(found.reviews))
        assert ANSWERS - 12 <= fewest < ANSWERS

    def test_a_file_cut_short(self, path: Path, content: tuple[bytes, Salvaged]) -> None:
        intact, whole = content
        last = 0
        for part in range(11):
            path.write_bytes(intact[: len(intact) * part // 10])
            found = salvaged(path)
            assert found.reviews.items() <= whole.reviews.items()
            assert len(found.reviews) >= last
            last = len(found.reviews)
        assert last == ANSWERS

    def test_bytes_flipped_anywhere(self, path: Path, content: tuple[bytes, Salvaged]) -> None:
        intact, whole = content
        rng = random.Random(4)
        for _ in range(60):
            damaged = bytearray(intact)
            for _ in range(rng.randint(1, 40)):
                damaged[rng.randrange(len(damaged))] = rng.randrange(256)
            path.write_bytes(damaged)
            found = salvaged(path)
            assert len(found.reviews.keys() & whole.reviews.keys()) > ANSWERS // 2

    def test_a_chain_that_leads_nowhere_or_back_to_itself(
        self, path: Path, content: tuple[bytes, Salvaged]
    ) -> None:
        intact, _ = content
        for link in (b"\x00\x00\x00\x01", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"):
            damaged = bytearray(intact)
            for page in range(1, len(intact) // 4096):
                damaged[page * 4096 : page * 4096 + 4] = (
                    link if damaged[page * 4096] == 0 else damaged[page * 4096 : page * 4096 + 4]
                )
            path.write_bytes(damaged)
            assert len(salvaged(path).reviews) > 10


@given(st.binary(max_size=3000), st.binary(max_size=3000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_bytes_are_looked_through(tmp_path: Path, content: bytes, wal: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)
    Path(f"{path}-wal").write_bytes(wal)
    found = salvaged(path)
    assert not found.reviews
    assert not found.events


@given(st.binary(max_size=300))
def test_any_bytes_are_a_record_or_are_refused(record: bytes) -> None:
    with suppress(*salvage._UNREADABLE):
        assert all(isinstance(value, salvage.Value) for value in salvage._values(record))


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere cannot be read"):
        salvaged(tmp_path / "nowhere")
