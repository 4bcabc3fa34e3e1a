"""What follows from the log: memories, first answers, and what a person has set on facts.

One fold, over all rows or over those of a few facts: the file's rebuild, the file's mending of
single facts after an undo, and the store in memory all go through it, so that they cannot differ.
It is a pure function of the set of rows: they are taken in the order of their ids, whichever
machine they came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge
from typing import cast

from quiz.facts import FactKey
from quiz.review import Event, EventKind, Memory, Rating, Review
from quiz.study.ports import FirstAnswer, Standing

Replay = Callable[[Memory | None, Review], Memory | None]
"""A fact's memory after a counted review: what `quiz.memory` tells, handed in by the wiring."""

DERIVED_KINDS = frozenset(
    {
        EventKind.BURIED,
        EventKind.SUSPENDED,
        EventKind.RESUMED,
        EventKind.FLAGGED,
        EventKind.UNFLAGGED,
        EventKind.RESET,
        EventKind.MOVED,
    }
)
"""The events about a fact: each changes what stands of it."""


@dataclass(frozen=True, slots=True)
class First:
    """A fact's first counted answer of a study day, and which review it was."""

    review: str
    was_new: bool
    rating: Rating


def first_of(before: Memory | None, review: Review) -> First:
    """What a first answer says; a fact is new also where its author raised its revision."""
    was_new = before is None or before.revision < review.revision
    return First(review.id, was_new, review.rating)


def same_footing(now: Memory | None, shown: Memory | None) -> bool:
    """Whether a memory is still what it was when the question was shown.

    What only recomputing changes (stability, difficulty) is left out: a fact may be judged anew
    by other parameters in the meantime without having been answered.
    """
    return footing(now) == footing(shown)


def footing(memory: Memory | None) -> tuple[int, int, str, int] | None:
    """What `same_footing` compares, as it stands in the table."""
    if memory is None:
        return None
    day = memory.last_study_day.isoformat()
    return (memory.reviews, memory.due_at, day, memory.revision)


def mark_of(event: Event) -> tuple[str, str | None] | None:
    """The mark that an event sets on its fact, None as its value where it takes it away."""
    match event.kind:
        case EventKind.BURIED:
            return "buried", str(event.payload["until"])
        case EventKind.SUSPENDED:
            return "suspended", ""
        case EventKind.RESUMED:
            return "suspended", None
        case EventKind.FLAGGED:
            return "flagged", str(event.payload["reason"])
        case EventKind.UNFLAGGED:
            return "flagged", None
    return None


def standing_of(marks: Iterable[tuple[FactKey, str, str]]) -> Standing:
    """All marks, as study wants them."""
    kinds: dict[str, dict[FactKey, str]] = {"buried": {}, "suspended": {}, "flagged": {}}
    for fact, kind, value in marks:
        kinds[kind][fact] = value
    buried = {fact: date.fromisoformat(until) for fact, until in kinds["buried"].items()}
    return Standing(buried, frozenset(kinds["suspended"]), kinds["flagged"])


def moved_from(event: Event) -> FactKey:
    """The key that a MOVED event moves away from."""
    return FactKey(str(event.payload["from"]))


