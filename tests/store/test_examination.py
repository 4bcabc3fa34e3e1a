"""What is wrong with a log is told, and put right from what the log says."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import DataError
from quiz.review import EventKind
from quiz.store.backups import backups_of
from quiz.store.examination import Kind, examine
from quiz.store.mending import bring_back, make_anew
from quiz.store.salvage import salvaged
from quiz.store.sqlite import SqliteStore, open_store

Opened = Callable[..., SqliteStore]


@pytest.fixture
def store(path: Path, opened: Opened, tools: Any) -> SqliteStore:
    """A log with a bit of everything that is derived."""
    store = opened(path)
    desk = tools.Desk(store)
    for index in range(30):
        desk.record(
            f"bio/{index % 9}", question_id=f"q{index}", options=f'{{"options":["{"x" * 400}"]}}'
        )
    desk.note(EventKind.FLAGGED, "bio/1", reason="why")
    desk.note(EventKind.SESSION_STARTED, "s1", mode="study")
    desk.note(EventKind.SESSION_ENDED, "s1")
    desk.move("bio/2", "bio/two")
    return store


@pytest.fixture
def found(path: Path, tools: Any) -> Callable[[], list[tuple[Kind, str]]]:
    def looked() -> list[tuple[Kind, str]]:
        return [(one.kind, one.says) for one in examine(path, tools.fold, tools.NOW, tools.DAY)]

    return looked


@pytest.fixture
def open_log(tools: Any) -> Callable[[Path], SqliteStore]:
    def opening(path: Path) -> SqliteStore:
        return open_store(path, tools.fold, tools.NOW, random.Random(5).getrandbits)

    return opening


@pytest.fixture(params=[500, 2, 1])
def page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows are compared at a time, so that some are ahead of others."""
    monkeypatch.setattr("quiz.store.tables.PAGE", request.param)
    return request.param


