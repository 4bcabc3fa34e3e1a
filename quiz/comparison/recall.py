"""Recall: think of the cell's value, see it, grade oneself."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking
from quiz.comparison.table import Place
from quiz.grading import grade_reveal
from quiz.shapes import Question, Response, Reveal, Verdict


def fits(place: Place) -> bool:
    """Any cell can be recalled."""
    return place.cell in place.row.cells


def ask(asking: CellAsking) -> Question:
    """Ask for the value; the person's own grade is the verdict."""
    cell = asking.cell

    def grade(response: Response) -> Verdict:
        return grade_reveal(cell.text, response).verdict(cell.fact)

    return Question("recall", Reveal(asking.prompt, cell.text), (cell.fact,), grade, asking.turn)