class Amendments:
    """What later events say of reviews: that they are undone, or stand with another rating.

    The last word on a rating holds. Undoing a question undoes what was answered before it.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._rerated: dict[str, Mapping[str, object]] = {}
        self._undone: dict[str, str] = {}
        for event in events:
            if event.kind is EventKind.RERATED:
                self._rerated[event.target] = event.payload
            elif event.kind is EventKind.UNDONE:
                self._undone[event.target] = event.id

    def undone(self, review: Review) -> bool:
        """Whether the review no longer stands."""
        return review.id < self._undone.get(review.question_id, "")

    def applied(self, review: Review) -> Review:
        """The review with the rating, interval and due time that stand."""
        said = self._rerated.get(review.id)
        if said is None:
            return review
        return replace(
            review,
            rating=Rating(cast("int", said["rating"])),
            interval_days=cast("float", said["interval_days"]),
            due_at=cast("int", said["due_at"]),
        )


@dataclass(slots=True)
class Derived:
    """All that follows from the log; what was moved stands under its new key.

    `counted` holds the reviews that a memory is made of, for the facts that ever moved.
    """

    memories: dict[FactKey, Memory] = field(default_factory=dict)
    firsts: dict[FactKey, dict[date, First]] = field(default_factory=dict)
    marks: dict[FactKey, dict[str, str]] = field(default_factory=dict)
    counted: dict[FactKey, list[Review]] = field(default_factory=dict)

    def keep(self, fact: FactKey, memory: Memory | None) -> None:
        """Set the memory of a fact, or forget it."""
        if memory is None:
            self.memories.pop(fact, None)
        else:
            self.memories[fact] = memory

    def answered(self, before: Memory | None, review: Review, after: Memory | None) -> None:
        """Take in a review that counts."""
        firsts = self.firsts.setdefault(review.fact, {})
        firsts.setdefault(review.study_day, first_of(before, review))
        self.keep(review.fact, after)

    def set_apart(self, event: Event) -> None:
        """Take in an event about a fact, of any kind but MOVED."""
        fact = FactKey(event.target)
        mark = mark_of(event)
        if mark is not None:
            kind, value = mark
            marks = self.marks.setdefault(fact, {})
            if value is None:
                marks.pop(kind, None)
            else:
                marks[kind] = value
        elif event.kind is EventKind.RESET:
            self.memories.pop(fact, None)
            self.counted.pop(fact, None)

    def standing(self) -> Standing:
        """What is buried, suspended and flagged."""
        return standing_of(
            (fact, kind, value)
            for fact, marks in self.marks.items()
            for kind, value in marks.items()
        )

    def first_answers(self, since: date, until: date) -> list[FirstAnswer]:
        """First answers of the days from `since` to `until`, by day and fact."""
        return sorted(
            (
                FirstAnswer(day, fact, first.was_new, first.rating)
                for fact, firsts in self.firsts.items()
                for day, first in firsts.items()
                if since <= day <= until
            ),
            key=lambda answer: (answer.study_day, answer.fact),
        )


def derive(reviews: Iterable[Review], events: Iterable[Event], replay: Replay) -> Derived:
    """Fold rows, each kind in the order of ids, into what follows from them."""
    events = list(events)
    amendments = Amendments(events)
    moves = [event for event in events if event.kind is EventKind.MOVED]
    moving = {key for event in moves for key in (FactKey(event.target), moved_from(event))}
    about_facts = [event for event in events if event.kind in DERIVED_KINDS]
    derived = Derived(counted={key: [] for key in moving})
    for row in merge(reviews, about_facts, key=_id):
        if isinstance(row, Event):
            if row.kind is EventKind.MOVED:
                _move(derived, moved_from(row), FactKey(row.target), replay)
            else:
                derived.set_apart(row)
        elif row.counts and not amendments.undone(row):
            review = amendments.applied(row)
            before = derived.memories.get(review.fact)
            derived.answered(before, review, replay(before, review))
            if review.fact in moving:
                derived.counted.setdefault(review.fact, []).append(review)
    return derived


def _id(row: Review | Event) -> str:
    return row.id


def _move(derived: Derived, old: FactKey, new: FactKey, replay: Replay) -> None:
    """Give all that stands under the old key to the new one.

    Where both have answers (a log merged from two machines), they were given to one fact all
    along: the memory is made anew of all of them. What the new key has been set to stays.
    """
    theirs, ours = derived.counted.pop(old, []), derived.counted.get(new, [])
    memory = derived.memories.pop(old, None)
    if theirs and ours:
        derived.counted[new] = sorted(theirs + ours, key=_id)
        memory = None
        for review in derived.counted[new]:
            memory = replay(memory, review)
        derived.keep(new, memory)
    elif theirs:
        derived.counted[new] = theirs
        derived.keep(new, memory)
    firsts = derived.firsts.setdefault(new, {})
    for day, first in derived.firsts.pop(old, {}).items():
        firsts[day] = min(first, firsts.get(day, first), key=lambda one: one.review)
    derived.marks[new] = derived.marks.pop(old, {}) | derived.marks.get(new, {})


def histories(reviews: Iterable[Review], events: Iterable[Event]) -> dict[FactKey, list[Review]]:
    """Whose answers the reviews are, after all moves: undone and forgotten ones, too."""
    held: dict[FactKey, list[Review]] = {}
    moves = (event for event in events if event.kind is EventKind.MOVED)
    for row in merge(reviews, moves, key=_id):
        if isinstance(row, Review):
            held.setdefault(row.fact, []).append(row)
        else:
            new = FactKey(row.target)
            held[new] = sorted(held.pop(moved_from(row), []) + held.get(new, []), key=_id)
    return held
