"""A log that somebody else wrote, or a person by hand: told of, refused or mended, never believed.

The tables are whole and every value is of its kind; what it says is what no answer can.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz.cli import main
from tests.hostile.harm import NASTY, of_lines

DEEP = "[" * 900 + "]" * 900
LOG = (
    ("review", "at", 2**63 - 1),
    ("review", "due_at", -(2**63)),
    ("review", "duration_ms", -1),
    ("review", "revision", 0),
    ("review", "study_day", "2026-13-01"),
    ("review", "mode", NASTY[0]),
    ("review", "confidence", "certain"),
    ("review", "confused_with", "1"),
    ("review", "confused_with", "[1]"),
    ("review", "confused_with", "[" * 3000),
    ("review", "options", ""),
    ("review", "response", NASTY[1]),
    ("review", "interval_days", 1e999),
    ("event", "at", 2**63 - 1),
    ("event", "study_day", "0000"),
    ("event", "kind", NASTY[0]),
    ("event", "payload", "null"),
    ("event", "payload", "[" * 3000),
)
"""What no answer and no event says."""
HARMLESS = (
    ("review", "fact", NASTY[3]),
    ("review", "form", NASTY[5]),
    ("review", "shape", NASTY[5]),
    ("review", "scheduler", NASTY[2]),
    ("review", "options", DEEP),
    ("event", "target", NASTY[3]),
    ("answer", "text", NASTY[1]),
)
"""What may be said, though nothing is known of it."""
DERIVED = (
    ("memory", "state", NASTY[0]),
    ("memory", "stability", 0),
    ("memory", "last_study_day", "x"),
    ("memory", "due_at", 2**63 - 1),
    ("standing", "value", NASTY[3]),
    ("first_answer", "study_day", "x"),
    ("daily_sum", "kind", NASTY[0]),
)
TOLD = (
    *(("log",), ("log", "--all", "--json"), ("log", "--csv"), ("decks",), ("due",)),
    *(("confusions",), ("scores",), ("scores", "--json"), ("exam", "--list"), ("backup",)),
    *(("browse", "--plain"), ("table", "--plain"), ("study", "--plain"), ("contrast", "--plain")),
)

Quiz = Callable[..., tuple[int, str]]


@pytest.fixture
def quiz(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quiz:
    monkeypatch.delenv("QUIZ_DECKS", raising=False)
    monkeypatch.setenv("QUIZ_NOW", "2026-03-02T09:00:00Z")

    def run(*words: object, heard: str = "1\n\n:d\n") -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(heard))
        code = main(["--data", str(tmp_path / "data"), *map(str, words)])
        told = "".join(capsys.readouterr())
        assert code in (0, 1, 2), (words, told)
        assert "a bug in quiz" not in told, (words, told)
        assert not of_lines(told.encode("utf-8", "backslashreplace")), (words, told)
        return code, told

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with some answers, something flagged and put aside, and an exam."""
    data = tmp_path_factory.mktemp("log")
    heard = "1\n\n:flag why\n:bury\n2\n\n1\n\n:d\n\nx\n\n:suspend\n1\n\n" * 2
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("QUIZ_DECKS", raising=False)
        patch.setenv("QUIZ_NOW", "2026-03-02T09:00:00Z")
        for words, typed in (("study central --seed 1", heard), ("exam ivig", "1\n1\n:hand\ny\n")):
            patch.setattr(sys, "stdin", io.StringIO(typed))
            assert main(["--data", str(data), *words.split(), "--plain"]) == 0
    return data


@pytest.fixture
def log(made: Path, tmp_path: Path) -> Path:
    """That log, to be altered."""
    return shutil.copytree(made, tmp_path / "data") / "log.sqlite3"


def alter(log: Path, table: str, column: str, value: object) -> None:
    """Write a value into the first row of a table, as any tool for SQLite can."""
    with closing(sqlite3.connect(log)) as db:
        for (guard,) in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {guard}")
        key = db.execute(f"PRAGMA table_info({table})").fetchone()[1]
        first = f"(SELECT min({key}) FROM {table})"
        changed = db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = {first}", (value,))
        assert changed.rowcount
        db.commit()


@pytest.mark.parametrize(("table", "column", "value"), LOG)
def test_what_no_answer_says(quiz: Quiz, log: Path, table: str, column: str, value: object) -> None:
    backup = shutil.copy(log, log.with_name("elsewhere.sqlite3"))
    before = log.read_bytes()
    alter(backup, table, column, value)
    code, told = quiz("restore", backup, "--yes")
    assert (code, "cannot read" in told) == (1, True)
    assert log.read_bytes() == before
    alter(log, table, column, value)
    for words in (("doctor",), ("doctor", "--mend")):
        code, told = quiz(*words)
        assert (code, "cannot read" in told) == (1, True)


def test_what_may_be_said(quiz: Quiz, log: Path) -> None:
    backup = shutil.copy(log, log.with_name("elsewhere.sqlite3"))
    for table, column, value in HARMLESS:
        alter(backup, table, column, value)
    assert quiz("restore", backup, "--yes")[0] == 0
    assert quiz("doctor", "--orphans")[0] == 0
    for words in TOLD:
        assert quiz(*words)[0] == 0


@pytest.mark.parametrize(("table", "column", "value"), DERIVED)
def test_what_is_derived(quiz: Quiz, log: Path, table: str, column: str, value: object) -> None:
    alter(log, table, column, value)
    code, told = quiz("doctor")
    assert (code, "quiz doctor --mend puts this right" in told) == (1, True)
    assert quiz("doctor", "--mend")[0] == 0
    for words in (("doctor",), ("decks",), ("scores",), ("study", "--plain")):
        assert quiz(*words)[0] == 0
