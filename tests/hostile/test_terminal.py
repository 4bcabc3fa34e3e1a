"""Raw bytes of every command, on a terminal and in a pipe, where all that it tells of means harm.

The decks hold in every field what no deck may (the check of files is turned off for it), files are
called likewise, the configuration, a spreadsheet and the arguments hold it, and the log is one that
somebody else made: every text of it was changed. And no command asks the net for anything: that
would end it at once.
"""

from __future__ import annotations

import base64
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from quiz.commands.told import COMMANDS
from tests.hostile.harm import NASTY, NASTY_NAME, TRIED_THE_NET, of_a_screen, of_lines
from tests.hostile.ordeal import unsafe
from tests.hostile.wild import Writer, toml

if os.name != "posix":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

ROOT = Path(__file__).parents[2]
HARM = NASTY[3]
ESCAPED = HARM.replace("\x1b", "\\u001b")
SHORT = NASTY[0]

BY_LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "study": (
        ("study", "wild", "--plain"),
        ("study", HARM, "--plain"),
        ("study", "--minutes", HARM),
    ),
    "table": (("table", "wild", "--plain"), ("table", HARM, "--plain")),
    "exam": (
        ("exam", "wild", "--plain", "--questions", "3", "--new"),
        ("exam", "wild", "--json", "--questions", "3", "--new"),
        ("exam", "--list"),
        ("exam", "--list", "--json"),
        ("exam", "--show"),
        ("exam", "--show", "--json"),
        ("exam", "--show", HARM),
        ("exam", "--topic", HARM, "--plain"),
        ("exam", "--forms", HARM, "--plain"),
        ("exam", "--drop", HARM),
    ),
    "browse": (
        ("browse", "--plain"),
        ("browse", "--plain", HARM),
        ("browse", "is:" + SHORT, "--plain"),
    ),
    "decks": (("decks",), ("decks", "--json"), ("decks", "--decks", HARM)),
    "contrast": (
        ("contrast", "wild", "--plain"),
        ("contrast", "wild", "--between", HARM, SHORT, "--plain"),
    ),
    "confusions": (("confusions",), ("confusions", "--json"), ("confusions", HARM)),
    "due": (("due",), ("due", "--json")),
    "check": (
        ("check",),
        ("check", "--advice"),
        ("check", "--json"),
        ("check", HARM),
        ("check", "OWN", "--advice"),
    ),
    "new": (
        ("new", "--from", "SHEET", "--title", "x", "--to", "NEW/a"),
        ("new", "--from", "SOUND-SHEET", "--title", "y", "--to", "NEW/b"),
        ("new", "--title", HARM),
        ("new", "--title", "a", "--subjects", f"{HARM},b"),
        ("new", "--title", "a", "--id", HARM),
        ("new", "--kind", HARM),
        ("new", "--title", "z", "--kind", "cards", "--to", f"NEW/{NASTY_NAME}"),
    ),
    "fmt": (("fmt", "--diff"), ("fmt", "--check"), ("fmt", HARM), ("fmt",)),
    "add": (("add", "WILD"), ("add", HARM), ("add", "BROKEN"), ("add", "FOLDER", "--copy")),
    "show": (
        ("show", "wild"),
        ("show", "WILD"),
        ("show", "BROKEN"),
        ("show", "wild", "--html", "-"),
        ("show", "wild", "--html", f"NEW-{NASTY_NAME}.html"),
        ("show", HARM),
    ),
    "schema": (("schema",),),
    "scores": (("scores",), ("scores", "--json"), ("scores", "--deck", HARM)),
    "optimise": (("optimise",), ("optimise", "--undo"), ("optimise", "--retention")),
    "log": (
        ("log",),
        ("log", "--all"),
        ("log", "--json"),
        ("log", "--all", "--json"),
        ("log", "--csv"),
    ),
    "doctor": (
        ("doctor",),
        ("doctor", "--orphans"),
        ("doctor", "--keep", f"{HARM}={SHORT}"),
        ("doctor", "--mend"),
    ),
    "backup": (("backup", f"NEW-{NASTY_NAME}"), ("backup",), ("backup", HARM + "/x/y")),
    "restore": (("restore",), ("restore", HARM), ("restore", "WILD"), ("restore", "LOG", "--yes")),
    "config": (("config",), ("config", "--example")),
}
"""What of each command is run. A name in capitals stands for a file; see `stands_for`."""

