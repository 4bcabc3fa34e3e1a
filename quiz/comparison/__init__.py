"""What can be asked of a table; a new form of cell question is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from quiz.comparison import choice, recall, reverse, typed
from quiz.comparison.asking import CellAsking
from quiz.comparison.table import Cell, Row
from quiz.shapes import Question


class CellForm(Protocol):
    """A way to ask one cell."""

    def fits(self, row: Row, cell: Cell) -> bool:
        """Whether the cell can be asked fairly in this form; what cannot is not built."""
        ...

    def ask(self, asking: CellAsking) -> Question:
        """Build the question for a cell that fits."""
        ...


CELL_FORMS: Mapping[str, CellForm] = {
    "choice": choice,
    "recall": recall,
    "reverse": reverse,
    "typed": typed,
}
"""The forms by the name that stands in the log."""

__all__ = ["CELL_FORMS", "CellForm"]
