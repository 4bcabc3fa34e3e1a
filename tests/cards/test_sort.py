from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import Assigned, DontKnow, Part, Picked

property_test = settings(max_examples=150)
GROUPS = {"Both": ["fatigue", "poor sleep"], "MS": ["lesions"]}


@property_test
@given(st.integers(), st.lists(st.none() | st.sampled_from([0, 1]), min_size=3, max_size=3))
def test_each_item_belongs_into_its_group_and_no_other(asked, seed, given):
    question = asked("sort", groups=GROUPS, seed=seed)
    shape = question.shape
    assert shape.groups == ("Both", "MS")
    assert not shape.one_each
    assert sorted(shape.items) == ["fatigue", "lesions", "poor sleep"]
    right = [1 if item == "lesions" else 0 for item in shape.items]
    verdict = question.grade(Assigned(tuple(given)))
    assert verdict.correct is (given == right)
    matching = [one == other for one, other in zip(given, right, strict=True)]
    assert [part.correct for part in verdict.parts] == matching
    assert question.grade(Assigned(tuple(right))).correct


def test_the_verdict_names_the_group_that_is_right(asked):
    question = asked("sort", groups={"A": ["x"], "B": ["y"]})
    given = tuple(0 for _ in question.shape.items)
    parts = {part.label: part for part in question.grade(Assigned(given)).parts}
    assert parts["y"] == Part("A", "B", False, "y")


def test_not_knowing_is_wrong_and_other_responses_are_refused(asked):
    question = asked("sort", groups=GROUPS)
    assert not question.grade(DontKnow()).correct
    with pytest.raises(ValueError, match="assigning"):
        question.grade(Picked((0,)))


def test_the_answer_in_a_line_forgets_every_order(made):
    one = made("sort", groups={"*B*": ["y", "x"], "A": ["z"]})
    other = made("sort", groups={"A": ["z"], "*B*": ["x", "y"]})
    assert one.sides() == {"": "B: y, x; A: z"}
    assert one.essence() == other.essence()
    moved = made("sort", groups={"A": ["z", "y"], "*B*": ["x"]})
    assert moved.essence() != one.essence()


def test_an_item_in_two_groups_and_groups_alike_are_flaws(flaws):
    group, item = flaws("sort", groups={"a": ["x"], "A": ["y", "X"]})
    assert (group.path, item.path) == (("groups", "A"), ("groups", "A", 1))


def test_no_group_is_lost_by_a_space_at_its_end(made):
    with pytest.raises(ValueError, match="no space at its ends"):
        made("sort", groups={"a": ["x"], "a ": ["y"], "b": ["z"]})


@pytest.mark.parametrize("groups", [{"a": ["x"]}, {"a": ["x"], "b": []}])
def test_needs_two_groups_with_something_in_each(made, groups):
    with pytest.raises(ValueError, match="at least"):
        made("sort", groups=groups)
