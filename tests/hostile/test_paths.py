"""Links out of folders, loops, devices, pipes and odd names, wherever a path may be named.

None of it is read, waited for or written to. Anything that waited would hold up the tests: an alarm
ends it.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from quiz.cli import main
from quiz.options import options
from quiz.study.ports import FilePlace
from quiz.tui import editing
from quiz.tui.app import QuizApp
from quiz.tui.messages import EditWanted
from quiz.tui.widgets.dialogs import Trouble
from quiz.wiring import Wiring
from tests.hostile.harm import NASTY_NAME, of_lines

if os.name != "posix":
    pytest.skip("links, pipes and devices as POSIX has them", allow_module_level=True)

LONGEST_S = 20
SECRET = 'format = 1\nid = "secret"\ntitle = "Of somebody else"\n'
SOUND = """format = 1
id = "sound"
title = "Sound"
[[card]]
id = "c"
form = "typed"
prompt = "p"
answer = "a"
"""
NO_DECKS = ("zero", "pipe", "socket", "loop", "itself", "out", "out-of-two", "gone")


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        pytest.fail(f"waited for longer than {LONGEST_S} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(LONGEST_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that nothing may be read or written in."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("secret.toml", "other.toml"):
        (folder / name).write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def shared(tmp_path: Path, outside: Path) -> Path:
    """A folder of somebody else's, with one sound deck and all sorts of what is none."""
    folder = tmp_path / "shared"
    spoil(folder / "below", outside)
    (folder / "sound.toml").write_text(SOUND, encoding="utf-8")
    return folder


def spoil(folder: Path, outside: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "zero.toml").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.toml")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket may not be long
        listening.bind("socket.toml")
        os.chdir(here)
    (folder / "loop.toml").symlink_to("loop.toml")
    (folder / "itself.toml").symlink_to(folder, target_is_directory=True)
    (folder / "out.toml").symlink_to(outside / "secret.toml")
    (folder / "out-of-two.toml").symlink_to("out.toml")
    (folder / "gone.toml").symlink_to(outside / "gone.toml")
    (folder / "folder").symlink_to(outside, target_is_directory=True)
    (folder / "root").symlink_to("/", target_is_directory=True)
    (folder / "up").symlink_to(folder.parent.parent, target_is_directory=True)
    (folder / f"{NASTY_NAME}.toml").write_text(SECRET, encoding="utf-8")
    (folder / NASTY_NAME).mkdir()
    (folder / NASTY_NAME / "in-odd.toml").write_text(SECRET, encoding="utf-8")


Quiz = Callable[..., tuple[int, str]]


@pytest.fixture
def quiz(
    tmp_path: Path,
    outside: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Quiz]:
    """Run a command; what is outside must not be told of nor changed by it."""
    monkeypatch.delenv("QUIZ_DECKS", raising=False)
    monkeypatch.setenv("QUIZ_NOW", "2026-03-02T09:00:00Z")
    before = {path: path.read_bytes() for path in outside.iterdir()}

    def run(*words: object, heard: str = "", sees: bool = False) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(heard))
        code = main(["--data", str(tmp_path / "data"), *map(str, words)])
        out = "".join(capsys.readouterr())
        assert code in (0, 1, 2)
        assert "a bug in quiz" not in out
        assert sees or "somebody else" not in out
        assert not of_lines(out.encode())
        return code, out

    yield run
    assert {path: path.read_bytes() for path in outside.iterdir()} == before


def must_be_refused(told: str, *names: str) -> None:
    for name in names:
        assert any(f"{name}.toml:1:1" in line for line in told.splitlines()), (name, told)


def test_a_folder_of_all_sorts_is_checked(quiz: Quiz, shared: Path) -> None:
    code, told = quiz("check", shared)
    assert code == 1
    refused = [name for name in NO_DECKS if name != "itself"]
    must_be_refused(told, *refused)
    assert told.count("leads out of the folder") == 7
    assert told.count("not a regular file") == 2
    assert told.count("The name of this holds a control character") == 2


def test_its_sound_deck_is_studied_all_the_same(quiz: Quiz, shared: Path) -> None:
    code, told = quiz("decks", "--decks", shared)
    assert code == 0
    assert "sound  " in told
    code, told = quiz("study", "sound", "--plain", "--decks", shared, heard="a\n")
    assert code == 0
    assert "Right." in told
    assert quiz("study", "secret", "--plain", "--decks", shared)[0] == 2


@pytest.mark.parametrize("how", [(), ("--copy",)])
def test_such_a_folder_is_not_added(
    quiz: Quiz, shared: Path, tmp_path: Path, how: tuple[str, ...]
) -> None:
    code, told = quiz("add", shared, *how)
    assert code == 1
    assert "Nothing was added." in told
    assert not list((tmp_path / "data").rglob("*.toml"))


def test_it_is_formatted_but_for_what_is_none_of_its(quiz: Quiz, shared: Path) -> None:
    before = (shared / "below" / f"{NASTY_NAME}.toml").read_bytes()
    code, told = quiz("fmt", shared)
    assert code == 1
    assert "left alone" in told
    assert (shared / "below" / f"{NASTY_NAME}.toml").read_bytes() == before
    assert os.readlink(shared / "below" / "zero.toml") == "/dev/zero"


