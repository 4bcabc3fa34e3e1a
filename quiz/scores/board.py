"""Where the figures are asked for: log, decks, calendar and settings brought together.

It is what the faces are handed. What it needs of a store and a library it says itself, so that it
stands beside study and not upon it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from quiz.cycles import none_looked_for
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar
from quiz.scores import confusions, weakest
from quiz.scores.confusions import Confusions
from quiz.scores.deck_names import DeckNames
from quiz.scores.exams import exams
from quiz.scores.facts_now import DeckNow, FactNow, Here, TableNow, Terms, facts_now
from quiz.scores.figures import Scope, Scores, score
from quiz.scores.ports import Decks, Held, Log, Look
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.scores.tailor import Tailor

_Part = TypeVar("_Part")


class ScoreBoard:
    """Reads all that figures are made of."""

    def __init__(
        self,
        log: Log,
        decks: Decks,
        calendar: Calendar,
        forgetting: Callable[[], Forgetting],
        terms: Terms,
    ) -> None:
        self._log = log
        self._decks = decks
        self._calendar = calendar
        self._forgetting = forgetting
        self._terms = terms
        self.tailor: Tailor | None = None
        """Whoever fits the scheduler to the person, where that can be done."""
        self.exams: Callable[[], Iterable[Held]] = tuple
        """What tells the exams that were handed in, the oldest first."""

    def here(self, now: datetime) -> Here:
        """What figures are made of besides the log, without any deck being read."""
        standing = self._log.standing()
        return Here(
            at=now,
            study_day=self._calendar.study_day(now),
            decks=tuple(
                DeckNow(entry.id, one_line(entry.title), entry.facts)
                for entry in self._decks.entries()
                if entry.usable
            ),
            suspended=standing.suspended,
            buried=standing.buried,
            calendar=self._calendar,
            forgetting=self._forgetting(),
            terms=self._terms,
        )

    def apart(self, part: Callable[[Look, Here, Scope], _Part], here: Here, scope: Scope) -> _Part:
        """One part of the figures; it may be worked out in another thread."""
        with self._log.apart() as log, none_looked_for():
            return part(log, here, scope)

    def prepare(self) -> None:
        """Load what reading a deck takes; in another thread, so that no screen waits for that."""
        import_module("quiz.deck.deck")

    def scores(self, here: Here, scope: Scope) -> Scores:
        """All figures, with the names that decks give; a deck that is broken gives none."""
        found, names = score(self._log, here, scope), self.names()
        return replace(
            found,
            confusions=confusions.named(found.confusions, self._tables(found.confusions, names)),
            weakest=weakest.named(found.weakest, names),
            exams=exams(self.exams(), found.since, scope.deck),
        )

    def names(self) -> DeckNames:
        """What decks call what is in them, as they are now."""
        return DeckNames(self._decks)

    def _tables(self, found: Confusions, names: DeckNames) -> list[TableNow]:
        """The tables of the decks that something was asked of, in the order of decks."""
        asked = {one.deck for one in found.tables}
        listed = (entry.id for entry in self._decks.entries())
        return [table for id in listed if id in asked for table in names.tables(id).values()]

    def facts(self, here: Here) -> list[FactNow]:
        """All facts, with how firmly each is held."""
        return facts_now(self._log.strengths(None), here, here.facts(None))
