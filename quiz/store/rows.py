"""Between values and rows: the one place that knows in which order the columns stand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from quiz.errors import DataError
from quiz.facts import FactKey
from quiz.review import END_MS, Confidence, Event, EventKind, Memory, Mode, Rating, Review, State
from quiz.store import payloads
from quiz.store.firsts import First, Past

Row = Sequence[Any]
"""A row as SQLite gives it: its columns' types are sworn by the STRICT tables."""

REVIEW_COLUMNS = tuple(field.name for field in fields(Review))
EVENT_COLUMNS = tuple(field.name for field in fields(Event))
MEMORY_COLUMNS = tuple(field.name for field in fields(Memory))
PAST_COLUMNS = Past._fields
FIRST_COLUMNS = First._fields

_COUNTS = REVIEW_COLUMNS.index("counts")
_TO_MODE = attrgetter(*REVIEW_COLUMNS[2:_COUNTS])
_FROM_FORM = attrgetter(*REVIEW_COLUMNS[_COUNTS + 1 :])

_MOST = 2**53
"""More than anything is counted up to."""

_MODES = {mode.value: mode for mode in Mode}
_CONFIDENCES = {None: None} | {confidence.value: confidence for confidence in Confidence}
_RATINGS = {rating.value: rating for rating in Rating}
_STATES = {state.value: state for state in State}


def as_logged(draft: Review, review_id: str, machine: str, *, counts: bool) -> Review:
    """A draft with what only the store knows.

    Built in place, since `dataclasses.replace` takes twice as long, and every answer comes by.
    """
    values: Row = (review_id, machine, *_TO_MODE(draft), counts, *_FROM_FORM(draft))
    return Review(*values)


def review_row(review: Review) -> tuple[object, ...]:
    """A review as its row; every value a plain one, which SQLite takes quickest."""
    return (
        review.id,
        review.machine,
        review.question_id,
        review.session_id,
        review.bundle_id,
        review.at,
        review.study_day.isoformat(),
        review.fact,
        review.revision,
        review.answer_digest,
        review.mode.value,
        1 if review.counts else 0,
        review.form,
        review.shape,
        review.options,
        review.response,
        1 if review.correct else 0,
        None if review.confidence is None else review.confidence.value,
        review.proposed_rating.value,
        review.rating.value,
        json.dumps(review.confused_with) if review.confused_with else "[]",
        review.duration_ms,
        review.scheduler,
        review.interval_days,
        review.due_at,
    )


def review_of(row: Row) -> Review:
    """A review from its row; raises DataError for one that this version cannot read."""
    try:
        review = Review(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            date.fromisoformat(row[6]),
            FactKey(row[7]),
            row[8],
            row[9],
            _MODES[row[10]],
            row[11] == 1,
            row[12],
            row[13],
            row[14],
            row[15],
            row[16] == 1,
            _CONFIDENCES[row[17]],
            _RATINGS[row[18]],
            _RATINGS[row[19]],
            () if row[20] == "[]" else tuple(json.loads(row[20])),
            *row[21:],
        )
        sound = (
            0 <= review.at < END_MS
            and 0 <= review.due_at < END_MS
            and 0 <= review.duration_ms < _MOST
            and 0 < review.revision < _MOST
            and -_MOST < review.interval_days < _MOST
        )
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise unreadable("answer", row) from error
    if not sound:
        raise unreadable("answer", row)
    return review


def event_row(event: Event) -> tuple[object, ...]:
    """An event as its row."""
    return (
        event.id,
        event.machine,
        event.at,
        event.study_day.isoformat(),
        event.kind.value,
        event.target,
        payloads.written(event.payload),
    )


def event_of(row: Row) -> Event:
    """An event from its row; raises DataError for one that this version cannot read."""
    try:
        kind = EventKind(row[4])
        payload = payloads.read(kind, row[5], row[6])
        event = Event(row[0], row[1], row[2], date.fromisoformat(row[3]), kind, row[5], payload)
        sound = 0 <= event.at < END_MS
    except (ValueError, TypeError, RecursionError) as error:
        raise unreadable("event", row) from error
    if not sound:
        raise unreadable("event", row)
    return event


def memory_row(fact: FactKey, memory: Memory, last_review: str, past: Past) -> tuple[object, ...]:
    """A memory as its row, after its fact, before the last review it is made of and its past."""
    return (
        fact,
        memory.state.value,
        memory.stability,
        memory.difficulty,
        memory.last_study_day.isoformat(),
        memory.due_at,
        memory.interval_days,
        memory.step,
        memory.reviews,
        memory.lapses,
        memory.revision,
        memory.last_rating.value,
        memory.last_form,
        memory.answer_digest,
        1 if memory.capped else 0,
        last_review,
        past.met_days,
        past.missed_days,
        _number(past.bundled),
    )


def memory_of(fact: str, row: Row) -> Memory:
    """A memory from its row without the fact; raises DataError for one that no answers lead to.

    The next answer would take it into the log, where it would stay for good.
    """
    try:
        memory = Memory(
            _STATES[row[0]],
            row[1],
            row[2],
            date.fromisoformat(row[3]),
            row[4],
            row[5],
            row[6],
            row[7],
            row[8],
            row[9],
            _RATINGS[row[10]],
            row[11],
            row[12],
            row[13] == 1,
        )
    except (KeyError, ValueError) as error:
        raise misderived(fact) from error
    if not (
        0 < memory.stability < _MOST
        and 0 < memory.difficulty < _MOST
        and -END_MS < memory.due_at < END_MS
        and -_MOST < memory.interval_days < _MOST
        and 0 <= memory.step < _MOST
    ):
        raise misderived(fact)
    return memory


def past_of(row: Row) -> Past:
    """A past from its row."""
    return Past(row[0], row[1], _truth(row[2]))


def first_row(day: date, fact: FactKey, first: First) -> tuple[object, ...]:
    """A first answer as its row."""
    return (
        day.isoformat(),
        fact,
        first.review,
        1 if first.was_new else 0,
        first.rating.value,
        1 if first.correct else 0,
        first.form,
        1 if first.bundled else 0,
        first.interval_days,
        first.elapsed_days,
        first.met_days,
        first.missed_days,
        _number(first.bundled_before),
        first.chance,
    )


def _number(truth: bool | None) -> int | None:
    return None if truth is None else 1 if truth else 0


def _truth(number: int | None) -> bool | None:
    return None if number is None else number == 1


def misderived(fact: str) -> DataError:
    """What is raised where that which is kept of a fact is not what any answers lead to."""
    return DataError(
        f"What is kept of {fact} is not what its answers lead to. "
        "quiz doctor tells more, and quiz doctor --mend puts it right."
    )


def unreadable(what: str, row: Row) -> DataError:
    """What is raised for a row that holds what this version does not know."""
    return DataError(
        f"The log holds an {what} that this version of quiz cannot read (id {row[0]}). "
        "Update quiz, or restore the log from a backup: quiz restore lists them."
    )
