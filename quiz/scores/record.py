"""Scores as JSON: the names of the fields, days and instants in ISO 8601."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime

from quiz.scores.figures import Scores

DECIMALS = 6
"""Figures are rounded to so many: what comes behind says nothing."""


def record(scores: Scores) -> dict[str, object]:
    """All figures under the names that the schema describes, ready for `json.dumps`."""
    return {name: _plain(getattr(scores, name)) for name in _names(scores)}


def _plain(value: object) -> object:
    match value:
        case float():
            return round(value, DECIMALS)
        case datetime():
            instant = value.astimezone(UTC).isoformat(timespec="milliseconds")
            return instant.replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            return {name: _plain(getattr(value, name)) for name in _names(value)}
        case _:
            return value


def _names(value: object) -> list[str]:
    return [field.name for field in fields(value)]  # type: ignore[arg-type]  # asked before
