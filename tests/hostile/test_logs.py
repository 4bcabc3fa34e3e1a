"""A log that somebody else wrote, or a person by hand: told of, refused or mended, never believed.

The tables are whole and every value is of its kind; what it says is what no answer can.
"""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz.cli import main
from quiz.errors import QuizError
from quiz.options import options
from quiz.review import EventKind
from quiz.store.schema import VERSION_1, VERSION_3
from quiz.tui.app import QuizApp
from quiz.wiring import Wiring
from tests.hostile.harm import NASTY, of_lines
from tests.hostile.ordeal import unsafe

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
    ("review", "options", DEEP),
    ("review", "response", "[1]"),
    ("review", "id", "x"),
    ("event", "id", "x"),
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

FULL = os.environ.get("QUIZ_FUZZ") == "full"
NOW = "2026-03-31T09:00:00Z"
WILD = {
    "TEXT": (
        "",
        NASTY[0],
        "null",
        "[]",
        "{}",
        "[1]",
        '{"kind": 1}',
        "9999-12-31",
        "0001-01-01",
        DEEP,
    ),
    "INTEGER": (2**63 - 1, -(2**63), 10**15, -1, 0),
    "REAL": (1e999, -1e999, 1e300, -1.0, 0.0),
}
COLUMNS = tuple(
    (table, column, kind)
    for table, columns in re.findall(
        r"CREATE TABLE (\w+) \((.+?)\n\) STRICT", "\n".join((*VERSION_1, *VERSION_3)), re.DOTALL
    )
    for column, kind in re.findall(r"^    (\w+) (TEXT|INTEGER|REAL)\b", columns, re.MULTILINE)
)
"""Every column that there is, and what the tables see to that it holds."""
ANY = (
    *TOLD,
    *(("exam", "--list", "--json"), ("exam", "--show"), ("exam", "--show", "--json")),
    *(("exam", "ivig", "--plain"), ("exam", "--drop"), ("exam", "central", "--new", "--json")),
    *(("study", "ivig", "--plain"), ("decks", "--json"), ("due", "--json"), ("log",), ("--plain",)),
    *(("confusions", "--json"), ("browse", "--plain", "is:due"), ("log", "--all")),
    *(("optimise",), ("optimise", "--retention"), ("optimise", "--undo"), ("restore",)),
    *(("doctor",), ("doctor", "--orphans"), ("doctor", "--keep", "a/b=c/d"), ("doctor", "--mend")),
)
"""All that reads a log, in the face without a screen."""
HEARD = "1\n\n:d\n:info\n:where\n\n:u\n1\n\n:flag x\n:bury\n:suspend\n1\n1\n1\n:hand-in\ny\ny\n"
KEYS = (
    *("b", "enter", "escape", "escape", "t", "escape", "p", "enter", "escape", "escape", "s"),
    *("tab", "o", "escape", "tab", "tab", "tab", "tab", "escape", "x", "e", "enter", "escape"),
    *("escape", "enter", "d", "n", "o", "escape", "x", "y", "enter", "escape", "escape"),
    *("c", "1", "enter", "q", "escape", "enter", "1", "enter", "i", "escape", "u", "d"),
)
"""Through all screens of the other, and some answers."""
SCREENS = {
    *("DecksScreen", "BrowseScreen", "CardInfoScreen", "TableScreen", "PreviewScreen"),
    *("TryoutScreen", "ScoresScreen", "FittingScreen", "ExamSetupScreen", "ExamsScreen"),
    *("ExamResultScreen", "ExamScreen", "StudyScreen"),
}

Quiz = Callable[..., tuple[int, str]]


