"""The library of decks, as study uses it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProblemsFound, UsageError
from quiz.library.cache import CatalogueCache
from quiz.library.finding import Places, shipped_decks
from quiz.library.shelf import DeckLibrary
from quiz.study.ports import CatalogueFact, FilePlace

if TYPE_CHECKING:
    from quiz.study.ports import Library


def deck(deck_id: str = "d", title: str = "T", extra: str = "") -> str:
    return f"""\
format = 1
id = "{deck_id}"
title = "{title}"
summary = "All of it."
{extra}
[source.s]
title = "S"

[[card]]
id = "a"
form = "flashcard"
prompt = "p"
answer = "x"
both_ways = true
because = "why"
source = {{ from = "s" }}
aliases = ["b"]
revision = 2

[[comparison]]
id = "c"
title = "C"
subject.a = {{ name = "A" }}
subject.b = {{ name = "B" }}

[[comparison.feature]]
id = "f"
name = "F"
cell.a = "x"
because = "why"
source = {{ from = "s" }}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "d.toml").write_text(deck())
    return folder


def library(own: Path, *given: Path, cache: Path | None = None) -> DeckLibrary:
    return DeckLibrary(Places(given, own), cache)


def test_an_entry_tells_of_its_deck(own: Path) -> None:
    shelf: Library = library(own)
    (entry,) = shelf.entries()
    assert (entry.id, entry.title, entry.summary) == ("d", "T", "All of it.")
    assert (entry.tables, entry.cards) == (1, 1)
    assert entry.facts == (
        CatalogueFact("d/a", 2, ("d/b",)),
        CatalogueFact("d/a/reverse", 2, ("d/b/reverse",)),
        CatalogueFact("d/c/f/a"),
    )
    assert entry.path == str(own / "d.toml")
    assert entry.usable


def test_a_deck_is_read_once(own: Path) -> None:
    shelf = library(own)
    assert shelf.deck("d").title == "T"
    assert shelf.deck("d") is shelf.deck("d")
    assert tuple(shelf.deck("d").facts) == tuple(fact.key for fact in shelf.entries()[0].facts)


def test_there_is_no_such_deck(own: Path) -> None:
    with pytest.raises(UsageError, match=r"no deck 'x'\. There is: d"):
        library(own).deck("x")
    with pytest.raises(UsageError, match="There is: none"):
        library(own / "none").deck("x")


def test_what_was_named_must_be_there(own: Path) -> None:
    with pytest.raises(UsageError, match="missing"):
        library(own, own / "missing.toml")


def test_the_shipped_decks_are_sound_and_usable() -> None:
    shelf = DeckLibrary(Places(shipped=shipped_decks()))
    assert all(entry.usable and not entry.problems for entry in shelf.entries())
    for entry in shelf.entries():
        assert tuple(shelf.deck(entry.id).facts) == tuple(fact.key for fact in entry.facts)


# Decks with problems ------------------------------------------------------------------------------


def test_a_bad_deck_is_listed_and_hides_no_other(own: Path) -> None:
    (own / "bad.toml").write_text("format = 1\nid = 'bad'\ntitle = 5\n")
    (own / "worse.toml").write_text("nonsense")
    (own / "folder.toml").mkdir()
    (own / "warned.toml").write_text(deck("warned").replace('because = "why"', ""))
    shelf = library(own)
    listed = [(one.title, one.id, one.usable, len(one.problems)) for one in shelf.entries()]
    assert listed == [
        ("bad.toml", "bad", False, 1),
        ("T", "d", True, 0),
        ("T", "warned", True, 2),
        ("worse.toml", "", False, 1),
    ]
    (problem,) = shelf.entries()[0].problems
    assert (problem.line, problem.column) == (3, 9)
    with pytest.raises(UsageError):
        shelf.deck("bad")


def test_a_file_that_cannot_be_read_is_listed(own: Path) -> None:
    named = own / "named.toml"
    named.write_text(deck("named"))
    shelf = library(own, named)
    named.unlink()
    first, _ = shelf.refresh()
    assert (first.title, first.digest) == ("named.toml", "")
    assert "no such file" in first.problems[0].message