READING = ("check", "show", "decks", "fmt", "add", "due")
"""What is run with the check of decks, too, and then tells what is wrong with them."""

_ANSWERS = "1\n\n:d\n\n:where\n:info\n:edit\nx\n\n2\n\n"
TYPED = f"{_ANSWERS * 3}\x04\x04"
SETTINGS = (
    f'"{ESCAPED}" = 1',
    f'[study]\nface = "{ESCAPED}"',
    f'[study]\nretention = "{ESCAPED}"',
    f'[keys]\n"{ESCAPED}" = "x"',
    f'[deck."{ESCAPED}"]\nby = "{ESCAPED}"',
    f"[study]\n{HARM} = 1",
)

WRONG_USE = (
    (HARM,),
    ("--data", HARM + "/x", "decks"),
    ("--seed", HARM),
    ("--" + HARM,),
    ("decks", HARM),
    ("decks", "--" + HARM),
)

ESC, CTRL_P, CTRL_Q = "\x1b", "\x10", "\x11"
SCREENS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "app": ((), ["t", ESC, "b", "\r", ESC, ESC, "s", ESC, "x", ESC, CTRL_P, ESC, CTRL_Q]),
    "study": (("study", "wild"), [*"1\r\r", "i", ESC, *"d\rd\rd\r", CTRL_Q]),
}


def deck() -> str:
    """A deck with every kind of harm in every field of it."""
    numbers = count()

    def text() -> str:
        number = next(numbers)
        return f"n{number} {NASTY[number % len(NASTY)]}"

    return toml(Writer(text).deck())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, terminals: Terminals) -> Path:
    """A folder with such decks, their log, a spreadsheet and a configuration."""
    here = tmp_path_factory.mktemp("harm") / NASTY_NAME
    own = here / "data" / "decks"
    (own / NASTY_NAME).mkdir(parents=True)
    (own / "[red]1.toml").write_text(deck(), encoding="utf-8")
    (own / "[red]2.toml").write_text(deck(), encoding="utf-8")  # shadowed by the first
    (own / f"0{NASTY_NAME}.toml").write_text(deck(), encoding="utf-8")
    (own / "[red]3.toml").write_text(f"id = '{HARM}'\n{HARM} = 1", encoding="utf-8")
    unknown = f'format = 1\nid = "{SHORT}"\ntitle = 3\n"{HARM}" = "x"\n'
    escaped = toml({"format": 1, "id": SHORT, "title": 3, HARM: NASTY[6], SHORT: {HARM: 1}})
    (own / "more").mkdir()
    (own / "more" / "4.toml").write_text(unknown, encoding="utf-8")
    (own / "more" / "5.toml").write_text(escaped, encoding="utf-8")
    (own / "more" / f"6{NASTY_NAME}.toml").symlink_to("/etc/passwd")
    (own / "more" / "7[red].toml").symlink_to(f"/etc/{NASTY_NAME}")
    (here / "wild.toml").write_text(deck(), encoding="utf-8")
    (here / "sheet.csv").write_text(f"a,b,c\n{HARM},x,y\nd,{SHORT},f\n", encoding="utf-8")
    cells = "[bold]b[/], \u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b,=cmd|'x'!A1"
    (here / "sound.csv").write_text(f"a,b,c\n{cells}\nd,e,f\n", encoding="utf-8")
    for words in (("study", "wild", "--plain"), ("exam", "wild", "--plain", "--questions", "2")):
        code, sent = terminals.run(here, [*words, "--seed", "1"], f":flag {HARM}\n{TYPED}")
        must_be_sound(words, code, sent)
    spoil(here / "data" / "log.sqlite3")
    return here


def spoil(log: Path) -> None:
    """Write harm into every text of a log that reads what stands there, not what it means."""
    with closing(sqlite3.connect(log)) as db:
        triggers = db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            db.execute(f"DROP TRIGGER {name}")
        chance = random.Random(1)
        for table, columns in TEXTS.items():
            for key, *texts in db.execute(f"SELECT id, {', '.join(columns)} FROM {table}"):
                changed = [harmed(text, chance) for text in texts]
                assigned = ", ".join(f"{column} = ?" for column in columns)
                db.execute(f"UPDATE {table} SET {assigned} WHERE id = ?", (*changed, key))
        db.commit()


