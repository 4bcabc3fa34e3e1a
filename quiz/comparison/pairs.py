"""Two subjects side by side: what can be said of the one, and what of neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from quiz.comparison.table import Cell, Place, Row, Subject, Table

Pair: TypeAlias = tuple[Subject, Subject]


def subjects_of(places: Sequence[Place]) -> tuple[Subject, ...]:
    """The subjects whose cells these are, in the table's order."""
    ids = {place.subject for place in places}
    return tuple(subject for subject in places[0].table.subjects if subject.id in ids)


def cells_of(row: Row, pair: Pair) -> tuple[Cell, Cell] | None:
    """What both have there; None where the source does not say it of one of them."""
    first, second = (row.by_subject.get(subject.id) for subject in pair)
    return None if first is None or second is None else (first, second)


def stands_for_itself(table: Table, cell: Cell, pair: Pair) -> bool:
    """Whether a cell names none of the two and not its own subject: nothing tells whose it is."""
    return not table.named_in(cell) & {cell.subject.id, *(subject.id for subject in pair)}


def of_neither(table: Table, row: Row, cells: tuple[Cell, Cell]) -> Iterator[Cell]:
    """What other subjects have there that holds of neither of the two, nor the other way round."""
    pair = (cells[0].subject, cells[1].subject)
    for other in row.cells:
        if all(row.apart(one, other) for one in cells) and stands_for_itself(table, other, pair):
            yield other


def each_apart(cells: Iterable[tuple[Row, Cell]]) -> list[tuple[Row, Cell]]:
    """Cells in their rows, without those that say what an earlier one of their row says, too."""
    found: list[tuple[Row, Cell]] = []
    for row, cell in cells:
        if all(row is not other or row.apart(cell, earlier) for other, earlier in found):
            found.append((row, cell))
    return found
