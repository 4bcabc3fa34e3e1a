"""A comparison as a map of what one knows: each of its cells with how firmly it is held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.facts import FactKey
from quiz.memory.study_day import from_ms
from quiz.review import Memory, State
from quiz.study.fact_cards import Standpoint

if TYPE_CHECKING:
    from quiz.comparison.table import Cell, Row, Subject, Table
    from quiz.deck.deck import Deck
    from quiz.memory.fsrs import Forgetting


class Strength(StrEnum):
    """How firmly a cell is held, from not at all up.

    The words follow the chance of recall now, and not what is due: what was learnt ahead of its
    day is firm again, what is not due yet and all but forgotten is not.
    """

    UNSEEN = "unseen"
    LEARNING = "learning"
    WEAK = "weak"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class CellStanding:
    """One cell: what it says, in Markdown, and how it stands.

    `retrievability` is the chance of recalling it now, `due_at` when it is to be asked next; both
    are None for a cell never answered, and for one that its author has made a new fact of since.
    """

    fact: FactKey
    text: str
    strength: Strength
    retrievability: float | None = None
    due_at: datetime | None = None
    suspended: bool = False
    buried_until: date | None = None


@dataclass(frozen=True, slots=True)
class FeatureStanding:
    """One feature: a cell for each subject, None where the source does not say.

    `key` is set where the author says that it tells the subjects apart.
    """

    name: str
    key: bool
    cells: tuple[CellStanding | None, ...]


@dataclass(frozen=True)
class TableStanding:
    """A comparison with all its cells."""

    deck_id: str
    deck_title: str
    id: str
    title: str
    subjects: tuple[Subject, ...]
    features: tuple[FeatureStanding, ...]

    @cached_property
    def counts(self) -> Counter[Strength]:
        """How many cells are held how firmly."""
        cells = (cell for feature in self.features for cell in feature.cells)
        return Counter(cell.strength for cell in cells if cell is not None)

    def cell(self, feature: int, subject: int) -> CellStanding | None:
        """The cell where the two meet, None where the source does not say."""
        return self.features[feature].cells[subject]


def tables_of(deck: Deck, here: Standpoint, forgetting: Forgetting) -> tuple[TableStanding, ...]:
    """All tables of a deck, as one stands towards them."""
    return tuple(_table(table, deck, here, forgetting) for table in deck.tables)


def _table(table: Table, deck: Deck, here: Standpoint, forgetting: Forgetting) -> TableStanding:
    def feature(row: Row) -> FeatureStanding:
        told = {
            cell.subject.id: _cell(cell, here.memory(deck.facts[cell.fact]), here, forgetting)
            for cell in row.cells
        }
        cells = tuple(told.get(subject.id) for subject in table.subjects)
        return FeatureStanding(row.name, row.key, cells)

    features = tuple(map(feature, table.rows))
    return TableStanding(deck.id, deck.title, table.id, table.title, table.subjects, features)


def _cell(
    cell: Cell, memory: Memory | None, here: Standpoint, forgetting: Forgetting
) -> CellStanding:
    fact = cell.fact
    suspended, buried_until = fact in here.standing.suspended, here.buried_until(fact)
    if memory is None:
        return CellStanding(
            fact, cell.text, Strength.UNSEEN, suspended=suspended, buried_until=buried_until
        )
    chance = here.retrievability(memory, forgetting)
    held = strength(memory.state, chance, forgetting.desired_retention)
    due_at = from_ms(memory.due_at)
    return CellStanding(fact, cell.text, held, chance, due_at, suspended, buried_until)


def strength(state: State, retrievability: float, desired_retention: float) -> Strength:
    """How firmly something seen is held: firm where recall is as likely as one wants it to be.

    That is the chance at which facts fall due, so weak is what it is time for. Both are taken in
    whole percents, as they are read: where 90 % is wanted, 90 % is never called weak.
    """
    if state is not State.REVIEW:
        return Strength.LEARNING
    wanted = round(desired_retention, 2)
    return Strength.FIRM if round(retrievability, 2) >= wanted else Strength.WEAK
