"""Which FSRS parameters hold, as the log tells: those that were taken last and not given back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.review import Event, EventKind

Parameters = tuple[float, ...]

_PARAMETERS, _UNDOES = "parameters", "undoes"


class Log(Protocol):
    """As much of a log as tells which parameters hold."""

    def events(self, kind: EventKind, /) -> Iterable[Event]:
        """Events of a kind, in the order of the log."""
        ...


def taking(parameters: Parameters) -> dict[str, object]:
    """What the log says where parameters are taken."""
    return {_PARAMETERS: list(parameters)}


def giving_back(taken: Event) -> dict[str, object]:
    """What the log says where they are given back: those that held before hold again."""
    return {_UNDOES: taken.id}


def last_taken(log: Log) -> Event | None:
    """The event whose parameters hold, None where they are the published ones.

    An event that says something else, as another program's might, takes nothing.
    """
    taken: dict[str, Event] = {}
    for event in log.events(EventKind.PARAMETERS_TAKEN):
        taken.pop(str(event.payload.get(_UNDOES)), None)
        if parameters_of(event) is not None:
            taken[event.id] = event
    return next(reversed(taken.values()), None)


def parameters_of(event: Event | None) -> Parameters | None:
    """The parameters that an event took, None where it took none that can be used."""
    said = None if event is None else event.payload.get(_PARAMETERS)
    if not isinstance(said, list) or not all(isinstance(one, int | float) for one in said):
        return None
    try:
        return Forgetting(said).parameters
    except ValueError:
        return None


def in_force(log: Log) -> Parameters:
    """The parameters that hold."""
    return parameters_of(last_taken(log)) or DEFAULT_PARAMETERS
