"""What holds for every command: exit codes, one line for what goes wrong, streams."""

import json
import os
import shlex
import signal
import subprocess
from pathlib import Path

import pytest

from quiz import __version__, wiring
from quiz.cli import main
from quiz.errors import DataError

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


def test_the_version_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"quiz {__version__}\n"


def test_wrong_use_is_one_line_and_two(quiz) -> None:
    code, out, err = quiz("studdy")
    assert (code, out) == (2, "")
    assert err == "quiz: There is no command studdy. Did you mean quiz study?\n"


@pytest.mark.parametrize("raised", [DataError("The log is\nfull."), OSError("The log is full.")])
def test_what_goes_wrong_is_one_line_and_one(quiz, monkeypatch, raised: Exception) -> None:
    _refuse(monkeypatch, raised)
    code, out, err = quiz("decks")
    assert (code, out, err) == (1, "", "quiz: The log is full.\n")


def test_a_bug_is_one_line_that_names_it(quiz, monkeypatch) -> None:
    _refuse(monkeypatch, KeyError("no\x1b such"))
    code, out, err = quiz("decks")
    assert (code, out) == (1, "")
    assert err.startswith("quiz: This is a bug in quiz, and your answers are kept. KeyError: ")
    assert err.count("\n") == 1
    assert "QUIZ_DEBUG=1" in err


def test_a_bug_comes_whole_where_that_was_asked(quiz, monkeypatch) -> None:
    _refuse(monkeypatch, KeyError("no such"))
    code, out, err = quiz("decks", QUIZ_DEBUG="1")
    assert (code, out) == (1, "")
    assert err.startswith("Traceback")


def test_ctrl_c_stops_with_a_line(quiz, monkeypatch) -> None:
    _refuse(monkeypatch, KeyboardInterrupt())
    assert tuple(quiz("decks")) == (1, "", "quiz: Stopped.\n")


def _refuse(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(wiring.Wiring, "clock", property(refuse))


# Streams.


def test_a_broken_pipe_is_quiet(quiz, monkeypatch) -> None:
    forgotten = []
    monkeypatch.setattr("quiz.cli._forget_output", lambda: forgotten.append(True))
    _refuse(monkeypatch, BrokenPipeError())
    assert tuple(quiz("decks")) == (0, "", "")
    assert forgotten


def test_json_is_utf8_whatever_the_locale(process) -> None:
    process("study", "small", "--decks", "small.toml")
    ran = process("schema", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert json.loads(ran.out)


def test_a_console_without_the_letters_gets_others(process, here: Path) -> None:
    deck = str(here / "small.toml")
    heard = ":suspend\n:q\n"
    ran = process("study", "small", "--decks", deck, heard=heard, PYTHONIOENCODING="ascii")
    assert (ran.code, ran.err) == (0, "")
    assert "What wraps axons? ? na?ve" in ran.out


def test_input_that_is_no_text_is_taken_as_well_as_can_be(process, here: Path) -> None:
    deck = str(here / "small.toml")
    ran = process("study", "small", "--decks", deck, heard=b"\xff\xfe\x00\x1b[31m\n")
    assert (ran.code, ran.err) == (0, "")
    assert "Wrong." in ran.out
    assert "\x1b" not in ran.out
    logged = process("log", "--json").out
    assert json.loads(logged)["fact"] == "small/word"


def test_windows_line_ends_are_line_ends(process, here: Path) -> None:
    deck = str(here / "small.toml")
    heard = b"\xef\xbb\xbfdemyelination\r\n\r\n:q\r\n"
    ran = process("study", "small", "--decks", deck, heard=heard)
    assert "Right." in ran.out


@posix_only
def test_a_reader_that_goes_away_is_no_error(command) -> None:
    words, environ = command("schema")
    with subprocess.Popen(
        words, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(20) == 0


@posix_only
def test_closed_streams_are_no_error(command, here: Path) -> None:
    words, environ = command("study", "small", "--decks", str(here / "small.toml"))
    for closed in ("<&-", ">&-", "<&- >&- 2>&-"):
        line = f"{shlex.join(words)} {closed}"
        done = subprocess.run(
            line, shell=True, env=environ, stderr=subprocess.PIPE, timeout=30, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


@posix_only
def test_ctrl_c_in_a_conversation_ends_it_well(command, here: Path) -> None:
    words, environ = command("study", "--plain", "small", "--decks", str(here / "small.toml"))
    with subprocess.Popen(
        words,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background has ctrl+c ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        while "Type the answer." not in running.stdout.readline():
            pass
        running.send_signal(signal.SIGINT)
        assert "Stopped. All that you answered is kept." in running.stdout.read()
        assert running.stderr.read() == ""
        assert running.wait(20) == 0
