"""Choice: the cell's value among what the other subjects have there."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking, cell_verdict, holders
from quiz.comparison.table import Cell, Row
from quiz.grading import grade_pick
from quiz.shapes import Pick, Question, Response, Verdict
from quiz.text import normalise

MOST_WRONG = 3
"""With more than three wrong options a question takes longer and tells no more."""


def _distractors(row: Row, cell: Cell) -> tuple[str, ...]:
    """The values of differing cells that no right value reads like, each meaning once."""
    taken = set[str]()
    for shared in row.sharing(cell):
        taken |= shared.meaning
    found: list[str] = []
    for other in row.differing(cell):
        values = other.values if _several(row) else (other.text,)
        for value in values:
            meaning = normalise(value)
            if meaning not in taken:
                taken |= {meaning} | {
                    text for alike in row.sharing(other) for text in alike.meaning
                }
                found.append(value)
    return tuple(found)


def _several(row: Row) -> bool:
    return any(len(cell.values) > 1 for cell in row.cells)


def fits(row: Row, cell: Cell) -> bool:
    """Whether another subject has something different to choose wrongly."""
    return bool(_distractors(row, cell))


def ask(asking: CellAsking) -> Question:
    """Ask with up to three wrong options; where cells hold lists, all right values are chosen."""
    row, cell, rng = asking.row, asking.cell, asking.rng
    wrong = _distractors(row, cell)
    wrong = tuple(rng.sample(wrong, min(MOST_WRONG, len(wrong))))
    options = tuple(rng.sample((*cell.values, *wrong), len(cell.values) + len(wrong)))
    shape = Pick(asking.prompt, options, several=_several(row))
    right = frozenset(options.index(value) for value in cell.values)

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        chosen = tuple(options[index] for index in graded.wrong)
        return cell_verdict(cell, graded, holders(row, cell, chosen))

    return Question("choice", shape, (cell.fact,), grade, asking.wording)