TEXTS = {
    "review": ("fact", "form", "options", "response", "confused_with", "scheduler"),
    "event": ("target", "payload"),
}


def harmed(text: str, chance: random.Random) -> str:
    """The text with harm behind it; within JSON, in each of its strings. Some stay as they were."""
    if chance.random() < 0.5:
        return text
    try:
        return json.dumps(_harmed(json.loads(text), chance), ensure_ascii=False)
    except ValueError:
        return text + chance.choice(NASTY)


def _harmed(value: Any, chance: random.Random) -> Any:
    match value:
        case str():
            return value + chance.choice(NASTY)
        case list():
            return [_harmed(one, chance) for one in value]
        case dict():
            return {key: _harmed(one, chance) for key, one in value.items()}
        case _:
            return value


def stands_for(here: Path) -> Mapping[str, str]:
    return {
        "OWN": f"{here}/data/decks",
        "WILD": f"{here}/wild.toml",
        "BROKEN": f"{here}/data/decks/[red]3.toml",
        "FOLDER": f"{here}/data/decks/more",
        "SOUND-SHEET": f"{here}/sound.csv",
        "SHEET": f"{here}/sheet.csv",
        "LOG": f"{here}/data/log.sqlite3",
        "NEW": f"{here}/new",
    }


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    more = {"QUIZ_NOW": "2026-03-02T09:00:00Z", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return {**kept, **more, "TERM": "xterm-256color"}


class Terminals:
    """Runs commands on terminals, in forks of a process that lasts as long as the tests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self,
        here: Path,
        words: Sequence[str],
        typed: str = "",
        keys: Sequence[str] = (),
        *,
        unchecked: bool = True,
    ) -> tuple[int | None, bytes]:
        """The exit code, None where it did not end, and all that reached the terminal."""
        asked = {"here": str(here), "words": words, "typed": typed, "keys": keys}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({**asked, "unchecked": unchecked}) + "\n")
        self._process.stdin.flush()
        found = json.loads(self._process.stdout.readline())
        return found["code"], found["sent"].encode("latin-1")


@pytest.fixture(scope="module")
def terminals() -> Iterator[Terminals]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.on_a_terminal"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        yield Terminals(process)
        assert process.stdin
        process.stdin.close()


def named(here: Path, words: tuple[str, ...]) -> list[str]:
    """The words of a command with paths in the place of what stands for them."""
    return [_path(word, stands_for(here)) for word in words]


def _path(word: str, paths: Mapping[str, str]) -> str:
    stands = next((short for short in paths if word.startswith(short)), None)
    return word if stands is None else paths[stands] + word.removeprefix(stands)


def test_every_command_is_run() -> None:
    assert set(BY_LINES) == set(COMMANDS)


@pytest.fixture
def here(place: Path, tmp_path: Path) -> Path:
    """A copy of it all, to be changed."""
    copied = tmp_path / NASTY_NAME
    shutil.copytree(place, copied, symlinks=True)
    return copied


def must_be_sound(words: Sequence[str], code: int | None, sent: bytes) -> None:
    assert code != TRIED_THE_NET, words
    assert code in (0, 1, 2), (words, code, sent[-2000:])
    assert b"a bug in quiz" not in sent, (words, sent[-2000:])
    assert sent


@pytest.mark.parametrize("command", BY_LINES)
def test_a_command_by_lines(here: Path, terminals: Terminals, command: str) -> None:
    for listed in BY_LINES[command]:
        words = named(here, listed)
        for unchecked in (True, False) if command in READING else (True,):
            code, sent = terminals.run(here, words, TYPED, unchecked=unchecked)
            must_be_sound(words, code, sent)
            assert not of_lines(sent), (words, of_lines(sent), sent[-2000:])


@pytest.mark.parametrize("words", WRONG_USE, ids=range(len(WRONG_USE)))
def test_wrong_use(here: Path, terminals: Terminals, words: tuple[str, ...]) -> None:
    code, sent = terminals.run(here, words)
    must_be_sound(words, code, sent)
    assert not of_lines(sent), of_lines(sent)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_configuration_of_harm(here: Path, terminals: Terminals, setting: str) -> None:
    (here / "data" / "config.toml").write_text(setting, encoding="utf-8")
    for words in (["config"], ["study", "--plain"], ["decks"]):
        code, sent = terminals.run(here, words, TYPED)
        must_be_sound(words, code, sent)
        assert not of_lines(sent), (words, of_lines(sent), sent[-2000:])


@pytest.mark.parametrize("screen", SCREENS)
def test_on_the_screen(here: Path, terminals: Terminals, screen: str) -> None:
    words, keys = SCREENS[screen]
    code, sent = terminals.run(here, words, keys=keys)
    must_be_sound(words, code, sent)
    assert not of_a_screen(sent), (words, of_a_screen(sent))


def dragged(x: int, y: int, to_x: int, to_y: int) -> list[str]:
    """A mouse that is pressed in one place, drawn to another and let go, as a terminal says it."""
    steps = (
        ("0", x, y, "M"),
        ("32", to_x - 1, to_y, "M"),
        ("32", to_x, to_y, "M"),
        ("0", to_x, to_y, "m"),
    )
    return [f"\x1b[<{button};{column};{row}{end}" for button, column, row, end in steps]


CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
"""As Textual sends to it; anything else that would is seen as harm."""


@pytest.mark.parametrize(
    ("words", "opened"),
    [((), []), (("study", "wild"), []), (("study", "wild"), ["d", "\r"]), (("browse",), [])],
)
def test_the_clipboard_gets_what_was_selected_and_nothing_else(
    here: Path, terminals: Terminals, words: tuple[str, ...], opened: list[str]
) -> None:
    keys = [*opened, *dragged(3, 1, 60, 5), "\x03", CTRL_Q]
    code, sent = terminals.run(here, words, keys=keys)
    must_be_sound(words, code, sent)
    (copied,) = CLIPBOARD.findall(sent)
    text = base64.b64decode(copied, validate=True).decode()
    assert text.strip()
    assert not unsafe(text), unsafe(text)
    assert not of_a_screen(CLIPBOARD.sub(b"", sent))
    code, sent = terminals.run(here, words, keys=[*opened, CTRL_Q])
    assert not CLIPBOARD.findall(sent)


def test_an_altered_log_ends_the_app_in_plain_words(here: Path, terminals: Terminals) -> None:
    with closing(sqlite3.connect(here / "data" / "log.sqlite3")) as db:
        db.execute("INSERT INTO standing VALUES (?, ?, '')", (HARM, HARM))
        db.commit()
    code, sent = terminals.run(here, ("study", "wild"), keys=["1", "\r", CTRL_Q])
    must_be_sound(("study",), code, sent)
    assert code == 1
    assert b"quiz doctor tells what can be done" in sent
    assert b"Traceback" not in sent
    assert not of_a_screen(sent), of_a_screen(sent)


PIPED = """
import json, os, re, sys
from tests.hostile.harm import forbid_the_net
forbid_the_net()
from quiz import terminal_text
from quiz.cli import main
terminal_text._FORBIDDEN = re.compile("(?!)")
for words in json.loads(os.environ.pop("PIPED")):
    try:
        main(words)
    except SystemExit:
        pass
"""


TRIES = """
from tests.hostile.harm import forbid_the_net
forbid_the_net()
import socket
socket.getaddrinfo("localhost", 80)
"""


def test_whoever_asks_the_net_is_ended() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], env=environment(), timeout=60, check=False)
    assert done.returncode == TRIED_THE_NET


def test_in_a_pipe(here: Path) -> None:
    listed = [named(here, words) for command in BY_LINES.values() for words in command[:1]]
    done = subprocess.run(
        [sys.executable, "-c", PIPED],
        input=TYPED.encode(),
        capture_output=True,
        timeout=120,
        env={**environment(), "QUIZ_DATA": str(here / "data"), "PIPED": json.dumps(listed)},
        cwd=here,
        check=True,
    )
    for sent in (done.stdout, done.stderr):
        assert not of_lines(sent), of_lines(sent)
        assert b"a bug in quiz" not in sent
        assert b"Traceback" not in sent
