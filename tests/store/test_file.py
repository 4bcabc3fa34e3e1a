"""The file itself: whose it is, its rights and settings, and what is said when it fails."""

from __future__ import annotations

import gc
import os
import random
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import DataError
from quiz.review import EventKind, Memory, Rating, Review
from quiz.store import connection
from quiz.store.connection import open_file
from quiz.store.firsts import Past
from quiz.store.in_memory import MemoryStore
from quiz.store.migrations import MIGRATIONS, version_of
from quiz.store.sqlite import SqliteStore, open_store
from quiz.study.ports import Store

DATA = Path(__file__).with_name("data")

Opened = Callable[..., SqliteStore]


@pytest.fixture
def db(path: Path, opened: Opened) -> Iterator[sqlite3.Connection]:
    """A second, plain look at the file of an open store."""
    opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connected:
        yield connected


def fail_to_open(path: Path, tools: Any, words: str, **options: Any) -> None:
    with pytest.raises(DataError, match=words):
        open_store(path, tools.fold, tools.NOW, random.Random(1).getrandbits, **options)


class TestMaking:
    def test_what_is_written_is_there_the_next_time(
        self, path: Path, opened: Opened, tools: Any
    ) -> None:
        store = opened(path)
        review = tools.Desk(store).record()
        before, machine = tools.snapshot(store), store.machine
        store.close()
        again = opened(path, seed=2)
        assert tools.snapshot(again) == before
        assert again.machine == machine
        assert again.new_id(tools.NOW) > review.id

    @pytest.mark.skipif(os.name != "posix", reason="rights on Windows come from the folder above")
    def test_nobody_else_may_read_it(self, tmp_path: Path, opened: Opened, tools: Any) -> None:
        umask = os.umask(0)
        try:
            path = tmp_path / "a" / "b" / "log.sqlite3"
            tools.Desk(opened(path)).record()
        finally:
            os.umask(umask)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        made = sorted(path.parent.iterdir())
        assert len(made) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}

    def test_an_empty_file_is_a_new_log(self, path: Path, opened: Opened) -> None:
        path.parent.mkdir()
        path.touch()
        assert opened(path).memories() == {}

    def test_where_none_is_to_be_made_it_must_be_there(self, path: Path, tools: Any) -> None:
        fail_to_open(path, tools, "There is no log at .*Answer a first question", create=False)
        assert not path.parent.exists()

    def test_one_that_is_there_is_opened(self, path: Path, opened: Opened) -> None:
        opened(path).close()
        assert opened(path, create=False).memories() == {}

    def test_the_settings_are_the_safe_ones(self, path: Path, opened: Opened) -> None:
        db = opened(path)._db
        for name, value in (
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("busy_timeout", 5000),
            ("application_id", 0x7175697A),
            ("user_version", len(MIGRATIONS)),
        ):
            assert db.execute(f"PRAGMA {name}").fetchone() == (value,), name

    def test_all_tables_are_strict(self, db: sqlite3.Connection) -> None:
        tables = db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
        ours = {name: strict for name, strict in tables if not name.startswith("sqlite_")}
        assert set(ours.values()) == {1}
        assert {"review", "event", "answer", "memory", "first_answer", "standing"} <= set(ours)

    @pytest.mark.parametrize(("table", "kind"), [("review", Review), ("memory", Memory)])
    def test_columns_stand_as_in_the_values(
        self, db: sqlite3.Connection, table: str, kind: type
    ) -> None:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        wanted = [field.name for field in fields(kind)]
        if table == "memory":
            wanted = ["fact", *wanted, "last_review", *Past._fields]
        assert columns == wanted

    def test_both_stores_are_what_study_needs(self) -> None:
        wanted = {name for name in vars(Store) if not name.startswith("_")}
        for kind in (SqliteStore, MemoryStore):
            assert wanted <= set(dir(kind))