@pytest.fixture
def quiz(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quiz:
    monkeypatch.delenv("QUIZ_DECKS", raising=False)
    monkeypatch.setenv("QUIZ_NOW", NOW)

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
    exam = "exam ivig --questions 3 --certainty"
    sat = (
        ("2026-03-02", "study central --seed 1", heard),
        ("2026-03-02", exam, "1\ns\n:d\n1\ng\n:hand-in\ny\n"),
        ("2026-03-02", exam, "1\ns\n:mark\n"),
        *(
            (f"2026-03-{day:02}", "study --seed 1", "1\n\n2\n\n:d\n\nx\n\n" * 4)
            for day in (4, 9, 15)
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("QUIZ_DECKS", raising=False)
        for day, words, typed in sat:
            patch.setenv("QUIZ_NOW", f"{day}T09:00:00Z")
            patch.setattr(sys, "stdin", io.StringIO(typed))
            assert main(["--data", str(data), *words.split(), "--plain"]) == 0
        with Wiring(options(str(data), [], None, os.environ)) as wiring:
            said = {"from": "central-vs-peripheral/old"}
            now = wiring.clock.now()
            day = wiring.calendar.study_day(now)
            wiring.store.note(EventKind.MOVED, "central-vs-peripheral/new", said, now, day)
    with closing(sqlite3.connect(data / "log.sqlite3")) as db:
        kinds = {kind for (kind,) in db.execute("SELECT kind FROM event")}
    assert {"exam_handed_in", "exam_marked", "buried", "flagged", "suspended"} <= kinds
    return data


@pytest.fixture
def log(made: Path, tmp_path: Path) -> Path:
    """That log, to be altered."""
    return shutil.copytree(made, tmp_path / "data") / "log.sqlite3"


def alter(log: Path, table: str, column: str, value: object, *, everywhere: bool = False) -> None:
    """Write a value into the first row of a table, or all, as any tool for SQLite can."""
    with closing(sqlite3.connect(log)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for (guard,) in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {guard}")
        key = db.execute(f"PRAGMA table_info({table})").fetchone()[1]
        only = "true" if everywhere else f"{key} = (SELECT min({key}) FROM {table})"
        # Where it is a key all rows but one stay as they are.
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {only}", (value,))
        if table == "underived":  # which has a row only while something is left to be done
            db.execute("INSERT INTO underived VALUES (?)", (value,))
        assert db.total_changes
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


def altered(table: str, column: str, kind: str, log: Path, chance: random.Random) -> str:
    """Write something wild into a column, and tell what it was."""
    value = chance.choice(WILD[kind])
    everywhere = chance.random() < 0.5
    alter(log, table, column, value, everywhere=everywhere)
    return f"{table}.{column} = {value!r:.40}, {everywhere=}"


ROUNDS = range(20 if FULL else 1)
"""How often each column is altered. In full every command meets all of them, in short some do."""


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize(("table", "column", "kind"), COLUMNS)
def test_anything_anywhere_by_lines(
    quiz: Quiz, log: Path, tmp_path: Path, table: str, column: str, kind: str, number: int
) -> None:
    chance = random.Random(f"{table} {column} {number}")
    what = altered(table, column, kind, log, chance)
    spoilt = shutil.copytree(tmp_path / "data", tmp_path / "spoilt")
    for words in ANY if FULL else chance.sample(ANY, 5):
        shutil.rmtree(tmp_path / "data")
        shutil.copytree(spoilt, tmp_path / "data")
        code, told = quiz(*words, heard=HEARD)
        assert code == 0 or told, (what, words)


SOME = COLUMNS if FULL else random.Random(1).sample(COLUMNS, 5)


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize(("table", "column", "kind"), SOME)
async def test_anything_anywhere_on_screens(
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    table: str,
    column: str,
    kind: str,
    number: int,
) -> None:
    monkeypatch.setenv("QUIZ_NOW", NOW)
    monkeypatch.delenv("QUIZ_DECKS", raising=False)
    what = altered(table, column, kind, log, random.Random(f"{table} {column} {number}"))
    told = ""
    try:
        await on_screens(log.parent, what)
    except QuizError as error:
        told = str(error)
    assert not told or "quiz doctor" in told or "quiz restore" in told, what


async def on_screens(data: Path, what: str = "") -> set[str]:
    """Press all keys, and look at all that is shown; gives the screens that were."""
    seen: set[str] = set()
    with Wiring(options(str(data), [], None, os.environ)) as wiring:
        app = QuizApp(wiring.desk, scores=lambda: wiring.scores, held_keys_s=0)
        async with app.run_test(size=(100, 40)) as pilot:
            for key in KEYS:
                await pilot.press(key)
                strips = app.screen._compositor.render_strips(app.size)
                text = "\n".join("".join(one.text for one in strip) for strip in strips)
                assert not unsafe(text), (what, key)
                seen.add(type(app.screen).__name__)
    return seen


async def test_the_keys_lead_to_all_screens(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_NOW", NOW)
    monkeypatch.delenv("QUIZ_DECKS", raising=False)
    assert await on_screens(log.parent) >= SCREENS
