"""`quiz show`: a deck laid open in the terminal and as a file."""

from pathlib import Path

import pytest

HOSTILE = (
    'format = 1\nid = "h"\ntitle = "<b>H</b>"\n[[card]]\nid = "c"\nform = "choice"\n'
    'prompt = "Which *one*?"\nanswer = "[b]right[/b]"\nwrong = ["left"]\n'
    'because = "why"\nsource = { from = "s" }\n[source.s]\ntitle = "S"\nurl = "https://s"\n'
)


def test_a_deck_is_shown_with_what_is_right_and_wrong(quiz, here: Path) -> None:
    deck = here / "h.toml"
    deck.write_text(HOSTILE, encoding="utf-8")
    assert quiz("show", str(deck)).out == (
        "<b>H</b>\n1 fact.\n\nWhich one? [h/c]\n  choice: Which one?\n    right: [b]right[/b]\n"
        "    wrong: left\n  why\n  Source: S https://s\n"
    )


def test_a_table_is_shown_before_its_questions(quiz) -> None:
    code, out, _ = quiz("show", "central")
    assert code == 0
    table, questions = out.index("Table: "), out.index("  choice: ")
    assert table < out.index("the source does not say") < questions
    assert "where myelin is said to be lost (tells them apart)" in out
    assert "Compared by" not in out
    assert "    Clue 1: " in out


@pytest.mark.parametrize("name", ["small", "A small deck"])
def test_a_deck_is_named_as_everywhere(quiz, name: str) -> None:
    code, out, _ = quiz("show", name)
    assert (code, out.splitlines()[0]) == (0, "A small deck")
    assert quiz("show", "smlal").code == 2


def test_html_goes_to_a_file_and_anew_into_the_same(quiz, here: Path) -> None:
    target = here / "small.html"
    assert quiz("show", "small", "--html", str(target)).out == f"Written: {target}\n"
    first = target.read_text(encoding="utf-8")
    assert first == quiz("show", "small", "--html", "-").out
    target.write_text(first + "<!-- older -->", encoding="utf-8")
    assert quiz("show", "small", "--html", str(target)).code == 0
    assert target.read_text(encoding="utf-8") == first


def test_no_other_file_is_overwritten(quiz, here: Path) -> None:
    deck = here / "small.toml"
    before = deck.read_bytes()
    code, _, err = quiz("show", "small", "--html", str(deck))
    assert code == 2
    assert "is there already and is no deck shown by quiz" in err
    assert deck.read_bytes() == before
    assert quiz("show", "small", "--html", str(here)).code == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "There is nothing in this file"),
        (b"\x89PNG\0", "The file is not UTF-8"),
        (b"[[card\n", "error:"),
        (HOSTILE.replace("choice", "chioce").encode(), 'Did you mean "choice"?'),
        (b'title = "\x1b[31m"', "A control character (U+001B) stands here"),
    ],
)
def test_a_deck_with_errors_is_shown_by_them(quiz, here: Path, content: bytes, told: str) -> None:
    deck = here / "bad.toml"
    deck.write_bytes(content)
    code, out, err = quiz("show", str(deck), "--html", str(here / "bad.html"))
    assert (code, err) == (1, "")
    assert told in out
    assert "\x1b" not in out
    assert not (here / "bad.html").exists()


@pytest.mark.parametrize("names", [(), ("small", "ivig")])
def test_one_deck_is_shown_at_a_time(quiz, names) -> None:
    assert quiz("show", *names).err == (
        "quiz: Name one deck to show: its id, its title or its file.\n"
    )


def test_a_file_that_is_not_there(quiz) -> None:
    code, out, _ = quiz("show", "nowhere.toml")
    assert code == 1
    assert "There is no such file" in out
