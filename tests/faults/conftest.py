"""What the tests of faults share: real programs on a data folder with a history.

The short form runs with all other tests. The full one kills five hundred times, and lets several
study at once for minutes: `QUIZ_FAULTS=full python -m pytest tests/faults -n auto`.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.options import Options
from quiz.store.examination import Ailment, examine
from quiz.wiring import Wiring

ROOT = Path(__file__).parents[2]
STUDIER = Path(__file__).with_name("studier.py")
TIMEOUT_S, LONG_S = 60, 1200
ANSWERS = ("1", "", "2", "1", "", ":d", "3", "1", "", "4", "", "1", "2")
LINES = (*ANSWERS, *ANSWERS, ":u", "1 2", "a1 b2")
"""What somebody might say to any turn; some of it fits none, and is then said so."""

KEYS = ("1", "2", "\r", "\r", "d", " ", "4", "\r", "u", "1", "\r")
"""What somebody might press on any screen of a session."""

SCREEN = b"\x1b[?1049h"
"""What a terminal hears when an app takes all of it."""

SETTINGS = """\
[study]
new_per_day = 9999
reviews_per_day = 9999
side_by_side = true
come_back = true
"""


def blind(rng: random.Random, number: int, among: Sequence[str] = LINES) -> str:
    """Lines for a conversation that nobody listens to."""
    return "".join(f"{rng.choice(among)}\n" for _ in range(number))


@dataclass
class Folder:
    """A data folder with somebody's history, and the programs that are run on it."""

    data: Path
    side: Path
    """What the programs acknowledged, a line for each: see `studier.py`."""

    @property
    def log(self) -> Path:
        return self.data / "log.sqlite3"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(STUDIER), str(self.side), "--data", str(self.data), *words]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "TERM": "xterm-256color",
            **more,
        }

    @contextmanager
    def start(self, *words: str, **how: Any) -> Iterator[subprocess.Popen[str]]:
        """A program at the other end of pipes; a test that fails leaves none behind."""
        with subprocess.Popen(
            self.command(*words),
            env=self.environment(**how.pop("environ", {})),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            **how,
        ) as running:
            try:
                yield running
            except BaseException:
                running.kill()
                raise

    def hold(self, *words: str, heard: str = ":q\n", **how: Any) -> tuple[int, str, str]:
        """Run a program to its end."""
        with self.start(*words, **how) as running:
            out, err = running.communicate(heard, timeout=TIMEOUT_S)
        return running.returncode, out, err

    def kill(self, *words: str, heard: str, rng: random.Random) -> None:
        """Kill a program that hears all of this at once, at any instant."""
        hears, says = self.side.with_name("hears"), self.side.with_name("says")
        hears.write_text(heard)
        with (
            hears.open() as stdin,
            says.open("w") as stdout,
            subprocess.Popen(
                self.command(*words),
                env=self.environment(),
                stdin=stdin,
                stdout=stdout,
                stderr=subprocess.STDOUT,
            ) as running,
        ):
            if rng.random() < 0.8:  # else while it starts
                while running.poll() is None and not says.stat().st_size:
                    time.sleep(0.002)
            time.sleep(rng.uniform(0, 0.4))
            running.kill()

    def kill_app(self, *words: str, rng: random.Random) -> None:
        """Kill the app on a terminal while somebody presses keys, at any instant."""
        import pty

        master, slave = pty.openpty()
        with subprocess.Popen(
            self.command(*words),
            env=self.environment(COLUMNS="80", LINES="24"),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        ) as running:
            os.close(slave)
            try:
                seen = _press(master, running, rng)
            finally:
                running.kill()
        os.close(master)
        crash = seen.find(b"Traceback")
        assert crash < 0, seen[crash:].decode(errors="replace")

    def acknowledged(self) -> list[tuple[str, float]]:
        """The id of each answer that was told to be kept, and how many seconds that took."""
        lines = self.side.read_text().splitlines() if self.side.exists() else []
        return [(line.split()[0], float(line.split()[1])) for line in lines]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.log)) as db:
            return db.execute(sql).fetchall()

    def ailments(self) -> list[Ailment]:
        wiring = Wiring(Options(self.data))
        now = wiring.clock.now()
        return examine(self.log, wiring.replay, now, wiring.calendar.study_day(now))

    def must_be_sound(self) -> None:
        """All that holds whatever happened: nothing acknowledged is missing, and all fits."""
        logged = {key for (key,) in self.rows("SELECT id FROM review")}
        missing = [key for key, _ in self.acknowledged() if key not in logged]
        assert missing == []
        assert self.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.rows("PRAGMA foreign_key_check") == []
        assert self.ailments() == []

    def must_go_on(self) -> None:
        """Whoever comes back finds a session and an exam that go on, and can end them."""
        for words in (("study", "--plain"), ("exam", "--plain", "--questions", "3")):
            code, out, err = self.hold(*words, heard="")
            assert (code, err) == (0, ""), out + err


def _press(master: int, running: subprocess.Popen[bytes], rng: random.Random) -> bytes:
    """Press a key each time something was drawn, from the first screen on; gives all of it."""
    seen, end = b"", time.monotonic() + TIMEOUT_S
    ends_after = rng.uniform(0.05, 1.2)
    while running.poll() is None and time.monotonic() < end:
        if select.select([master], [], [], 0.03)[0]:
            try:
                seen += os.read(master, 1 << 16)
            except OSError:
                break  # keys at random may leave the app, and its terminal is then gone
        if SCREEN in seen:
            end = min(end, time.monotonic() + ends_after)
            os.write(master, rng.choice(KEYS).encode())
    return seen


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of somebody who studied twice in the last days: much of it is due by now."""
    place = tmp_path_factory.mktemp("history")
    folder = Folder(place / "data", place / "side")
    folder.data.mkdir()
    (folder.data / "config.toml").write_text(SETTINGS)
    now = datetime.now(UTC)  # noqa: TID251 - the programs read the clock, too
    for days in (6, 3):
        heard = blind(random.Random(8), 1500, ANSWERS)
        environ = {"QUIZ_NOW": (now - timedelta(days=days)).isoformat()}
        code, _, err = folder.hold("--seed", "3", "study", "--plain", heard=heard, environ=environ)
        assert (code, err) == (0, "")
    assert folder.rows("SELECT count(*) FROM review WHERE bundle_id IS NOT NULL") > [(0,)]
    shutil.rmtree(folder.data / "backups")
    return folder.data


@pytest.fixture
def folder(history: Path, tmp_path: Path) -> Folder:
    shutil.copytree(history, tmp_path / "data")
    return Folder(tmp_path / "data", tmp_path / "side")


class Tools:
    """Handed in as a fixture, since tests import no tests."""

    LONG_S = LONG_S
    KEYS = KEYS
    Folder = Folder
    blind = staticmethod(blind)


@pytest.fixture
def tools() -> type[Tools]:
    return Tools
