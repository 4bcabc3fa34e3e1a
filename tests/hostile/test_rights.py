"""What quiz makes for itself can be read by the person alone, even where nothing forbids others."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.cli import main
from tests.hostile.test_paths import SOUND

if os.name != "posix":
    pytest.skip("rights as POSIX has them", allow_module_level=True)

COMMANDS = (
    ("decks",),
    ("new", "--title", "Mine", "--kind", "cards"),
    ("add", "DECK"),
    ("add", "FOLDER", "--copy"),
    ("study", "ivig", "--plain"),
    ("exam", "ivig", "--plain", "--questions", "1"),
    ("backup",),
    ("restore", "BACKUP", "--yes"),
    ("doctor", "--mend"),
    ("scores",),
)
NEEDS_A_LOG = ("backup", "restore")


@pytest.fixture(autouse=True)
def nothing_forbidden() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it, not even the folders that a desktop makes."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith(("QUIZ_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    return home


def run(words: tuple[str, ...], *before: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stands = {"DECK": place / "sound.toml", "FOLDER": place / "class"}
    backups = next(iter(place.rglob("*Z.sqlite3")), place / "none")
    named = [str({**stands, "BACKUP": backups}.get(word, word)) for word in words]
    monkeypatch.setattr(sys, "stdin", io.StringIO(":d\n\n:d\n"))
    assert main([*before, *named]) == 0, words


def rights_below(folder: Path) -> set[tuple[Path, str]]:
    """Of all that is in the folder, in octal digits.

    But of what lies among the decks: those are for an editor, and who may look into their folder?
    """
    return {
        (path, f"{stat.S_IMODE(path.stat().st_mode):o}")
        for path in folder.rglob("*")
        if "decks" not in path.parent.parts
    }


def must_be_for_the_person_alone(home: Path) -> list[Path]:
    """The files there are, once nobody else may read them or look into their folders."""
    rights = rights_below(home)
    wrong = {
        (path, right) for path, right in rights if right != ("700" if path.is_dir() else "600")
    }
    assert not wrong
    return [path for path, _ in rights if path.is_file()]


def decks_in(place: Path) -> None:
    (place / "sound.toml").write_text(SOUND, encoding="utf-8")
    (place / "class").mkdir()
    (place / "class" / "c.toml").write_text(SOUND.replace("sound", "taught"), encoding="utf-8")


@pytest.mark.parametrize("first", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("is_named", [True, False])
def test_whichever_command_comes_first(
    first: tuple[str, ...],
    is_named: bool,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decks_in(tmp_path)
    named = ("--data", str(home / "data")) if is_named else ()
    if first[0] not in NEEDS_A_LOG:
        run(first, *named, place=tmp_path, monkeypatch=monkeypatch)
        must_be_for_the_person_alone(home)


@pytest.mark.parametrize("is_named", [True, False])
def test_all_that_is_made(
    is_named: bool, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks_in(tmp_path)
    named = ("--data", str(home / "data")) if is_named else ()
    for words in COMMANDS:
        run(words, *named, place=tmp_path, monkeypatch=monkeypatch)
    files = must_be_for_the_person_alone(home)
    assert {path.name for path in files} >= {"log.sqlite3", "decks.json"}
