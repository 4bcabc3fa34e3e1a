"""Which FSRS parameters hold, as the log tells: those that were taken last and not given back."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.memory.fsrs import DEFAULT_PARAMETERS, Forgetting
from quiz.review import Event

Parameters = tuple[float, ...]

_PARAMETERS, _UNDOES = "parameters", "undoes"


def taking(parameters: Parameters) -> dict[str, object]:
    """What the log says where parameters are taken."""
    return {_PARAMETERS: list(parameters)}


def giving_back(taken: Event) -> dict[str, object]:
    """What the log says where they are given back: those that held before hold again."""
    return {_UNDOES: taken.id}


def last_taken(events: Iterable[Event]) -> Event | None:
    """The event whose parameters hold, None where they are the published ones.

    `events` are those of kind PARAMETERS_TAKEN, in the order of the log. One that says something
    else, as another program's might, takes nothing.
    """
    taken: dict[str, Event] = {}
    for event in events:
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


def in_force(events: Iterable[Event]) -> Parameters:
    """The parameters that hold."""
    return parameters_of(last_taken(events)) or DEFAULT_PARAMETERS