class TestExamining:
    def test_a_sound_log_has_nothing(self, store: SqliteStore, found: Any) -> None:
        assert found() == []
        store.close()
        assert found() == []

    @pytest.mark.usefixtures("page")
    @pytest.mark.parametrize(
        ("spoil", "fact"),
        [
            ("UPDATE memory SET stability = stability * 1.001 WHERE fact = 'bio/3'", "bio/3"),
            ("UPDATE memory SET due_at = due_at + 1 WHERE fact = 'bio/3'", "bio/3"),
            ("DELETE FROM memory WHERE fact = 'bio/4'", "bio/4"),
            ("DELETE FROM first_answer WHERE fact = 'bio/5'", "bio/5"),
            ("INSERT INTO standing VALUES ('bio/6', 'suspended', '')", "bio/6"),
            ("DELETE FROM move", "bio/two"),
        ],
    )
    def test_what_is_derived_wrongly(
        self, path: Path, store: SqliteStore, found: Any, spoil: str, fact: str
    ) -> None:
        store._db.execute(spoil)
        ((kind, says),) = found()
        assert kind is Kind.DERIVED
        assert says.endswith(f"facts whose figures are wrong: 1, such as {fact}.")
        store.rebuild()
        assert found() == []

    @pytest.mark.usefixtures("page")
    def test_all_that_is_derived_wrongly_is_counted(self, store: SqliteStore, found: Any) -> None:
        store._db.execute("DELETE FROM memory WHERE fact < 'bio/3'")
        store._db.execute("DELETE FROM first_answer WHERE fact = 'bio/8'")
        store._db.execute("UPDATE memory SET step = step + 1 WHERE fact IN ('bio/5', 'bio/two')")
        store._db.execute("UPDATE memory SET fact = 'bio/70' WHERE fact = 'bio/7'")
        ((_, says),) = found()
        assert says.endswith("facts whose figures are wrong: 7, such as bio/0.")

    @pytest.mark.usefixtures("page")
    @pytest.mark.parametrize(
        "spoil",
        [
            "UPDATE daily_sum SET hits = hits + 1 WHERE kind = 'new'",
            "DELETE FROM daily_sum WHERE kind = 'new'",
            "INSERT INTO daily_sum VALUES ('2026-03-02', 'sure', 'bio', 1, 1, 0, 0)",
        ],
    )
    def test_sums_of_days_that_are_wrong(self, store: SqliteStore, found: Any, spoil: str) -> None:
        store._db.execute(spoil)
        ((kind, says),) = found()
        assert kind is Kind.DERIVED
        assert says.endswith("days that are wrong: 1, such as 2026-03-02.")
        store.rebuild()
        assert found() == []

    def test_what_is_yet_to_be_derived_is_not_told(
        self, path: Path, store: SqliteStore, found: Any, open_log: Any
    ) -> None:
        store._db.execute("DELETE FROM memory")
        store._db.execute("INSERT INTO underived VALUES (3)")
        assert found() == []
        store.close()
        with closing(open_log(path)) as again:
            assert again.memories()
        assert found() == []

    def test_the_last_digits_of_a_power_are_not_told(self, store: SqliteStore, found: Any) -> None:
        store._db.execute("UPDATE memory SET stability = stability * (1 + 1e-13)")
        assert found() == []

    def test_a_damaged_file(self, path: Path, store: SqliteStore, found: Any) -> None:
        store.close()
        content = bytearray(path.read_bytes())
        content[4096 * 3 : 4096 * 3 + 8] = b"\xff" * 8
        path.write_bytes(content)
        ((kind, says),) = found()
        assert kind is Kind.DAMAGED
        assert says.startswith(f"{path} is damaged: ")
        path.write_bytes(b"no log at all " * 99)
        ((kind, says),) = found()
        assert (kind, "is not a database" in says) == (Kind.DAMAGED, True)

    @pytest.mark.parametrize(
        ("mark", "says"), [("application_id", "another program"), ("user_version", "newer version")]
    )
    def test_a_file_that_is_not_ours(
        self, path: Path, store: SqliteStore, found: Any, mark: str, says: str
    ) -> None:
        store.close()
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA {mark} = 77")
        ((kind, told),) = found()
        assert (kind, says in told) == (Kind.UNUSABLE, True)

    def test_a_row_that_cannot_be_read(self, store: SqliteStore, found: Any) -> None:
        store._db.execute(
            "INSERT INTO event SELECT id || 'x', machine, at, study_day, 'dreamt', target, payload "
            "FROM event LIMIT 1"
        )
        ((kind, says),) = found()
        assert (kind, "this version of quiz cannot read" in says) == (Kind.UNREADABLE, True)

    def test_damage_that_shows_only_in_reading(
        self, path: Path, store: SqliteStore, found: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("quiz.store.examination.unsound", lambda db: [])
        store.close()
        content = bytearray(path.read_bytes())
        content[8192:] = b"\xa5" * (len(content) - 8192)
        path.write_bytes(content)
        assert [kind for kind, _ in found()] == [Kind.DAMAGED]

    def test_sessions_that_nobody_can_end(self, path: Path, store: SqliteStore, tools: Any) -> None:
        desk = tools.Desk(store)
        later = tools.DAY + timedelta(days=400)
        desk.note(EventKind.SESSION_STARTED, "ahead", later, mode="study")
        desk.note(EventKind.SESSION_STARTED, "ended", later, mode="study")
        desk.note(EventKind.SESSION_ENDED, "ended")
        desk.note(EventKind.SESSION_STARTED, "open", mode="study")
        desk.note(EventKind.SESSION_STARTED, "exam", mode="exam", seed=1)
        found = examine(path, tools.fold, tools.NOW, tools.DAY)
        assert [(one.kind, one.ids) for one in found] == [
            (Kind.STUCK, ("ahead",)),
            (Kind.STUCK, ("exam",)),
        ]

    def test_answers_from_the_future(self, store: SqliteStore, tools: Any, found: Any) -> None:
        tools.Desk(store).record("bio/new", at=tools.NOW_MS + tools.DAY_MS)
        assert found() == []
        tools.Desk(store).record("bio/new", at=tools.NOW_MS + 400 * tools.DAY_MS)
        ((kind, says),) = found()
        assert (kind, "longer than they should be: 1." in says) == (Kind.AHEAD, True)
        assert bring_back(store, tools.NOW) == 1
        assert found() == []
        memory = store.memory("bio/new")
        assert memory is not None
        assert (memory.reviews, memory.due_at) == (2, tools.NOW_MS + 3 * tools.DAY_MS)


class TestMending:
    def damage(self, path: Path, pages: slice = slice(2, None)) -> bytes:
        content = bytearray(path.read_bytes())
        every = range(0, len(content), 4096)
        for start in every[pages]:
            content[start : start + 4096] = b"\xa5" * 4096
        path.write_bytes(content)
        return bytes(content)

    def test_what_can_be_read_makes_a_new_log(
        self, path: Path, store: SqliteStore, open_log: Any, tools: Any, found: Any
    ) -> None:
        whole, machine = {review.id for review in store.reviews()}, store.machine
        store.close()
        damaged = self.damage(path, slice(5, 7))
        left = salvaged(path)
        assert 0 < len(left.reviews) <= len(whole)
        mended = make_anew(path, open_log, tools.NOW)
        assert mended.kept is not None
        assert mended.kept.read_bytes() == damaged
        assert (mended.answers, mended.from_backup) == (len(left.reviews), 0)
        assert found() == []
        with closing(open_log(path)) as again:
            assert {review.id for review in again.reviews()} == left.reviews.keys()
            assert again.machine == machine

    def test_what_is_lost_comes_back_from_the_last_backup(
        self, path: Path, store: SqliteStore, open_log: Any, tools: Any, found: Any
    ) -> None:
        store.back_up_daily(tools.DAY - timedelta(days=1))
        before = tools.snapshot(store)
        store.close()
        (path.parent / "backups" / "odd.sqlite3").write_text("no log")
        self.damage(path)
        mended = make_anew(path, open_log, tools.NOW)
        assert mended.answers == 30
        assert mended.from_backup > 0
        assert mended.backup == backups_of(path)[1]
        assert found() == []
        with closing(open_log(path)) as again:
            assert tools.snapshot(again) == before

    def test_a_log_overwritten_whole_is_that_of_the_backup(
        self, path: Path, store: SqliteStore, open_log: Any, tools: Any
    ) -> None:
        store.back_up_daily(tools.DAY)
        machine = store.machine
        store.close()
        path.write_text("nothing is left " * 99)
        mended = make_anew(path, open_log, tools.NOW)
        assert (mended.answers, mended.from_backup) == (30, 30)
        with closing(open_log(path)) as again:
            assert again.machine == machine

    def test_where_nothing_is_left_nothing_is_changed(
        self, path: Path, open_log: Any, tools: Any
    ) -> None:
        path.parent.mkdir()
        path.write_text("nothing was ever here " * 99)
        before = path.read_bytes()
        with pytest.raises(DataError, match=r"Nothing can be read of .*and there is no backup"):
            make_anew(path, open_log, tools.NOW)
        assert (path.read_bytes(), list(path.parent.iterdir())) == (before, [path])
