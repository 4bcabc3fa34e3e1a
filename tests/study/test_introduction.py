"""The order in which new facts are met."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.facts import FactKind, row_of
from quiz.study.introduction import by_turns
from quiz.study.plan import GAP_OF_NEW, GAP_OF_SIBLINGS

DECKS = Path(__file__).parents[2] / "decks"


@pytest.fixture
def facts(tools):
    """Facts by what they are called: a capital is a cell, the deck stands before the slash."""

    def made(keys):
        return {key: replace(tools.fact(key), kind=kind_of(key)) for key in keys.split()}

    return made


def kind_of(key):
    return FactKind.CELL if key.partition("/")[2].isupper() else FactKind.CARD


def test_cards_and_cells_take_turns_each_in_the_authors_order(facts):
    assert list(by_turns(facts("d/b d/a d/c d/Z d/X d/Y"))) == [
        "d/b",
        "d/Z",
        "d/a",
        "d/X",
        "d/c",
        "d/Y",
    ]


def test_what_is_left_of_the_longer_kind_comes_last(facts):
    assert list(by_turns(facts("d/a d/X d/Y d/Z"))) == ["d/a", "d/X", "d/Y", "d/Z"]
    assert list(by_turns(facts("d/a d/b d/c d/X"))) == ["d/a", "d/X", "d/b", "d/c"]


def test_a_deck_of_one_kind_stays_as_its_author_wrote_it(facts):
    for keys in ("d/c d/a d/b", "d/C d/A d/B"):
        assert list(by_turns(facts(keys))) == keys.split()


def test_decks_come_one_after_the_other(facts):
    keys = "e/b e/a e/X d/b d/a d/Y"
    assert list(by_turns(facts(keys))) == ["e/b", "e/X", "e/a", "d/b", "d/Y", "d/a"]


def test_the_first_session_of_the_main_shipped_deck_tells_things_apart(tools, person):
    """Its cards alone would fill the day."""
    text = (DECKS / "central-vs-peripheral.toml").read_text(encoding="utf-8")
    who = person(tools.read(text), settings={"learning_steps": ()})
    met = list(dict.fromkeys(who.through(who.begin())))
    assert len(met) == who.settings.limits.new_per_day
    cells = [key for key in met if row_of(key) != key]
    assert len(cells) == len(met) // 2
    assert max(Counter(map(row_of, cells)).values()) > 1, "two of one row, to be told apart"


def test_new_cells_of_a_row_still_stand_apart_and_so_do_siblings(tools, person):
    text = (DECKS / "central-vs-peripheral.toml").read_text(encoding="utf-8")
    who = person(tools.read(text), settings={"learning_steps": ()})
    deck = who.library.deck("central-vs-peripheral")
    asked = who.through(who.begin())[:15]  # the last ones of the day leave no choice
    for apart, group in ((GAP_OF_NEW, row_of), (GAP_OF_SIBLINGS, lambda k: deck.facts[k].siblings)):
        for place, key in enumerate(asked):
            near = asked[max(0, place - apart) : place]
            assert group(key) not in map(group, near), (place, key)
