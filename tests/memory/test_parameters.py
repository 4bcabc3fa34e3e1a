"""Which parameters hold: those taken last and not given back."""

from __future__ import annotations

from datetime import date

import pytest

from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.parameters import giving_back, in_force, last_taken, parameters_of, taking
from quiz.review import Event, EventKind

FIRST = (0.3, *DEFAULT_PARAMETERS[1:])
SECOND = (0.4, *DEFAULT_PARAMETERS[1:])


def event(name: str, payload: dict[str, object]) -> Event:
    kind = EventKind.PARAMETERS_TAKEN
    return Event(name, "m", 0, date(2026, 3, 2), kind, "", payload)


class Log:
    """A log of these events."""

    def __init__(self, *events: Event) -> None:
        self._events = events

    def events(self, kind: EventKind) -> list[Event]:
        return [event for event in self._events if event.kind is kind]


ONE, TWO = event("1", taking(FIRST)), event("2", taking(SECOND))


def test_without_any_the_published_ones_hold() -> None:
    assert in_force(Log()) == DEFAULT_PARAMETERS
    assert last_taken(Log()) is None
    assert parameters_of(None) is None


def test_the_last_ones_hold() -> None:
    assert in_force(Log(ONE)) == FIRST
    assert in_force(Log(ONE, TWO)) == SECOND
    assert last_taken(Log(ONE, TWO)) == TWO


def test_what_is_given_back_leaves_those_before() -> None:
    back = event("3", giving_back(TWO))
    assert in_force(Log(ONE, TWO, back)) == FIRST
    assert in_force(Log(ONE, TWO, back, event("4", giving_back(ONE)))) == DEFAULT_PARAMETERS
    assert in_force(Log(ONE, TWO, back, event("4", taking(SECOND)))) == SECOND


def test_giving_back_what_another_machine_took_leaves_ones_own() -> None:
    assert in_force(Log(ONE, TWO, event("3", giving_back(ONE)))) == SECOND


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"weights": [0.1]},
        {"parameters": "none"},
        {"parameters": [1, 2]},
        {"parameters": ["a"] * 21},
        {"parameters": [-1.0, *DEFAULT_PARAMETERS[1:]]},
    ],
)
def test_what_another_program_says_takes_nothing(payload: dict[str, object]) -> None:
    assert in_force(Log(ONE, event("9", payload))) == FIRST
