import pytest

from quiz.plain.command_names import unknown
from quiz.plain.lines import Command, Lines, in_a_line, said, understood
from quiz.shapes import GAP


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("2\n", "2"),
        ("  central nerves \r\n", "central nerves"),
        ("", ""),
        ("\ufeff1", "1"),
        (":q", Command("q")),
        (" :Q ", Command("q")),
        (":flag the source  is wrong\n", Command("flag", "the source  is wrong")),
        (":", Command("")),
        (": q", Command("q")),
        ("::", ":"),
        ("::q", ":q"),
        ("a:b", "a:b"),
    ],
)
def test_a_colon_makes_a_command_and_two_make_text(line, meaning) -> None:
    assert understood(line) == meaning


def test_the_end_of_input_is_none() -> None:
    heard = iter(["1", None])
    lines = Lines(lambda: next(heard), print)
    assert lines.hear() == "1"
    assert lines.hear() is None


def test_what_is_written_is_safe_and_one_line_each() -> None:
    written: list[str] = []
    Lines(lambda: None, written.append).say("one\ntwo  ", "\x1b[31mred", "")
    assert written == ["one", "two", "\ufffd[31mred", ""]


def test_markdown_is_read_as_text() -> None:
    assert said("**Two** kinds:\n\n- `a`\n- b\n\n") == ["Two kinds:", "- a", "- b"]
    assert in_a_line("**Two**\n\nlines") == "Two lines"
    assert said("") == []


@pytest.mark.parametrize(
    ("markdown", "heard"),
    [
        (f"The {GAP} around it", "The blank around it"),
        (f"The {GAP}.", "The blank."),
        (f"un{GAP}ed", "un blank ed"),
        (f"{GAP} and {GAP}", "blank 1 and blank 2"),
        (f"*{GAP}*{GAP}", "blank 1 blank 2"),
    ],
)
def test_a_gap_is_read_as_blank(markdown, heard) -> None:
    assert in_a_line(markdown) == heard


def test_an_unknown_command_is_told_with_what_was_perhaps_meant() -> None:
    assert "Did you mean :suspend?" in str(unknown(Command("supend"), ["suspend", "q"]))
    assert "Did you mean" not in str(unknown(Command("xyz"), ["suspend", "q"]))


@pytest.mark.parametrize(("heard", "agrees"), [("Yes ", True), ("y", True), ("yea", False)])
def test_nothing_but_a_yes_agrees(make_table, heard: str, agrees: bool) -> None:
    table = make_table()
    assert table.lines(heard).agrees("Is it so?") is agrees
    assert table.said == ["Is it so?", f"> {heard}".rstrip()]
    assert not table.lines(":y").agrees()
    assert not table.lines().agrees()
