"""What `quiz check` finds and prints."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quiz.errors import Problem, ProblemsFound, Severity
from quiz.library.checking import Checked, as_json, check, render, summary
from quiz.library.finding import find_given

HEAD = 'format = 1\nid = "d"\ntitle = "T"\n'
CARD = """
[[card]]
id = "a"
form = "flashcard"
prompt = "p"
answer = "x"
because = "why"
source = { from = "s" }
"""
SOUND = HEAD + '[source.s]\ntitle = "S"\n' + CARD


def write(folder: Path, **decks: str) -> Path:
    for name, text in decks.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def error(line: str = "", column: int = 1, **other: str) -> Problem:
    return Problem("d.toml", 7, column, Severity.ERROR, "Oh", excerpt=line, **other)


# What is found ------------------------------------------------------------------------------------


def test_sound_decks(tmp_path: Path) -> None:
    write(tmp_path, a=SOUND, b=SOUND.replace('"d"', '"e"'))
    checked = check(find_given([tmp_path]))
    assert checked == Checked(2, ())
    assert checked.errors == 0
    assert render(checked) == "2 decks, no problems"


def test_problems_come_file_by_file_and_line_by_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        a=SOUND.replace('"p"', "5").replace('"T"', "5"),
        b="nonsense",
        c=SOUND.replace('"d"', '"e"').replace('because = "why"', ""),
    )
    checked = check(find_given([tmp_path / "c.toml", tmp_path]))
    places = [(Path(one.path).name, one.line, one.severity.value) for one in checked.problems]
    assert places == [
        ("c.toml", 7, "warning"),
        ("a.toml", 3, "error"),
        ("a.toml", 10, "error"),
        ("b.toml", 1, "error"),
    ]
    assert (checked.decks, checked.errors) == (3, 3)
    assert summary(checked) == "3 decks, 3 errors, 1 warning"


@pytest.mark.parametrize("other", [SOUND, SOUND.replace('"T"', "5")], ids=["sound", "broken"])
def test_an_id_that_two_files_have_is_warned_about_at_the_later(tmp_path: Path, other: str) -> None:
    write(tmp_path, a=SOUND, b=SOUND.replace("format", "\nformat"), c=other)
    warnings = [one for one in check(find_given([tmp_path])).problems if not one.is_error]
    assert [(Path(one.path).name, one.line, one.column) for one in warnings] == [
        ("b.toml", 3, 6),
        ("c.toml", 2, 6),
    ]
    assert all(f"The deck {tmp_path / 'a.toml'} has the id 'd'" in one.message for one in warnings)


def test_what_is_no_deck_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "image.png").write_bytes(b"\x89PNG\0")
    try:
        (tmp_path / "decks" / "out.toml").symlink_to(tmp_path / "image.png")
    except OSError:
        pytest.skip("links cannot be made here")
    target = os.path.realpath(tmp_path / "image.png")
    checked = check(find_given([tmp_path / "image.png", tmp_path / "decks"]))
    assert [one.message for one in checked.problems] == [
        "The file is not UTF-8: byte 0x89 does not fit",
        f"This link leads out of the folder of decks, to {target}",
    ]
    assert summary(checked) == "2 decks, 2 errors"


# How it is printed --------------------------------------------------------------------------------


def test_a_problem_is_shown_with_its_line_a_caret_and_a_hint() -> None:
    problem = Problem(
        "my decks/d.toml", 12, 9, Severity.WARNING, "Hm", "Do it.", 'prompt = "What?"'
    )
    assert render(Checked(1, (problem, error("a = 1", 5)))) == (
        "my decks/d.toml:12:9: warning: Hm\n"
        '    prompt = "What?"\n'
        "            ^\n"
        "    hint: Do it.\n"
        "\n"
        "d.toml:7:5: error: Oh\n"
        "    a = 1\n"
        "        ^\n"
        "\n"
        "1 deck, 1 error, 1 warning"
    )


@pytest.mark.parametrize(
    ("line", "column", "shown", "below"),
    [
        ("title = 中文 x", 12, "title = 中文 x", "             ^"),
        ("\t\ta = x", 7, "        a = x", "            ^"),
        ("e\u0301e\u0301 = x", 8, "e\u0301e\u0301 = x", "     ^"),
        ("a = \x1b[31m x", 11, "a = �[31m x", "          ^"),
        ("a = \u202ex", 6, "a = �x", "     ^"),
        ("a = " + "x" * 200, 5, "a = " + "x" * 36, "    ^"),
        ("x" * 200 + "!", 201, "x" * 27 + "!", " " * 27 + "^"),
    ],
)
def test_the_caret_stands_where_the_column_is_displayed(
    line: str, column: int, shown: str, below: str
) -> None:
    lines = render(Checked(1, (error(line, column),)), columns=44).split("\n")
    assert lines[1:3] == [f"    {shown}", f"    {below}"]


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_not_shown(line: str) -> None:
    assert render(Checked(1, (error(line, 1),))) == "d.toml:7:1: error: Oh\n\n1 deck, 1 error"


def test_a_very_narrow_terminal() -> None:
    lines = render(Checked(1, (error("a = " + "x" * 100, 5),)), columns=1).split("\n")
    assert lines[1] == "    a = " + "x" * 26


def test_nothing_a_terminal_would_obey_is_printed() -> None:
    bad = "\x1b[2J\x9b\u202e\r\n!"
    problem = Problem(f"a{bad}", 1, 1, Severity.ERROR, f"m{bad}", f"h{bad}", f"x{bad}")
    shown = render(Checked(1, (problem,)))
    assert not any(char in shown for char in "\x1b\x9b\u202e\r")
    assert len(shown.split("\n")) == 6


@pytest.mark.parametrize(
    ("checked", "line"),
    [
        (Checked(0, ()), "0 decks, no problems"),
        (Checked(1, ()), "1 deck, no problems"),
        (Checked(3, (error(), error())), "3 decks, 2 errors"),
        (Checked(0, (error(),)), "1 error"),
    ],
)
def test_the_last_line_counts(checked: Checked, line: str) -> None:
    assert summary(checked) == line


def test_problems_for_programs() -> None:
    told = as_json([Problem("d\udcff.toml", 7, 5, Severity.WARNING, "Oh", "Do it.", "a = 1")])
    assert told == [
        {
            "path": "d\udcff.toml",
            "line": 7,
            "column": 5,
            "severity": "warning",
            "message": "Oh",
            "hint": "Do it.",
        }
    ]
    assert json.loads(json.dumps(told)) == told


# Advice -------------------------------------------------------------------------------------------


def test_advice_is_given_where_it_is_asked_for(tmp_path: Path) -> None:
    deck = tmp_path / "d.toml"
    deck.write_text(
        'format = 1\nid = "d"\ntitle = "T"\n[source.s]\ntitle = "S"\n[[card]]\nid = "c"\n'
        'form = "typed"\nprompt = "p"\nanswer = "no"\nbecause = "b"\nsource = { from = "s" }\n',
        encoding="utf-8",
    )
    assert check(find_given([tmp_path])).problems == ()
    checked = check(find_given([tmp_path]), advice=True)
    assert [(one.line, one.column, one.severity) for one in checked.problems] == [
        (9, 10, Severity.ADVICE)
    ]
    assert checked.errors == 0
    assert summary(checked) == "1 deck, 1 suggestion"
    assert f"{deck}:9:10: advice: The prompt is answered by yes or no" in render(checked)


def test_a_deck_that_is_spoilt_meanwhile_gets_no_advice(tmp_path: Path, monkeypatch) -> None:
    deck = tmp_path / "d.toml"
    deck.write_text(SOUND, encoding="utf-8")

    def gone(path: Path) -> bytes:
        raise ProblemsFound(())

    monkeypatch.setattr("quiz.library.checking.read_bytes", gone)
    assert check(find_given([deck]), advice=True).problems == check(find_given([deck])).problems
