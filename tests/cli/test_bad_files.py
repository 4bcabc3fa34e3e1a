"""Whatever file any command is given: told in few lines, and left as it was.

Every command is here, as the last test says, with each way in which a file comes to it: named as
what the command is about, with `--decks`, as the configuration, as the log, as the data folder.
"""

import errno
import os
import re
from pathlib import Path

import pytest

from quiz.commands.told import COMMANDS

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
ABOUT_A_FILE = (
    ("fmt",),
    ("fmt", "--check"),
    ("check",),
    ("check", "--advice"),
    ("show",),
    ("show", "--html", "-"),
    ("add",),
    ("add", "--copy"),
    ("new", "--title", "T", "--from"),
    ("restore", "--yes"),
)
"""Commands that are told a file as what they are about; it stands last."""
WITH_DECKS = (
    ("study", "--plain"),
    ("table", "--plain"),
    ("exam", "--plain"),
    ("exam", "--list"),
    ("browse", "--plain"),
    ("contrast", "--plain"),
    ("confusions",),
    ("due",),
    ("due", "--json"),
    ("scores",),
    ("scores", "--json"),
)
"""Commands that are about decks: one that is named and cannot be used is not passed over."""
LISTS_DECKS = (("--plain",), ("decks",), ("decks", "--json"))
"""Where a deck that cannot be used is listed among those that can."""
WITH_LOG = (
    *WITH_DECKS,
    *LISTS_DECKS,
    ("log",),
    ("log", "--all", "--json"),
    ("optimise",),
    ("optimise", "--undo"),
    ("doctor",),
    ("doctor", "--orphans"),
    ("backup",),
)
READS_NOTHING = {"schema"}
SETTINGS = (("config",), *WITH_DECKS, ("--plain",), ("decks",))

about_a_file = pytest.mark.parametrize("words", ABOUT_A_FILE, ids=" ".join)
with_decks = pytest.mark.parametrize("words", WITH_DECKS, ids=" ".join)
contents = pytest.mark.parametrize("name", CONTENTS)


def clean(ran) -> str:
    """What a command said, which has nothing in it that a terminal would obey, and no bug."""
    assert ran.err.count("\n") <= 1
    text = ran.out + ran.err
    assert text.strip()
    assert not set("\x1b\x07\x9b\u202e\u2028") & set(text)
    assert "Traceback" not in text
    assert "bug in quiz" not in text
    return text


def told(ran) -> str:
    """What a command said of a file that it cannot use."""
    assert ran.code in (1, 2)
    return clean(ran)


def told_in_a_line(ran) -> str:
    """The same of a command that has nothing else to say."""
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    return told(ran)


def files(folder: Path) -> dict[str, bytes]:
    """All that is in a folder, but for what is only remembered to save time."""
    found = (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in found if "cache" not in one.parts
    }


