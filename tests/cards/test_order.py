from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.shapes import Assigned, DontKnow, Ordered

property_test = settings(max_examples=150)
ITEMS = st.lists(st.text("abcd", min_size=1), min_size=3, max_size=7, unique=True)


@property_test
@given(ITEMS, st.integers(), st.data())
def test_the_authors_order_is_right_and_no_other_is(asked, items, seed, data):
    question = asked("order", items=items, seed=seed)
    shown = question.shape.items
    assert sorted(shown) == sorted(items)
    right = tuple(shown.index(item) for item in items)
    assert question.grade(Ordered(right)).correct
    order = tuple(data.draw(st.permutations(range(len(items)))))
    verdict = question.grade(Ordered(order))
    assert verdict.correct is (order == right)
    assert [part.right for part in verdict.parts] == items
    assert [part.given for part in verdict.parts] == [shown[index] for index in order]
    matching = [one == other for one, other in zip(order, right, strict=True)]
    assert [part.correct for part in verdict.parts] == matching


@pytest.mark.parametrize("seed", range(40))
def test_the_items_are_never_shown_in_order(asked, seed):
    assert asked("order", items=["a", "b", "c"], seed=seed).shape.items != ("a", "b", "c")


def test_not_knowing_is_wrong_in_every_place(asked):
    verdict = asked("order", items=["a", "b", "c"]).grade(DontKnow())
    assert [(part.given, part.right, part.correct) for part in verdict.parts] == [
        ("", "a", False),
        ("", "b", False),
        ("", "c", False),
    ]


@pytest.mark.parametrize(
    "response", [Ordered((0, 1)), Ordered((0, 0, 1)), Ordered((1, 2, 3)), Assigned((0, 1, 2))]
)
def test_refuses_what_is_no_order_of_the_items(asked, response):
    with pytest.raises(ValueError, match="order"):
        asked("order", items=["a", "b", "c"]).grade(response)


def test_the_answer_in_a_line_keeps_the_order(made):
    card = made("order", items=["*a*", "b", "c"])
    assert card.sides() == card.essence() == {"": "a → b → c"}


def test_items_that_read_the_same_are_a_flaw(flaws):
    (flaw,) = flaws("order", items=["a", "b", "A"])
    assert flaw.path == ("items", 2)


def test_needs_three_items(made):
    with pytest.raises(ValueError, match="at least 3"):
        made("order", items=["a", "b"])