class TestNotOurs:
    def test_no_database(self, path: Path, tools: Any) -> None:
        path.parent.mkdir()
        path.write_text("a plain text that is longer than a header of SQLite, all in all\n" * 9)
        fail_to_open(path, tools, "log.sqlite3 is not a database. quiz doctor --mend saves")

    def test_another_programs(self, path: Path, tools: Any) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE theirs (x)")
        before = path.read_bytes()
        fail_to_open(path, tools, "database of another program. Move it")
        assert path.read_bytes() == before

    @pytest.mark.parametrize("mark", ["application_id", "user_version"])
    def test_another_programs_empty_one(self, path: Path, tools: Any, mark: str) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA {mark} = 7")
        fail_to_open(path, tools, "another program")

    def test_a_newer_versions(self, path: Path, tools: Any, opened: Opened) -> None:
        opened(path).close()
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 99")
        fail_to_open(path, tools, "newer version of quiz .its format is 99.*Update quiz")

    def test_a_file_in_the_way_of_the_folder(self, tmp_path: Path, tools: Any) -> None:
        (tmp_path / "data").write_text("x")
        fail_to_open(tmp_path / "data" / "log.sqlite3", tools, "cannot be made at")

    def test_a_folder_in_its_place(self, path: Path, tools: Any) -> None:
        path.mkdir(parents=True)
        fail_to_open(path, tools, "cannot be (opened|made)")

    def test_an_old_sqlite(self, path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
        fail_to_open(path, tools, "3.37 or newer. Install a newer Python")


class TestGuards:
    @pytest.mark.parametrize("table", ["review", "event"])
    @pytest.mark.parametrize("change", ["UPDATE {} SET machine = 'x'", "DELETE FROM {}"])
    def test_the_log_is_only_added_to(
        self, path: Path, opened: Opened, tools: Any, table: str, change: str
    ) -> None:
        desk = tools.Desk(opened(path))
        desk.record()
        desk.note(EventKind.SUSPENDED, "bio/a")
        with (
            closing(sqlite3.connect(path)) as db,
            pytest.raises(sqlite3.IntegrityError, match="never changed"),
        ):
            db.execute(change.format(table))

    def test_an_answer_of_an_unknown_mode_is_named(
        self, path: Path, opened: Opened, tools: Any
    ) -> None:
        store = opened(path)
        tools.Desk(store).record()
        names = ", ".join(field.name for field in fields(Review))
        values = names.replace("id,", "'x',", 1).replace("mode", "'dream'")
        store._db.execute(f"INSERT INTO review SELECT {values} FROM review")
        with pytest.raises(DataError, match=r"an answer that this version .*\(id x\). Update"):
            list(store.reviews())

    def test_an_event_of_an_unknown_kind_is_named(
        self, path: Path, opened: Opened, tools: Any
    ) -> None:
        store = opened(path)
        tools.Desk(store).note(EventKind.SUSPENDED, "bio/a")
        store._db.execute(
            "INSERT INTO event "
            "SELECT 'x', machine, at, study_day, 'dreamt', target, payload FROM event"
        )
        with pytest.raises(DataError, match="an event that this version"):
            list(store.events())

    @pytest.mark.parametrize(
        ("kind", "payload"),
        [("buried", "{}"), ("buried", "[]"), ("rerated", '{"rating":5}'), ("reset", "no json")],
    )
    def test_an_event_that_says_too_little_is_named(
        self, path: Path, opened: Opened, tools: Any, kind: str, payload: str
    ) -> None:
        store = opened(path)
        tools.Desk(store).note(EventKind.SUSPENDED, "bio/a")
        store._db.execute(
            "INSERT INTO event SELECT 'x', machine, at, study_day, ?, target, ? FROM event",
            (kind, payload),
        )
        with pytest.raises(DataError, match="an event that this version"):
            list(store.events())


class TestFailures:
    """Each failure names the file and the next step, and loses nothing that was saved."""

    def fails(self, store: SqliteStore, tools: Any, words: str) -> None:
        before = tools.snapshot(store)
        answer = tools.Desk(store).answer("bio/new", options="x" * 50_000)
        with pytest.raises(DataError, match=words) as failure:
            store.record([answer])
        assert str(store._path) in str(failure.value)
        assert isinstance(failure.value.__cause__, sqlite3.Error)
        assert tools.snapshot(store) == before
        assert not store._db.in_transaction

    def test_a_full_disk(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        tools.Desk(store).record()
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        self.fails(store, tools, "The disk is full.*saved before is safe. Free some space")
        store._db.execute("PRAGMA max_page_count = 1000000")
        assert tools.Desk(store).record("bio/new").counts

    def test_a_read_only_file(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        tools.Desk(store).record()
        store._db.execute("PRAGMA query_only = ON")
        self.fails(store, tools, "cannot be written to. Allow writing")

    def test_one_that_another_program_holds(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        store._db.execute("PRAGMA busy_timeout = 10")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            self.fails(store, tools, "held by another program.*Close other windows")
            other.execute("ROLLBACK")
        assert tools.Desk(store).record().counts
        assert store._db.execute("PRAGMA busy_timeout").fetchone() == (10,)

    def test_a_damaged_one(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        desk = tools.Desk(store)
        for index in range(40):
            desk.record(f"bio/{index}", options="x" * 500)
        store.close()
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xa5" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(DataError, match=r"is damaged\. quiz doctor tells more"):
            list(opened(path).reviews())

    def test_anything_else_is_told_as_it_is(self, path: Path, opened: Opened) -> None:
        store = opened(path)
        store._db.execute("DROP TABLE memory")
        with pytest.raises(DataError, match=r"no such table: memory\. Start quiz again"):
            store.memories()

    def test_a_refusal_leaves_no_transaction_open(
        self, path: Path, opened: Opened, tools: Any
    ) -> None:
        store = opened(path)
        with pytest.raises(ValueError, match="no answer"):
            store.undo("q", tools.NOW, tools.DAY)
        assert not store._db.in_transaction

    def test_a_failing_commit_takes_all_back(self, path: Path, opened: Opened, tools: Any) -> None:
        store = opened(path)
        store._db.execute("CREATE TABLE a (x PRIMARY KEY)")
        store._db.execute("CREATE TABLE b (x REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED)")
        store._db.execute(
            "CREATE TRIGGER t AFTER INSERT ON answer BEGIN INSERT INTO b VALUES (1); END"
        )
        self.fails(store, tools, "FOREIGN KEY constraint failed")


class Stubborn:
    """A connection on which some statement fails as often as it is told to."""

    def __init__(self, db: sqlite3.Connection, begins: str, code: int, times: int) -> None:
        self.db, self.begins, self.code, self.times = db, begins, code, times

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql.startswith(self.begins) and self.times:
            self.times -= 1
            error = sqlite3.OperationalError("failed on purpose")
            error.sqlite_errorcode = self.code
            raise error
        return self.db.execute(sql, *values)


class TestOpeningAtOnce:
    """SQLite does not wait by itself while a file is being switched to its write-ahead log."""

    @pytest.fixture(autouse=True)
    def no_pause(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connection.time, "sleep", lambda seconds: None)

    def test_it_is_tried_again(self) -> None:
        with closing(sqlite3.connect(":memory:")) as db:
            stubborn = Stubborn(db, "PRAGMA journal_mode", sqlite3.SQLITE_BUSY, 3)
            connection._use_wal(stubborn)  # type: ignore[arg-type]
            assert stubborn.times == 0

    @pytest.mark.parametrize(
        ("code", "tries"), [(sqlite3.SQLITE_BUSY, 101), (sqlite3.SQLITE_IOERR, 1)]
    )
    def test_not_for_ever_and_not_for_other_reasons(self, code: int, tries: int) -> None:
        with closing(sqlite3.connect(":memory:")) as db:
            stubborn = Stubborn(db, "PRAGMA journal_mode", code, 1000)
            with pytest.raises(sqlite3.OperationalError, match="on purpose"):
                connection._use_wal(stubborn)  # type: ignore[arg-type]
            assert stubborn.times == 1000 - tries

    def test_the_first_to_open_names_the_machine(
        self, path: Path, opened: Opened, tools: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = opened(path)
        name = SqliteStore._name
        looks = iter([None])
        monkeypatch.setattr(SqliteStore, "_name", lambda store: next(looks, name(store)))
        assert opened(path, seed=2).machine == first.machine

    def test_a_failure_while_naming_lets_go_of_the_file(
        self, path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened_files: list[sqlite3.Connection] = []

        def opening(*arguments: Any, **options: Any) -> sqlite3.Connection:
            opened_files.append(open_file(*arguments, **options))
            opened_files[0].execute("DROP TABLE meta")
            return opened_files[0]

        monkeypatch.setattr("quiz.store.sqlite.open_file", opening)
        fail_to_open(path, tools, "no such table: meta")
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            opened_files[0].execute("SELECT 1")


class TestMigrations:
    def test_the_newest_version_is_recorded(self, db: sqlite3.Connection, tools: Any) -> None:
        assert db.execute("SELECT number, applied_at FROM migration").fetchall() == [
            (number, tools.NOW_MS) for number in range(1, len(MIGRATIONS) + 1)
        ]

    def test_each_is_run_once_and_in_order(self, path: Path, tools: Any) -> None:
        more = (*MIGRATIONS, ["CREATE TABLE two (x TEXT) STRICT"], ["INSERT INTO two VALUES ('a')"])
        for migrations in (MIGRATIONS, more[:-1], more, more):
            with closing(open_file(path, tools.NOW, migrations=migrations)) as db:
                assert version_of(db) == len(migrations)
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("SELECT x FROM two").fetchall() == [("a",)]
            assert db.execute("SELECT count(*) FROM migration").fetchone() == (len(more),)

    def test_one_that_fails_leaves_the_version_before_it(
        self, path: Path, opened: Opened, tools: Any
    ) -> None:
        store = opened(path)
        tools.Desk(store).record()
        before = tools.snapshot(store)
        store.close()
        broken = ["CREATE TABLE two (x TEXT) STRICT", "DROP TABLE memory", "NONSENSE"]
        with pytest.raises(DataError, match="NONSENSE"):
            open_file(path, tools.NOW, migrations=(*MIGRATIONS, broken))
        assert tools.snapshot(opened(path)) == before
        with closing(sqlite3.connect(path)) as db:
            assert version_of(db) == len(MIGRATIONS)
            names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        assert "two" not in names

    def test_another_process_may_have_been_quicker(
        self, path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_file(path, tools.NOW).close()
        versions = iter([len(MIGRATIONS) - 1])
        monkeypatch.setattr(
            "quiz.store.migrations.version_of", lambda db: next(versions, version_of(db))
        )
        with closing(open_file(path, tools.NOW)) as db:
            assert db.execute("SELECT count(*) FROM migration").fetchone() == (len(MIGRATIONS),)

    def test_what_was_broken_off_is_derived_the_next_time(
        self, path: Path, opened: Opened, tools: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as db:
            db.executescript((DATA / "version_2.sql").read_text(encoding="utf-8"))

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr("quiz.store.filling.put", killed)
            with pytest.raises(KeyboardInterrupt):
                opened(path)
        with closing(sqlite3.connect(path)) as db:
            assert version_of(db) == len(MIGRATIONS)
            assert db.execute("SELECT count(*) FROM memory").fetchone() == (0,)
            assert db.execute("SELECT count(*) FROM underived").fetchone() == (1,)
        told: list[tuple[int, int]] = []
        store = opened(path, told=lambda *how: told.append(how))
        assert told == [(0, 6), (6, 6)]
        assert set(store.memories()) == {"bio/ph/urine", "chem/acid"}
        store.close()
        opened(path, told=lambda *how: told.append(how))
        assert told == [(0, 6), (6, 6)]

    @pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
    def test_a_log_of_every_version_is_read(
        self, path: Path, opened: Opened, tools: Any, version: int
    ) -> None:
        path.parent.mkdir()
        written = DATA / f"version_{version}.sql"
        with closing(sqlite3.connect(path)) as db:
            db.executescript(written.read_text(encoding="utf-8"))
        store = opened(path)
        kept = tools.snapshot(store)
        assert len(kept["reviews"]) == 5
        assert kept["reviews"][0].rating is Rating.HARD
        assert set(kept["memories"]) == {"bio/ph/urine", "chem/acid"}
        assert kept["standing"].flagged == {"chem/acid": "naïve"}
        assert store.machine == "1c80317fa3b1799d"
        assert store.answer_text("digest of bio/ph/blood") == "answer to bio/ph/blood"
        store.rebuild()
        assert tools.snapshot(store) == kept


def test_sums_are_the_same_however_often_they_are_written(
    path: Path, opened: Opened, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(path)
    desk = tools.Desk(store)
    for number in range(12):
        desk.record(f"bio/t/f{number % 2}/s{number % 3}", question_id=f"q{number}")
    sums = store._db.execute("SELECT * FROM daily_sum").fetchall()
    monkeypatch.setattr("quiz.store.filling._HELD", 5)
    monkeypatch.setattr("quiz.store.tables.PAGE", 2)
    store.rebuild()
    assert store._db.execute("SELECT * FROM daily_sum").fetchall() == sums
    assert len(sums) == 5


@pytest.mark.parametrize("collecting", [True, False])
def test_no_garbage_is_looked_for_while_all_is_derived_anew(
    path: Path, opened: Opened, tools: Any, collecting: bool
) -> None:
    store = opened(path)
    tools.Desk(store).record()
    meanwhile: list[bool] = []

    class Looking:
        def trace(self, revision: int) -> object:
            meanwhile.append(gc.isenabled())
            if len(meanwhile) > 1:
                raise ValueError("that is enough")
            return tools.fold.trace(revision)

    store._replay = Looking()
    if not collecting:
        gc.disable()
    try:
        store.rebuild()
        after = gc.isenabled()
        with pytest.raises(ValueError, match="enough"):
            store.rebuild()
        assert (meanwhile, after, gc.isenabled()) == ([False, False], collecting, collecting)
    finally:
        gc.enable()


def test_how_far_it_has_come_is_told_until_it_is_over(
    path: Path, opened: Opened, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.store.tables.PAGE", 2)
    told: list[tuple[int, int]] = []
    store = opened(path, told=lambda passed, of: told.append((passed, of)))
    for number in range(5):
        tools.Desk(store).record(question_id=f"q{number}")
    assert told == []
    store.rebuild()
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
    told.clear()
    monkeypatch.setattr("quiz.store.filling.put", 1 / 1)
    with pytest.raises(TypeError):
        store.rebuild()
    assert told[-1] == (5, 5), "nothing is left standing where it was told"


def test_what_follows_from_other_parameters_is_left_to_whoever_opens_the_log_next(
    path: Path, opened: Opened, tools: Any
) -> None:
    store = opened(path)
    tools.Desk(store).record()
    for _ in range(2):
        tools.Desk(store).note(EventKind.PARAMETERS_TAKEN, "", parameters=[])
    assert store.is_underived()
    told: list[tuple[int, int]] = []
    again = opened(path, told=lambda passed, of: told.append((passed, of)))
    assert told == [(0, 1), (1, 1)]
    assert not again.is_underived()
    assert not store.is_underived()
