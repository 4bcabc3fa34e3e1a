"""What is told of texts without reading them holds once they are read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import in_a_row, reading
from quiz.cards.letters import surely_differ, surely_lacks
from quiz.markdown import plain
from quiz.text import normalise

property_test = settings(max_examples=400)
# Signs of which reading makes letters, or takes letters away, and whatever else may be typed.
SIGNS = "aAbe1 2.,-–’'éÉe\u0301ßssıİKµμﬁ½²αά八*_`\\[](){}<>&;~#!+=≠\u0338\u00ad\u200b\u1fef\n"
TEXTS = st.text(SIGNS, max_size=8) | st.text(max_size=6) | st.text("ab ", max_size=4)


@property_test
@given(st.lists(TEXTS, max_size=4))
def test_texts_that_surely_differ_read_differently(texts):
    readings = [reading(text) for text in texts]
    assert not surely_differ(texts) or len(set(readings)) == len(texts)


@property_test
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_words_that_are_surely_lacking_are_not_read(before, words, after, others):
    for wanted in (plain(words), plain(others)):
        there = normalise(wanted) in normalise(plain(f"{before}{words}{after}"))
        assert not (there and normalise(wanted) and surely_lacks(before + words + after, wanted))


@pytest.mark.parametrize(
    "texts",
    [
        ("axon", "sheath"),
        ("Type 1", "type 2", "hypo-intense"),
        ("1.5", "2"),
        ("Sjögren’s", "Sjögren", "Raynaud’s", "Ménière"),
    ],
)
def test_most_texts_surely_differ(texts):
    assert surely_differ(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("Axon", "axon."),
        ("hypo-intense", "hypo intense"),
        ("café", "cafe"),
        ("5", "-5"),
        ("+", "-"),
        ("*axon*", "sheath"),
        ("a\nb", "c"),
        ("straße", "strasse"),
        ("α", "β"),
    ],
)
def test_others_are_to_be_read(texts):
    assert not surely_differ(texts)


def test_nearly_all_that_is_lacking_is_told():
    assert surely_lacks("Which *nerve* is it?", "the axon")
    assert surely_lacks("Whose syndrome is Sjögren’s?", "Raynaud’s")
    assert surely_lacks("Which is it?", "Ménière")
    assert surely_lacks("Is the sheath of an axon?", "axon sheath")
    assert not surely_lacks("Is it an *axon-*sheath?", "Axon; sheath")
    assert not surely_lacks("Is it a gross axon?", "groß axon")
    assert not surely_lacks("Is it an *ax*on?", "Axon")
    assert not surely_lacks("Is it a café?", "cafe")
    assert not surely_lacks("Is it [this](x)?", "that")
    assert not surely_lacks("1. a\n1. b", "2. b")
    assert not surely_lacks("Is it -5?", "5")
    assert not surely_lacks("Which is it?", "?")


def test_texts_in_a_row_are_read_each_by_itself():
    assert in_a_row(["a", "b"]) == "a; b"
    assert in_a_row(["*a", "b*", "*c*"], " → ") == "*a → b* → c"
