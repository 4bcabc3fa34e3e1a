"""`quiz new`: what it asks, what it writes, and that it never writes over anything."""

import os
from pathlib import Path

import pytest

KNOTS = ("--title", "Knots", "--subjects", "Bowline, Figure eight")


@pytest.fixture
def own(here: Path) -> Path:
    return here / "data" / "decks"


def test_three_answers_make_a_deck_that_can_be_studied(quiz, own: Path) -> None:
    code, out, err = quiz("new", heard="\nKnots\n4\n1\nBowline\nBowline, Figure eight\n")
    assert (code, err) == (0, "")
    told = out.splitlines()
    assert told[:3] == ["Title of the deck?", "A title is a line of text.", "Title of the deck?"]
    assert "Type 1, 2 or 3." in told
    assert "Name two subjects or more, with commas between." in told
    assert told[-4:] == (
        [
            "Open it in your editor: notes in it say what goes where.",
            "  quiz check knots --watch --advice",
            "  quiz study knots",
            "The first beside your editor: it checks at every save.",
        ]
    )
    code, out, _ = quiz("check", str(own / "knots.toml"))
    assert (code, out.splitlines()[-1]) == (0, "1 deck, 1 warning")
    assert "Question 1" in quiz("study", "knots", heard="\n:q\n").out
    assert quiz("fmt", "--check").code == 0


def test_options_ask_nothing(quiz, own: Path) -> None:
    ran = quiz("new", *KNOTS)
    assert ran.code == 0
    assert "?" not in ran.out
    assert (own / "knots.toml").exists()


def test_the_end_of_input_names_the_option(quiz, own: Path) -> None:
    code, _, err = quiz("new")
    assert (code, err) == (
        (2, "quiz: There was no answer. --title gives it on the command line.\n")
    )
    assert quiz("new", "--title", "中文", "--kind", "cards").err == (
        "quiz: There was no answer. --id gives it on the command line.\n"
    )
    assert not own.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--title", "a\x1b[31m", "--kind", "cards"), "A title is a line of text."),
        (("--title", "a", "--kind", "both", "--subjects", "A"), "Name two subjects or more"),
        (("--title", "a", "--kind", "cards", "--id", "A b"), "An id has letters a-z"),
        (("--title", "a", "--kind", "deck"), "Argument --kind: invalid choice"),
        (("--title", "a", "--kind", "cards", "--id", "ivig"), "has the id ivig already"),
        (("--from", "x.csv", "--kind", "both"), "A spreadsheet becomes one comparison or cards"),
    ],
)
def test_wrong_answers_on_the_command_line(quiz, own: Path, words, told: str) -> None:
    code, out, err = quiz("new", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1
    assert not own.exists()


def test_nothing_is_ever_overwritten(quiz, here: Path) -> None:
    mine = here / "mine.toml"
    mine.write_text("mine", encoding="utf-8")
    code, _, err = quiz("new", *KNOTS, "--to", str(mine))
    assert code == 2
    assert f"There is a file {mine} already" in err
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_to_nowhere_is_not_written_through(quiz, here: Path) -> None:
    link = here / "link.toml"
    link.symlink_to(here / "nowhere.toml")
    assert quiz("new", *KNOTS, "--to", str(link)).code == 2
    assert not (here / "nowhere.toml").exists()


def test_to_names_a_file_or_a_folder(quiz, here: Path) -> None:
    assert quiz("new", *KNOTS, "--to", str(here / "a" / "deck.toml")).code == 0
    assert quiz("new", *KNOTS, "--id", "more", "--to", f"{here / 'b'}/").code == 0
    assert quiz("new", *KNOTS, "--id", "last", "--to", str(here / "b")).code == 0
    assert (here / "a" / "deck.toml").exists()
    assert sorted(path.name for path in (here / "b").iterdir()) == ["last.toml", "more.toml"]


def test_what_cannot_be_written_is_told(quiz, here: Path) -> None:
    code, _, err = quiz("new", *KNOTS, "--to", str(here / "small.toml" / "deck.toml"))
    assert code == 1
    assert "cannot be written" in err
    assert err.count("\n") == 1


def test_a_spreadsheet_becomes_a_comparison(quiz, here: Path, own: Path) -> None:
    sheet = here / "my_knots.csv"
    sheet.write_text("x;Bowline;Eight\njams;no;yes\n;1;2\nused;;climbing\n", encoding="utf-8")
    code, out, err = quiz("new", "--from", str(sheet))
    assert (code, err) == (0, "")
    assert 'cell.bowline = "no"' in out
    assert "2 of 3 rows taken over.\n- Line 3 was left out: it has no name" in out
    assert 'title = "my knots"' in (own / "my-knots.toml").read_text(encoding="utf-8")
    assert quiz("check", str(own)).code == 0


def test_a_long_preview_is_cut(quiz, here: Path) -> None:
    sheet = here / "cards.csv"
    sheet.write_text("prompt,answer\n" + "".join(f"p{n},a\n" for n in range(30)), encoding="utf-8")
    out = quiz("new", "--from", str(sheet), "--title", "Cards").out
    assert "more lines)" in out
    assert "30 of 30 rows" in out


@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_in_a_terminal_a_spreadsheet_is_shown_before_it_is_written(
    quiz, here: Path, own: Path, monkeypatch, answer: str
) -> None:
    monkeypatch.setattr("quiz.commands.new.is_interactive", lambda: True)
    sheet = here / "knots.csv"
    sheet.write_text("x,Bowline,Eight\njams,no,yes\n", encoding="utf-8")
    heard = f"\n{answer}\n" if answer else "\n"
    code, out, _ = quiz("new", "--from", str(sheet), heard=heard)
    assert code == 0
    assert "Title of the deck? [knots]" in out
    assert f"Write this to {own / 'knots.toml'}? y, or n" in out
    assert (own / "knots.toml").exists() == (answer == "y")


@pytest.mark.parametrize("name", ["nowhere.csv", "data", "binary.csv", "large.csv"])
def test_what_is_no_spreadsheet_is_one_line(quiz, here: Path, own: Path, name: str) -> None:
    (here / "data").mkdir()
    (here / "binary.csv").write_bytes(b"\x89PNG\r\n\0\x1b[31m")
    with (here / "large.csv").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    code, out, err = quiz("new", "--from", str(here / name))
    assert (code, out) == (1, "")
    assert err.startswith(f"quiz: 1 problem: {here / name}:1:1: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert not own.exists()


def test_a_deck_elsewhere_is_named_by_its_file(quiz, here: Path) -> None:
    target = here / "class"
    target.mkdir()
    told = quiz("new", *KNOTS, "--to", str(target)).out.splitlines()
    path = target / "knots.toml"
    assert f"  quiz check {path} --watch --advice" in told
    assert f"  quiz --decks {path} study knots" in told
    assert "Question 1" in quiz("--decks", str(path), "study", "knots", heard=":q\n").out
