"""Facts and tables as they stand now: what the figures are told besides the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quiz.facts import FactKey
from quiz.review import Memory, State

MATURE_DAYS = 21
"""From this interval on a fact is mature, as in Anki; below it, it is young."""


@dataclass(frozen=True, slots=True)
class FactNow:
    """A fact that a deck has today.

    `subject` and `feature` are names, empty for a written card. `memory` is None where nothing is
    known of it: it was never answered, was reset, or has a new revision, which makes it due.
    `retrievability` is the chance of recalling it now. `due_day` is the study day on which it can
    be asked next, None where nothing is scheduled.
    """

    key: FactKey
    deck: str
    prompt: str = ""
    subject: str = ""
    feature: str = ""
    memory: Memory | None = None
    suspended: bool = False
    retrievability: float | None = None
    due_day: date | None = None

    @property
    def state(self) -> str:
        """The state in a word: suspended above all, else new, learning, young or mature."""
        if self.suspended:
            return "suspended"
        if self.memory is None:
            return "new"
        if self.memory.state is not State.REVIEW:
            return "learning"
        return "mature" if self.memory.interval_days >= MATURE_DAYS else "young"


@dataclass(frozen=True, slots=True)
class TableNow:
    """A table that a deck has today; `subjects` are ids with names, in the author's order."""

    deck: str
    id: str
    title: str
    subjects: tuple[tuple[str, str], ...]


class Cell(NamedTuple):
    """Where in which table a fact is, told from its key."""

    deck: str
    table: str
    feature: str
    subject: str

    @property
    def whole_table(self) -> str:
        """`deck/table`."""
        return f"{self.deck}/{self.table}"

    @property
    def whole_feature(self) -> str:
        """`deck/table/feature`."""
        return f"{self.deck}/{self.table}/{self.feature}"

    @property
    def whole_subject(self) -> str:
        """`deck/table/subject`."""
        return f"{self.deck}/{self.table}/{self.subject}"


@lru_cache(maxsize=65_536)
def cell_of(key: FactKey) -> Cell | None:
    """The cell that a fact is, None for a written card, whose key is shorter."""
    ids = key.split("/")
    return Cell(*ids) if len(ids) == 4 else None
