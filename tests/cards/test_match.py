from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import Assigned, DontKnow, Ordered, Part

property_test = settings(max_examples=150)
SIDE = st.text("abcd", min_size=1)
PAIRS = st.lists(
    st.tuples(SIDE, SIDE), min_size=2, max_size=6, unique_by=(lambda p: p[0], lambda p: p[1])
)


@property_test
@given(PAIRS, st.integers(), st.data())
def test_the_authors_pairs_are_right_and_no_others_are(asked, pairs, seed, data):
    question = asked("match", pairs=[list(pair) for pair in pairs], seed=seed)
    shape = question.shape
    assert shape.one_each
    assert sorted(shape.items) == sorted(left for left, _ in pairs)
    assert sorted(shape.groups) == sorted(right for _, right in pairs)
    right = tuple(shape.groups.index(dict(pairs)[item]) for item in shape.items)
    assert question.grade(Assigned(right)).correct
    given = tuple(data.draw(st.permutations(range(len(pairs)))))
    verdict = question.grade(Assigned(given))
    assert verdict.correct is (given == right)
    matching = [one == other for one, other in zip(given, right, strict=True)]
    assert [part.correct for part in verdict.parts] == matching


def test_what_was_left_open_is_wrong_by_itself(asked):
    question = asked("match", pairs=[["a", "1"], ["b", "2"]])
    shape = question.shape
    given = tuple(shape.groups.index("1") if item == "a" else None for item in shape.items)
    parts = {part.label: part for part in question.grade(Assigned(given)).parts}
    assert parts == {"a": Part("1", "1", True, "a"), "b": Part("", "2", False, "b")}
    assert not question.grade(DontKnow()).correct


@pytest.mark.parametrize(
    "response",
    [Assigned((0,)), Assigned((0, 2)), Assigned((0, -1)), Assigned((1, 1)), Ordered((0, 1))],
)
def test_refuses_what_does_not_match_the_items(asked, response):
    with pytest.raises(ValueError, match=r"item|group"):
        asked("match", pairs=[["a", "1"], ["b", "2"]]).grade(response)


def test_two_items_may_be_left_open(asked):
    assert not asked("match", pairs=[["a", "1"], ["b", "2"]]).grade(Assigned((None, None))).correct


def test_the_answer_in_a_line_forgets_the_order_of_pairs(made):
    one = made("match", pairs=[["*b*", "`2`"], ["a", "1"]])
    other = made("match", pairs=[["a", "1"], ["*b*", "`2`"]])
    assert one.sides() == {"": "b – 2; a – 1"}
    assert one.essence() == other.essence()


def test_sides_that_read_the_same_are_flaws(flaws):
    left, right = flaws("match", pairs=[["a", "1"], ["b", "*2*"], ["A", "3"], ["d", "2"]])
    assert (left.path, right.path) == (("pairs", 2, 0), ("pairs", 3, 1))
    assert flaws("match", pairs=[["a", "b"], ["b", "a"]]) == []


@pytest.mark.parametrize(
    "pairs", [[["a", "1"]], [["a", "1"], ["b"]], [["a", "1"], ["b", "2", "3"]]]
)
def test_needs_two_pairs_of_two(made, pairs):
    with pytest.raises(ValueError, match=r"at least 2|missing|required|at most 2"):
        made("match", pairs=pairs)
