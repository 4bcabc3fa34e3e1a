"""What events say about facts: the marks that a person sets on them, and where they moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quiz.facts import FactKey
from quiz.review import Event, EventKind
from quiz.study.ports import Standing

ABOUT_FACTS = frozenset(
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
"""The events whose target is a fact: each changes what stands of it."""


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
