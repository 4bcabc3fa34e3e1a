"""Whether all rows of a log say what rows of their kind must: asked of a file from elsewhere.

The tables see to it that a number is a number and a text a text, and whoever writes to the log sees
to the rest. What somebody else wrote, or a person by hand, is looked at before it is believed.
"""

from __future__ import annotations

import json
import sqlite3
from math import isfinite

from quiz.review import Event, Review
from quiz.store import tables
from quiz.store.rows import unreadable

_LAST_MS = 32_503_680_000_000
"""The end of the year 2999, in UTC milliseconds: no calendar is asked about what comes after."""
_MOST = 2**53


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
        0 <= review.at < _LAST_MS
        and 0 <= review.due_at < _LAST_MS
        and 0 <= review.duration_ms < _MOST
        and 0 < review.revision < _MOST
        and isfinite(review.interval_days)
        and all(isinstance(fact, str) for fact in review.confused_with)
        and _is_json(review.options)
        and _is_json(review.response)
    )


def _is_event(event: Event) -> bool:
    due_at = event.payload.get("due_at", 0)
    return 0 <= event.at < _LAST_MS and isinstance(due_at, int) and 0 <= due_at < _LAST_MS


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
