"""Copies of the log: made whole, thinned out, and put back without losing anything."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import DataError
from quiz.review import EventKind
from quiz.store import backups, copying
from quiz.store.backups import back_up, backups_of, folder_of, thin_out, unwanted
from quiz.store.connection import open_file
from quiz.store.copying import inspected
from quiz.store.failures import UnusableLog
from quiz.store.migrations import MIGRATIONS
from quiz.store.restoring import WouldLose, restore
from quiz.store.sqlite import SqliteStore

Opened = Callable[..., SqliteStore]
DATA = Path(__file__).with_name("data")


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "copy ?#%.sqlite3"


@pytest.fixture
def filled(path: Path, opened: Opened, tools: Any) -> SqliteStore:
    """A log with some answers, which stays open as that of a window would."""
    store = opened(path)
    desk = tools.Desk(store)
    for index in range(5):
        desk.record(f"bio/{index}", question_id=f"q{index}")
    desk.note(EventKind.FLAGGED, "bio/1", reason="why")
    return store


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestCopying:
    def test_a_copy_holds_what_the_open_log_holds(
        self, path: Path, filled: SqliteStore, backup: Path, opened: Opened, tools: Any
    ) -> None:
        contents = back_up(path, backup, tools.NOW)
        assert (contents.version, contents.answers, contents.events) == (len(MIGRATIONS), 5, 1)
        assert contents.newest_ms == tools.NOW_MS
        before = backup.read_bytes()
        assert inspected(backup) == contents
        assert (files_in(backup.parent), backup.read_bytes()) == ([backup.name], before)
        assert tools.snapshot(opened(backup)) == tools.snapshot(filled)

    @pytest.mark.skipif(os.name != "posix", reason="rights on Windows come from the folder above")
    def test_nobody_else_may_read_it(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        umask = os.umask(0)
        try:
            back_up(path, backup, tools.NOW)
        finally:
            os.umask(umask)
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700

    def test_an_earlier_backup_of_the_same_log_is_replaced(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        back_up(path, backup, tools.NOW)
        tools.Desk(filled).record("bio/new")
        assert back_up(path, backup, tools.NOW).answers == 6

    def test_nothing_else_is_overwritten(
        self, path: Path, filled: SqliteStore, tmp_path: Path, opened: Opened, tools: Any
    ) -> None:
        note, folder, richer = (tmp_path / name for name in ("note", "folder", "richer"))
        note.write_text("dear diary " * 99)
        folder.mkdir()
        back_up(path, richer, tools.NOW)
        with closing(opened(richer, 2)) as other:
            tools.Desk(other).record("bio/theirs")
        before = [file.read_bytes() for file in (note, richer)]
        for target in (note, folder, richer):
            with pytest.raises(DataError, match="is there already and is no backup of this log"):
                back_up(path, target, tools.NOW)
        assert [file.read_bytes() for file in (note, richer)] == before
        with pytest.raises(DataError, match="is the log itself"):
            back_up(path, path, tools.NOW)

    def test_where_none_can_be_written_the_log_is_as_it_was(
        self, path: Path, filled: SqliteStore, tmp_path: Path, tools: Any
    ) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(DataError, match=r"No copy of the log .*The log is as it was\. Free"):
            back_up(path, tmp_path / "file" / "copy", tools.NOW)
        assert tools.Desk(filled).record("bio/new").counts

    def test_a_copy_that_fails_half_way_leaves_the_earlier_one(
        self,
        path: Path,
        filled: SqliteStore,
        backup: Path,
        tools: Any,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        back_up(path, backup, tools.NOW)
        before = backup.read_bytes()
        tools.Desk(filled).record("bio/new")

        def full(path: Path) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(copying, "sync", full)
        with pytest.raises(DataError, match="No space left on device"):
            back_up(path, backup, tools.NOW)
        assert (files_in(backup.parent), backup.read_bytes()) == ([backup.name], before)

    def test_a_log_that_is_damaged_is_named_and_not_copied(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        filled.close()
        backup.parent.mkdir()
        content = bytearray(path.read_bytes())
        half = len(content) // 8192 * 4096
        content[half:] = b"\xa5" * (len(content) - half)
        path.write_bytes(content)
        with pytest.raises(DataError, match="damaged"):
            back_up(path, backup, tools.NOW)
        assert files_in(backup.parent) == []


class TestByThemselves:
    def test_one_a_day(self, path: Path, filled: SqliteStore, tools: Any) -> None:
        for _ in range(2):
            filled.back_up_daily(tools.DAY)
            tools.Desk(filled).record("bio/new")
        filled.back_up_daily(tools.DAY + timedelta(days=1))
        names = ["log-2026-03-02.sqlite3", "log-2026-03-03.sqlite3"]
        assert files_in(folder_of(path)) == names
        assert [file.name for file in backups_of(path)] == names[::-1]
        assert [inspected(file).answers for file in backups_of(path)] == [7, 5]

    def test_what_was_left_half_done_is_neither_copied_nor_waited_for(
        self, path: Path, filled: SqliteStore, tools: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled._db.execute("BEGIN IMMEDIATE")
        filled._db.execute("DELETE FROM memory")
        asked: list[bool] = []

        def copy(db: sqlite3.Connection, *_: object) -> None:
            asked.append(db.in_transaction)

        with monkeypatch.context() as patched:
            patched.setattr("quiz.store.backups.copy_log", copy)
            patched.setattr("quiz.store.backups.thin_out", lambda folder: None)
            filled.back_up_daily(tools.DAY)
        assert asked == [False]
        filled.back_up_daily(tools.DAY)
        (made,) = backups_of(path)
        assert inspected(made).answers == 5
        with closing(sqlite3.connect(made)) as db:
            assert db.execute("SELECT count(*) FROM memory").fetchone() == (5,)

    def test_one_that_is_due_can_be_restored(
        self, path: Path, filled: SqliteStore, opened: Opened, tools: Any
    ) -> None:
        filled.back_up_daily(tools.DAY)
        before = tools.snapshot(filled)
        tools.Desk(filled).record("bio/new")
        (made,) = backups_of(path)
        restored = restore(made, path, tools.NOW, even_if_newer=True)
        assert tools.snapshot(filled) == before
        assert restored.kept is not None
        assert inspected(restored.kept).answers == 6

    def test_one_before_each_change_of_format(self, path: Path, tools: Any) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db:
            db.executescript((DATA / "version_1.sql").read_text(encoding="utf-8"))
        open_file(path, tools.NOW).close()
        (made,) = backups_of(path)
        assert made.name == "log-2026-03-02-before-version-2.sqlite3"
        assert inspected(made).version == 1
        assert inspected(path).version == len(MIGRATIONS)

    def test_no_change_of_format_without_one(self, path: Path, tools: Any) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db:
            db.executescript((DATA / "version_1.sql").read_text(encoding="utf-8"))
        (path.parent / "backups").touch()
        with pytest.raises(DataError, match="was not brought up to date, since no backup could"):
            open_file(path, tools.NOW)
        assert inspected(path).version == 1

    def test_another_process_may_have_changed_the_format_meanwhile(
        self, path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db:
            db.executescript((DATA / "version_1.sql").read_text(encoding="utf-8"))
        copying_it = backups.copy_log
        quicker = iter([True])

        def copied_too_late(*args: Any, **kwargs: Any) -> Any:
            if next(quicker, False):
                open_file(path, tools.NOW).close()
            return copying_it(*args, **kwargs)

        monkeypatch.setattr(backups, "copy_log", copied_too_late)
        open_file(path, tools.NOW).close()
        (made,) = backups_of(path)
        assert inspected(made).version == 1
        assert inspected(path).version == len(MIGRATIONS)

    def test_a_new_log_has_none(self, path: Path, opened: Opened) -> None:
        opened(path)
        assert backups_of(path) == []

    @pytest.mark.parametrize(("gone", "says"), [(False, "is empty"), (True, "is gone")])
    def test_a_log_that_was_lost_is_not_begun_anew(
        self, path: Path, filled: SqliteStore, tools: Any, gone: bool, says: str
    ) -> None:
        filled.back_up_daily(tools.DAY)
        filled.close()
        if gone:
            path.unlink()
        else:
            path.write_bytes(b"")
        with pytest.raises(UnusableLog, match=f"{says}, although there are backups of it"):
            open_file(path, tools.NOW)
        (made,) = backups_of(path)
        assert restore(made, path, tools.NOW, even_if_newer=False).contents.answers == 5


FIRST = date(2026, 1, 1)


def name_of(day: int) -> str:
    return backups.daily_name(FIRST + timedelta(days=day))


class TestThinning:
    def test_a_year_and_a_half_of_study(self) -> None:
        kept: set[str] = set()
        for day in range(550):
            kept.add(name_of(day))
            kept -= unwanted(kept)
        days = sorted((date.fromisoformat(name[4:14]) - FIRST).days for name in kept)
        assert days[-7:] == list(range(543, 550))
        assert len(kept) <= 7 + 4 + 12
        assert days[0] <= 550 - 300

    @given(st.sets(st.integers(0, 1500), max_size=120))
    def test_the_newest_ones_always_stay_and_never_are_there_many(self, days: set[int]) -> None:
        names = {name_of(day) for day in days}
        kept = names - unwanted(names)
        assert len(kept) <= 23
        assert {name_of(day) for day in sorted(days)[-7:]} <= kept
        assert not unwanted(kept)

    def test_what_is_not_of_the_program_stays(self, tmp_path: Path) -> None:
        daily = {name_of(day) for day in range(400)}
        others = {
            "log-2026-01-01T120000Z.sqlite3",
            "log-2026-13-41.sqlite3",
            "mine.sqlite3",
            "log-2026-01-01.sqlite3.txt",
        }
        before = {
            f"log-2026-01-0{number}-before-version-{number}.sqlite3" for number in range(1, 6)
        }
        for name in daily | others | before:
            (tmp_path / name).touch()
        thin_out(tmp_path)
        left = set(files_in(tmp_path))
        assert others <= left
        assert left & before == set(sorted(before)[-3:])
        assert 7 < len(left & daily) <= 23


class TestRestoring:
    def test_what_is_newer_is_not_put_aside_unasked(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        back_up(path, backup, tools.NOW)
        desk = tools.Desk(filled)
        desk.record("bio/new", at=tools.NOW_MS + 7)
        desk.note(EventKind.SUSPENDED, "bio/1")
        before = tools.snapshot(filled)
        with pytest.raises(WouldLose) as refused:
            restore(backup, path, tools.NOW, even_if_newer=False)
        newer = refused.value.newer
        assert newer is not None
        assert (newer.answers, newer.events, newer.newest_ms) == (1, 1, tools.NOW_MS + 7)
        assert tools.snapshot(filled) == before
        assert not [name for name in files_in(path.parent) if "replaced" in name or "draft" in name]

    def test_an_open_window_goes_on_with_what_was_restored(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        back_up(path, backup, tools.NOW)
        machine = filled.machine
        last = tools.Desk(filled).record("bio/new")
        restored = restore(backup, path, tools.NOW, even_if_newer=True)
        assert [review.fact for review in filled.reviews()] == [f"bio/{n}" for n in range(5)]
        again = tools.Desk(filled).record("bio/new")
        assert again.id > last.id
        assert (again.machine, again.counts) == (machine, True)
        filled.rebuild()
        assert restored.kept == path.parent / "log-replaced-2026-03-02T120000Z.sqlite3"
        with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
            db.execute("DELETE FROM review")

    def test_two_in_one_second_keep_both(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        back_up(path, backup, tools.NOW)
        kept = [restore(backup, path, tools.NOW, even_if_newer=False).kept for _ in range(2)]
        assert len({*kept, None}) == 3

    def test_where_there_is_no_log(
        self,
        path: Path,
        filled: SqliteStore,
        backup: Path,
        tmp_path: Path,
        opened: Opened,
        tools: Any,
    ) -> None:
        back_up(path, backup, tools.NOW)
        there = tmp_path / "new" / "log.sqlite3"
        restored = restore(backup, there, tools.NOW, even_if_newer=False)
        assert restored.kept is None
        assert tools.snapshot(opened(there)) == tools.snapshot(filled)
        assert stat.S_IMODE(there.stat().st_mode) == 0o600

    def test_one_of_an_older_version_is_brought_up_to_date_and_left_as_it_is(
        self, path: Path, backup: Path, opened: Opened, tools: Any
    ) -> None:
        backup.parent.mkdir()
        with closing(sqlite3.connect(backup)) as db:
            db.executescript((DATA / "version_1.sql").read_text(encoding="utf-8"))
        before = backup.read_bytes()
        opened(path)
        assert restore(backup, path, tools.NOW, even_if_newer=False).contents.version == len(
            MIGRATIONS
        )
        assert backup.read_bytes() == before
        assert len(list(opened(path).reviews())) == 5

    @pytest.mark.parametrize("spoilt", ["flipped", "cut", "text", "foreign", "newer", "nothing"])
    def test_what_is_no_sound_backup_is_refused(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any, spoilt: str
    ) -> None:
        back_up(path, backup, tools.NOW)
        content = bytearray(backup.read_bytes())
        if spoilt == "flipped":
            content[8192:8200] = b"\xff" * 8
            backup.write_bytes(content)
        elif spoilt == "cut":
            backup.write_bytes(content[: len(content) // 2])
        elif spoilt == "text":
            backup.write_bytes(b"no database at all\n" * 99)
        elif spoilt == "nothing":
            backup.write_bytes(b"")
        else:
            with closing(sqlite3.connect(backup)) as db:
                name, value = ("application_id", 7) if spoilt == "foreign" else ("user_version", 9)
                db.execute(f"PRAGMA {name} = {value}")
        before = tools.snapshot(filled)
        with pytest.raises(UnusableLog, match=r"copy .*(damaged|no log of quiz|newer version)"):
            restore(backup, path, tools.NOW, even_if_newer=True)
        assert tools.snapshot(filled) == before
        assert [name for name in files_in(path.parent) if name.startswith(("log-", ".draft"))] == []

    def test_what_is_no_file_is_refused(self, path: Path, tmp_path: Path, tools: Any) -> None:
        for place in (tmp_path / "nowhere", tmp_path, Path(os.devnull)):
            with pytest.raises(DataError, match="There is no file"):
                restore(place, path, tools.NOW, even_if_newer=True)

    def test_the_log_itself_is_no_backup(self, path: Path, filled: SqliteStore, tools: Any) -> None:
        with pytest.raises(DataError, match="is the log itself"):
            restore(path, path, tools.NOW, even_if_newer=True)

    def test_a_copy_made_with_other_means_is_read_with_its_side_files(
        self, path: Path, filled: SqliteStore, backup: Path, tools: Any
    ) -> None:
        backup.parent.mkdir()
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{backup}{ending}")
        assert inspected(backup).answers == 5

    @pytest.mark.parametrize("deep", [False, True])
    def test_a_damaged_log_is_moved_aside_whole_and_only_when_asked(
        self, path: Path, filled: SqliteStore, backup: Path, opened: Opened, tools: Any, deep: bool
    ) -> None:
        back_up(path, backup, tools.NOW)
        before = tools.snapshot(filled)
        filled.close()
        content = bytearray(path.read_bytes())
        start = 8192 if deep else 0
        content[start:] = b"\xa5" * (len(content) - start)
        path.write_bytes(content)
        with pytest.raises(WouldLose) as refused:
            restore(backup, path, tools.NOW, even_if_newer=False)
        assert refused.value.newer is None
        assert path.read_bytes() == content
        restored = restore(backup, path, tools.NOW, even_if_newer=True)
        assert restored.kept is not None
        assert restored.kept.read_bytes() == content
        assert tools.snapshot(opened(path)) == before

    def test_a_log_that_another_program_holds_is_not_moved(
        self,
        path: Path,
        filled: SqliteStore,
        backup: Path,
        tools: Any,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        back_up(path, backup, tools.NOW)
        monkeypatch.setattr("quiz.store.connection.BUSY_TIMEOUT_S", 0.01)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DataError, match="held by another program"):
                restore(backup, path, tools.NOW, even_if_newer=True)
        assert not [name for name in files_in(path.parent) if name.startswith("log-")]

    def test_a_folder_that_cannot_be_written_to(
        self, path: Path, filled: SqliteStore, backup: Path, tmp_path: Path, tools: Any
    ) -> None:
        back_up(path, backup, tools.NOW)
        (tmp_path / "file").touch()
        with pytest.raises(DataError, match=r"cannot be replaced.*It is as it was"):
            restore(backup, tmp_path / "file" / "log.sqlite3", tools.NOW, even_if_newer=True)
