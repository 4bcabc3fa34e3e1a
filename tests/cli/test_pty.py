"""Journeys over a real pseudo-terminal: what a person sees, kills and comes back to."""

import json
import os
import re
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

TIMEOUT_S = 20
"""Far longer than anything takes: it only ends a test that would wait for ever."""

DECK = """
format = 1
id = "journey"
title = "A journey"

[[card]]
id = "first"
form = "choice"
prompt = "Which one comes first?"
answer = "the first"
wrong = ["the second"]

[[card]]
id = "second"
form = "choice"
prompt = "Which one comes then?"
answer = "the second"
wrong = ["the third"]

[[card]]
id = "third"
form = "typed"
prompt = "And last, as a word?"
answer = "third"
"""


@pytest.fixture
def start(tmp_path: Path, command, terminal):
    """Start quiz on a pseudo-terminal, on a deck of three cards."""
    deck = tmp_path / "journey.toml"
    deck.write_text(DECK, encoding="utf-8")

    def on_terminal(*words: str, TERM: str = "xterm-256color") -> AbstractContextManager:
        line, environ = command("--decks", str(deck), *words, TERM=TERM, COLORTERM="")
        return terminal(line, environ)

    return on_terminal


@pytest.fixture
def logged(process):
    def rows() -> list[dict[str, object]]:
        return [json.loads(line) for line in process("log", "--json").out.splitlines()]

    return rows


def test_a_session_is_killed_and_goes_on(start, logged) -> None:
    with start() as terminal:
        terminal.wait_for("A journey")
        terminal.press_until("\r", "Which one comes first")
        terminal.press_until("1", "▸ 1")
        terminal.press_until("\r", "Right|Wrong")
        terminal.process.kill()
        assert terminal.process.wait(TIMEOUT_S) != 0
    (review,) = logged()
    assert review["fact"] == "journey/first"
    with start("study", "journey") as terminal:
        terminal.wait_for("Which one comes then")
        terminal.press_until("1", "▸ 1")
        terminal.press_until("\r", "Right|Wrong")
    assert [row["fact"] for row in logged()] == ["journey/first", "journey/second"]
    assert len({row["session_id"] for row in logged()}) == 1


def test_a_plain_session_is_killed_and_goes_on(start, logged) -> None:
    with start("study", "journey", "--plain") as terminal:
        terminal.wait_for("Choose one: its number, 1 to 2.")
        terminal.press("1\r")
        terminal.wait_for("An empty line goes on.")
        terminal.process.kill()
    with start("study", "journey", "--plain") as terminal:
        terminal.wait_for("The session goes on where you left it.")
        terminal.wait_for("Which one comes then")
        terminal.press("2\r")
        terminal.wait_for("Right|Wrong")
        terminal.press(":u\r")
        terminal.wait_for("Taken back.")
        terminal.press("\x04")
        terminal.wait_for("Ended here.")
        assert terminal.drain_and_wait() == 0
    assert [row["fact"] for row in logged()] == ["journey/first"]


def test_an_exam_is_killed_in_the_middle_and_goes_on(start, process, logged) -> None:
    words = ("exam", "journey", "--plain", "--seed", "7", "--minutes", "60")
    with start(*words) as terminal:
        terminal.wait_for("Question 1 of 3.")
        terminal.press(":d\r")
        terminal.wait_for("Noted.")
        terminal.wait_for("Question 2 of 3.")
        terminal.press(":back\r")
        terminal.wait_for("Question 1 of 3.")
        terminal.press("1\r")
        terminal.wait_for("Noted.")
        terminal.process.kill()
        assert terminal.process.wait(TIMEOUT_S) != 0
    (before,) = logged()
    assert before["mode"] == "exam"
    assert before["response"]["kind"] != "dontknow"
    with start("exam", "--plain") as terminal:
        terminal.wait_for("The exam goes on where you left it.")
        terminal.wait_for("Question 2 of 3.")
        terminal.press(":time\r")
        terminal.wait_for(r"(59|60) minutes( \d+ seconds)? left")  # by how quick this machine is
        terminal.press(":d\r")
        terminal.wait_for("Question 3 of 3.")
        terminal.press(":hand-in\r")
        terminal.wait_for("Not answered: 3.")
        terminal.press("y\r")
        terminal.wait_for("The result: ")
        assert terminal.drain_and_wait() == 0
    assert len(logged()) == 2
    assert len({row["session_id"] for row in logged()}) == 1


