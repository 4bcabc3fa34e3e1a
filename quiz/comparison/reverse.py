"""Reverse: from a value back to the subject or subjects that have it."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking, cell_verdict
from quiz.comparison.table import Cell, Row
from quiz.grading import grade_pick
from quiz.shapes import Pick, Question, Response, Verdict


def fits(row: Row, cell: Cell) -> bool:
    """Whether some subject could be chosen wrongly."""
    return bool(row.differing(cell))


def _prompt(asking: CellAsking, several: bool) -> str:
    feature, value = asking.row.name, asking.cell.text
    if asking.wording % 2:
        which = "Which of these? Choose all." if several else "Which of these?"
        return f"**{value}** ({feature}). {which}"
    which = "Which ones are they?" if several else "Which one is it?"
    return f"{feature}: **{value}**. {which}"


def ask(asking: CellAsking) -> Question:
    """Ask among all subjects the source speaks of; all that share the value are right."""
    row, cell = asking.row, asking.cell
    cells = tuple(asking.rng.sample(row.cells, len(row.cells)))
    right = frozenset(index for index, other in enumerate(cells) if row.same(cell, other))
    several = len(right) > 1
    options = tuple(other.subject.name for other in cells)
    shape = Pick(_prompt(asking, several), options, several=several)

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        return cell_verdict(cell, graded, tuple(cells[index].fact for index in graded.wrong))

    return Question("reverse", shape, (cell.fact,), grade, asking.wording)
