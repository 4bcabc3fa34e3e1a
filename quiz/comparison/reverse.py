"""Reverse: from a value back to the subject or subjects that have it."""

from __future__ import annotations

from quiz.authoring import mentions
from quiz.comparison.asking import CellAsking, with_value
from quiz.comparison.table import Cell, Place, Row
from quiz.grading import grade_pick
from quiz.shapes import Pick, Question, Response, Verdict


def _shown(row: Row, cell: Cell) -> tuple[Cell, ...]:
    """The cells to choose from: not one of which all of this holds, and more besides.

    Such a subject could neither be chosen rightly nor wrongly.
    """
    untrue = row.untrue_of(cell)
    return tuple(
        other for other in row.cells if row.same(cell, other) or other.subject.id in untrue
    )


def fits(place: Place) -> bool:
    """Whether some subject could be chosen wrongly, and the question names none that is right."""
    row, cell = place.row, place.cell
    right = row.sharing(cell)
    return len(_shown(row, cell)) > len(right) and not any(
        mentions(text, name)
        for text in (row.name, *cell.values)
        for same in right
        for name in (same.subject.name, same.subject.short)
    )


def _prompt(asking: CellAsking, several: bool) -> str:
    row = asking.row
    if not row.english:
        question = f"{row.name}:"
    elif asking.turn:
        go = "go" if several else "goes"
        question = f"Which of these {go} with this, as regards {row.name}?"
    else:
        question = f"As regards {row.name}, which {'ones are they' if several else 'one is it'}?"
    return with_value(question, asking.cell.text)


def ask(asking: CellAsking) -> Question:
    """Ask among the subjects the source speaks of; all that share the value are right."""
    row, cell = asking.row, asking.cell
    shown = _shown(row, cell)
    cells = tuple(asking.rng.sample(shown, len(shown)))
    right = frozenset(index for index, other in enumerate(cells) if row.same(cell, other))
    several = len(right) > 1
    options = tuple(other.subject.name for other in cells)
    shape = Pick(_prompt(asking, several), options, several=several)

    def grade(response: Response) -> Verdict:
        graded = grade_pick(shape, right, response)
        confused = tuple(cells[index].fact for index in graded.wrong)
        return graded.verdict(cell.fact, confused_with=confused)

    return Question("reverse", shape, (cell.fact,), grade, asking.turn)
