"""`quiz fmt`: what it writes and tells, and that nothing is lost whatever it meets."""

import errno
import os
import sys
from pathlib import Path

import pytest

MESSY = 'format=1\ntitle="T"\nid="d"\n[[card]]\nform="flashcard"\nprompt="p"\nanswer="a"\n'
TIDY = (
    'format = 1\nid = "d"\ntitle = "T"\n\n[[card]]\nid = "p-641f"\n'
    'form = "flashcard"\nprompt = "p"\nanswer = "a"\n'
)
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and limits as POSIX has them")


@pytest.fixture
def deck(here: Path) -> Path:
    path = here / "mine" / "deck.toml"
    path.parent.mkdir()
    path.write_text(MESSY, encoding="utf-8")
    return path


def test_a_deck_is_formatted_once(quiz, deck: Path) -> None:
    ran = quiz("fmt", str(deck))
    assert tuple(ran) == (0, f"{deck}: formatted, 1 id written\n1 formatted\n", "")
    assert deck.read_text(encoding="utf-8") == TIDY
    assert tuple(quiz("fmt", str(deck.parent))) == (0, "1 in order\n", "")


def test_progress_goes_on_under_the_written_id(quiz, deck: Path) -> None:
    quiz("--decks", str(deck), "study", "d", heard="\n3\n:q\n")
    quiz("fmt", str(deck))
    assert "d/p-641f" in quiz("--decks", str(deck), "log").out
    assert '"new": 0' in quiz("--decks", str(deck), "decks", "--json").out


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(quiz, deck: Path, option: str) -> None:
    code, out, _ = quiz("fmt", str(deck), option)
    assert code == (1 if option == "--check" else 0)
    assert out.endswith("1 to be formatted\n")
    assert ('+id = "p-641f"' in out) == (option == "--diff")
    assert deck.read_text(encoding="utf-8") == MESSY


def test_a_diff_tells_when_only_the_ends_of_lines_differ(quiz, deck: Path) -> None:
    deck.write_bytes(TIDY.replace("\n", "\r\n", 1).encode())
    code, out, _ = quiz("fmt", str(deck), "--check", "--diff")
    assert code == 1
    assert "the ends of its lines would be changed" in out


def test_without_a_path_the_own_decks_are_formatted(quiz, here: Path) -> None:
    assert quiz("fmt").out == "There are no decks here to format.\n"
    own = here / "data" / "decks" / "own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(MESSY, encoding="utf-8")
    assert quiz("fmt").code == 0
    assert own.read_text(encoding="utf-8") == TIDY


BAD = {
    "empty": b"",
    "binary": b"\x89PNG\r\n\x1a\n\0\0",
    "latin-1": 'title = "é"'.encode("latin-1"),
    "utf-16": MESSY.encode("utf-16"),
    "controls": b'title = "\x1b[31m\x07"\n',
    "escaped": b'format = 1\nid = "d"\ntitle = "\\u001b]0;x\\u0007"\n',
    "no TOML": b"[[card\n",
    "no deck": b"[project]\nname = 1\n",
    "deep": b"a = " + b"[" * 5000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_deck_is_shown_at_its_place_and_left_alone(quiz, deck: Path, content: bytes):
    deck.write_bytes(content)
    code, out, err = quiz("fmt", str(deck))
    assert (code, err) == (1, "")
    assert out.startswith(f"{deck}:")
    assert out.endswith("1 left alone\n")
    assert not any(control in out for control in "\x1b\x07\r")
    assert deck.read_bytes() == content


def test_a_file_too_large_is_refused_unread(quiz, deck: Path) -> None:
    with deck.open("r+b") as file:
        file.truncate(50 * 1024 * 1024)
    code, out, _ = quiz("fmt", str(deck))
    assert code == 1
    assert "larger than 16 MiB" in out


def test_a_path_that_is_not_there_is_wrong_use(quiz) -> None:
    assert quiz("fmt", "nowhere\x1b[31m.toml").err == (
        "quiz: There is no file or folder nowhere\ufffd[31m.toml\n"
    )


def test_one_bad_deck_does_not_hide_the_others(quiz, deck: Path) -> None:
    bad = deck.with_name("bad.toml")
    bad.write_text("x", encoding="utf-8")
    code, out, _ = quiz("fmt", str(deck.parent))
    assert code == 1
    assert out.endswith("1 formatted, 1 left alone\n")
    assert deck.read_text(encoding="utf-8") == TIDY


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_told(quiz, deck: Path) -> None:
    deck.chmod(0)
    code, out, _ = quiz("fmt", str(deck))
    assert code == 1
    assert "may not be read" in out


@posix_only
def test_a_link_that_leads_out_of_its_folder_is_left_alone(quiz, deck: Path, here: Path) -> None:
    folder = here / "links"
    folder.mkdir()
    (folder / "link.toml").symlink_to(deck)
    code, out, _ = quiz("fmt", str(folder))
    assert code == 1
    assert "leads out of the folder" in out
    assert deck.read_text(encoding="utf-8") == MESSY
    code, out, _ = quiz("fmt", str(folder / "link.toml"))
    assert code == 1
    assert f"leads out of the folder of decks, to {os.path.realpath(deck)}" in out
    assert "Name what it leads to." in out
    assert deck.read_text(encoding="utf-8") == MESSY


@posix_only
def test_a_link_among_the_own_decks_is_the_persons(quiz, deck: Path, here: Path) -> None:
    own = here / "data" / "decks"
    own.mkdir(parents=True)
    (own / "link.toml").symlink_to(deck)
    assert quiz("fmt", "link").code == 0
    assert deck.read_text(encoding="utf-8") == TIDY
    assert (own / "link.toml").is_symlink()


def test_a_full_disk_leaves_the_deck_as_it_was(quiz, deck: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    code, out, err = quiz("fmt", str(deck))
    assert (code, err) == (1, "")
    assert f"{deck}:1:1: error: The file cannot be written: No space left on device" in out
    assert "It was left as it was." in out
    assert deck.read_text(encoding="utf-8") == MESSY
    assert list(deck.parent.iterdir()) == [deck]


@posix_only
def test_a_limit_on_file_sizes_leaves_the_deck_as_it_was(command, deck: Path) -> None:
    import resource
    import subprocess

    line, environment = command("fmt", str(deck))
    done = subprocess.run(
        line,
        capture_output=True,
        timeout=30,
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)),
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"cannot be written: File too large" in done.stdout
    assert deck.read_text(encoding="utf-8") == MESSY
    assert list(deck.parent.iterdir()) == [deck]


def test_fmt_needs_neither_the_log_nor_what_draws(quiz, deck: Path, here: Path) -> None:
    quiz("fmt", str(deck))
    assert not (here / "data").exists()
    assert "quiz.commands.fmt" in sys.modules
