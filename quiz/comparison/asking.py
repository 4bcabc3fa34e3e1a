"""What every form that a table gives is told, and how it words its question."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from quiz.comparison.table import Cell, Row
from quiz.facts import FactKey
from quiz.grading import Graded
from quiz.shapes import Mark, Verdict


@dataclass(frozen=True, slots=True)
class CellAsking:
    """The cell to ask, its row, which wording to use (any number will do), and chance."""

    row: Row
    cell: Cell
    wording: int
    rng: Random

    @property
    def prompt(self) -> str:
        """The question for the cell's value: the author's words in turn with a plain default."""
        feature, subject = self.row.name, self.cell.subject.name
        plainest = f"{feature}: what holds for **{subject}**?"
        if self.row.ask is None:
            return plainest if self.wording % 2 else f"For **{subject}**: {feature}?"
        return plainest if self.wording % 2 else self.row.ask.replace("{subject}", subject)


def cell_verdict(cell: Cell, graded: Graded, confused: tuple[FactKey, ...] = ()) -> Verdict:
    """Make the verdict on a question that rates one cell."""
    mark = Mark(cell.fact, graded.correct, near=graded.near, confused_with=confused)
    return Verdict((mark,), graded.parts, graded.near_miss)


def holders(row: Row, cell: Cell, chosen: tuple[str, ...]) -> tuple[FactKey, ...]:
    """The differing cells that say one of the chosen wrong values: what was confused."""
    return tuple(
        other.fact
        for other in row.differing(cell)
        if any(answer.matches(text) for answer in other.accepted for text in chosen)
    )
