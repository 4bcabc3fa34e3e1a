"""What study needs of the outside: a store, a library and a clock, each told as a protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quiz.errors import Problem
from quiz.facts import FactKey
from quiz.review import Confusion, Event, EventKind, Memory, Rating, Review

if TYPE_CHECKING:
    from quiz.deck.deck import Deck  # brings pydantic, which the first screen does without
    from quiz.study.status import Overview


class CatalogueFact(NamedTuple):
    """A fact as the catalogue knows it, without its deck having been read."""

    key: FactKey
    revision: int = 1
    aliases: tuple[FactKey, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """A deck file as the library's catalogue knows it: enough for a list, with nothing parsed.

    `digest` is of the file's bytes. A deck with errors has no facts and the file's name for a
    title. `shadowed_by` is the path of the deck that is used in place of this one. `last_good` says
    that the deck is in use as it was before its file was spoilt; `problems` are then the file's.
    """

    id: str
    title: str
    summary: str
    path: str
    digest: str
    facts: tuple[CatalogueFact, ...] = ()
    tables: int = 0
    cards: int = 0
    problems: tuple[Problem, ...] = ()
    shadowed_by: str | None = None
    last_good: bool = False

    @property
    def usable(self) -> bool:
        """Whether it can be studied: it has no errors and no other deck goes before it."""
        has_errors = not self.last_good and any(one.is_error for one in self.problems)
        return self.shadowed_by is None and not has_errors


class FilePlace(NamedTuple):
    """A place in a deck file, as editors count: line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Library(Protocol):
    """The decks there are."""

    def entries(self) -> Sequence[DeckEntry]:
        """All deck files found, the unusable ones among them, in the order they are shown."""
        ...

    def deck(self, deck_id: str) -> Deck:
        """Read a usable deck whole.

        Raises `quiz.errors.UsageError` where there is none of that id, and
        `quiz.errors.ProblemsFound` where the file was broken since it was catalogued.
        """
        ...

    def place(self, key: FactKey) -> FilePlace:
        """Where a fact stands; the start of its deck's file where it is not to be found there.

        Raises `quiz.errors.UsageError` where no deck can have it.
        """
        ...

    def require_editable(self, path: str) -> None:
        """Raise `quiz.errors.UsageError` for a file that no editor is to be opened on."""
        ...

    def changed(self) -> bool:
        """Whether files of decks were saved, came or went since this was last asked.

        It only looks, and may be asked from another thread.
        """
        ...

    def refresh(self) -> Sequence[DeckEntry]:
        """Look again at what is there; a deck whose file was spoilt stays as it was, if it can.

        It may be asked from another thread, while decks are read in this one.
        """
        ...


class LastSeen(Protocol):
    """The overview of decks, kept from one start to the next; it may be lost at any time."""

    def recall(self) -> Overview | None:
        """The overview as it was kept last."""
        ...

    def keep(self, overview: Overview) -> None:
        """Keep one in its place."""
        ...


class Clock(Protocol):
    """The time, told by the wall or, for a rehearsal, by a fixed instant that answers move on."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def answered(self, shown: datetime) -> int:
        """How long an answer took that was shown then, in milliseconds."""
        ...

    def skip_to(self, until: datetime) -> bool:
        """Jump to a later instant where the clock can; otherwise False, and one has to wait."""
        ...


class Answer(NamedTuple):
    """A review about to be appended, with the memory it was asked under and the one it leads to.

    `review.id` and `review.machine` are empty: the store gives both. `answer` is the right answer
    in one line of text, kept once for each digest so that a later change can be shown.
    """

    review: Review
    before: Memory | None
    after: Memory
    answer: str


class FirstAnswer(NamedTuple):
    """A fact's first counted answer of a study day: what limits and retention are counted by."""

    study_day: date
    fact: FactKey
    was_new: bool
    rating: Rating

    @property
    def recalled(self) -> bool:
        """Whether it was recalled; a right guess was not, and its rating says so."""
        return self.rating is not Rating.AGAIN


class Held(NamedTuple):
    """As much of a fact's memory as tells whether it is due, and to be read by the thousands.

    `in_review` is that it waits for no step of learning; `due_at` is in UTC milliseconds.
    """

    in_review: bool
    due_at: int
    revision: int


class Standing(NamedTuple):
    """What a person has set on facts: buried until a day, suspended, flagged with a reason."""

    buried: Mapping[FactKey, date]
    suspended: frozenset[FactKey]
    flagged: Mapping[FactKey, str]

    def hidden(self, key: FactKey, study_day: date) -> bool:
        """Whether a fact is suspended, or buried beyond that day."""
        until = self.buried.get(key)
        return key in self.suspended or (until is not None and until > study_day)

    def all_hidden(self, study_day: date) -> frozenset[FactKey]:
        """All that is hidden on that day."""
        buried = (key for key, until in self.buried.items() if until > study_day)
        return self.suspended.union(buried)


