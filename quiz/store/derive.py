"""What follows from the log: memories, first answers, and what a person has set on facts.

One fold, answer by answer: the file's mending of single facts after an undo goes through it, and
the store in memory with all its rows. For the whole of a file `folding` does the same by the
million, and is held to it by the tests. It is a pure function of the set of rows: they are taken in
the order of their ids, whichever machine they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge
from operator import attrgetter
from typing import NamedTuple, cast

from quiz.facts import FactKey
from quiz.names import Names
from quiz.review import Confusion, Event, EventKind, Memory, Rating, Review
from quiz.store.firsts import NO_PAST, First, Past, Replay, first_of, is_new
from quiz.store.marks import ABOUT_FACTS, mark_of, moved_from, standing_of
from quiz.study.ports import FirstAnswer, Standing

LAST_ANSWERS = 200
"""How many of them a person's pace is told from."""


def same_footing(now: Memory | None, shown: Memory | None) -> bool:
    """Whether a memory is still what it was when the question was shown.

    What only recomputing changes (stability, difficulty) is left out: a fact may be judged anew
    by other parameters in the meantime without having been answered.
    """
    return now is shown or footing(now) == footing(shown)


Footing = tuple[int, int, str, int] | tuple[None, None, None, None]


def footing(memory: Memory | None) -> Footing:
    """What `same_footing` compares, as it stands in the table."""
    if memory is None:
        return (None, None, None, None)
    day = memory.last_study_day.isoformat()
    return (memory.reviews, memory.due_at, day, memory.revision)


class NewRating(NamedTuple):
    """What a review stands with since it was rated anew."""

    rating: Rating
    interval_days: float
    due_at: int


def _new_rating(said: Mapping[str, object]) -> NewRating:
    return NewRating(
        Rating(cast("int", said["rating"])),
        cast("float", said["interval_days"]),
        cast("int", said["due_at"]),
    )


