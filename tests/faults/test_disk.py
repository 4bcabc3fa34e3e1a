"""A disk that is full, may not be written to, or goes away: said plainly, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if os.name != "posix":
    pytest.skip("limits and rights as POSIX has them", allow_module_level=True)

FULL = os.environ.get("QUIZ_FAULTS") == "full"
NOT_KEPT = "This is not kept yet. Say it again, or leave with :q."


def said_plainly(code: int, out: str, err: str) -> None:
    assert "Traceback" not in out + err
    assert "bug" not in err
    assert code in (0, 1)
    assert err.count("\n") <= 1
    assert out or err


def small_files() -> None:
    """No file may grow beyond this: the side file of the log soon would."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))


def test_a_disk_that_fills_up_while_studying(folder: Any, tools: Any) -> None:
    heard = tools.blind(random.Random(1), 200)
    code, out, err = folder.hold("study", "--plain", heard=heard, preexec_fn=small_files)
    said_plainly(code, out, err)
    assert NOT_KEPT in out
    assert folder.acknowledged()
    folder.must_be_sound()
    folder.must_go_on()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no small disk can be mounted here: that takes root's rights")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_full(folder: Any, tools: Any, small_disk: Path, tmp_path: Path) -> None:
    shutil.copytree(folder.data, small_disk / "data")
    there = tools.Folder(small_disk / "data", tmp_path / "side")
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        file.write(b"x" * (shutil.disk_usage(small_disk).free - 120_000))
    heard = tools.blind(random.Random(2), 200)
    code, out, err = there.hold("study", "--plain", heard=heard)
    said_plainly(code, out, err)
    assert "The disk is full" in out
    assert NOT_KEPT in out
    assert there.acknowledged()
    filler.unlink()
    there.must_be_sound()
    there.must_go_on()


def without_roots_power() -> None:
    """Root may write anywhere; without this power it is stopped by rights as others are."""
    import ctypes

    for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if ctypes.CDLL(None, use_errno=True).prctl(24, power, 0, 0, 0):  # PR_CAPBSET_DROP
            raise OSError(ctypes.get_errno())


@pytest.fixture
def as_others() -> Callable[[], None] | None:
    """What makes a program obey rights, None where it does by itself."""
    if os.geteuid() != 0:
        return None
    try:
        subprocess.run(["true"], preexec_fn=without_roots_power, check=True)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("root ignores rights, and cannot do without that power here")
    return without_roots_power


@pytest.mark.parametrize("closed", [{".": 0o500}, {"log.sqlite3": 0o400}, {".": 0o000}])
def test_a_folder_that_may_not_be_written_to(
    folder: Any, as_others: Callable[[], None] | None, closed: dict[str, int]
) -> None:
    before = folder.log.read_bytes()
    rights = {name: stat.S_IMODE((folder.data / name).stat().st_mode) for name in closed}
    for name, mode in closed.items():
        (folder.data / name).chmod(mode)
    try:
        for words in (("study", "--plain"), ("decks",), ("doctor",)):
            code, out, err = folder.hold(*words, heard=":d\n\n:q\n", preexec_fn=as_others)
            said_plainly(code, out, err)
            if words[0] == "study":
                assert err.startswith("quiz: ") or NOT_KEPT in out
    finally:
        for name, mode in rights.items():
            (folder.data / name).chmod(mode)
    assert folder.acknowledged() == []
    assert folder.log.read_bytes() == before
    folder.must_be_sound()


def say(running: subprocess.Popen[str], lines: str, until: str) -> None:
    """Say something, and listen until it is answered; a program that does not is ended."""
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(lines)
    running.stdin.flush()
    watchdog = threading.Timer(30, running.kill)
    watchdog.start()
    try:
        for said in running.stdout:
            if until in said:
                return
        pytest.fail(f"{until!r} was not said")
    finally:
        watchdog.cancel()


@pytest.mark.parametrize("whole", [True, False])
def test_a_folder_that_goes_away_while_studying(folder: Any, tmp_path: Path, whole: bool) -> None:
    away = tmp_path / "away"
    with folder.start("study", "--plain") as running:
        say(running, "\n:d\n" * 6, "Rated ")
        if whole:
            folder.data.rename(away)
        else:
            away.mkdir()
            for name in ("log.sqlite3", "log.sqlite3-wal", "log.sqlite3-shm"):
                (folder.data / name).rename(away / name)
        say(running, "\n:d\n" * 6, "was removed or replaced while it was open")
        say(running, ":q\n", NOT_KEPT)
        out, err = running.stdout.read(), running.stderr.read()
    said_plainly(running.returncode, out, err)
    if whole:
        shutil.rmtree(folder.data, ignore_errors=True)
        away.rename(folder.data)
    else:
        for file in away.iterdir():
            file.rename(folder.data / file.name)
    folder.must_be_sound()
    assert len(folder.acknowledged()) >= 1
    folder.must_go_on()


