from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.comparison import CELL_FORMS
from quiz.comparison.asking import CellAsking
from quiz.comparison.likeness import EVEN, IN_COMMON, MIXED_UP, TOLD_APART, drawn, weight
from quiz.comparison.table import Place

property_test = settings(max_examples=100)

# A is like B in two of two features, like C in one of three, and apart from C by the one key.
FEATURES = (
    {"cell": {"s0": "a", "s1": "a", "s2": "a"}},
    {"cell": {"s0": "a", "s1": "A.", "s2": "b"}},
    {"cell": {"s0": "a", "s2": "b", "s3": "b"}, "key": True},
    {"cell": {"s0": "a", "s4": "b"}},
)


def place(table, row, subject):
    return Place(table, table.rows[row], table.rows[row].by_subject[subject])


def test_kinship_is_of_the_features_that_speak_of_both(tabled):
    made = tabled(*FEATURES)
    assert made.kinship("s0", "s1") == made.kinship("s1", "s0") == (1.0, 0.0)
    assert made.kinship("s0", "s2") == (pytest.approx(1 / 3), 1.0)
    assert made.kinship("s0", "s3") == (0.0, 1.0)
    assert made.kinship("s2", "s3") == (1.0, 0.0)
    assert made.kinship("s1", "s4") == (0.0, 0.0)


def test_cells_said_to_be_alike_are_in_common(tabled):
    made = tabled({"cell": {"s0": "a", "s1": "b"}, "alike": [["s0", "s1"]]})
    assert made.kinship("s0", "s1").in_common == 1.0


def test_what_is_in_common_told_apart_and_mixed_up_weighs_more(tabled):
    asked = place(tabled(*FEATURES), 2, "s0")
    assert weight(asked, "s1", {}) == EVEN + IN_COMMON
    assert weight(asked, "s2", {}) == pytest.approx(EVEN + IN_COMMON / 3 + TOLD_APART)
    assert weight(asked, "s3", {"deck/c/f2/s3": 0.5, "deck/c/f2/s2": 9.0}) == pytest.approx(
        EVEN + TOLD_APART + MIXED_UP / 2
    )
    assert weight(asked, "s4", {"deck/c/f3/s4": 1.0}) == EVEN


def test_an_even_draw_knows_no_weights(tabled):
    asked = place(tabled(*FEATURES), 2, "s0")
    assert {weight(asked, name, None) for name in ("s1", "s2", "s3", "s4")} == {EVEN}


@property_test
@given(
    st.dictionaries(st.integers(), st.floats(0.01, 1e6), max_size=12),
    st.integers(0, 15),
    st.integers(),
)
def test_each_is_drawn_once_and_by_the_seed_alone(weights, most, seed):
    found = drawn(weights, most, Random(seed))
    assert len(found) == len(set(found)) == min(most, len(weights))
    assert set(found) <= set(weights)
    assert drawn(weights, most, Random(seed)) == found


def test_the_draw_is_by_weight_among_what_is_left():
    rng, times = Random(1), 20_000
    draws = Counter(drawn({"a": 1.0, "b": 2.0, "c": 5.0}, 2, rng) for _ in range(times))
    chances = {
        (one, other): shares[one] * shares[other] / (1 - shares[one])
        for shares in [{"a": 1 / 8, "b": 2 / 8, "c": 5 / 8}]
        for one in "abc"
        for other in "abc"
        if one != other
    }
    assert sum(chances.values()) == pytest.approx(1)
    for pair, chance in chances.items():
        assert draws[pair] / times == pytest.approx(chance, abs=0.015)


# What it does to a choice.


def shown(table, mixed_up, row=0, times=1500):
    rng, asked = Random(3), place(table, row, "s0")
    options = Counter()
    for _ in range(times):
        shape = CELL_FORMS["choice"].ask(CellAsking(asked, 0, rng, mixed_up)).shape
        options.update(shape.options)
    return {option: count / times for option, count in options.items()}


def test_without_anything_to_go_by_the_draw_is_even(tabled):
    made = tabled({"cell": {f"s{number}": letter for number, letter in enumerate("abcdefg")}})
    shares = shown(made, {})
    assert shares.pop("a") == 1
    assert set(shares) == set("bcdefg")
    assert all(share == pytest.approx(1 / 2, abs=0.05) for share in shares.values())


@pytest.mark.parametrize("even", [False, True])
def test_what_was_mixed_up_is_offered_more_often(tabled, even):
    made = tabled({"cell": {f"s{number}": letter for number, letter in enumerate("abcdefg")}})
    shares = shown(made, None if even else {"deck/c/f0/s4": 2.0})
    assert (shares["e"] > 0.85) is not even
    assert (shares["e"] == pytest.approx(1 / 2, abs=0.05)) is even


def test_subjects_with_much_in_common_compete(tabled):
    cells = {f"s{number}": letter for number, letter in enumerate("abcdefg")}
    alike = {"cell": {"s0": "x", "s6": "x"}}
    shares = shown(tabled({"cell": cells}, alike, alike), {})
    assert shares["g"] > 0.75
    assert all(shares[letter] < 0.5 for letter in "bcdef")


def test_a_value_weighs_what_the_heaviest_of_those_weighs_who_have_it(tabled):
    cells = {"s0": "a", "s1": "b", "s2": ["*b*", "c"], "s3": "d", "s4": "e", "s5": "f"}
    made = tabled({"cell": cells})
    shares = shown(made, {"deck/c/f0/s2": 20.0})
    assert shares["b"] > 0.95
    assert shares["c"] > 0.95
    assert shares["d"] < 0.5


def test_what_is_drawn_is_never_what_equals_the_answer(tabled):
    made = tabled({"cell": {"s0": "a", "s1": "*A*", "s2": "x", "s3": "b"}, "alike": [["s0", "s2"]]})
    assert set(shown(made, {"deck/c/f0/s1": 99.0, "deck/c/f0/s2": 99.0}, times=50)) == {"a", "b"}
