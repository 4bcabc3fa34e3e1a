"""A verdict in a word or two."""

from types import SimpleNamespace

import pytest

from quiz.review import Confidence
from quiz.shapes import Mark, Order, Part, Pick, Verdict
from quiz.study.outcome import outcome, parts_right
from tests.answers import a_review

RIGHT, WRONG = Mark("d/a", True), Mark("d/a", False)
PARTS = (Part("x", "x", True), Part("y", "z", False))


def answered(*marks, parts=(), shape=None, unknown=False, confidence=None):
    """As much of an answer as its outcome is read off."""
    return SimpleNamespace(
        asked=SimpleNamespace(question=SimpleNamespace(shape=shape or Order("p", ("x", "z")))),
        verdict=Verdict(marks, parts),
        reviews=(a_review(confidence=confidence),),
        unknown=unknown,
    )


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (answered(RIGHT), "Right."),
        (answered(WRONG), "Wrong."),
        (answered(WRONG, unknown=True), "Not known."),
        (answered(Mark("d/a", True, helped=True)), "Right, with help."),
        (answered(Mark("d/a", True, helped=True, near=True)), "Right, but for the spelling."),
        (answered(RIGHT, confidence=Confidence.GUESS), "Right, by a guess."),
        (answered(RIGHT, confidence=Confidence.UNSURE), "Right."),
        (answered(WRONG, confidence=Confidence.GUESS), "Wrong."),
    ],
)
def test_an_answer_is_right_or_wrong_and_how(turn, said) -> None:
    assert outcome(turn) == said


def test_parts_count_where_not_all_is_right_and_nothing_was_picked() -> None:
    assert parts_right(answered(WRONG, parts=PARTS)) == 1
    assert parts_right(answered(WRONG, parts=PARTS, shape=Pick("p", ("x", "z")))) == 0
    assert parts_right(answered(WRONG, parts=PARTS, unknown=True)) == 0
    assert parts_right(answered(RIGHT, parts=PARTS[:1])) == 0
