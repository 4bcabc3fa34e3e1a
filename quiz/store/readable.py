"""Whether all rows of a log say what rows of their kind must: asked of a file from elsewhere.

The tables see to it that a number is a number and a text a text, and whoever writes to the log sees
to the rest. What somebody else wrote, or a person by hand, is looked at before it is believed.
"""

from __future__ import annotations

import json
import sqlite3

from quiz.review import Event, EventKind, Review
from quiz.store import tables
from quiz.store.ids import is_id
from quiz.store.rows import unreadable
from quiz.study.exam_log import can_be_read


def require_readable(db: sqlite3.Connection) -> None:
    """Read every answer and every event; raises DataError for the first that says what none can."""
    for answers in tables.review_pages(db):
        for review in answers:
            if not _is_answer(review):
                raise unreadable("answer", (review.id,))
    for events in tables.event_pages(db):
        for event in events:
            if not _is_event(event):
                raise unreadable("event", (event.id,))


def _is_answer(review: Review) -> bool:
    return (
        is_id(review.id)
        and all(isinstance(fact, str) for fact in review.confused_with)
        and _is_object(review.options)
        and _is_object(review.response)
    )


def _is_event(event: Event) -> bool:
    return is_id(event.id) and (event.kind is not EventKind.EXAM_HANDED_IN or can_be_read(event))


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