def test_a_refused_link_is_listed(own: Path, tmp_path: Path) -> None:
    (tmp_path / "out.toml").write_text(deck("out"))
    try:
        (own / "theirs").mkdir()
        (own / "theirs" / "out.toml").symlink_to(tmp_path / "out.toml")
    except OSError:
        pytest.skip("links cannot be made here")
    _, refused = library(own).entries()
    assert not refused.usable
    assert "leads out" in refused.problems[0].message
    assert os.path.realpath(tmp_path / "out.toml") in refused.problems[0].message
    with pytest.raises(UsageError, match=r"is not opened\. This link leads out of the folder"):
        library(own).require_editable(refused.path)


def test_a_deck_that_gave_way_to_something_else_is_not_edited(own: Path, tmp_path: Path) -> None:
    (own / "theirs").mkdir()
    path = own / "theirs" / "one.toml"
    path.write_text(deck("one"))
    shelf = library(own)
    assert shelf.deck("one").id == "one"
    shelf.require_editable(str(path))
    path.rename(tmp_path / "one.toml")
    with pytest.raises(UsageError, match="is not there any more"):
        shelf.require_editable(str(path))
    path.mkdir()
    with pytest.raises(UsageError, match="is not there any more"):
        shelf.require_editable(str(path))
    path.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        with pytest.raises(UsageError, match="not a regular file"):
            shelf.require_editable(str(path))
        path.unlink()
    try:
        path.symlink_to(tmp_path / "one.toml")
    except OSError:
        pytest.skip("links cannot be made here")
    shelf.refresh()
    with pytest.raises(UsageError, match="leads out of the folder of decks, to "):
        shelf.require_editable(str(path))


# One id, several files ----------------------------------------------------------------------------


