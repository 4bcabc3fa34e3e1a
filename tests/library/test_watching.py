import os
from pathlib import Path

import pytest

from quiz.library.finding import find_given, find_own
from quiz.library.watching import Watch


def test_a_save_a_new_file_and_a_lost_one_are_seen_once(tmp_path: Path) -> None:
    deck = tmp_path / "deck.toml"
    deck.write_text("1", encoding="utf-8")
    watch = Watch(lambda: find_given([tmp_path]))
    assert not watch.changed()
    deck.write_text("12", encoding="utf-8")
    assert watch.changed()
    assert not watch.changed()
    beside = tmp_path / ".deck.toml.new"
    beside.write_text("34", encoding="utf-8")
    os.replace(beside, deck)  # as many editors save
    assert watch.changed()
    (tmp_path / "other.toml").write_text("", encoding="utf-8")
    assert watch.changed()
    deck.unlink()
    assert watch.changed()
    assert not watch.changed()


def test_a_file_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    deck = tmp_path / "deck.toml"
    watch = Watch(lambda: find_given([deck]))
    assert not watch.changed()
    deck.write_text("", encoding="utf-8")
    assert watch.changed()


def test_a_deck_that_is_linked_into_the_folder_is_seen_where_it_is(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "decks", tmp_path / "class"
    folder.mkdir()
    elsewhere.mkdir()
    deck = elsewhere / "deck.toml"
    deck.write_text("1", encoding="utf-8")
    try:
        (folder / "deck.toml").symlink_to(deck)
    except OSError:
        pytest.skip("links are not allowed here")
    watch = Watch(lambda: find_own(folder))
    assert not watch.changed()
    deck.write_text("12", encoding="utf-8")
    assert watch.changed()
