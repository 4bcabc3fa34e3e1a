"""Where the figures are asked for: log, decks, calendar and settings brought together.

It is what the faces are handed. What it needs of a store and a library it says itself, so that it
stands beside study and not upon it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.markdown import plain
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar
from quiz.scores import confusions, weakest
from quiz.scores.confusions import Confusions, Matrix
from quiz.scores.facts_now import DeckNow, FactNow, Here, TableNow, Terms, facts_now
from quiz.scores.figures import Scope, Scores, score
from quiz.scores.ports import Decks, Log, Look
from quiz.scores.weakest import Weakest
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which no face loads before it must
    from quiz.scores.tailor import Tailor

SLICE = 4
"""Decks that are read without a pause: some hundredths of a second."""

_Part = TypeVar("_Part")
_Taken = TypeVar("_Taken")
Reading = Generator[Callable[[], _Part], None, _Part]
"""What has a pause after each slice, so that others have their turn, and then gives something.

At each pause it can tell how far it has come.
"""


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
        with self._log.apart() as log:
            return part(log, here, scope)

    def prepare(self) -> None:
        """Load what reading a deck takes; in another thread, so that no screen waits for that."""
        import_module("quiz.deck.deck")

    def scores(self, here: Here, scope: Scope) -> Scores:
        """All figures, with the names that decks give; a deck that is broken gives none."""
        found = score(self._log, here, scope)
        return replace(
            found,
            confusions=_at_once(self.naming_tables(found.confusions)),
            weakest=_at_once(self.naming_facts(found.weakest)),
        )

    def facts(self, here: Here) -> list[FactNow]:
        """All facts, with how firmly each is held."""
        return facts_now(self._log.strengths(), here, here.facts(None))

    def naming_tables(self, found: Confusions) -> Reading[Confusions]:
        """The same by the names that decks give: those of what weighs most are read first."""

        def named(tables: Mapping[str, Sequence[TableNow]]) -> Confusions:
            listed = [entry.id for entry in self._decks.entries()]
            return confusions.named(found, [one for id in listed for one in tables.get(id, ())])

        heaviest = sorted(found.tables, key=_weight, reverse=True)
        return self._named([one.deck for one in heaviest], _tables, named)

    def naming_facts(self, found: Weakest) -> Reading[Weakest]:
        """The same by the names that decks give."""
        weak, groups = [*found.facts, *found.leeches], [*found.features, *found.subjects]
        ids = [*(one.deck for one in weak), *(one.deck for one in groups)]
        return self._named(
            ids, lambda deck: deck, lambda decks: weakest.named(found, _Names(decks))
        )

    def _named(
        self,
        ids: Iterable[str],
        taken: Callable[[Deck], _Taken],
        named: Callable[[Mapping[str, _Taken]], _Part],
    ) -> Reading[_Part]:
        """Take from decks what names are told by, and tell them."""
        found: dict[str, _Taken] = {}
        for number, deck_id in enumerate(dict.fromkeys(ids)):
            if number % SLICE == SLICE - 1:
                yield partial(named, found)
            with suppress(ProblemsFound, UsageError):
                found[deck_id] = taken(self._decks.deck(deck_id))
        return named(found)


def _weight(table: Matrix) -> float:
    return max((one.weight for one in table.confused), default=0.0)


def _at_once(reading: Reading[_Part]) -> _Part:
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what a generator returns


class _Names:
    """What some decks call their facts."""

    def __init__(self, decks: Mapping[str, Deck]) -> None:
        self._decks = decks
        self._features: dict[str, dict[FactKey, str]] = {}

    def prompt(self, key: FactKey) -> str | None:
        """What a fact is asked with, in short."""
        deck = self._of(key)
        return deck.prompt(key) if deck else None

    def subject(self, key: FactKey) -> str | None:
        """The name of a cell's subject."""
        deck = self._of(key)
        return deck.subject(key) if deck else None

    def feature(self, key: FactKey) -> str | None:
        """The name of a cell's feature."""
        deck = self._of(key)
        if deck is None:
            return None
        if deck.id not in self._features:
            self._features[deck.id] = _features(deck)
        return self._features[deck.id][key]

    def _of(self, key: FactKey) -> Deck | None:
        deck = self._decks.get(deck_of(key))
        return deck if deck and key in deck.facts else None


def _features(deck: Deck) -> dict[FactKey, str]:
    return {
        cell.fact: one_line(plain(row.name))
        for table in deck.tables
        for row in table.rows
        for cell in row.cells
    }


def _tables(deck: Deck) -> Sequence[TableNow]:
    return [
        TableNow(
            deck.id,
            table.id,
            one_line(plain(table.title)),
            tuple((one.id, one_line(plain(one.short))) for one in table.subjects),
        )
        for table in deck.tables
    ]
