"""What an event must say, and when it may not: checked before it enters the log for good."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from math import isfinite

from quiz.review import END_MS, EventKind, Memory, Rating

_RATINGS = tuple(rating.value for rating in Rating)


def noted(kind: EventKind, target: str, payload: Mapping[str, object]) -> dict[str, object]:
    """The payload of an event to be noted, as it will come back from the log.

    Raises ValueError where the kind asks for something else, and for the two kinds that amend
    answers, which have calls of their own.
    """
    if kind in {EventKind.RERATED, EventKind.UNDONE}:
        msg = f"{kind.value} is not noted: an answer is amended by rerate or undo"
        raise ValueError(msg)
    try:
        text = written(payload)
    except TypeError as error:
        raise ValueError(str(error)) from error
    return read(kind, target, text)


def written(payload: Mapping[str, object]) -> str:
    """The payload as it is kept: ASCII only, so that no odd text from outside can fail later."""
    return json.dumps(dict(payload), allow_nan=False, separators=(",", ":"))


def read(kind: EventKind, target: str, text: str) -> dict[str, object]:
    """The payload from its text; raises ValueError where it is not what its kind asks for."""
    payload = json.loads(text)
    if not isinstance(payload, dict):
        msg = f"the payload of an event is an object, not {text[:40]}"
        raise ValueError(msg)
    if not _fits(kind, target, payload):
        msg = f"an event of kind {kind.value!r} cannot say {text[:200]} of {target!r}"
        raise ValueError(msg)
    return payload


def rerating(rating: Rating, after: Memory) -> dict[str, object]:
    """What a review stands with from now on: all of it that folding the log reads."""
    return {
        "rating": rating.value,
        "interval_days": after.interval_days,
        "due_at": after.due_at,
    }


def no_longer(review_id: str) -> ValueError:
    """The refusal of a new rating for what is not the newest."""
    return ValueError(f"review {review_id!r} is not the last standing answer of its fact")


def none_stands(question_id: str) -> ValueError:
    """The refusal to undo what was never answered, or is undone already."""
    return ValueError(f"no answer to question {question_id!r} stands")


def _fits(kind: EventKind, target: str, payload: Mapping[str, object]) -> bool:
    match kind:
        case EventKind.RERATED:
            return (
                payload.get("rating") in _RATINGS
                and _is_number(payload.get("interval_days"))
                and _is_instant(payload.get("due_at"))
            )
        case EventKind.BURIED:
            return _is_date(payload.get("until"))
        case EventKind.FLAGGED:
            return isinstance(payload.get("reason"), str)
        case EventKind.MOVED:
            return isinstance(payload.get("from"), str) and payload["from"] != target
        case EventKind.NEW_LIMIT_RAISED:
            by = payload.get("by")
            return isinstance(by, int) and by > 0
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and isfinite(value)


def _is_instant(value: object) -> bool:
    return isinstance(value, int) and -END_MS < value < END_MS


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
