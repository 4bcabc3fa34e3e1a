"""A closed window and a machine that shuts down end both faces well, and the day is backed up."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from quiz.store.backups import backups_of
from quiz.store.copying import inspected

if os.name != "posix":
    pytest.skip("signals and pseudo-terminals are of POSIX", allow_module_level=True)


def asked_to_end(screen: Any) -> None:
    assert screen.ask_to_end() == 128 + signal.SIGTERM
    assert screen.is_left


def closed(screen: Any) -> None:
    assert screen.hang_up() == 128 + signal.SIGHUP


def closed_while_it_showed_much(screen: Any) -> None:
    """Nobody reads what it shows any more, as where a connection is lost."""
    for _ in range(40):
        screen.press("?")
        screen.press("\x1b")
    closed(screen)


APP, LINES, EXAM = ("study",), ("study", "--plain"), ("exam", "--questions", "5")
ENDS = [
    (APP, asked_to_end),
    (APP, closed_while_it_showed_much),
    (LINES, asked_to_end),
    (LINES, closed),
]
ROUNDS = 1
"""How often each is ended."""

if os.environ.get("QUIZ_FAULTS") == "full":
    ENDS += [(APP, closed), (LINES, closed_while_it_showed_much)]
    ENDS += [(EXAM, asked_to_end), (EXAM, closed), (EXAM, closed_while_it_showed_much)]
    ROUNDS = 10


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize(("words", "end"), ENDS)
def test_it_ends_well(
    folder: Any,
    tools: Any,
    terminal: Any,
    words: tuple[str, ...],
    end: Callable[[Any], None],
    number: int,
) -> None:
    assert backups_of(folder.log) == []
    keys = (":d\r", "\r") if words is LINES else tools.KEYS
    with terminal(folder.command(*words), folder.environment()) as screen:
        screen.press_in_turn(keys, lambda: len(folder.acknowledged()) > number % 3)
        end(screen)
        assert "Traceback" not in screen.text
    folder.must_be_sound()
    (made,) = backups_of(folder.log)
    assert [(inspected(made).answers,)] == folder.rows("SELECT count(*) FROM review")
    code, out, _ = folder.hold(words[0], "--plain", heard="")
    assert code == 0
    assert "goes on where you left it." in out


def ignoring_hang_ups() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def test_a_closed_terminal_is_noticed_where_its_signal_is_ignored(
    folder: Any, tools: Any, terminal: Any
) -> None:
    """As under `nohup`: the end of its input would be read over and over."""
    line, environ = folder.command("study"), folder.environment()
    with terminal(line, environ, ignoring_hang_ups) as screen:
        screen.press_in_turn(tools.KEYS, lambda: len(folder.acknowledged()) > 0)
        assert screen.hang_up() == 128 + signal.SIGHUP
    assert not folder.log.with_name("log.sqlite3-wal").exists()
    folder.must_be_sound()
    assert len(backups_of(folder.log)) == 1
