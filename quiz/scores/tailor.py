"""Whoever fits the scheduler to the person: reads the log, takes parameters, gives them back.

It is what the faces are handed, and reads no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, cast

from quiz.memory.fsrs import Forgetting
from quiz.memory.parameters import Parameters, giving_back, last_taken, taking
from quiz.memory.study_day import Calendar
from quiz.review import Event, EventKind, Review
from quiz.scores.facts_now import FactNow
from quiz.scores.fitting import Record
from quiz.scores.retention_costs import RETENTIONS, Cost, costs, held

SLICE = 1000
"""Answers that are read without a pause: some hundredths of a second."""
_SEED = 0
"""The year is played through with the same chances each time: the same log, the same picture."""


Told = Callable[[int, int], None]
"""Is told how many answers of all were gone through."""


class Log(Protocol):
    """What it needs of a store; all its methods may raise `quiz.errors.DataError`."""

    def reviews(self) -> Iterator[Review]:
        """The answers that stand, in the order of the log."""
        ...

    def events(self, kind: EventKind | None = None) -> Iterator[Event]:
        """The events of a kind, in the order of the log."""
        ...

    def note(
        self,
        kind: EventKind,
        target: str,
        payload: Mapping[str, object],
        now: datetime,
        study_day: date,
    ) -> object:
        """Log an event."""
        ...

    def pace_ms(self) -> float | None:
        """What an answer takes, None where nothing tells."""
        ...


@dataclass(frozen=True, slots=True)
class Costs:
    """What each retention comes to for so many `facts`; `own` is the one that the person has set.

    `pace_ms` is the time of a review, None where it is not known.
    """

    own: float
    facts: int
    each: tuple[Cost, ...]
    pace_ms: float | None


class Tailor:
    """Fits the scheduler of one log; `take_up` makes what was taken hold, memories and all.

    That takes a while where the log is long, and may be called in any thread. It is told what to
    tell how many answers of all it has gone through, or says that itself.
    """

    def __init__(
        self,
        log: Log,
        calendar: Calendar,
        forgetting: Callable[[], Forgetting],
        take_up: Callable[[Told | None], None],
    ) -> None:
        self._log = log
        self._calendar = calendar
        self._forgetting = forgetting
        self.take_up = take_up

    @property
    def present(self) -> Forgetting:
        """FSRS by the parameters that hold."""
        return self._forgetting()

    def record(self) -> Record:
        """Read what parameters can be fitted to."""
        reading = self.reading()
        while True:
            try:
                next(reading)
            except StopIteration as end:
                return cast("Record", end.value)

    def reading(self) -> Generator[None, None, Record]:
        """The same a slice at a time, with a pause after each, so that others have their turn."""
        events = [*self._log.events(EventKind.RESET), *self._log.events(EventKind.MOVED)]
        reviews: list[Review] = []
        for review in self._log.reviews():
            reviews.append(review)
            if len(reviews) % SLICE == 0:
                yield
        return Record(reviews, events)

    def taken(self) -> Event | None:
        """The event whose parameters hold, None where they are the published ones."""
        return last_taken(self._log)

    def take(self, parameters: Parameters, now: datetime) -> None:
        """Let these hold from now on, once they are taken up."""
        self._note(taking(parameters), now)

    def give_back(self, now: datetime) -> Event | None:
        """Let those hold that held before the last ones, once they are taken up.

        Gives the event that had taken the last.
        """
        taken = self.taken()
        if taken is not None:
            self._note(giving_back(taken), now)
        return taken

    def _note(self, payload: Mapping[str, object], now: datetime) -> None:
        day = self._calendar.study_day(now)
        self._log.note(EventKind.PARAMETERS_TAKEN, "", payload, now, day)

    def playing(self, facts: Sequence[FactNow], today: date) -> Callable[[], Costs | None]:
        """What plays a year through for each retention, for any thread; the log is asked now.

        It gives None where no fact has been begun.
        """
        present, pace_ms = self.present, self._log.pace_ms()
        own = present.desired_retention
        begun = held(facts, today)

        def play() -> Costs | None:
            found = costs(begun, present.parameters, sorted({*RETENTIONS, own}), _SEED)
            return Costs(own, len(begun), tuple(found), pace_ms) if found else None

        return play