def test_a_log_that_went_away_is_not_begun_anew(folder: Any) -> None:
    assert folder.hold("study", "--plain", heard=":d\n\n:q\n")[0] == 0
    folder.log.unlink()
    for words in (("study", "--plain"), ("decks",), ("log",), ("scores",), ("doctor",)):
        code, out, err = folder.hold(*words)
        said_plainly(code, out, err)
        assert (code, "is gone, although there are backups of it" in out + err) == (1, True)
    assert not folder.log.exists()
    code, out, err = folder.hold("doctor", "--mend")
    assert (code, err) == (0, "")
    folder.must_be_sound()


# The same on the screen.


class Watched:
    """The app on a terminal, from the first key to the end."""

    def __init__(self, folder: Any, keys: tuple[str, ...], screen: Any) -> None:
        self._folder, self._keys, self._screen = folder, keys, screen

    def answer(self) -> None:
        """Press keys until an answer was acknowledged."""
        self._screen.press_in_turn(self._keys, lambda: bool(self._folder.acknowledged()))

    def until_told(self, *words: str) -> None:
        """Press keys until one of these is read, wherever its lines are broken."""

        def told() -> bool:
            seen = self._screen.text.replace(" ", "")
            return any(said.replace(" ", "") in seen for said in words)

        self._screen.press_in_turn(self._keys, told)

    def end(self) -> None:
        """Leave at once, from whatever is in front; the terminal is the shell's again."""
        assert self._screen.leave() in (0, 1)
        assert self._screen.is_left
        assert "Traceback" not in self._screen.text
        assert "bug in quiz" not in self._screen.text


def test_a_disk_that_fills_up_on_the_screen(folder: Any, tools: Any, terminal: Any) -> None:
    with terminal(folder.command("study"), folder.environment(), small_files) as screen:
        watched = Watched(folder, tools.KEYS, screen)
        watched.answer()
        watched.until_told("The disk is full", "The disk reported an error")
        watched.end()
    folder.must_be_sound()
    folder.must_go_on()


@pytest.mark.skipif(not FULL, reason="in the full form alone: the test above does in short")
def test_a_full_disk_on_the_screen(
    folder: Any, tools: Any, terminal: Any, small_disk: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder.data, small_disk / "data")
    there = tools.Folder(small_disk / "data", tmp_path / "side")
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        file.write(b"x" * (shutil.disk_usage(small_disk).free - 120_000))
    with terminal(there.command("study"), there.environment()) as screen:
        watched = Watched(there, tools.KEYS, screen)
        watched.until_told("The disk is full")
        # Once there is room, it goes on.
        filler.unlink()
        before = len(there.acknowledged())
        screen.press_in_turn(tools.KEYS, lambda: len(there.acknowledged()) > before)
        watched.end()
    there.must_be_sound()
    there.must_go_on()


@pytest.mark.parametrize("closed", [{".": 0o500}, {"log.sqlite3": 0o400}, {".": 0o000}])
def test_a_folder_that_may_not_be_written_to_on_the_screen(
    folder: Any,
    tools: Any,
    terminal: Any,
    as_others: Callable[[], None] | None,
    closed: dict[str, int],
) -> None:
    before = folder.log.read_bytes()
    rights = {name: stat.S_IMODE((folder.data / name).stat().st_mode) for name in closed}
    for name, mode in closed.items():
        (folder.data / name).chmod(mode)
    try:
        with terminal(folder.command("study"), folder.environment(), as_others) as screen:
            if "." in closed:  # there is nothing to begin with
                assert screen.drain_and_wait() == 1
                assert screen.text.count("quiz: ") == 1
                assert screen.is_left
            else:
                watched = Watched(folder, tools.KEYS, screen)
                watched.until_told("cannot be written to")
                watched.end()
    finally:
        for name, mode in rights.items():
            (folder.data / name).chmod(mode)
    assert folder.acknowledged() == []
    assert folder.log.read_bytes() == before
    folder.must_be_sound()


def test_a_folder_that_goes_away_on_the_screen(
    folder: Any, tools: Any, terminal: Any, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    with terminal(folder.command("study"), folder.environment()) as screen:
        watched = Watched(folder, tools.KEYS, screen)
        watched.answer()
        folder.data.rename(away)
        watched.until_told("was removed or replaced")
        watched.end()
    shutil.rmtree(folder.data, ignore_errors=True)
    away.rename(folder.data)
    folder.must_be_sound()
    folder.must_go_on()
