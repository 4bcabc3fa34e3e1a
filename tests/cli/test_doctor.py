"""`quiz doctor`: progress whose fact was renamed, offered and never moved unasked."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import rmtree

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
    assert quiz("doctor", "--orphans").out.startswith("All is well")  # it is in use as it was
    rmtree(here / "data" / "cache")
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


# The log itself.


@pytest.fixture
def log(quiz, here: Path) -> Path:
    """A log with an answer in it, and no backup."""
    quiz("study", "small", heard="demyelination\n\n\n3\n:q\n")
    (here / "data" / "backups" / "log-2026-03-02.sqlite3").unlink()
    return here / "data" / "log.sqlite3"


def changed(log: Path, statement: str) -> None:
    with closing(sqlite3.connect(log)) as db, db:
        db.execute(statement)


def test_a_sound_log_is_only_looked_at(quiz, log: Path) -> None:
    before = log.read_bytes()
    assert tuple(quiz("doctor")) == (
        0,
        "All is well: every fact that you answered is in a deck.\n",
        "",
    )
    assert tuple(quiz("doctor", "--mend")) == (0, "There is nothing to mend.\n", "")
    assert log.read_bytes() == before


def test_what_is_derived_wrongly_is_derived_anew(quiz, log: Path) -> None:
    changed(log, "UPDATE memory SET due_at = 5")
    code, out, _ = quiz("doctor")
    assert code == 1
    assert "facts whose figures are wrong: 2, such as small/silent." in out
    assert "quiz doctor --mend puts this right." in out
    assert quiz("doctor", "--mend").out == "Derived anew from the answers.\n"
    assert quiz("doctor").code == 0


def test_a_damaged_log_is_saved_and_the_file_is_kept(quiz, log: Path) -> None:
    logged = quiz("log", "--json").out
    content = log.read_bytes().replace(b"SQLite format 3", b"Xqlite format 3")
    log.write_bytes(content)
    for words in (("decks",), ("due",), ("log",), ("scores",), ("study", "small", "--plain")):
        code, out, err = quiz(*words)
        assert (code, out) == (1, "")
        assert "quiz doctor --mend saves what can be read" in err
    code, out, err = quiz("doctor")
    assert (code, err) == (1, "")
    assert "All is well" not in out
    code, out, err = quiz("doctor", "--mend")
    assert (code, err) == (0, "")
    assert out.startswith("2 answers saved into a new log.\nThe damaged file is kept: ")
    kept = Path(out.splitlines()[1].partition("kept: ")[2])
    assert kept.read_bytes() == content
    assert quiz("log", "--json").out == logged
    assert quiz("doctor").code == 0


def test_answers_that_only_a_backup_has_are_told(quiz, log: Path) -> None:
    quiz("backup")
    log.write_text("overwritten " * 999)
    out = quiz("doctor", "--mend").out
    assert out.startswith("2 answers saved into a new log.\n2 answers of them came from a backup: ")


@pytest.mark.parametrize("mark", ["application_id", "user_version"])
def test_what_is_not_ours_is_never_mended(quiz, log: Path, mark: str) -> None:
    changed(log, f"PRAGMA {mark} = 77")
    before = log.read_bytes()
    code, out, err = quiz("doctor")
    assert (code, err) == (1, "")
    assert "--mend" not in out
    code, out, err = quiz("doctor", "--mend")
    assert (code, out) == (1, "")
    assert "another data folder" in err
    assert log.read_bytes() == before


def test_an_exam_that_cannot_be_read_keeps_nobody_from_another(quiz, log: Path) -> None:
    changed(
        log,
        "INSERT INTO event SELECT substr(id, 1, 35) || iif(substr(id, 36) = 'a', 'b', 'a'), "
        "machine, at, study_day, 'session_started', "
        """'lost', '{"mode":"exam"}' FROM event WHERE kind = 'session_started' LIMIT 1""",
    )
    assert "cannot read" in quiz("exam", "--plain", "--questions", "2").err
    code, out, _ = quiz("doctor")
    assert (code, "Exams that cannot be read are open" in out) == (1, True)
    assert quiz("doctor", "--mend").out == "1 session ended; the answers in them stay.\n"
    assert quiz("exam", "--plain", "--questions", "2").err == ""


def test_what_a_clock_ahead_put_off_comes_back(quiz, log: Path) -> None:
    quiz("study", "small", heard="demyelination\n\n:q\n", now="2027-03-02T09:00:00Z")
    code, out, _ = quiz("doctor")
    assert code == 1
    assert "Facts that are put off for longer than they should be: 1." in out
    assert "begun on a day still to come are open: 1" in out
    out = quiz("doctor", "--mend").out
    assert out == "1 session ended; the answers in them stay.\n1 fact put off from today on.\n"
    assert quiz("doctor").code == 0
