"""`quiz backup` and `quiz restore`, and the backups that make themselves."""

import json
from pathlib import Path

import pytest

ANSWERED = "demyelination\n\n:q\n"


@pytest.fixture
def data(here: Path) -> Path:
    return here / "data"


def facts(quiz) -> list[str]:
    return [json.loads(line)["fact"] for line in quiz("log", "--json").out.splitlines()]


def test_a_session_leaves_one_backup_a_day(quiz, data: Path) -> None:
    for hour in ("09", "10"):
        quiz("study", "small", heard=ANSWERED, now=f"2026-03-02T{hour}:00:00Z")
    quiz("study", "small", heard=ANSWERED, now="2026-03-09T09:00:00Z")
    names = sorted(path.name for path in (data / "backups").iterdir())
    assert names == ["log-2026-03-02.sqlite3", "log-2026-03-09.sqlite3"]


def test_who_only_looks_makes_none(quiz, data: Path) -> None:
    quiz("study", "small", heard=ANSWERED)
    (data / "backups" / "log-2026-03-02.sqlite3").unlink()
    for words in (("decks",), ("log",), ("study", "small")):
        quiz(*words, heard=":q\n")
    assert list((data / "backups").iterdir()) == []


def test_one_that_cannot_be_made_is_told_and_the_answers_are_kept(quiz, data: Path) -> None:
    data.mkdir()
    (data / "backups").touch()
    code, _, err = quiz("study", "small", heard=ANSWERED)
    assert code == 1
    assert err.startswith("quiz: No copy of the log could be written to ")
    assert facts(quiz) == ["small/word"]


def test_what_went_wrong_before_is_what_is_told(quiz, data: Path, monkeypatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("The terminal went away.")

    data.mkdir()
    (data / "backups").touch()
    monkeypatch.setattr("quiz.commands.study.converse", fails)
    monkeypatch.setattr("quiz.store.sqlite.SqliteStore.has_written", True)
    assert tuple(quiz("study", "small")) == (1, "", "quiz: The terminal went away.\n")


def test_a_backup_is_made_and_gone_back_to(quiz, here: Path, data: Path) -> None:
    quiz("study", "small", heard=ANSWERED)
    copy = str(here / "copy.sqlite3")
    code, out, err = quiz("backup", copy)
    assert (code, err) == (0, "")
    assert out.startswith(f"Written: {copy}\nIt holds 1 answer, the last entry of 2026-03-02")
    quiz("study", "small", heard=":d\n\n:q\n", now="2026-03-02T09:05:00Z")
    assert len(facts(quiz)) == 2

    code, out, err = quiz("restore", copy)
    assert (code, out) == (1, "")
    assert err.startswith(
        "quiz: The log holds 1 answer that this backup does not, the last of 2026"
    )
    assert "--yes goes back to the backup all the same" in err
    assert len(facts(quiz)) == 2

    code, out, err = quiz("restore", "--yes", copy)
    assert (code, err) == (0, "")
    assert out.startswith("Restored: 1 answer")
    kept = out.splitlines()[1].partition("kept: ")[2]
    assert facts(quiz) == ["small/word"]
    assert quiz("restore", kept).code == 0
    assert len(facts(quiz)) == 2


def test_folders_that_are_not_there_are_told_and_not_made(quiz, here: Path) -> None:
    quiz("study", "small", heard=ANSWERED)
    ran = quiz("backup", str(here / "bakcup" / "deep" / "log.sqlite3"))
    assert (ran.code, ran.out) == (1, "")
    assert f"There is no folder {here / 'bakcup'} for the backup." in ran.err
    assert not (here / "bakcup").exists()


def test_backups_are_listed(quiz, data: Path) -> None:
    assert quiz("restore").out == "There is no backup yet.\n"
    quiz("study", "small", heard=ANSWERED)
    (data / "backups" / "odd.sqlite3").write_text("no log")
    code, out, _ = quiz("restore")
    assert code == 0
    assert "log-2026-03-02.sqlite3\n  1 answer, the last entry of 2026-03-02" in out
    assert "is damaged, or no log of quiz at all" in out
    assert out.endswith("quiz restore PATH goes back to one.\n")


def test_without_a_path_it_goes_beside_the_others_and_stays(quiz, data: Path) -> None:
    quiz("study", "small", heard=ANSWERED)
    assert quiz("backup").code == 0
    assert (data / "backups" / "log-2026-03-02T090000Z.sqlite3").is_file()
    folder = data / "a folder"
    folder.mkdir()
    quiz("backup", str(folder))
    assert [path.name for path in folder.iterdir()] == ["log-2026-03-02T090000Z.sqlite3"]


def test_a_damaged_log_is_not_put_aside_unasked(quiz, data: Path) -> None:
    quiz("study", "small", heard=ANSWERED)
    backup = str(data / "backups" / "log-2026-03-02.sqlite3")
    (data / "log.sqlite3").write_text("overwritten " * 99)
    code, out, err = quiz("restore", backup)
    assert (code, out) == (1, "")
    assert "cannot be read, so what it holds beyond the backup cannot be told. quiz doctor" in err
    assert quiz("restore", backup, "--yes").code == 0
    assert facts(quiz) == ["small/word"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("backup",), 1, "There is nothing to back up yet"),
        (("backup", "a", "b"), 2, "Name one file or folder"),
        (("restore", "a", "b"), 2, "Name one backup"),
        (("restore", "nowhere"), 1, "There is no file nowhere"),
    ],
)
def test_wrong_use(quiz, words: tuple[str, ...], code: int, told: str) -> None:
    ran = quiz(*words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_a_configuration_with_a_mistake_is_told_before_anything_is_changed(
    quiz, data: Path
) -> None:
    quiz("study", "small", heard=ANSWERED)
    backup = str(data / "backups" / "log-2026-03-02.sqlite3")
    before = sorted(data.iterdir())
    (data / "config.toml").write_text("nonsense = 1\n")
    assert quiz("restore", backup).code == 1
    assert sorted(data.iterdir()) == sorted([*before, data / "config.toml"])