class OpenSession(NamedTuple):
    """A session that was started and not ended, as its first event tells it."""

    id: str
    started_at: int
    study_day: date
    payload: Mapping[str, object]


class Look(Protocol):
    """As much of a store as a list of decks needs; what it gives may be asked for in any thread.

    All methods raise `quiz.errors.DataError` where the data cannot be read.
    """

    def held(self) -> dict[FactKey, Held]:
        """Of all memories what a list of decks needs: a fifth of the time that they take whole."""
        ...

    def kept(self, since: date, until: date) -> dict[str, tuple[int, int]]:
        """By deck, of the facts reviewed in those days how many there were, and were recalled.

        Counted are first answers as `first_answers` gives them, but for those of new facts.
        """
        ...

    def standing(self) -> Standing:
        """What is buried, suspended and flagged now."""
        ...

    def first_answers(self, since: date, until: date) -> list[FirstAnswer]:
        """Each fact's first counted answer of each study day from `since` to `until`, both in."""
        ...

    def events(self, kind: EventKind | None = None) -> Iterator[Event]:
        """Events in the order of the log."""
        ...

    def answer_text(self, digest: str) -> str | None:
        """The right answer as it stood when this digest was logged."""
        ...

    def pace_ms(self) -> float | None:
        """The median time of the last 200 standing answers, None before the first."""
        ...

    def reviews(
        self, *, fact: FactKey | None = None, session_id: str | None = None, undone: bool = False
    ) -> Iterator[Review]:
        """Reviews in the order of the log, with the ratings that stand; undone ones on request.

        For a fact that moved, its reviews under its earlier keys come along.
        """
        ...


class Store(Look, Protocol):
    """The log and what is derived from it; every write is committed before the call returns.

    All methods raise `quiz.errors.DataError` where the data cannot be read or written.
    """

    def new_id(self, now: datetime) -> str:
        """A time-ordered id (UUID version 7), greater than every id of this data folder."""
        ...

    def apart(self) -> AbstractContextManager[Look]:
        """A look at the same log from another thread, for as long as it is held open."""
        ...

    # What stands.

    def memory(self, fact: FactKey) -> Memory | None:
        """The memory of one fact, None where it was never answered or was reset."""
        ...

    def memories(self, deck_ids: Sequence[str] | None = None) -> dict[FactKey, Memory]:
        """The memories of the named decks' facts, of all decks with None."""
        ...

    def due_days(self) -> dict[int, int]:
        """How many memories in REVIEW fall due on each day, by UTC day number: the load."""
        ...

    # What was logged.

    def confusions(self) -> list[Confusion]:
        """What was taken for what, in the order of the log, by the keys of today.

        Answers that were taken back are left out; drills and exams are not.
        """
        ...

    def open_session(self, study_day: date) -> OpenSession | None:
        """The last session of that study day that was begun on this machine and has not ended."""
        ...

    # Writing.

    def record(self, answers: Sequence[Answer]) -> tuple[Review, ...]:
        """Append the answers to one question in one transaction, and return them as logged.

        A fact that was answered by another process since it was shown (its memory is no longer
        `before`) keeps its row with `counts` off, and its memory is left alone.
        """
        ...

    def amend(
        self,
        question_id: str,
        answers: Callable[[], Sequence[Answer]],
        now: datetime,
        study_day: date,
    ) -> tuple[Review, ...]:
        """Undo a question and append other answers in its place, in one transaction.

        `answers` is called once the question is undone, so that it finds memories as they were
        before. Raises ValueError where no answer to the question stands, as `undo` does.
        """
        ...

    def rerate(self, review: Review, rating: Rating, after: Memory, now: datetime) -> Review:
        """Append that a review stands with another rating, interval and due time."""
        ...

    def undo(self, question_id: str, now: datetime, study_day: date) -> tuple[FactKey, ...]:
        """Append that a question is undone, and put back the memories of its facts."""
        ...

    def note(
        self,
        kind: EventKind,
        target: str,
        payload: Mapping[str, object],
        now: datetime,
        study_day: date,
    ) -> Event:
        """Append any other event, and derive what follows from it."""
        ...

    def rebuild(self) -> None:
        """Derive everything anew from the log."""
        ...

    def close(self) -> None:
        """Let go of the file; further calls are errors."""
        ...
