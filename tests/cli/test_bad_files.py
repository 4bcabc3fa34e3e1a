"""Whatever file a command for authors is given: told in few lines, and left as it was."""

import os
from pathlib import Path

import pytest

CONTENTS = {
    "empty": b"",
    "binary": bytes(range(256)) * 4,
    "not UTF-8": 'title = "é"'.encode("latin-1"),
    "controls": b'format = 1\ntitle = "\x1b]0;owned\x07\x1b[2J"\n',
    "escaped controls": b'format = 1\nid = "d"\ntitle = "\\u001b[2J"\n',
    "line marks": 'title = "a\u2028\u202eb\ufeff"'.encode(),
    "no TOML": b"%PDF-1.7 [[[",
    "long line": b"x" * 1_000_000,
}
COMMANDS = (
    ("fmt",),
    ("fmt", "--check"),
    ("check",),
    ("check", "--advice"),
    ("show",),
    ("show", "--html", "-"),
    ("add",),
    ("add", "--copy"),
    ("new", "--title", "T", "--from"),
)
commands = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


def told(ran) -> str:
    """What a command said of a file that is no deck."""
    assert ran.code in (1, 2)
    assert ran.err.count("\n") <= 1
    text = ran.out + ran.err
    assert text.strip()
    assert not set("\x1b\x07\x9b\u202e\u2028") & set(text)
    assert "Traceback" not in text
    assert "bug in quiz" not in text
    return text


@commands
@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_no_deck_is_told_and_left_as_it_was(quiz, here: Path, words, name: str) -> None:
    path = here / "bad.toml"
    path.write_bytes(CONTENTS[name])
    assert "bad.toml" in told(quiz(*words, str(path)))
    assert path.read_bytes() == CONTENTS[name]
    assert sorted(one.name for one in here.iterdir()) == ["bad.toml", "small.toml"]


@commands
def test_a_file_far_too_large_is_told(quiz, here: Path, words) -> None:
    path = here / "large.toml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert "larger than 16 MiB" in told(quiz(*words, str(path)))


@commands
def test_a_file_that_is_not_there_is_told(quiz, here: Path, words) -> None:
    assert "nowhere" in told(quiz(*words, str(here / "nowhere\x1b[2J.toml")))


@commands
def test_a_folder_called_like_a_deck_is_told(quiz, here: Path, words) -> None:
    folder = here / "folder.toml"
    folder.mkdir()
    if words[0] in ("check", "fmt"):
        assert quiz(*words, str(folder)).code == 0
    else:
        assert "folder" in told(quiz(*words, str(folder)))


@commands
@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_is_never_waited_for(quiz, here: Path, words) -> None:
    pipe = here / "pipe.toml"
    os.mkfifo(pipe)
    assert "pipe.toml" in told(quiz(*words, str(pipe)))


@commands
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(quiz, here: Path, words) -> None:
    path = here / "secret.toml"
    path.write_text("", encoding="utf-8")
    path.chmod(0)
    assert "may not be read" in told(quiz(*words, str(path)))
