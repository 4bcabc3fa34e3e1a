"""How an answer came out, in words that all faces share."""

from __future__ import annotations

from quiz.review import Confidence
from quiz.shapes import Pick
from quiz.study.turn import Answered


def parts_right(turn: Answered) -> int:
    """How many parts of a wrong answer are right; none where options were picked."""
    if turn.unknown or turn.verdict.correct or isinstance(turn.asked.question.shape, Pick):
        return 0
    return sum(part.correct for part in turn.verdict.parts)


def outcome(turn: Answered) -> str:
    """The verdict in a word or two, parts left aside."""
    if turn.unknown:
        return "Not known."
    if not turn.verdict.correct:
        return "Wrong."
    if any(review.confidence is Confidence.GUESS for review in turn.reviews):
        return "Right, by a guess."
    if any(mark.near for mark in turn.verdict.marks):
        return "Right, but for the spelling."
    helped = any(mark.helped for mark in turn.verdict.marks)
    return "Right, with help." if helped else "Right."
