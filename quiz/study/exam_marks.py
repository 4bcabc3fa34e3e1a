"""What an answer in an exam is worth."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.review import Confidence
from quiz.shapes import DontKnow, Pick, Question, Response, Shape, Typed, Verdict

CERTAINTY_MARKS: Mapping[Confidence, tuple[int, int]] = {
    Confidence.GUESS: (1, 0),
    Confidence.UNSURE: (2, -2),
    Confidence.SURE: (3, -6),
}
"""Marks for right and for wrong by declared confidence, after Gardner-Medwin: honesty pays best.

To say `sure` pays above a chance of 4 in 5 to be right, `unsure` above 2 in 3.
"""
MOST_MARKS = 3
"""The marks that one question can bring."""


def verdict_on(question: Question, response: Response) -> Verdict:
    """Grade a response as exams do: nobody is asked whether a near miss was meant, so it is.

    Where an author forbids near misses, there are none. Raises ValueError for a response that
    does not belong to the question.
    """
    return question.grade(settled(response))


def settled(response: Response) -> Response:
    """The response with nothing left to be said about it."""
    if isinstance(response, Typed):
        return Typed(response.texts, response.hints, response.clues, meant=True)
    return response


def credit(shape: Shape, verdict: Verdict) -> float:
    """What share of the question was earned, from 0 to 1.

    Of what is typed, ordered, matched and sorted each part right earns its share. Of several
    options each right one chosen earns its share and each wrong one costs as much, down to
    nothing: ticking everything must not pay.
    """
    if verdict.correct:
        return 1.0
    if isinstance(shape, Pick):
        right = sum(bool(part.right) for part in verdict.parts)
        earned = sum(part.correct for part in verdict.parts)
        earned -= sum(not part.right for part in verdict.parts)
        return max(0, earned) / right
    parts = verdict.parts
    return sum(part.correct for part in parts) / len(parts)


def certainty_mark(confidence: Confidence | None, earned: float) -> float:
    """The marks of an answer by how sure it was; part credit stands between right and wrong.

    What was not answered, or honestly not known, brings nothing and costs nothing.
    """
    if confidence is None:
        return 0.0
    right, wrong = CERTAINTY_MARKS[confidence]
    return wrong + earned * (right - wrong)


def asks_confidence(response: Response) -> bool:
    """Whether somebody is to be asked how sure they are: not that they do not know."""
    return not isinstance(response, DontKnow)
