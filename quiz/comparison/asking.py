"""What every form that a table gives is told, and how it words its question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from quiz.comparison.table import Cell, Row
from quiz.facts import FactKey
from quiz.markdown import strong

WORDINGS = 2
"""How many wordings there are of each question."""


@dataclass(frozen=True, slots=True)
class CellAsking:
    """The cell to ask, its row, which wording to use (any number will do), and chance."""

    row: Row
    cell: Cell
    wording: int
    rng: Random

    @property
    def turn(self) -> int:
        """Which of the wordings it comes to."""
        return self.wording % WORDINGS

    @property
    def prompt(self) -> str:
        """The question for the cell's value: the author's words in turn with a plain default.

        In a language that the default is not in, the author's words alone.
        """
        row, subject = self.row, self.cell.subject.name
        if row.ask is not None and not (self.turn and row.english):
            return row.ask.replace("{subject}", subject)
        if self.turn:
            return f"As regards {row.name}, what holds for {strong(subject)}?"
        return f"What holds for {strong(subject)} as regards {row.name}?"


def holders(row: Row, cell: Cell, texts: Iterable[str]) -> tuple[FactKey, ...]:
    """The differing cells that say one of the texts: what was confused.

    A text that is right for the cell itself confuses nothing, whoever else has it. Cells that mean
    the same as a holder hold it, too: nobody could say which of them was in mind.
    """
    wrong = [text for text in texts if not any(own.matches(text) for own in cell.accepted)]
    said = {
        other.subject.id
        for other in row.differing(cell)
        if any(answer.matches(text) for answer in other.accepted for text in wrong)
    }
    return tuple(
        other.fact
        for other in row.differing(cell)
        if any(same.subject.id in said for same in row.sharing(other))
    )
