"""A comparison as it is asked about: rows of cells, and when two cells mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quiz.authoring import References
from quiz.facts import FactKey
from quiz.grading import Accepted
from quiz.markdown import plain
from quiz.shapes import Contrast, ContrastRow
from quiz.text import normalise


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the things compared."""

    id: str
    name: str
    short: str


@dataclass(frozen=True)
class Cell:
    """What holds of one subject in one respect: a fact."""

    fact: FactKey
    subject: Subject
    accepted: tuple[Accepted, ...]
    values: tuple[str, ...]
    because: str | None
    source: References | None

    @property
    def text(self) -> str:
        """All values in one line, in Markdown."""
        return "; ".join(self.values)

    @cached_property
    def meaning(self) -> frozenset[str]:
        """What the cell says, whatever the order and the spelling of its values."""
        return frozenset(normalise(plain(value)) for value in self.values)


@dataclass(frozen=True)
class Row:
    """One feature over all subjects that the source speaks of; the others have no cell.

    `english` says whether its deck is in the language of the default questions.
    """

    id: str
    name: str
    ask: str | None
    key: bool
    cells: tuple[Cell, ...]
    alike: tuple[frozenset[str], ...]
    english: bool = True

    @cached_property
    def _classes(self) -> Mapping[str, frozenset[str]]:
        """For each subject all whose cells mean the same: what is alike to the alike is alike."""
        meant: dict[frozenset[str], set[str]] = {}
        for cell in self.cells:
            meant.setdefault(cell.meaning, set()).add(cell.subject.id)
        classes = [frozenset(group) for group in meant.values()]
        for group in self.alike:
            apart = [one for one in classes if not one & group]
            joined = frozenset[str]().union(*(one for one in classes if one not in apart))
            classes = [*apart, joined]
        return {name: one for one in classes for name in one}

    def same(self, one: Cell, other: Cell) -> bool:
        """Whether two cells mean the same: equal text, or said to be alike by the author."""
        return other.subject.id in self._classes[one.subject.id]

    def sharing(self, cell: Cell) -> tuple[Cell, ...]:
        """All cells that mean the same as this one, itself among them."""
        return tuple(other for other in self.cells if self.same(cell, other))

    def differing(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of other subjects that mean something else."""
        return tuple(other for other in self.cells if not self.same(cell, other))

    @property
    def several(self) -> bool:
        """Whether some cell has several values: each is then asked for by itself."""
        return any(len(cell.values) > 1 for cell in self.cells)

    @property
    def contrast(self) -> Contrast:
        """The row as it is shown beside a verdict."""
        rows = (ContrastRow(cell.fact, cell.subject.short, cell.text) for cell in self.cells)
        return Contrast(self.name, tuple(rows))


@dataclass(frozen=True)
class Table:
    """A comparison with its keys given."""

    id: str
    title: str
    subjects: tuple[Subject, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it stands, since what can be asked of it hangs on its row and its table."""

    table: Table
    row: Row
    cell: Cell
