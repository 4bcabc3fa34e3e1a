"""Typed: write the cell's value, or each of its values."""

from __future__ import annotations

from dataclasses import replace

from quiz.comparison.asking import CellAsking, holders
from quiz.comparison.table import Cell, Place, Row
from quiz.facts import FactKey
from quiz.grading import Accepted, grade_typed
from quiz.shapes import Blank, Question, Response, Type, Typed, Verdict
from quiz.text import same

MOST_WORDS = 4
MOST_LETTERS = 32
"""Longer answers cannot be typed word for word by somebody who knows them: they are recalled."""


def _short(answer: Accepted) -> bool:
    return any(
        len(text) <= MOST_LETTERS and len(text.split()) <= MOST_WORDS for text in answer.texts
    )


def _right(row: Row, cell: Cell) -> tuple[Accepted, ...]:
    """What is right, with all that cells which mean the same accept for the same value.

    Which values of two lists are alike nobody said: among them, only equal ones are the same. What
    reads like a wording of this very cell is not taken over, as this cell may be the stricter one.
    """

    def widened(answer: Accepted) -> Accepted:
        taken_over = [
            text
            for alike in row.sharing(cell)
            for other in alike.accepted
            if len(alike.accepted) == len(cell.accepted) == 1 or same(other.text, answer.text)
            for text in other.texts
            if not any(same(text, own) for own in answer.texts)
        ]
        return replace(answer, also=tuple(dict.fromkeys((*answer.also, *taken_over))))

    return tuple(map(widened, cell.accepted))


def fits(place: Place) -> bool:
    """Whether every value has a wording short enough to be typed."""
    return place.cell in place.row.cells and all(map(_short, place.cell.accepted))


def ask(asking: CellAsking) -> Question:
    """Ask for all values; one that belongs to other subjects is a confusion, never a slip."""
    row, cell = asking.row, asking.cell
    right = _right(row, cell)
    others = tuple(
        text for other in row.differing(cell) for answer in other.accepted for text in answer.texts
    )
    several = len(right) > 1
    shape = Type(asking.prompt, tuple(Blank() for _ in right), any_order=several)

    def grade(response: Response) -> Verdict:
        graded = grade_typed(right, response, any_order=several, others=others)
        confused: tuple[FactKey, ...] = ()
        if isinstance(response, Typed) and not graded.correct:
            confused = holders(row, cell, response.texts)
        return graded.verdict(cell.fact, confused_with=confused)

    also = tuple(answer.also for answer in right)
    return Question("typed", shape, (cell.fact,), grade, asking.turn, also)