def test_the_own_folder_is_no_other_below_its_top(
    quiz: Quiz, tmp_path: Path, outside: Path
) -> None:
    spoil(tmp_path / "data" / "decks" / "class", outside)
    assert "leads out of the folder" in quiz("check")[1]
    assert quiz("fmt")[0] == 1
    assert quiz("study", "secret", "--plain")[0] == 2


@pytest.mark.parametrize("name", ["out", "out.toml", "out-of-two", "zero.toml"])
def test_what_is_refused_is_not_to_be_had_by_its_name(
    quiz: Quiz, tmp_path: Path, outside: Path, name: str
) -> None:
    spoil(tmp_path / "data" / "decks" / "class", outside)
    for words in (("fmt",), ("fmt", "--diff"), ("check",), ("show",), ("show", "--html", "-")):
        code, told = quiz(words[0], name, *words[1:])
        assert code in (1, 2)
        assert "leads out of the folder" in told or words[0] == "show"


def test_a_pattern_writes_through_no_link(quiz: Quiz, shared: Path) -> None:
    for one in (shared / "below").glob("*.toml"):
        if one.name != "sound.toml" and not one.is_dir():
            code, told = quiz("fmt", one)
            assert (code, "1 left alone" in told) == (1, True)


@pytest.mark.parametrize("below", ["class", ""])
async def test_no_editor_is_opened_on_what_is_refused(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr(QuizApp, "suspend", lambda _: nullcontext())
    monkeypatch.setattr(editing, "run_editor", opened.append)
    own = tmp_path / "data" / "decks"
    spoil(tmp_path / "spoilt", outside)
    for name in ("root", "up", "folder", "itself.toml"):
        (tmp_path / "spoilt" / name).unlink()
    (own / below).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "spoilt").rename(own / below)
    with Wiring(options(str(tmp_path / "data"), [], None, {})) as wiring:
        async with QuizApp(wiring.desk, held_keys_s=0).run_test(size=(160, 50)) as pilot:
            await pilot.pause(0.1)
            told = ""
            for entry in wiring.library.entries():
                pilot.app.screen.post_message(EditWanted(FilePlace(entry.path)))
                await pilot.pause()
                if isinstance(pilot.app.screen, Trouble):
                    told += pilot.app.screen._text
                    await pilot.press("escape")
                    await pilot.pause()
    paths = {Path(words[-1]) for words in opened}
    assert all(path.is_file() for path in paths)
    led_out = {path.name for path in paths if path.parent == outside}
    # Right in the own folder links are the person's.
    assert led_out == (set() if below else {"secret.toml"})
    assert below == "" or f"leads out of the folder of decks, to {outside}/secret.toml" in told
    assert "not a regular file" in told


def test_right_in_the_own_folder_a_link_to_no_deck_is_refused(
    quiz: Quiz, tmp_path: Path, outside: Path
) -> None:
    spoil(tmp_path / "data" / "decks", outside)
    (tmp_path / "data" / "decks" / "root").unlink()  # a person may link what they like, and waits
    (tmp_path / "data" / "decks" / "up").unlink()
    code, told = quiz("check", sees=True)
    assert code == 1
    must_be_refused(told, "zero", "pipe", "socket", "loop", "gone")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "PATH"),
        ("show", "PATH"),
        ("add", "PATH"),
        ("add", "PATH", "--copy"),
        ("fmt", "PATH"),
        ("new", "--from", "PATH", "--title", "t"),
        ("restore", "PATH"),
        ("restore", "PATH", "--yes"),
        ("backup", "PATH"),
        ("study", "--plain", "--decks", "PATH"),
        ("show", "ivig", "--html", "PATH"),
        ("new", "--title", "t", "--kind", "cards", "--to", "PATH"),
    ],
    ids=lambda words: "-".join(word.strip("-") for word in words),
)
def test_what_is_no_file_is_refused_by_name(
    quiz: Quiz, shared: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    quiz("study", "ivig", "--plain", heard=":d\n")
    log = (tmp_path / "data" / "log.sqlite3").read_bytes()
    for name in ("zero", "pipe", "socket", "loop", "gone"):
        path = shared / "below" / f"{name}.toml"
        before = _as_it_is(path)
        code, told = quiz(*(path if word == "PATH" else word for word in words))
        assert told.count("\n") < 40
        assert os.path.lexists(path)
        assert (tmp_path / "data" / "log.sqlite3").read_bytes() == log
        if words[0] != "backup":
            assert _as_it_is(path) == before
            assert code in (1, 2)


def _as_it_is(path: Path) -> tuple[int, int, int]:
    status = os.lstat(path)
    return status.st_mode, status.st_ino, status.st_mtime_ns


@pytest.mark.parametrize("name", ["log.sqlite3", "config.toml", "cache/decks.json", "backups"])
@pytest.mark.parametrize("kind", ["pipe", "zero", "loop"])
def test_the_data_folder_holds_something_else(
    quiz: Quiz, tmp_path: Path, name: str, kind: str
) -> None:
    there = tmp_path / "data" / name
    there.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(there)
    else:
        there.symlink_to("/dev/zero" if kind == "zero" else there.name)
    for words in (("decks",), ("study", "ivig", "--plain"), ("doctor",), ("config",), ("backup",)):
        quiz(*words, heard=":d\n")
