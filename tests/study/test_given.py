import pytest

from quiz.review import Rating
from quiz.shapes import (
    Assign,
    Assigned,
    Blank,
    DontKnow,
    Order,
    Ordered,
    Pick,
    Picked,
    Reveal,
    Revealed,
    Type,
    Typed,
)
from quiz.study.given import given_in_words

ITEMS = ("a", "*b*", "c")


@pytest.mark.parametrize(
    ("shape", "response", "words"),
    [
        (Pick("p", ITEMS), Picked((1,)), ("*b*",)),
        (Pick("p", ITEMS, several=True), Picked((2, 0)), ("c", "a")),
        (Type("p"), Typed(("C*",)), (r"C\*",)),
        (Type("p", (Blank(), Blank())), Typed((" ", "x"), meant=True), ("x",)),
        (Order("p", ITEMS), Ordered((2, 0, 1)), ("c", "a", "*b*")),
        (Assign("p", ITEMS, ("x", "y")), Assigned((1, None, 0)), ("a: y", "c: x")),
        (Reveal("p", "a"), Revealed(Rating.HARD), ("hard",)),
        (Pick("p", ITEMS), DontKnow(), ()),
        (Reveal("p", "a"), DontKnow(), ()),
    ],
)
def test_what_was_answered_is_told_as_it_was_given(shape, response, words):
    assert given_in_words(shape, response) == words
