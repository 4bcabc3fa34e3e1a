"""What follows from a whole log: gone through once, row by row as it was read.

It is what `derive` and `Tally` tell of reviews, answer by answer. Here all is changed in place and
made of plain values, so that a million answers take a few seconds; the tests hold one to the other.
Of first answers and sums no more is held than was added since the last were let go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from quiz.facts import FactKey, deck_of
from quiz.names import Names
from quiz.review import Confidence, Event, EventKind, Mode, Rating
from quiz.store.derive import Amendments
from quiz.store.firsts import Replay, Trace
from quiz.store.rows import RATED_COLUMNS, Row, memory_row, past_of, unreadable
from quiz.sums import (
    AGAIN,
    CELL,
    EXTRA,
    MATURE,
    MATURE_DAYS,
    NEW,
    YOUNG,
    declared_as,
    in_chances,
    subject_of,
)

_MODES = frozenset(mode.value for mode in Mode)
_CONFIDENCES = frozenset({None, *(confidence.value for confidence in Confidence)})
_MISSED = Rating.AGAIN.value


def _picking(*columns: str) -> Callable[[Row], tuple[Any, ...]]:
    return itemgetter(*(RATED_COLUMNS.index(column) for column in columns))


_of_any = _picking(*RATED_COLUMNS[:10])
_of_counted = _picking(
    *("id", "revision", "correct", "confidence", "form", "answer_digest"), *RATED_COLUMNS[-3:]
)
_of_first = _picking("id", "rating", "correct", "form", "bundle_id")

Written = tuple[object, ...]
"""A row of a derived table, as it is to be written."""


class _Strand:
    """What stands of one fact so far, under the key that it has today.

    `last` are the due time, form and digest of the last answer that the trace has taken; `latest`
    is the last review, even where that answered an earlier revision.
    """

    __slots__ = (
        *("deck", "key", "last", "latest", "subject", "trace"),
        *("bundled", "met_days", "missed_days"),
    )

    def __init__(self, key: FactKey) -> None:
        self.key = key
        self.deck, self.subject = deck_of(key), subject_of(key)
        self.forget()

    def forget(self) -> None:
        """Begin anew, as after a reset."""
        self.trace: Trace | None = None
        self.last = (0, "", "")
        self.latest = ""
        self.met_days = self.missed_days = 0
        self.bundled: int | None = None

    def row(self) -> Written | None:
        """Its memory as it is to be written, None where it has none."""
        if self.trace is None:
            return None
        past = past_of((self.met_days, self.missed_days, self.bundled))
        return memory_row(self.key, self.trace.memory(*self.last), self.latest, past)


class _Day:
    """What the answers of one study day add up to since it was last let go.

    `answered` are the facts that were ever answered on it, and counted.
    """

    __slots__ = ("answered", "cells", "firsts", "kinds", "number", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.number = date.fromisoformat(text).toordinal()
        self.answered: set[FactKey] = set()
        self._begin()

    def _begin(self) -> None:
        self.firsts: list[Written] = []
        self.cells: dict[str, list[int]] = {}
        self.kinds: dict[str, dict[str, list[int]]] = {CELL: self.cells}

    def add(self, kind: str, deck: str, right: int, recalled: int, duration_ms: int) -> None:
        """Add an answer to the sum of a kind."""
        sums = self.kinds.get(kind)
        if sums is None:
            sums = self.kinds[kind] = {}
        found = sums.get(deck)
        if found is None:
            sums[deck] = [1, right, recalled, duration_ms]
        else:
            found[0] += 1
            found[1] += right
            found[2] += recalled
            found[3] += duration_ms

    def add_cell(self, subject: str, right: int) -> None:
        """Add an answer to the sum of a subject of a table."""
        found = self.cells.get(subject)
        if found is None:
            self.cells[subject] = [1, right, 0, 0]
        else:
            found[0] += 1
            found[1] += right

    def let_go(self) -> tuple[list[Written], list[Written]]:
        """First answers and sums in the order of their tables; they are then begun anew."""
        firsts = sorted(self.firsts)
        sums = [
            (self.text, kind, key, *of_kind[key])
            for kind, of_kind in sorted(self.kinds.items())
            for key in sorted(of_kind)
        ]
        self._begin()
        return firsts, sums


class Fold:
    """Takes in a log from its beginning; `events` are all of it, in the order of ids."""

    def __init__(self, events: Sequence[Event], replay: Replay) -> None:
        self._replay = replay
        amendments = Amendments(events)
        self._undoings = amendments.undoings
        self._ratings = {
            review: (said.rating.value, said.interval_days, said.due_at)
            for review, said in amendments.ratings.items()
        }
        moves = [event for event in events if event.kind is EventKind.MOVED]
        self._names = Names(moves) if moves else None
        self._resets = [event for event in events if event.kind is EventKind.RESET][::-1]
        self._strands: dict[FactKey, _Strand] = {}
        self._days: dict[str, _Day] = {}
        self._open: dict[str, _Day] = {}
        """Those to which something was added since the last were let go."""
        self._questions: dict[str, str] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Take in the next answers, rows of `RATED_COLUMNS`.

        Raises DataError for one that this version cannot read.
        """
        days, undoings, questions = self._open, self._undoings, self._questions
        for row in rows:
            id, machine, question, key, text, mode, counts, right, said, duration_ms = _of_any(row)
            day = days.get(text) or self._opened(text, row)
            if mode not in _MODES or said not in _CONFIDENCES:
                raise unreadable("answer", row)
            while self._resets and self._resets[-1].id < id:
                self._forget()
            if question in undoings and id < undoings[question]:
                continue
            strand = self._strand(key, id)
            kind, recalled = self._counted(strand, day, row) if counts else (EXTRA, 0)
            if questions.get(machine) == question:
                duration_ms = 0  # that of its question counts once
            else:  # the rows of a question are written together, by one machine
                questions[machine] = question
            day.add(kind, strand.deck, right, recalled, duration_ms)
            if strand.subject is not None:
                day.add_cell(strand.subject, right)
            if said is not None:
                declared = declared_as(Confidence(said), Mode(mode), counts=counts == 1)
                if declared is not None:
                    day.add(declared, strand.deck, right, 0, 0)

    def _strand(self, key: FactKey, id: str) -> _Strand:
        """The strand of the fact to which a row of this id gave this key."""
        fact = key if self._names is None else self._names.today(key, id)
        strand = self._strands.get(fact)
        if strand is None:
            strand = self._strands[fact] = _Strand(fact)
        return strand

    def _opened(self, text: str, row: Row) -> _Day:
        day = self._days.get(text)
        if day is None:
            try:
                day = self._days[text] = _Day(text)
            except ValueError as error:
                raise unreadable("answer", row) from error
        self._open[text] = day
        return day

    def _forget(self) -> None:
        """Begin the fact of the next reset anew."""
        event = self._resets.pop()
        self._strand(FactKey(event.target), event.id).forget()

    def _counted(self, strand: _Strand, day: _Day, row: Row) -> tuple[str, int]:
        """Take in an answer that counts; gives its kind among the sums, and 1 if it was recalled.

        That is told of a fact's first answer of the day alone.
        """
        if row[0] in self._ratings:
            row = (*row[:-3], *self._ratings[row[0]])
        id, revision, right, said, form, digest, rating, interval_days, due_at = _of_counted(row)
        trace = strand.trace
        if trace is None or trace.revision < revision:
            strand.forget()
            trace = strand.trace = self._replay.trace(revision)
            kind, elapsed_days = NEW, 0
        else:
            kind = MATURE if trace.interval_days >= MATURE_DAYS else YOUNG
            elapsed_days = day.number - trace.day
        recalled = 0
        if strand.key in day.answered:
            kind = AGAIN
        else:
            recalled = 0 if rating == _MISSED else 1
            day.answered.add(strand.key)
            _met(strand, day, trace, elapsed_days, row)
        if revision == trace.revision:
            trace.answered(day.number, rating, interval_days, right, said)
            strand.last = (due_at, form, digest)
        strand.latest = id
        return kind, recalled

    def let_go(self) -> tuple[list[Written], list[Written]]:
        """First answers and sums that came since the last were let go, in the order of tables."""
        firsts: list[Written] = []
        sums: list[Written] = []
        for text in sorted(self._open):
            of_day = self._open[text].let_go()
            firsts += of_day[0]
            sums += of_day[1]
        self._open.clear()
        return firsts, sums

    def memories(self) -> Iterator[Written]:
        """The memories that there are at the end of the log, in the order of their table."""
        while self._resets:
            self._forget()
        for key in sorted(self._strands):
            row = self._strands[key].row()
            if row is not None:
                yield row


def _met(strand: _Strand, day: _Day, trace: Trace, elapsed_days: int, row: Row) -> None:
    """Keep the first answer to a fact on a day: what was foreseen of it, and what it adds."""
    id, rating, right, form, bundle = _of_first(row)
    was_new, bundled = 0 if trace.day else 1, 0 if bundle is None else 1
    chance = in_chances(trace.chance(elapsed_days)) if elapsed_days > 0 else None
    past = (strand.met_days, strand.missed_days, strand.bundled)
    # In the order of the table, and all of it plain: SQLite takes such values quickest.
    told = (id, was_new, rating, right, form, bundled, trace.interval_days, elapsed_days)
    day.firsts.append((day.text, strand.key, *told, *past, chance))
    strand.met_days += 1
    strand.bundled = bundled
    if chance is not None and rating == _MISSED:
        strand.missed_days += 1
