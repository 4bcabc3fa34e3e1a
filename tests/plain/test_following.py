"""Decks that are saved while they are studied, read or listed line by line."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quiz.errors import Problem, Severity
from quiz.plain.browse import browse
from quiz.plain.home import home
from quiz.plain.study import contrast, study
from quiz.plain.table import tables
from quiz.review import EventKind

TWO = """
[[card]]
id = "one"
form = "typed"
prompt = "First question?"
answer = "alpha"
[[card]]
id = "two"
form = "typed"
prompt = "Second question?"
answer = "beta"
"""
SILENT = TWO.replace('"typed"', '"flashcard"')
TABLE = """
[[comparison]]
id = "c"
title = "Compared"
subject.a.name = "Aa"
subject.b.name = "Bb"
[[comparison.feature]]
id = "f"
name = "colour"
cell.a = "red"
cell.b = "green"
"""
SECOND = """
[[comparison.feature]]
id = "g"
name = "sound"
cell.a = "loud"
cell.b = "soft"
"""
CHANGED = "Decks were changed: it shows from here on."


@pytest.fixture
def at_desk(make_table, one_card):
    """A desk with a deck of some cards, and how to save it with others."""

    def sit(cards: str, **more) -> tuple[object, Callable[[str], Callable[[], None]]]:
        table = make_table(one_card(cards), **more)
        return table, lambda text: lambda: table.save(one_card(text))

    return sit


def reworded(cards: str) -> str:
    return cards.replace(" question?", ", reworded?")


def test_a_question_stays_and_the_next_one_is_as_it_was_saved(at_desk) -> None:
    table, saves = at_desk(TWO)
    study(table.lines(saves(reworded(TWO)), "alpha", "", ":u", ":q"), table.desk)
    told = [table.said.index(text) for text in ("Right.", CHANGED, "Second, reworded?")]
    assert told == sorted(told)
    assert "First question?" in table.said
    assert "First, reworded?" in table.said[told[-1] :]
    started = list(table.store.events(EventKind.SESSION_STARTED))
    assert len(started) == 1


def test_what_is_recalled_is_followed_as_well(at_desk) -> None:
    table, saves = at_desk(SILENT)
    study(table.lines("", saves(reworded(SILENT)), "3", ":q"), table.desk)
    assert table.said.index(CHANGED) < table.said.index("Second, reworded?")


def test_a_new_card_comes_and_one_that_was_taken_out_does_not(at_desk) -> None:
    table, saves = at_desk(TWO)
    third = TWO.replace("two", "three").replace("Second", "Third")
    study(table.lines("alpha", saves(third), "", ":q"), table.desk)
    assert table.hears("Third question?")
    assert not table.hears("Second question?")


def test_cards_that_are_saved_during_a_wait_are_asked(at_desk, slow_clock) -> None:
    first = TWO.partition('[[card]]\nid = "two"')[0]
    table, saves = at_desk(first, clock=slow_clock)
    study(table.lines("alpha", "", saves(TWO), "", ":q"), table.desk)
    assert table.hears("Nothing to ask for")
    assert table.hears("Second question?")


def test_a_broken_deck_is_told_of_and_asked_as_it_was(at_desk, monkeypatch) -> None:
    table, saves = at_desk(TWO)
    problem = Problem("d.toml", 7, 2, Severity.ERROR, "It is broken")

    def broken() -> None:
        saves(TWO)()
        (entry,) = table.shelf.entries()
        table.shelf.broken = [replace(entry, id="x", problems=(problem,), last_good=True)]

    study(table.lines("alpha", broken, "", ":q"), table.desk)
    assert "d.toml:7:2: It is broken. In use as it was." in table.said
    assert table.hears("Second question?")


def test_a_deck_that_is_gone_is_asked_as_it_was(at_desk) -> None:
    table, _ = at_desk(TWO)
    study(table.lines("alpha", table.save, "", ":q"), table.desk, ["one"])
    assert table.hears("Second question?")


def test_time_that_was_asked_for_goes_on_running(at_desk) -> None:
    table, saves = at_desk(TWO)
    heard = ("alpha", saves(reworded(TWO)), "", ":time", ":q")
    study(table.lines(*heard), table.desk, minutes=10)
    assert "Of your time 10 minutes are left." in table.said
    table, saves = at_desk(TWO)
    study(table.lines("alpha", saves(reworded(TWO)), "", ":q"), table.desk, minutes=0.1)
    assert "Your time is up." in table.said


def test_a_drill_of_two_subjects_follows_as_well(at_desk) -> None:
    table, saves = at_desk(TABLE + SECOND)
    later = saves((TABLE + SECOND).replace("colour", "hue").replace("sound", "noise"))
    contrast(table.lines("", ":d", ":d", later, "", "", ":q"), table.desk)
    assert CHANGED in table.said
    assert table.hears("hue") or table.hears("noise")


def test_the_list_of_decks_follows(at_desk) -> None:
    table, saves = at_desk(TWO)
    third = TWO + TWO.replace("one", "three").replace("two", "four")
    home(table.lines(saves(third), "1", ":q", ":q"), table.desk)
    assert table.hears("One. New 2")
    assert table.hears("One. New 4")
    assert table.hears("Question 1 of about 8") or table.hears("First question?")


def test_a_table_and_a_search_follow(at_desk) -> None:
    table, saves = at_desk(TABLE)
    hue = saves(TABLE.replace("colour", "hue"))
    tables(table.lines(hue, "1", ":q"), table.desk)
    assert table.hears("hue")
    table.said.clear()
    browse(table.lines(saves(TABLE.replace("colour", "tint")), "tint", ":q"), table.desk)
    assert table.hears("2 facts.")
