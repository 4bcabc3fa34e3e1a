from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.authoring import ID_PATTERN, KEY_PATTERN
from quiz.deck.identity import card_id, earlier_cell_keys, earlier_keys, feature_id

property_test = settings(max_examples=150)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)


@property_test
@given(IDS, st.text())
def test_a_written_id_stands_whatever_the_text(written, text):
    assert card_id(written, text) == feature_id(written, text) == written


@property_test
@given(st.text(min_size=1))
def test_what_has_no_id_goes_by_one_that_could_be_written(text):
    for name in (card_id(None, text), feature_id(None, text)):
        assert re.fullmatch(ID_PATTERN, name)
        assert len(name) <= 48
        # Writing it down changes nothing, even when the text is reworded later.
        assert card_id(name, "reworded") == name


def test_provisional_ids_are_readable_and_differ_where_texts_do():
    name = card_id(None, "What is *myelin*, and where?")
    assert re.fullmatch(r"what-is-myelin-and-where-[0-9a-f]{4}", name)
    assert card_id(None, "What is *myelin*, and where!") != name
    assert re.fullmatch(r"card-[0-9a-f]{4}", card_id(None, "?"))
    assert re.fullmatch(r"feature-[0-9a-f]{4}", feature_id(None, "?"))


@pytest.mark.parametrize(
    ("levels", "side", "earlier"),
    [
        ((("d", ()), ("c", ())), "", ()),
        ((("d", ()), ("c", ("b", "a"))), "", ("d/b", "d/a")),
        ((("d", ("x",)), ("c", ())), "", ("x/c",)),
        ((("d", ("x",)), ("c", ("b",))), "", ("d/b", "x/c", "x/b")),
        ((("d", ()), ("c", ("x/b",))), "", ("x/b",)),
        ((("d", ()), ("c", ("x/t/f/s",))), "", ("x/t/f/s",)),
        ((("d", ("x",)), ("c", ("y/b",))), "", ("x/c", "y/b")),
        ((("d", ("x",)), ("c", ("b",))), "reverse", ("d/b/reverse", "x/c/reverse", "x/b/reverse")),
        ((("d", ()), ("c", ("c", "b", "d/b"))), "", ("d/b",)),
    ],
)
def test_a_card_may_have_had_every_combination_of_its_names(levels, side, earlier):
    key = "d/c/reverse" if side else "d/c"
    assert earlier_keys(key, levels, side) == earlier


def cell(deck=(), comparison=(), feature=(), subject=()):
    levels = (("d", deck), ("c", comparison), ("f", feature), ("s", subject))
    return set(earlier_cell_keys("d/c/f/s", *levels))


@pytest.mark.parametrize(
    ("aliases", "earlier"),
    [
        ({}, set()),
        ({"deck": ("x",)}, {"x/c/f/s"}),
        ({"comparison": ("x",)}, {"d/x/f/s"}),
        ({"comparison": ("y/x",)}, {"y/x/f/s"}),
        ({"feature": ("x",)}, {"d/c/x/s"}),
        ({"feature": ("z/y/x",)}, {"z/y/x/s"}),
        ({"subject": ("x",)}, {"d/c/f/x"}),
        ({"subject": ("z/y/x",)}, {"z/y/f/x"}),
        ({"subject": ("d/c/s", "s")}, set()),
        ({"deck": ("x",), "subject": ("y",)}, {"x/c/f/s", "d/c/f/y", "x/c/f/y"}),
        ({"comparison": ("y/x",), "feature": ("e",)}, {"y/x/f/s", "y/x/e/s", "d/c/e/s"}),
        ({"feature": ("z/y/x",), "subject": ("r",)}, {"z/y/x/s", "z/y/x/r", "d/c/f/r"}),
        (
            {"feature": ("e", "z/y/x"), "subject": ("z/y/r",)},
            {"d/c/e/s", "z/y/x/s", "z/y/f/r", "z/y/e/r", "z/y/x/r"},
        ),
    ],
)
def test_a_cell_may_have_had_every_combination_of_its_names(aliases, earlier):
    assert cell(**aliases) == earlier


@property_test
@given(*[st.lists(IDS, max_size=2).map(tuple)] * 4)
def test_bare_aliases_make_every_key_of_old_and_new_names_once(deck, comparison, feature, subject):
    levels = (("d", deck), ("c", comparison), ("f", feature), ("s", subject))
    found = earlier_cell_keys("d/c/f/s", *levels)
    every = {
        f"{a}/{b}/{c}/{e}"
        for a in ("d", *deck)
        for b in ("c", *comparison)
        for c in ("f", *feature)
        for e in ("s", *subject)
    }
    assert set(found) == every - {"d/c/f/s"}
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(KEY_PATTERN, key) for key in found)
