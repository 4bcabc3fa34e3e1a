import pytest

from quiz.plain.answers import Unclear, answer, letters, rating
from quiz.review import Rating
from quiz.shapes import (
    Assign,
    Assigned,
    Blank,
    Order,
    Ordered,
    Pick,
    Picked,
    Reveal,
    Revealed,
    Type,
    Typed,
)

ONE = Pick("?", ("a", "b", "c", "d"))
SOME = Pick("?", ("a", "b", "c", "d"), several=True)
WORD = Type("?")
GAPS = Type("?", (Blank(), Blank()))
NAMES = Type("?", (Blank(), Blank(), Blank()), any_order=True)
ORDER = Order("?", ("x", "y", "z"))
SORT = Assign("?", ("x", "y", "z"), ("g", "h"))
PAIRS = Assign("?", ("x", "y"), ("g", "h"), one_each=True)


@pytest.mark.parametrize(
    ("shape", "line", "response"),
    [
        (ONE, "2", Picked((1,))),
        (ONE, "02", Picked((1,))),
        (ONE, "2 2", Picked((1,))),
        (SOME, "3 1", Picked((0, 2))),
        (SOME, "3,1;4", Picked((0, 2, 3))),
        (WORD, "a; b", Typed(("a; b",))),
        (GAPS, "a ; b", Typed(("a", "b"))),
        (GAPS, ";b", Typed(("", "b"))),
        (NAMES, "a; b; c", Typed(("a", "b", "c"))),
        (NAMES, "a; ;", Typed(("a", "", ""))),
        (NAMES, "b", Typed(("b", "", ""))),
        (ORDER, "3 1 2", Ordered((2, 0, 1))),
        (ORDER, "3, 1, 2", Ordered((2, 0, 1))),
        (SORT, "a2 b1 c1", Assigned((1, 0, 0))),
        (SORT, "C1, b=1 A: 2", Assigned((1, 0, 0))),
        (SORT, "a2b?c1", Assigned((1, None, 0))),
        (PAIRS, "a2 b1", Assigned((1, 0))),
        (PAIRS, "a? b?", Assigned((None, None))),
        (Reveal("?", "!"), "3", Revealed(Rating.GOOD)),
    ],
)
def test_a_line_is_a_response(shape, line, response) -> None:
    assert answer(shape, line) == response


@pytest.mark.parametrize(
    ("shape", "line", "told"),
    [
        (ONE, "", "from 1 to 4, or :d"),
        (ONE, "b", "b is not a number"),
        (ONE, "²", "is not a number"),
        (ONE, "٣", "is not a number"),
        (ONE, "-1", "is not a number"),
        (ONE, "5", "There is no 5"),
        (ONE, "0", "There is no 0"),
        (ONE, "9" * 5000, "There is no"),
        (ONE, "1 2", "Only one"),
        (WORD, "", "Nothing was typed"),
        (NAMES, " ; ; ", "Nothing was typed"),
        (GAPS, "a", "That is 1 answer for 2 blanks"),
        (GAPS, "a;b;c", "That is 3 answers for 2 blanks"),
        (NAMES, "a;b;c;d", "That is 4 answers, and 3 are asked for"),
        (ORDER, "1 2", "Missing: 3"),
        (ORDER, "1 2 2", "Said twice: 2"),
        (ORDER, "1 2 4", "There is no 4"),
        (SORT, "", "Not understood"),
        (SORT, "2 1 1", "Not understood"),
        (SORT, "a2 and b1", "Not understood"),
        (SORT, "a2 b1", "Missing: c. Say c?"),
        (SORT, "a2 b1 c1 d1", "There is no d"),
        (SORT, "a2 b1 c3", "There is no 3"),
        (SORT, "a2 a1 b1 c1", "Said twice: a"),
        (PAIRS, "a1 b1", "Said twice: 1"),
        (Reveal("?", "!"), "5", "from 1 to 4"),
        (Reveal("?", "!"), "good", "from 1 to 4"),
    ],
)
def test_what_answers_nothing_says_what_would(shape, line, told) -> None:
    with pytest.raises(Unclear, match=told.replace("?", r"\?")):
        answer(shape, line)


def test_hints_and_clues_come_along() -> None:
    assert answer(ONE, "1", clues=2) == Picked((0,), 2)
    assert answer(WORD, "x", clues=1, hints=3) == Typed(("x",), 3, 1)


def test_ratings_are_those_that_can_be_given() -> None:
    assert rating("2", (Rating.AGAIN, Rating.HARD)) is Rating.HARD
    with pytest.raises(Unclear, match="from 1 to 3"):
        rating("4", tuple(Rating)[:3])


def test_items_are_lettered_beyond_z() -> None:
    assert [letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == (
        ["a", "z", "aa", "az", "ba", "zz", "aaa"]
    )
