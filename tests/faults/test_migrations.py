"""A program that is killed while it brings a log up to date leaves the log as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quiz.store.backups import backups_of
from quiz.store.copying import inspected
from quiz.store.examination import Kind
from quiz.store.migrations import MIGRATIONS

WRITTEN = Path(__file__).parents[1] / "store" / "data"

KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from quiz.store import migrations
from quiz.store.connection import open_file

def killed(db, now, number, statements):
    for statement in statements:
        db.execute(statement)
    os.kill(os.getpid(), signal.SIGKILL)

migrations._run = killed
open_file(Path(sys.argv[1]), datetime(2026, 3, 2, tzinfo=UTC))
"""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has a signal that cannot be caught")
@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_the_old_one_stays_whole(folder: Any, version: int) -> None:
    log = folder.log
    log.unlink()
    with closing(sqlite3.connect(log)) as db:
        db.executescript((WRITTEN / f"version_{version}.sql").read_text(encoding="utf-8"))
        db.execute("PRAGMA journal_mode = WAL")
    words = [sys.executable, "-c", KILLED, str(log)]
    done = subprocess.run(words, env=folder.environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-9, b"")
    assert folder.rows("PRAGMA user_version") == [(version,)]
    (backup,) = backups_of(log)
    assert inspected(backup).version == version
    assert inspected(backup).answers == 6
    # The figures in it are those of the tests of the store, and not of any scheduler.
    assert {one.kind for one in folder.ailments()} <= {Kind.DERIVED}
    assert folder.rows("PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert len(folder.rows("SELECT id FROM review")) == 6
