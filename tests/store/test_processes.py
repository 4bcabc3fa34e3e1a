"""Several processes at one file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

import quiz
from quiz.review import EventKind
from quiz.store.backups import backups_of
from quiz.store.copying import inspected

ROUNDS = 300
WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(quiz.__file__).parents[1]
DATA = Path(__file__).parent / "data"


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start Python with some arguments; a test that fails leaves nothing running or open."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    with ExitStack() as all_of_them:

        def started(*arguments: object) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                env=os.environ | {"PYTHONPATH": paths},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            all_of_them.enter_context(process)
            all_of_them.callback(process.kill)
            return process

        yield started


def test_two_writers_lose_nothing(path: Path, opened: Callable[..., Any], start: Start) -> None:
    writers = [start(WRITER, path, name, ROUNDS) for name in ("1", "2")]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    ended = [(*writer.communicate(timeout=60), writer.returncode) for writer in writers]
    assert [(err, code) for _, err, code in ended] == [("", 0)] * 2
    told = [[line for line in out.split() if line != "refused"] for out, *_ in ended]
    assert all(len(ids) == ROUNDS and ids == sorted(ids) for ids in told)

    store = opened(path)
    reviews = list(store.reviews())
    assert {review.id for review in reviews} == {*told[0], *told[1]}
    assert len(reviews) == 2 * ROUNDS
    for name, ids in zip(("1", "2"), told, strict=True):
        assert [review.id for review in reviews if review.session_id == name] == ids
    assert len({review.machine for review in reviews}) == 1
    assert len(list(store.events(EventKind.FLAGGED))) == 24
    counted = sum(review.counts for review in reviews)
    assert sum(memory.reviews for memory in store.memories().values()) == counted


def answer_three_times_each(path: Path, start: Start) -> None:
    """Four programs that open a log, whatever it is, and answer."""
    writers = [start(WRITER, path, name, 3) for name in range(4)]
    told = [(*writer.communicate("go\n", timeout=60), writer.returncode) for writer in writers]
    assert [(err, code) for _, err, code in told] == [("", 0)] * 4


def test_many_may_open_a_new_log_at_once(
    path: Path, opened: Callable[..., Any], start: Start
) -> None:
    answer_three_times_each(path, start)
    assert len(list(opened(path).reviews())) == 12
    assert backups_of(path) == []


def test_many_may_open_an_old_log_at_once(path: Path, start: Start) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.executescript((DATA / "version_1.sql").read_text(encoding="utf-8"))
        (before,) = db.execute("SELECT count(*) FROM review").fetchone()
    answer_three_times_each(path, start)
    assert inspected(path).answers == before + 12
    (made,) = backups_of(path)
    assert (inspected(made).version, inspected(made).answers) == (1, before)


KILLED = """
import os, random, sys
from datetime import UTC, date, datetime
from pathlib import Path
from quiz.review import EventKind
from quiz.store.sqlite import open_store

now = datetime(2026, 3, 2, tzinfo=UTC)
bits = random.Random(1).getrandbits
store = open_store(Path(sys.argv[1]), None, now, bits)
store.note(EventKind.SUSPENDED, "bio/kept", {}, now, date(2026, 3, 2))
derive = store._derive_from
def killed(event):
    derive(event)
    os._exit(9)
store._derive_from = killed
store.note(EventKind.SUSPENDED, "bio/lost", {}, now, date(2026, 3, 2))
"""


def test_a_killed_program_leaves_what_was_committed_and_no_half(
    path: Path, opened: Callable[..., Any], start: Start
) -> None:
    killed = start("-c", KILLED, path)
    _, err = killed.communicate(timeout=60)
    assert (killed.returncode, err) == (9, "")
    store = opened(path)
    assert store.standing().suspended == {"bio/kept"}
    assert [event.target for event in store.events()] == ["bio/kept"]


def test_importing_it_is_light(start: Start) -> None:
    code = (
        "import sys, quiz.store.sqlite, quiz.store.in_memory\n"
        "print(*sorted({'pydantic', 'textual', 'fsrs', 'statistics', 'random', 'quiz.memory',"
        " 'quiz.deck', 'quiz.cards'} & set(sys.modules)))"
    )
    looking = start("-c", code)
    out, err = looking.communicate(timeout=60)
    assert (out.strip(), err) == ("", "")
