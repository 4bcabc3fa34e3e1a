"""Recall: think of the cell's value, see it, grade oneself."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking
from quiz.comparison.table import Cell, Row
from quiz.review import Rating
from quiz.shapes import DontKnow, Mark, Part, Question, Response, Reveal, Revealed, Verdict


def fits(row: Row, cell: Cell) -> bool:
    """Any cell can be recalled."""
    return cell in row.cells


def ask(asking: CellAsking) -> Question:
    """Ask for the value; the person's own grade is the verdict."""
    cell = asking.cell

    def grade(response: Response) -> Verdict:
        match response:
            case Revealed(rating):
                right = rating is not Rating.AGAIN
                mark = Mark(cell.fact, right, own=rating)
            case DontKnow():
                right, mark = False, Mark(cell.fact, False)
            case _:
                raise ValueError("what is recalled in silence is answered by revealing it")
        return Verdict((mark,), (Part("", cell.text, right),))

    return Question("recall", Reveal(asking.prompt, cell.text), (cell.fact,), grade, asking.wording)
