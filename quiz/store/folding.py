"""What follows from a whole log: gone through once, row by row as it was read.

It is what `derive` and `Tally` tell of reviews, answer by answer. Here all is changed in place and
made of plain values, so that a million answers take a few seconds; the tests hold one to the other.
Of first answers and sums no more is held than was added since the last were let go.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from quiz.facts import FactKey, deck_of
from quiz.names import Names
from quiz.review import Event, EventKind, Rating
from quiz.store.derive import Amendments
from quiz.store.firsts import Replay, Trace
from quiz.store.rated import told_by_number
from quiz.store.rows import Row, memory_row, past_of, unreadable
from quiz.sums import (
    AGAIN,
    CELL,
    EXTRA,
    MATURE,
    MATURE_DAYS,
    NEW,
    YOUNG,
    in_chances,
    subject_of,
)

_MISSED = Rating.AGAIN.value
_TOLD = told_by_number()

Written = Sequence[object]
"""A row of a derived table, as it is to be written."""

_fact_of = itemgetter(1)


class _Strand:
    """What stands of one fact so far, under the key that it has today.

    `last` are the due time, form and digest of the last answer that the trace has taken; `latest`
    is the last review, even where that answered an earlier revision. `days` are the numbers of all
    days on which the fact was ever answered, and counted, in order; a reset takes none away.
    """

    __slots__ = (
        *("days", "deck", "key", "last", "latest", "subject", "trace"),
        *("bundled", "met_days", "missed_days"),
    )

    def __init__(self, key: FactKey) -> None:
        self.key = key
        self.deck, self.subject = deck_of(key), subject_of(key)
        self.days: list[int] = []
        self.forget()

    def forget(self) -> None:
        """Begin anew, as after a reset."""
        self.trace: Trace | None = None
        self.last = (0, "", "")
        self.latest = ""
        self.met_days = self.missed_days = 0
        self.bundled: int | None = None

    def is_first_on(self, day: int) -> bool:
        """Whether it had not been answered that day, which it is from now on."""
        days = self.days
        if not days or days[-1] < day:
            days.append(day)
        elif days[-1] == day or day in days:
            return False
        else:  # the clock was put back
            insort(days, day)
        return True

    def row(self) -> Written | None:
        """Its memory as it is to be written, None where it has none."""
        if self.trace is None:
            return None
        past = past_of((self.met_days, self.missed_days, self.bundled))
        return memory_row(self.key, self.trace.memory(*self.last), self.latest, past)


class _Day:
    """What the answers of one study day add up to since it was last let go; all rows of tables."""

    __slots__ = ("_cells", "_kinds", "firsts", "number", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.number = date.fromisoformat(text).toordinal()
        self.firsts: list[Written] = []
        self._cells: dict[str, list[Any]] = {}
        self._kinds: dict[str, dict[str, list[Any]]] = {CELL: self._cells}

    def add(self, kind: str, deck: str, right: int, recalled: int, duration_ms: int) -> None:
        """Add an answer to the sum of a kind."""
        sums = self._kinds.get(kind)
        if sums is None:
            sums = self._kinds[kind] = {}
        found = sums.get(deck)
        if found is None:
            sums[deck] = [self.text, kind, deck, 1, right, recalled, duration_ms]
        else:
            found[3] += 1
            found[4] += right
            found[5] += recalled
            found[6] += duration_ms

    def add_cell(self, subject: str, right: int) -> None:
        """Add an answer to the sum of a subject of a table."""
        found = self._cells.get(subject)
        if found is None:
            self._cells[subject] = [self.text, CELL, subject, 1, right, 0, 0]
        else:
            found[3] += 1
            found[4] += right

    def sums(self) -> Iterator[Written]:
        """Its sums in the order of their table."""
        for _, of_kind in sorted(self._kinds.items()):
            yield from map(of_kind.__getitem__, sorted(of_kind))


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
        """Those to which something was added since the last were let go."""
        self._questions: dict[str, str] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Take in the next answers, rows of `RATED`.

        Raises DataError for one that this version cannot read.
        """
        days, strands, questions = self._days, self._strands, self._questions
        undoings, resets, names = self._undoings, self._resets, self._names
        for row in rows:
            id, question, machine, key, text, duration_ms, number, _, _, _, _, _ = row
            day = days.get(text) or self._opened(text, row)
            if number is None:
                raise unreadable("answer", row)
            while resets and resets[-1].id < id:
                self._forget()
            if question in undoings and id < undoings[question]:
                continue
            fact = key if names is None else names.today(key, id)
            strand = strands.get(fact) or self._strand(fact)
            counts, right, _, _, _, declared = _TOLD[number]
            kind, recalled = self._counted(strand, day, row) if counts else (EXTRA, 0)
            if questions.get(machine) == question:
                duration_ms = 0  # that of its question counts once
            else:  # the rows of a question are written together, by one machine
                questions[machine] = question
            day.add(kind, strand.deck, right, recalled, duration_ms)
            if strand.subject is not None:
                day.add_cell(strand.subject, right)
            if declared is not None:
                day.add(declared, strand.deck, right, 0, 0)

    def _strand(self, fact: FactKey) -> _Strand:
        """The strand of the fact that goes by this key today."""
        strand = self._strands.get(fact)
        if strand is None:
            strand = self._strands[fact] = _Strand(fact)
        return strand

    def _opened(self, text: str, row: Row) -> _Day:
        try:
            day = self._days[text] = _Day(text)
        except ValueError as error:
            raise unreadable("answer", row) from error
        return day

    def _forget(self) -> None:
        """Begin the fact of the next reset anew."""
        event = self._resets.pop()
        key = FactKey(event.target)
        self._strand(key if self._names is None else self._names.today(key, event.id)).forget()

    def _counted(self, strand: _Strand, day: _Day, row: Row) -> tuple[str, int]:
        """Take in an answer that counts; gives its kind among the sums, and 1 if it was recalled.

        That is told of a fact's first answer of the day alone.
        """
        id, _, _, _, _, _, number, revision, form, digest, interval_days, due_at = row
        _, right, bundled, rating, said, _ = _TOLD[number]
        if id in self._ratings:
            rating, interval_days, due_at = self._ratings[id]
        trace, today = strand.trace, day.number
        if trace is None or trace.revision < revision:
            strand.forget()
            trace = strand.trace = self._replay.trace(revision)
            kind, elapsed_days = NEW, 0
        else:
            kind = MATURE if trace.interval_days >= MATURE_DAYS else YOUNG
            elapsed_days = today - trace.day
        recalled = 0
        if not strand.is_first_on(today):
            kind = AGAIN
        else:
            chance = in_chances(trace.chance(elapsed_days)) if elapsed_days > 0 else None
            # In the order of the table, and all of it plain: SQLite takes such values quickest.
            first = (
                day.text,
                strand.key,
                id,
                0 if trace.day else 1,
                rating,
                right,
                form,
                bundled,
                trace.interval_days,
                elapsed_days,
                strand.met_days,
                strand.missed_days,
                strand.bundled,
                chance,
            )
            day.firsts.append(first)
            strand.met_days += 1
            strand.bundled = bundled
            if rating != _MISSED:
                recalled = 1
            elif chance is not None:
                strand.missed_days += 1
        if revision == trace.revision:
            trace.answered(today, rating, interval_days, right, said)
            strand.last = (due_at, form, digest)
        strand.latest = id
        return kind, recalled

    def let_go(self) -> tuple[list[Written], list[Written]]:
        """First answers and sums that came since the last were let go, in the order of tables."""
        firsts: list[Written] = []
        sums: list[Written] = []
        for _, day in sorted(self._days.items()):
            firsts += sorted(day.firsts, key=_fact_of)
            sums += day.sums()
        self._days.clear()
        return firsts, sums

    def memories(self) -> Iterator[Written]:
        """The memories that there are at the end of the log, in the order of their table."""
        while self._resets:
            self._forget()
        for key in sorted(self._strands):
            row = self._strands[key].row()
            if row is not None:
                yield row
