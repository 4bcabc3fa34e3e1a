"""Where the figures are asked for: log, decks, calendar and settings brought together.

It is what the faces are handed. What it needs of a store and a library it says itself, so that it
stands beside study and not upon it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from quiz.errors import ProblemsFound, UsageError
from quiz.facts import Fact, FactKey
from quiz.markdown import plain
from quiz.memory.fsrs import Forgetting
from quiz.memory.study_day import Calendar, from_ms
from quiz.review import Event, EventKind, Memory, Review
from quiz.scores.answers import Answer, answers
from quiz.scores.facts_now import FactNow, TableNow
from quiz.scores.figures import Snapshot, Terms
from quiz.terminal_text import one_line

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which no face loads before it must


SLICE = 1000
"""Answers, or facts, that are read without a pause: some hundredths of a second."""


class Standing(Protocol):
    """What a person has set on facts."""

    @property
    def buried(self) -> Mapping[FactKey, date]:
        """Facts that are not asked until a day."""
        ...

    @property
    def suspended(self) -> frozenset[FactKey]:
        """Facts that are not asked."""
        ...


class Log(Protocol):
    """What the figures need of a store; all its methods may raise `quiz.errors.DataError`."""

    def reviews(self) -> Iterator[Review]:
        """The answers that stand, in the order of the log."""
        ...

    def events(self, kind: EventKind | None = None) -> Iterator[Event]:
        """The events of a kind, in the order of the log."""
        ...

    def memories(self) -> dict[FactKey, Memory]:
        """All memories."""
        ...

    def standing(self) -> Standing:
        """What is set on facts."""
        ...


class Entry(Protocol):
    """A deck file as a list of decks knows it."""

    @property
    def id(self) -> str:
        """The deck's id."""
        ...

    @property
    def usable(self) -> bool:
        """Whether it can be read."""
        ...


class Decks(Protocol):
    """What the figures need of a library."""

    def entries(self) -> Sequence[Entry]:
        """All deck files found."""
        ...

    def deck(self, deck_id: str) -> Deck:
        """Read a usable deck whole."""
        ...


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

    def read(self, now: datetime) -> Snapshot:
        """Go once through the log and once through the decks; a deck that is broken is left out."""
        reading = self.reading(now)
        while True:
            try:
                next(reading)
            except StopIteration as end:
                return cast("Snapshot", end.value)

    def reading(self, now: datetime) -> Generator[None, None, Snapshot]:
        """The same a slice at a time, with a pause after each, so that others have their turn."""
        today, forgetting = self._calendar.study_day(now), self._forgetting()
        events = [*self._log.events(EventKind.RESET), *self._log.events(EventKind.MOVED)]
        told: list[Answer] = []
        for answer in answers(self._log.reviews(), events, forgetting):
            told.append(answer)
            if len(told) % SLICE == 0:
                yield
        memories, standing = self._log.memories(), self._log.standing()
        decks: list[Deck] = []
        facts: list[FactNow] = []
        for deck in self._opened():
            paused = len(facts) // SLICE
            decks.append(deck)
            facts += [
                self._fact(named, memories.get(named.fact.key), standing, today, forgetting)
                for named in _named(deck)
            ]
            if len(facts) // SLICE > paused:
                yield
        return Snapshot(
            at=now,
            study_day=today,
            answers=tuple(told),
            facts=tuple(facts),
            tables=tuple(table for deck in decks for table in _tables(deck)),
            decks=tuple((deck.id, one_line(deck.title)) for deck in decks),
            terms=self._terms,
        )

    def _opened(self) -> Iterator[Deck]:
        for entry in self._decks.entries():
            if entry.usable:
                with suppress(ProblemsFound, UsageError):
                    yield self._decks.deck(entry.id)

    def _fact(
        self,
        named: _Named,
        memory: Memory | None,
        standing: Standing,
        today: date,
        forgetting: Forgetting,
    ) -> FactNow:
        fact = named.fact
        revised = memory is not None and memory.revision < fact.revision
        current = None if revised else memory
        due_day = today if revised else None
        chance = None
        if current is not None:
            due_day = self._calendar.study_day(from_ms(current.due_at))
            elapsed_days = (today - current.last_study_day).days
            chance = forgetting.retrievability(current.stability, elapsed_days)
        buried = standing.buried.get(fact.key)
        return FactNow(
            key=fact.key,
            deck=named.deck,
            prompt=named.prompt,
            subject=named.subject,
            feature=named.feature,
            memory=current,
            suspended=fact.key in standing.suspended,
            retrievability=chance,
            due_day=max(due_day, buried) if due_day and buried else due_day,
        )


class _Named(NamedTuple):
    """A fact with the names that its deck gives it."""

    fact: Fact
    deck: str
    prompt: str
    subject: str
    feature: str


def _named(deck: Deck) -> Iterator[_Named]:
    features = {
        cell.fact: one_line(plain(row.name))
        for table in deck.tables
        for row in table.rows
        for cell in row.cells
    }
    for key, fact in deck.facts.items():
        yield _Named(fact, deck.id, deck.prompt(key), deck.subject(key), features.get(key, ""))


def _tables(deck: Deck) -> Iterator[TableNow]:
    for table in deck.tables:
        subjects = ((one.id, one_line(plain(one.short))) for one in table.subjects)
        yield TableNow(deck.id, table.id, one_line(plain(table.title)), tuple(subjects))
