"""Typed: write the cell's value, or each of its values."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking, cell_verdict, holders
from quiz.comparison.table import Cell, Row
from quiz.grading import Accepted, grade_typed
from quiz.shapes import Blank, Question, Response, Type, Typed, Verdict

MOST_WORDS = 4
MOST_LETTERS = 32
"""Longer answers cannot be typed word for word by somebody who knows them: they are recalled."""


def _short(answer: Accepted) -> bool:
    return any(
        len(text) <= MOST_LETTERS and len(text.split()) <= MOST_WORDS
        for text in (answer.text, *answer.also)
    )


def fits(row: Row, cell: Cell) -> bool:
    """Whether every value has a wording short enough to be typed."""
    return cell in row.cells and all(_short(answer) for answer in cell.accepted)


def ask(asking: CellAsking) -> Question:
    """Ask for all values; one that belongs to other subjects is a confusion, never a slip."""
    row, cell = asking.row, asking.cell
    others = tuple(
        text
        for other in row.differing(cell)
        for answer in other.accepted
        for text in (answer.text, *answer.also)
    )
    several = len(cell.accepted) > 1
    shape = Type(asking.prompt, tuple(Blank() for _ in cell.accepted), any_order=several)

    def grade(response: Response) -> Verdict:
        graded = grade_typed(cell.accepted, response, any_order=several, others=others)
        wrong = tuple(part.given for part in graded.parts if part.given and not part.correct)
        if isinstance(response, Typed) and wrong and graded.near_miss is None:
            return cell_verdict(cell, graded, holders(row, cell, wrong))
        return cell_verdict(cell, graded)

    return Question("typed", shape, (cell.fact,), grade, asking.wording)
