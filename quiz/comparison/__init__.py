"""What can be asked of a table; a new form of question is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from quiz.comparison import (
    choice,
    contrast,
    match,
    odd_one_out,
    recall,
    reverse,
    sort,
    true_false,
    typed,
    vignette,
)
from quiz.comparison.asking import CellAsking, JointAsking
from quiz.comparison.table import Place
from quiz.shapes import Question


class CellForm(Protocol):
    """A way to ask one cell."""

    def fits(self, place: Place) -> bool:
        """Whether the cell can be asked fairly in this form; what cannot is not built."""
        ...

    def ask(self, asking: CellAsking) -> Question:
        """Build the question for a cell that fits."""
        ...


class JointForm(Protocol):
    """A way to ask several cells of one table at once: each of them gets a mark of its own."""

    def fits(self, places: Sequence[Place]) -> bool:
        """Whether just these cells can be asked fairly together in this form."""
        ...

    def ask(self, asking: JointAsking) -> Question:
        """Build the question for cells that fit."""
        ...


CELL_FORMS: Mapping[str, CellForm] = {
    "choice": choice,
    "recall": recall,
    "reverse": reverse,
    "typed": typed,
    "true-false": true_false,
    "odd-one-out": odd_one_out,
    "vignette": vignette,
}
"""The forms by the name that stands in the log."""

JOINT_FORMS: Mapping[str, JointForm] = {
    "contrast": contrast,
    "match": match,
    "sort": sort,
}
"""The forms that ask several cells, likewise."""

__all__ = ["CELL_FORMS", "JOINT_FORMS", "CellForm", "JointForm"]
