"""Choice: the cell's value among what the other subjects have there."""

from __future__ import annotations

from quiz.comparison.asking import CellAsking, holders
from quiz.comparison.likeness import drawn
from quiz.comparison.table import Cell, Place, Row, parts_of
from quiz.grading import grade_pick
from quiz.markdown import plain
from quiz.shapes import Pick, Question, Response, Verdict
from quiz.text import normalise

MOST_WRONG = 3
"""With more than three wrong options a question takes longer and tells no more."""


def _distractors(row: Row, cell: Cell) -> dict[str, tuple[Cell, ...]]:
    """The values of differing cells that no right value reads like, each with those who have it.

    Each meaning comes once. Of cells that mean the same, only one gives its values, since their
    wordings would be two options of one meaning: the one that has most in common with what is
    taken, so that it is seen which of its values those are.
    """
    differing = row.differing(cell)
    taken = {value for same in row.sharing(cell) for value in same.granted}
    found: dict[str, tuple[Cell, ...]] = {}
    left = differing
    while left:
        alike = row.sharing(left[0])
        giver = max(alike, key=lambda one: len(one.meaning & taken))
        for value in giver.values:
            meaning = normalise(plain(value))
            if meaning not in taken and not parts_of(value) <= taken:
                taken.add(meaning)
                found[value] = tuple(
                    one for one in differing if one in alike or meaning in one.meaning
                )
        taken |= {value for one in alike for value in one.meaning}
        left = tuple(other for other in left if other not in alike)
    return found


def fits(place: Place) -> bool:
    """Whether another subject has something different to choose wrongly."""
    return bool(_distractors(place.row, place.cell))


def ask(asking: CellAsking) -> Question:
    """Ask with up to three wrong options; where cells hold lists, all right values are chosen."""
    row, cell, rng = asking.row, asking.cell, asking.rng
    weights = {
        value: max(asking.weight(one.subject.id) for one in having)
        for value, having in _distractors(row, cell).items()
    }
    wrong = drawn(weights, MOST_WRONG, rng)
    options = tuple(rng.sample((*cell.values, *wrong), len(cell.values) + len(wrong)))
    shape = Pick(asking.prompt, options, several=row.several)
    right = frozenset(options.index(value) for value in cell.values)

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        chosen = [plain(options[index]) for index in graded.wrong]
        return graded.verdict(cell.fact, confused_with=holders(row, cell, chosen))

    return Question("choice", shape, (cell.fact,), grade, asking.turn)
