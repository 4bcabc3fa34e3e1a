"""Decks kept from one start to the next: right when they are there, and never missed."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from quiz.errors import ProblemsFound
from quiz.library import kept_decks, kept_file, reading
from quiz.library.finding import Places
from quiz.library.kept_decks import KeptDecks
from quiz.library.kept_file import KeptFile
from quiz.library.reading import read_deck_bytes
from quiz.library.shelf import DeckLibrary

DECK = """\
format = 1
id = "d"
title = "T"
[[card]]
id = "a"
form = "flashcard"
prompt = "p"
answer = "x"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    own.mkdir()
    (own / "d.toml").write_text(DECK)
    return own / "d.toml"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def library(path: Path, cache: Path | None) -> DeckLibrary:
    """The library of a new start."""
    return DeckLibrary(Places(own=path.parent), cache)


def kept_files(cache: Path) -> list[Path]:
    return sorted((cache / "decks").iterdir())


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents that are parsed from now on."""
    contents: list[bytes] = []

    def note(content: bytes, path: str, *, with_facts: bool = False) -> reading.Reading:
        contents.append(content)
        return read_deck_bytes(content, path, with_facts=with_facts)

    monkeypatch.setattr(reading, "read_deck_bytes", note)
    return contents


def test_a_content_is_parsed_once_and_for_all(path: Path, cache: Path, parsed: list[bytes]) -> None:
    first = library(path, cache).deck("d")
    assert parsed == [DECK.encode()]
    again = library(path, cache).deck("d")
    assert len(parsed) == 1
    assert (again.title, dict(again.facts)) == (first.title, dict(first.facts))
    path.write_text(DECK.replace('"T"', '"New"'))
    assert library(path, cache).deck("d").title == "New"
    assert len(parsed) == 2
    assert library(path, cache).deck("d").title == "New"
    assert len(parsed) == 2


def test_what_was_kept_is_of_one_content(path: Path, cache: Path, parsed: list[bytes]) -> None:
    shelf = library(path, cache)
    shelf.entries()
    path.write_text(DECK.replace('"T"', '"New"'))
    assert shelf.deck("d").title == "New"
    assert len(parsed) == 2


def test_without_a_cache_nothing_is_kept(path: Path, parsed: list[bytes]) -> None:
    shelf = library(path, None)
    assert shelf.deck("d").title == "T"
    assert len(parsed) == 2
    kept = KeptDecks(None)
    kept.put("p", "1", shelf.deck("d"))
    kept.forget_all_but([])
    assert kept.last("p") is None
    assert not kept


def test_a_cache_that_cannot_be_written_is_left(path: Path, cache: Path) -> None:
    cache.write_text("a file")
    assert library(path, cache).deck("d").title == "T"
    KeptDecks(cache).forget_all_but([])
    assert cache.read_text() == "a file"


@pytest.mark.parametrize("change", ["version", "format"])
def test_another_version_begins_anew(
    path: Path, cache: Path, change: str, parsed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    library(path, cache).deck("d")
    if change == "version":
        monkeypatch.setattr(kept_file, "__version__", "another")
    else:
        monkeypatch.setattr(kept_decks, "FORMAT", kept_decks.FORMAT + 1)
    assert library(path, cache).deck("d").title == "T"
    assert len(parsed) == 2
    library(path, cache).deck("d")
    assert len(parsed) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole.replace(b'"x"', b'"y"'),
        lambda whole: whole.replace(b"\n", b"", 1),
    ],
    ids=range(4),
)
def test_a_damaged_deck_is_made_anew(
    path: Path, cache: Path, damage: Callable[[bytes], bytes], parsed: list[bytes]
) -> None:
    library(path, cache).deck("d")
    (file,) = kept_files(cache)
    before = file.read_bytes()
    file.write_bytes(damage(before))
    assert library(path, cache).deck("d").facts["d/a"].answer == "x"  # type: ignore[index]
    assert len(parsed) == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda _: b"null",
        lambda _: b"5\n",
        lambda _: b"[" * 100_000 + b"\n",
        lambda body: body.partition(b"\n")[0] + b"\n",
        lambda body: body.partition(b"\n")[0] + b"\n{}\n[]\n",
        lambda body: body.replace(b"d.toml", b"e.toml"),
        lambda body: body.replace(b'"id":"d"', b'"id":"e"'),
    ],
    ids=range(8),
)
def test_what_somebody_else_wrote_is_not_used(
    path: Path, cache: Path, change: Callable[[bytes], bytes], parsed: list[bytes]
) -> None:
    library(path, cache).deck("d")
    (file,) = kept_files(cache)
    kept = KeptFile(file, kept_decks.FORMAT)
    body = kept.read_bytes()
    assert body
    kept.write_bytes(change(body))
    deck = library(path, cache).deck("d")
    assert deck.facts["d/a"].answer == "x"  # type: ignore[index]
    assert len(parsed) == 2
    assert kept.read_bytes() == body


def test_files_that_are_gone_are_forgotten(path: Path, cache: Path) -> None:
    other = path.with_name("e.toml")
    other.write_text(DECK.replace('"d"', '"e"'))
    library(path, cache).entries()
    assert len(kept_files(cache)) == 2
    (cache / "decks" / "notes.txt").write_text("not ours")
    path.unlink()
    other.write_text(DECK.replace('"d"', '"f"'))
    library(path, cache).entries()
    names = [one.suffix for one in kept_files(cache)]
    assert sorted(names) == [".deck", ".txt"]
    assert library(other, cache).deck("f").title == "T"


def test_what_cannot_be_removed_is_left(
    path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(path, cache).entries()

    def refuse(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "unlink", refuse)
    KeptDecks(cache).forget_all_but([])
    assert len(kept_files(cache)) == 1


def test_decks_are_looked_at_anew_in_a_thread_while_they_are_read(path: Path, cache: Path) -> None:
    shelf = library(path, cache)
    shelf.entries()
    over = Event()

    def read() -> list[str]:
        titles = [shelf.deck("d").title]
        while not over.is_set():
            titles.append(shelf.deck("d").title)
        return titles

    with ThreadPoolExecutor() as pool:
        reader = pool.submit(read)
        for number in range(30):
            beside = path.with_suffix(".new")
            beside.write_text(DECK.replace('"T"', f'"T {number}"'))
            beside.replace(path)
            path.with_name(f"{number}.toml").write_text(DECK.replace('"d"', f'"d{number}"'))
            shelf.refresh()
        over.set()
    assert set(reader.result()) <= {"T", *(f"T {number}" for number in range(30))}
    assert shelf.deck("d").title == "T 29"


# The last good one --------------------------------------------------------------------------------


def test_a_spoilt_deck_is_used_as_it_was_last_sound(path: Path, cache: Path) -> None:
    before = library(path, cache).entries()[0]
    path.write_text(DECK + "[[card\n")
    for _ in range(2):
        shelf = library(path, cache)
        (entry,) = shelf.entries()
        assert (entry.id, entry.usable, entry.last_good) == ("d", True, True)
        assert (entry.facts, entry.cards, entry.tables) == (before.facts, 1, 0)
        assert [(one.line, one.is_error) for one in entry.problems] == [(9, True)]
        assert shelf.deck("d").facts["d/a"].answer == "x"  # type: ignore[index]
        assert [one.last_good for one in shelf.refresh()] == [True]
    path.write_text(DECK.replace('"T"', '"Mended"'))
    (entry,) = shelf.refresh()
    assert (entry.title, entry.last_good, entry.problems[0].is_error) == ("Mended", False, False)
    assert shelf.deck("d").title == "Mended"


def test_a_spoilt_deck_stays_when_it_was_only_listed(path: Path, cache: Path) -> None:
    shelf = library(path, cache)
    shelf.entries()
    path.write_text("[[card\n")
    (entry,) = shelf.refresh()
    assert entry.last_good
    assert shelf.deck("d").title == "T"


def test_a_file_that_is_gone_or_was_never_sound_has_no_last_good_deck(
    path: Path, cache: Path
) -> None:
    other = path.with_name("e.toml")
    other.write_text("[[card\n")
    shelf = library(path, cache)
    assert [one.usable for one in shelf.entries()] == [True, False]
    path.unlink()
    path.mkdir()
    assert [one.title for one in shelf.refresh()] == ["e.toml"]


def test_a_last_good_deck_that_is_gone_meanwhile(path: Path, cache: Path) -> None:
    library(path, cache).entries()
    path.write_text("[[card\n")
    shelf = library(path, cache)
    shelf.entries()
    shelf._decks.clear()
    assert shelf.deck("d").title == "T"
    shelf._decks.clear()
    for file in kept_files(cache):
        file.unlink()
    with pytest.raises(ProblemsFound):
        shelf.deck("d")
