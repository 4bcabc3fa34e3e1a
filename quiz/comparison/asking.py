"""What every form that a table gives is told, and how it words its question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType

from quiz.comparison.likeness import weight
from quiz.comparison.table import Cell, Place, Row, Subject, Table
from quiz.facts import FactKey
from quiz.markdown import strong

WORDINGS = 2
"""How many wordings there are of each question."""

NOTHING: Mapping[FactKey, float] = MappingProxyType({})
"""Nobody was mixed up with anybody."""


@dataclass(frozen=True, slots=True)
class CellAsking:
    """The cell to ask, where it stands, which wording to use (any number will do), and chance.

    `mixed_up` says how much this person takes other cells' facts for the asked one: about one for
    each confusion, less the older it is. None asks for an even draw of what is wrong, for
    measuring what the weights are good for.
    """

    place: Place
    wording: int
    rng: Random
    mixed_up: Mapping[FactKey, float] | None = field(default_factory=dict)

    @property
    def row(self) -> Row:
        """The row of the cell."""
        return self.place.row

    @property
    def cell(self) -> Cell:
        """The cell itself."""
        return self.place.cell

    @property
    def turn(self) -> int:
        """Which of the wordings it comes to."""
        return self.wording % WORDINGS

    def weight(self, subject: str) -> float:
        """How much a subject, by its id, competes with the asked one."""
        return weight(self.place, subject, self.mixed_up)

    @property
    def prompt(self) -> str:
        """The question for the cell's value: the author's words in turn with a plain default.

        In a language that the default is not in, the author's words alone: where there is no
        question among them, the names of subject and feature.
        """
        row, subject = self.row, self.cell.subject.name
        if row.ask is not None and not (self.turn and row.english):
            return row.ask.replace("{subject}", subject)
        if not row.english:
            return f"{strong(subject)}: {row.name}"
        if self.turn:
            return f"As regards {row.name}, what holds for {strong(subject)}?"
        return f"What holds for {strong(subject)} as regards {row.name}?"


@dataclass(frozen=True, slots=True)
class JointAsking:
    """The cells to ask at once, all of one table; the rest is as where one cell is asked."""

    places: tuple[Place, ...]
    wording: int
    rng: Random
    mixed_up: Mapping[FactKey, float] | None = field(default_factory=dict)

    @property
    def turn(self) -> int:
        """Which of the wordings it comes to."""
        return self.wording % WORDINGS

    @property
    def facts(self) -> tuple[FactKey, ...]:
        """What is to be rated."""
        return tuple(place.cell.fact for place in self.places)

    @property
    def table(self) -> Table:
        """The table that all of them are of."""
        return self.places[0].table

    @property
    def english(self) -> bool:
        """Whether the deck is in the language of the default questions."""
        return self.places[0].row.english

    def weight(self, row: Row, pair: tuple[Subject, Subject], rival: str) -> float:
        """How much a subject, by its id, competes on a feature with either of two."""
        cells = [row.by_subject[subject.id] for subject in pair]
        return max(weight(Place(self.table, row, one), rival, self.mixed_up) for one in cells)


def with_value(question: str, value: str) -> str:
    """A question and the value it is about; one of several lines keeps lines of its own."""
    return f"{question}\n\n{value}" if "\n" in value else f"{question} {strong(value)}"


def held_by(row: Row, cell: Cell) -> tuple[FactKey, ...]:
    """All whose cell says what this one says: whoever gives it may have had any of them in mind."""
    return tuple(other.fact for other in row.sharing(cell))


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