class Amendments:
    """What later events say of reviews: that they are undone, or stand with another rating.

    The last word on a rating holds. Undoing a question undoes what was answered before it.
    `ratings` are by reviews, `undoings` are the events' ids by questions.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self.ratings: dict[str, NewRating] = {}
        self.undoings: dict[str, str] = {}
        for event in events:
            if event.kind is EventKind.RERATED:
                self.ratings[event.target] = _new_rating(event.payload)
            elif event.kind is EventKind.UNDONE:
                self.undoings[event.target] = event.id

    def undone(self, review: Review) -> bool:
        """Whether the review no longer stands."""
        undoings = self.undoings
        return review.question_id in undoings and review.id < undoings[review.question_id]

    def applied(self, review: Review) -> Review:
        """The review with the rating, interval and due time that stand."""
        said = self.ratings.get(review.id)
        return review if said is None else replace(review, **said._asdict())


@dataclass(slots=True)
class Derived:
    """All that follows from the log; what was moved stands under its new key.

    `latest` names the last review that each memory is made of, `pasts` is what else is known of
    its fact.
    """

    memories: dict[FactKey, Memory] = field(default_factory=dict)
    latest: dict[FactKey, str] = field(default_factory=dict)
    pasts: dict[FactKey, Past] = field(default_factory=dict)
    firsts: dict[FactKey, dict[date, First]] = field(default_factory=dict)
    marks: dict[FactKey, dict[str, str]] = field(default_factory=dict)

    def forget(self, fact: FactKey) -> None:
        """Make a fact one that was never answered, but for the first answers of its days."""
        self.memories.pop(fact, None)
        self.latest.pop(fact, None)
        self.pasts.pop(fact, None)

    def answered(self, fact: FactKey, review: Review, after: Memory | None, replay: Replay) -> None:
        """Take in a review that counts; `fact` is the key that its fact has today."""
        before = self.memories.get(fact)
        past = NO_PAST if is_new(before, review) else self.pasts[fact]
        firsts = self.firsts.get(fact)
        if firsts is None:
            firsts = self.firsts[fact] = {}
        if review.study_day not in firsts:
            first = firsts[review.study_day] = first_of(before, past, review, replay)
            past = first.after()
        if after is None:
            self.forget(fact)
        else:
            self.memories[fact], self.latest[fact], self.pasts[fact] = after, review.id, past

    def set_apart(self, event: Event) -> None:
        """Take in what an event sets on a fact, or takes along from the key that it had."""
        fact = FactKey(event.target)
        mark = mark_of(event)
        if mark is None:  # it moved
            self.marks[fact] = self.marks.pop(moved_from(event), {}) | self.marks.get(fact, {})
            return
        kind, value = mark
        marks = self.marks.setdefault(fact, {})
        if value is None:
            marks.pop(kind, None)
        else:
            marks[kind] = value

    def renew(self, keys: Iterable[FactKey], fresh: Derived) -> None:
        """Let what was folded anew stand for these keys."""
        for key in keys:
            self.forget(key)
            self.firsts.pop(key, None)
            self.marks.pop(key, None)
        self.memories.update(fresh.memories)
        self.latest.update(fresh.latest)
        self.pasts.update(fresh.pasts)
        self.firsts.update(fresh.firsts)
        self.marks.update(fresh.marks)

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
    """Fold rows, each kind in the order of ids, into what follows from them.

    A fact goes by its key of today all along, so that what was answered under two keys (a log
    merged from two machines) was given to one fact. What a person has set stays with a key until
    it moves, and then gives way to what the new key has been set to.
    """
    events = list(events)
    amendments = Amendments(events)
    names = Names(event for event in events if event.kind is EventKind.MOVED)
    about_facts = [event for event in events if event.kind in ABOUT_FACTS]
    derived = Derived()
    for row in in_order(reviews, about_facts):
        if isinstance(row, Event):
            if row.kind is EventKind.RESET:
                derived.forget(names.today(FactKey(row.target), row.id))
            else:
                derived.set_apart(row)
        elif row.counts and not amendments.undone(row):
            review = amendments.applied(row)
            fact = names.today(review.fact, review.id)
            after = replay(derived.memories.get(fact), review)
            derived.answered(fact, review, after, replay)
    return derived


def in_order(reviews: Iterable[Review], events: Iterable[Event]) -> Iterator[Review | Event]:
    """Both kinds of rows as one log; each comes in the order of ids."""
    later = iter(events)
    event = next(later, None)
    for review in reviews:
        while event is not None and event.id < review.id:
            yield event
            event = next(later, None)
        yield review
    if event is not None:
        yield event
        yield from later


def _id(row: Review) -> str:
    return row.id


def histories(reviews: Iterable[Review], events: Iterable[Event]) -> dict[FactKey, list[Review]]:
    """Whose answers the reviews are, after all moves: undone and forgotten ones, too."""
    held: dict[FactKey, list[Review]] = {}
    moves = (event for event in events if event.kind is EventKind.MOVED)
    for row in in_order(reviews, moves):
        if isinstance(row, Review):
            held.setdefault(row.fact, []).append(row)
        else:
            new = FactKey(row.target)
            held[new] = sorted(held.pop(moved_from(row), []) + held.get(new, []), key=_id)
    return held


class Mistake(NamedTuple):
    """As much of a review as tells what was taken for what."""

    id: str
    fact: FactKey
    at: int
    confused_with: tuple[FactKey, ...]


def confusions_of(mistakes: Iterable[Mistake | Review], events: Iterable[Event]) -> list[Confusion]:
    """What standing reviews took for what, after all moves; each kind in the order of ids.

    A fact may be taken for one that moved before or since: either is told by its key of today.
    """
    found: list[Confusion] = []
    moves = (event for event in events if event.kind is EventKind.MOVED)
    rows: tuple[Iterable[Mistake | Review | Event], ...] = (mistakes, moves)
    for row in merge(*rows, key=attrgetter("id")):
        if not isinstance(row, Event):
            share = 1 / max(len(row.confused_with), 1)
            found += [Confusion(row.fact, other, row.at, share) for other in row.confused_with]
        else:
            old, new = moved_from(row), FactKey(row.target)
            found = [
                one._replace(
                    asked=new if one.asked == old else one.asked,
                    chosen=new if one.chosen == old else one.chosen,
                )
                for one in found
            ]
    return found


def pace_of(durations_ms: Iterable[int]) -> float | None:
    """The median of the last answers' times, which a long break cannot spoil."""
    ordered = sorted(durations_ms)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2
