"""`quiz doctor`: progress whose fact was renamed, offered and never moved unasked."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def renamed(quiz, here: Path) -> None:
    """The small deck, learnt, and then given another id for a card."""
    quiz("study", "small", heard="demyelination\n\n\n3\n:q\n")
    deck = here / "small.toml"
    text = deck.read_text(encoding="utf-8").replace('id = "word"', 'id = "loss"')
    deck.write_text(text, encoding="utf-8")


def moved(quiz) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in quiz("log", "--json", "--all").out.splitlines()]
    return [(row["payload"]["from"], row["target"]) for row in rows if row.get("kind") == "moved"]


def test_all_is_well_where_nothing_was_answered(quiz, here: Path) -> None:
    told = "All is well: every fact that you answered is in a deck.\n"
    assert tuple(quiz("doctor", "--orphans")) == (0, told, "")
    assert not (here / "data" / "log.sqlite3").exists()


@pytest.mark.usefixtures("renamed")
def test_what_lost_its_deck_is_listed_and_offered(quiz) -> None:
    assert quiz("doctor").out.startswith("1 fact with progress, and no deck has them now.\n")
    code, out, _ = quiz("doctor", "--orphans")
    assert code == 0
    assert out.endswith(
        "  small/word (demyelination)\n1 fact looks moved:\n"
        "  small/word (demyelination) -> small/loss (demyelination)\n"
        "To keep their progress:\n  quiz doctor --keep small/word=small/loss\n"
        'Or let the deck say so, for all who use it: aliases = ["the old id"].\n'
    )
    assert moved(quiz) == []


@pytest.mark.usefixtures("renamed")
def test_progress_is_kept_where_it_is_said(quiz) -> None:
    assert quiz("doctor", "--keep", "small/word=small/loss").out == "1 fact moved.\n"
    assert moved(quiz) == [("small/word", "small/loss")]
    assert quiz("doctor").out.startswith("All is well")


@pytest.mark.usefixtures("renamed")
@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_in_a_terminal_each_offer_is_answered(quiz, monkeypatch, answer: str) -> None:
    monkeypatch.setattr("quiz.commands.doctor.is_interactive", lambda: True)
    out = quiz("doctor", "--orphans", heard=f"{answer}\n" if answer else "").out
    assert "Keep the progress of small/word as that of small/loss? y, or n" in out
    assert out.endswith("1 fact moved.\n" if answer == "y" else "Nothing was moved.\n")
    assert bool(moved(quiz)) == (answer == "y")


@pytest.mark.usefixtures("renamed")
def test_a_deck_with_errors_is_waited_for(quiz, here: Path) -> None:
    deck = here / "small.toml"
    text = deck.read_text(encoding="utf-8").replace('form = "typed"', 'form = "typd"')
    deck.write_text(text, encoding="utf-8")
    out = quiz("doctor", "--orphans").out
    assert out == "2 facts of small: its deck has errors, and nothing is lost.\n"


@pytest.mark.usefixtures("renamed")
def test_a_long_answer_is_shortened_and_an_alias_says_it_for_all(quiz, here: Path) -> None:
    deck = here / "small.toml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace('"demyelination"', f'"{"x" * 80}"'), encoding="utf-8")
    assert "look" not in quiz("doctor", "--orphans").out
    deck.write_text(
        text.replace('id = "loss"', 'id = "loss"\naliases = ["word"]'), encoding="utf-8"
    )
    assert quiz("doctor").out.startswith("All is well")
    assert moved(quiz) == [("small/word", "small/loss")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--keep", "a"), "--keep takes an old key and a new one: OLD=NEW, not a"),
        (("--keep", "a=b"), "a is no fact that lost its deck."),
    ],
)
def test_wrong_use(quiz, words, told: str) -> None:
    assert tuple(quiz("doctor", *words)) == (2, "", f"quiz: {told}\n")