def test_an_exam_on_the_screen_is_killed_and_goes_on(start, logged) -> None:
    with start("exam", "journey", "--forms", "choice", "--seed", "7") as terminal:
        terminal.wait_for("Which one comes")
        terminal.press_until("1", "▸ 1")
        terminal.press_until("\r", "Noted")
        terminal.process.kill()
        assert terminal.process.wait(TIMEOUT_S) != 0
    with start("exam") as terminal:
        terminal.wait_for("2/2")
        terminal.wait_for("The exam goes on where you left it.")
        terminal.press_until("x", "Hand the exam in")
        terminal.press_until("y", "Exam of")
    (review,) = logged()
    assert review["mode"] == "exam"


def test_a_dumb_terminal_gets_lines(start) -> None:
    with start("decks", TERM="dumb") as terminal:
        terminal.wait_for("A journey")
        assert terminal.drain_and_wait() == 0
    with start(TERM="dumb") as terminal:
        terminal.wait_for("1: A journey. New 3")
        terminal.press(":q\r")
        assert terminal.drain_and_wait() == 0
        assert not terminal.has_drawn


def test_ctrl_c_ends_lines_well(start) -> None:
    with start("browse", "--plain") as terminal:
        terminal.wait_for("Search with words")
        terminal.interrupt_until("Stopped. All that you answered is kept.")
        assert terminal.drain_and_wait() == 0


FALLACIES = ("straw-man", "ad-hominem", "false-dilemma", "slippery-slope")
FALLACIES += ("begging-the-question", "appeal-to-authority", "post-hoc", "red-herring")


def test_a_deck_is_written_beside_the_app_and_no_progress_is_lost(start, process, tmp_path) -> None:
    """A deck on eight look-alike things: begun, misspelt, mended, studied, reworded, renamed."""
    deck = tmp_path / "journey.toml"
    named = ("--decks", str(deck))
    deck.unlink()
    names = ", ".join(name.replace("-", " ").capitalize() for name in FALLACIES)
    begun = process("new", "--title", "Fallacies", "--subjects", names, "--to", str(deck))
    assert begun.code == 0
    text = deck.read_text(encoding="utf-8").replace("# because", "because")
    for number, name in enumerate(FALLACIES):
        text = re.sub(rf'(cell\.{name} += ").*"', rf'\1Move number {number}"', text)
    text = text.replace("what is the first thing that tells it apart?", "which move is it?")

    def save(changed: str) -> None:
        nonlocal text
        text = changed
        deck.write_text(text, encoding="utf-8")

    def new() -> int:
        listed = json.loads(process(*named, "decks", "--json").out)
        return next(one["new"] for one in listed if one["id"] == "fallacies")

    save(text)
    with start() as terminal:
        terminal.wait_for("Fallacies .*new 8")
        save(text.replace("because =", "becuase ="))
        terminal.wait_for("Did you mean `because`")
        save(text.replace("becuase =", "because ="))
        terminal.wait_for("Fallacies .*new 8")
        terminal.press_until("\r", "which move is it")
        terminal.press_until("1", "▸ 1")
        terminal.press_until("\r", "Right|Wrong")
        save(text.replace("which move is it?", "what is done there?"))
        terminal.wait_for("Decks were changed")
        terminal.press_until("\r", "what is done there")
        terminal.press_until("1", "▸ 1")
        terminal.press_until("\r", "Right|Wrong")
        save(text.replace("key = true", "key = ture"))
        terminal.wait_for("`ture` is not a value")
        terminal.press_until("\r", "what is done there")
        save(text.replace("key = ture", "key = true"))
        terminal.press("q")
        terminal.wait_for("new 6")
        assert new() == 6
        assert process("fmt", str(deck)).code == 0
        text = deck.read_text(encoding="utf-8")
        renamed = text
        for name in FALLACIES:
            renamed = renamed.replace(f".{name} ", f".the-{name} ")
        save(renamed)
        terminal.wait_for("2 facts look moved")
        assert new() == 8
        terminal.press_until("m", "keep their progress")
        terminal.press_until("y", "The progress of 2 facts is kept")
        assert new() == 6
