"""How decks stand: what the list of them shows."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from quiz.errors import Problem
from quiz.study.deadline import Readiness


class Counts(NamedTuple):
    """Facts by what is to be done with them: `due` leaves those in learning out."""

    new: int = 0
    learning: int = 0
    due: int = 0


class DeckStatus(NamedTuple):
    """A deck as the list of decks shows it.

    `firm` counts the facts in review that are not due, `next_due` is when the next one falls due,
    None where nothing is scheduled. `retention` is the share of reviews of the last 30 days that
    were recalled, None without any. `problems` holds warnings, too. `minutes_today` is what the day
    would still take of the person if they studied this deck alone, `readiness` how it stands
    against its date, None without one or where that is over. `new_put_off` counts the new facts
    where only the day's limit of such stands in the way of any.
    """

    id: str
    title: str
    summary: str
    path: str
    facts: int
    tables: int
    cards: int
    counts: Counts
    firm: int
    next_due: datetime | None
    retention: float | None
    problems: tuple[Problem, ...]
    shadowed_by: str | None
    usable: bool
    minutes_today: float = 0.0
    readiness: Readiness | None = None
    new_put_off: int = 0


class Overview(NamedTuple):
    """All decks with what they add up to."""

    decks: tuple[DeckStatus, ...]
    counts: Counts
    firm: int

    @property
    def new_put_off(self) -> int:
        """How many new facts of all decks only the day's limit of such puts off."""
        return sum(deck.new_put_off for deck in self.decks)