def test_the_first_of_an_id_is_used(own: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text(deck(title="Given"))
    (own / "e.toml").write_text(deck(title="Third"))
    shelf = library(own, given)
    told = [(one.title, one.shadowed_by, one.usable) for one in shelf.entries()]
    assert told == [("Given", None, True), ("T", str(given), False), ("Third", str(given), False)]
    assert shelf.deck("d").title == "Given"


def test_an_equal_deck_is_left_out(own: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_bytes((own / "d.toml").read_bytes())
    (entry,) = library(own, given).entries()
    assert entry.path == str(given)


def test_a_broken_deck_shadows_nothing(own: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text(deck().replace('"T"', "5"))
    shelf = library(own, given)
    assert [(one.id, one.usable) for one in shelf.entries()] == [("d", False), ("d", True)]
    assert shelf.deck("d").title == "T"


# Files that change --------------------------------------------------------------------------------


def test_a_refresh_sees_what_is_new_changed_and_gone(own: Path) -> None:
    shelf = library(own)
    first = shelf.deck("d")
    (own / "e.toml").write_text(deck("e"))
    assert len(shelf.entries()) == 1
    assert [one.id for one in shelf.refresh()] == ["d", "e"]
    assert shelf.deck("d") is first
    (own / "d.toml").write_text(deck(title="New"))
    shelf.refresh()
    assert shelf.deck("d").title == "New"
    (own / "d.toml").unlink()
    assert [one.id for one in shelf.refresh()] == ["e"]


def test_a_deck_changed_since_it_was_catalogued_is_read_as_it_is(own: Path, tmp_path: Path) -> None:
    shelf = library(own, cache=tmp_path)
    (old,) = shelf.entries()
    (own / "d.toml").write_text(deck(title="New"))
    assert shelf.deck("d").title == "New"
    (new,) = shelf.entries()
    assert (new.title, new.digest == old.digest) == ("New", False)
    assert shelf.deck("d") is shelf.deck("d")
    assert CatalogueCache(tmp_path).get(new.path, new.digest) == new


def test_a_deck_broken_since_it_was_catalogued(own: Path) -> None:
    shelf = library(own)
    shelf.entries()
    (own / "d.toml").write_text(deck().replace('"T"', "5").replace('because = "why"', ""))
    with pytest.raises(ProblemsFound) as raised:
        shelf.deck("d")
    assert [problem.line for problem in raised.value.problems] == [3]
    (own / "d.toml").unlink()
    with pytest.raises(ProblemsFound, match="no such file"):
        shelf.deck("d")


def test_a_deck_renamed_since_it_was_catalogued(own: Path) -> None:
    shelf = library(own)
    shelf.entries()
    (own / "d.toml").write_text(deck("e"))
    with pytest.raises(UsageError, match="now the deck 'e', no longer 'd'"):
        shelf.deck("d")


def test_the_cache_gives_the_same_entries(own: Path, tmp_path: Path) -> None:
    (own / "bad.toml").write_text("id = ")
    (own / "warned.toml").write_text(deck("warned").replace('because = "why"', ""))
    first = library(own, cache=tmp_path).entries()
    (tmp_path / "decks.json").touch()
    assert library(own, cache=tmp_path).entries() == first


# While somebody writes ----------------------------------------------------------------------------


def test_a_deck_that_is_spoilt_stays_as_it_was_if_it_was_read(own: Path) -> None:
    path = own / "d.toml"
    path.write_text(deck("d"))
    shelf = library(own)
    kept = shelf.deck("d")
    assert not shelf.changed()
    path.write_text(deck("d") + "[[card\n")
    assert shelf.changed()
    (entry,) = shelf.refresh()
    assert entry.usable
    assert entry.last_good
    assert [one.is_error for one in entry.problems] == [True]
    assert shelf.deck("d") is kept
    shelf.refresh()
    assert shelf.deck("d") is kept
    path.write_text(deck("d", title="Mended"))
    assert shelf.changed()
    (entry,) = shelf.refresh()
    assert (entry.title, entry.last_good, entry.problems) == ("Mended", False, ())
    assert shelf.deck("d").title == "Mended"


def test_a_deck_that_is_spoilt_unread_stays_as_it_was_kept(own: Path, tmp_path: Path) -> None:
    path = own / "d.toml"
    path.write_text(deck("d"))
    (own / "gone.toml").symlink_to(own.parent)  # leads out, and is not read
    shelf = library(own, cache=tmp_path / "cache")
    shelf.refresh()
    assert not shelf.changed()
    path.write_text("[[card\n")
    assert shelf.changed()
    (entry,) = (one for one in shelf.refresh() if one.id == "d")
    assert entry.last_good
    assert shelf.deck("d").id == "d"
    # What is saved later is kept likewise, though nobody has read it.
    path.write_text(deck("d", title="Mended"))
    shelf.refresh()
    path.write_text("")
    (entry,) = (one for one in shelf.refresh() if one.id == "d")
    assert (entry.title, entry.last_good) == ("Mended", True)


def test_what_was_saved_between_listing_decks_and_watching_them_is_seen(own: Path) -> None:
    path = own / "d.toml"
    path.write_text(deck("d"))
    shelf = library(own)
    assert not library(own).changed()  # nothing was listed yet
    shelf.refresh()
    path.write_text(deck("d", title="Mended"))
    assert shelf.changed()
    assert not shelf.changed()
    gone = library(own)
    gone.refresh()
    path.unlink()
    assert gone.changed()


def test_a_deck_that_is_spoilt_before_it_was_read_cannot_be_used(own: Path) -> None:
    path = own / "d.toml"
    path.write_text(deck("d"))
    shelf = library(own)
    shelf.refresh()
    path.write_text("[[card\n")
    (entry,) = shelf.refresh()
    assert not entry.usable


def test_a_fact_has_its_place_in_a_file(own: Path) -> None:
    path = own / "d.toml"
    path.write_text(deck("d"))
    shelf = library(own)
    (entry,) = shelf.entries()
    fact = entry.facts[0].key
    place = shelf.place(fact)
    assert place.path == str(path)
    assert place.line > 1
    assert shelf.place(f"{entry.id}/no-such") == FilePlace(str(path))
    path.write_text("title = 1\n[[card\n")
    place = shelf.place(fact)
    assert (place.path, place.line) == (str(path), 2)
    with pytest.raises(UsageError, match="no deck 'e'"):
        shelf.place("e/fact")
