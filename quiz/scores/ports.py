"""What the figures need of the outside, each told as a protocol, and what a log tells of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from quiz.facts import FactKey
from quiz.foreseen import Foreseen
from quiz.review import Event, EventKind, Review
from quiz.sums import DaySums, Hits, Mistaken, Outline, Strength

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which no face loads before it must


_Told = TypeVar("_Told")


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


class Look(Protocol):
    """What a log tells of what it keeps added up; `quiz.sums` says what each is.

    With a `since` it is told of the study days from that on, with a `deck` of its facts alone.
    All methods may raise `quiz.errors.DataError`.
    """

    def beside(self, ask: Callable[[Look], _Told]) -> AbstractContextManager[Callable[[], _Told]]:
        """Have something else told meanwhile: the answer is waited for when it is called for."""
        ...

    def day_sums(self, since: date | None, deck: str | None) -> DaySums:
        """The sums of each day, by kind, but those of the subjects of tables."""
        ...

    def declared_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often answers were right, by the kind that their declared confidence makes them."""
        ...

    def subject_sums(self, since: date | None, deck: str | None) -> Mapping[str, Hits]:
        """How often each subject of a table was asked, and answered rightly."""
        ...

    def recalled(self, since: date | None, deck: str | None) -> Mapping[Hits, Sequence[FactKey]]:
        """The facts by how often they were recalled, of first answers of a day to what was known.

        Facts that are not told of were never answered so.
        """
        ...

    def foreseen(self, since: date | None, deck: str | None) -> Foreseen:
        """First answers of a day that were foreseen, counted by what was."""
        ...

    def mistaken(self, deck: str | None) -> Sequence[Mistaken]:
        """All answers that took a fact for another, in the order of the log."""
        ...

    def strengths(self, deck: str | None) -> Sequence[Strength]:
        """How firmly every fact is held."""
        ...

    def strengths_among(self, facts: Iterable[FactKey], lapses: int) -> Sequence[Strength]:
        """How firmly these facts are held, and all that were forgotten that often."""
        ...

    def outlines(self, due_before: int, deck: str | None) -> Mapping[FactKey, Outline]:
        """The same in short; due is what is due before that instant, in UTC milliseconds."""
        ...


class Log(Look, Protocol):
    """What the figures need of a store."""

    def apart(self) -> AbstractContextManager[Look]:
        """A look at the same log from another thread, for as long as it is held open."""
        ...

    def reviews(self) -> Iterator[Review]:
        """The answers that stand, in the order of the log."""
        ...

    def events(self, kind: EventKind | None = None) -> Iterator[Event]:
        """The events of a kind, in the order of the log."""
        ...

    def standing(self) -> Standing:
        """What is set on facts."""
        ...


class Listed(Protocol):
    """A fact as a list of decks knows it."""

    @property
    def key(self) -> FactKey:
        """Its key."""
        ...

    @property
    def revision(self) -> int:
        """How often its author made it a new one, from 1."""
        ...


class Entry(Protocol):
    """A deck file as a list of decks knows it."""

    @property
    def id(self) -> str:
        """The deck's id."""
        ...

    @property
    def title(self) -> str:
        """The deck's title."""
        ...

    @property
    def usable(self) -> bool:
        """Whether it can be read."""
        ...

    @property
    def facts(self) -> Sequence[Listed]:
        """Its facts."""
        ...


class Decks(Protocol):
    """What the figures need of a library."""

    def entries(self) -> Sequence[Entry]:
        """All deck files found."""
        ...

    def deck(self, deck_id: str) -> Deck:
        """Read a usable deck whole."""
        ...


class Setup(Protocol):
    """What an exam was to be of."""

    @property
    def decks(self) -> tuple[str, ...]:
        """Ids; none for all decks."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """Of which a fact had to have one, where there are any."""
        ...

    @property
    def forms(self) -> tuple[str, ...]:
        """The only forms allowed, where there are any."""
        ...

    @property
    def questions(self) -> int:
        """How many were asked for."""
        ...

    @property
    def minutes(self) -> float | None:
        """The time limit."""
        ...

    @property
    def counting(self) -> bool:
        """Whether answers moved the schedule."""
        ...

    @property
    def certainty(self) -> bool:
        """Whether each was marked by how sure it was."""
        ...


class Paper(Protocol):
    """An exam as it was begun."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def setup(self) -> Setup:
        """What it was to be of."""
        ...

    @property
    def decks(self) -> Mapping[str, str]:
        """The decks it was drawn from, by their ids."""
        ...


class Credit(Protocol):
    """What was earned."""

    @property
    def credit(self) -> float:
        """From 0 to 1 for each question."""
        ...

    @property
    def questions(self) -> int:
        """Of how many."""
        ...

    @property
    def share(self) -> float:
        """The one over the other."""
        ...

    @property
    def low(self) -> float:
        """Where the true share begins to lie, with 95 %."""
        ...

    @property
    def high(self) -> float:
        """Where that ends."""
        ...


class Outcome(Protocol):
    """What an exam came to."""

    @property
    def study_day(self) -> date:
        """When it was handed in."""
        ...

    @property
    def score(self) -> Credit:
        """What was earned."""
        ...


Held = tuple[Paper, Outcome]
"""An exam that was handed in."""