def locked(path: Path) -> Path:
    """A file that may not be read."""
    path.write_text("", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("whoever runs this may read all files")
    return path


# Named as what the command is about.


@about_a_file
@contents
def test_what_is_no_deck_is_told_and_left_as_it_was(quiz, here: Path, words, name: str) -> None:
    path = here / "bad.toml"
    path.write_bytes(CONTENTS[name])
    before = files(here)
    assert "bad.toml" in told(quiz(*words, str(path)))
    assert files(here) == before


@about_a_file
def test_a_file_far_too_large_is_told(quiz, here: Path, words) -> None:
    path = here / "large.toml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    text = told(quiz(*words, str(path)))
    assert "larger than 16 MiB" in text or words[0] == "restore"
    assert "large.toml" in text


@about_a_file
def test_a_file_that_is_not_there_is_told(quiz, here: Path, words) -> None:
    assert "nowhere" in told(quiz(*words, str(here / "nowhere\x1b[2J.toml")))


@about_a_file
def test_a_folder_called_like_a_deck_is_told(quiz, here: Path, words) -> None:
    folder = here / "folder.toml"
    folder.mkdir()
    if words[0] in ("check", "fmt"):
        assert quiz(*words, str(folder)).code == 0
    else:
        assert "folder" in told(quiz(*words, str(folder)))


@about_a_file
@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_is_never_waited_for(quiz, here: Path, words) -> None:
    pipe = here / "pipe.toml"
    os.mkfifo(pipe)
    assert "pipe.toml" in told(quiz(*words, str(pipe)))


@about_a_file
def test_a_file_that_may_not_be_read_is_told(quiz, here: Path, words) -> None:
    path = locked(here / "secret.toml")
    assert "secret.toml" in told(quiz(*words, str(path)))


# Named with --decks.


@with_decks
@contents
def test_a_deck_that_was_named_is_not_passed_over(quiz, here: Path, words, name: str) -> None:
    path = here / "bad.toml"
    path.write_bytes(CONTENTS[name])
    before = files(here)
    text = told_in_a_line(quiz("--decks", str(path), *words))
    assert re.search(r"bad\.toml:\d+:\d+: ", text)
    assert files(here) == before


@with_decks
@pytest.mark.parametrize("kind", ["large", "missing", "pipe", "locked"])
def test_what_cannot_be_a_deck_is_told(quiz, here: Path, words, kind: str) -> None:
    path = here / "bad.toml"
    if kind == "large":
        with path.open("wb") as file:
            file.truncate(50 * 1024 * 1024)
    elif kind == "pipe":
        if os.name != "posix":
            pytest.skip("pipes as POSIX has them")
        os.mkfifo(path)
    elif kind == "locked":
        locked(path)
    assert "bad.toml" in told_in_a_line(quiz("--decks", str(path), *words))


@pytest.mark.parametrize("words", LISTS_DECKS, ids=" ".join)
@contents
def test_a_list_of_decks_shows_what_is_wrong_with_one(quiz, here: Path, words, name: str) -> None:
    path = here / "bad.toml"
    path.write_bytes(CONTENTS[name])
    ran = quiz("--decks", str(path), *words, heard=":q\n")
    assert "bad.toml" in clean(ran)
    assert "central" in ran.out.lower()
    assert ran.code == (1 if words[0] == "decks" else 0)  # line by line one may mend it and go on
    assert path.read_bytes() == CONTENTS[name]


@with_decks
def test_what_is_usually_named_hides_no_other_deck(quiz, here: Path, words) -> None:
    path = here / "bad.toml"
    path.write_bytes(b"")
    decks = os.pathsep.join([str(path), str(here / "small.toml")])
    assert quiz(*words, heard=":q\n", QUIZ_DECKS=decks).code == 0


# What lies in the data folder.


@pytest.mark.parametrize("words", SETTINGS, ids=" ".join)
@contents
def test_a_configuration_that_is_none_is_told(quiz, here: Path, words, name: str) -> None:
    path = here / "data" / "config.toml"
    path.parent.mkdir()
    path.write_bytes(CONTENTS[name])
    ran = quiz(*words, heard=":q\n")
    # There is nothing wrong with an empty one.
    assert "config.toml" in told(ran) if name != "empty" else ran.code == 0
    assert path.read_bytes() == CONTENTS[name]


@pytest.mark.parametrize("words", WITH_LOG, ids=" ".join)
@contents
def test_a_log_that_is_none_is_told(quiz, here: Path, words, name: str) -> None:
    if name == "empty":
        pytest.skip("an empty file is a log that nothing was written to yet")
    path = here / "data" / "log.sqlite3"
    path.parent.mkdir()
    path.write_bytes(CONTENTS[name])
    assert "log.sqlite3" in told(quiz(*words, heard=":q\n"))
    assert path.read_bytes() == CONTENTS[name]


@pytest.mark.parametrize("words", [("--plain",), *((name,) for name in COMMANDS)], ids=" ".join)
def test_a_file_is_no_data_folder(quiz, here: Path, words) -> None:
    deck = here / "small.toml"
    before = deck.read_bytes()
    ran = quiz(*words, heard="", QUIZ_DATA=str(deck))
    assert "small.toml is not a folder" in told_in_a_line(ran)
    assert deck.read_bytes() == before


# What is written to.


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "{}"),
        ("new", "--title", "T", "--kind", "cards", "--to", "{}"),
        ("show", "small", "--html", "{}"),
    ],
    ids=lambda words: words[0],
)
@contents
def test_what_is_there_is_never_written_over(quiz, here: Path, words, name: str) -> None:
    quiz("study", "--plain", "small", heard=":d\n\n:q\n")
    path = here / "mine.toml"
    path.write_bytes(CONTENTS[name])
    before = files(here)
    told_in_a_line(quiz(*(word.format(path) for word in words)))
    assert files(here) == before


def test_no_command_is_left_out() -> None:
    writes = {"backup", "new", "show"}
    named = {words[0] for words in (*ABOUT_A_FILE, *WITH_DECKS, *WITH_LOG, *SETTINGS)} | writes
    assert {*COMMANDS} == (named - {"--plain"}) | READS_NOTHING


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("fsync", ("backup", "{}/log.sqlite3")),
        ("replace", ("backup", "{}/log.sqlite3")),
        ("fsync", ("new", "--title", "T", "--kind", "cards", "--to", "{}/t.toml")),
        ("fsync", ("show", "small", "--html", "{}/small.html")),
        ("fsync", ("fmt", "{}/small.toml")),
        ("replace", ("fmt", "{}/small.toml")),
        ("fsync", ("add", "--copy", "{}/other.toml")),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_on_a_full_disk_all_is_written_or_nothing(quiz, here: Path, monkeypatch, step, words):
    """Each write takes such steps, and each may be the one that there is no room for."""
    quiz("study", "--plain", "small", heard=":d\n\n:q\n")
    text = (here / "small.toml").read_text(encoding="utf-8")
    (here / "other.toml").write_text(text.replace("small", "other"), encoding="utf-8")
    before = files(here)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"os.{step}", full)
        ran = quiz(*(word.format(here) for word in words))
    assert ran.code == 1
    assert "No space left on device" in clean(ran) or "disk is full" in clean(ran)
    assert files(here) == before
