"""Study days: which day an instant is studied on, and when a study day starts.

A day of study ends when the person goes to bed, not at midnight, so it starts at a rollover time
of local wall clock. A day is defined by its two ends as instants, never by a wall clock reading
alone: where clocks are put back, the same reading comes twice, and a day must not come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_EPOCH_DAY = _EPOCH.date()
_DAY_MS = 86_400_000

DEFAULT_ROLLOVER = time(4)
"""Four in the morning, as in Anki: late nights belong to the day they began on."""


def to_ms(now: datetime) -> int:
    """The instant in whole UTC milliseconds since 1970, rounded down.

    Raises ValueError for a naive datetime, which names no instant.
    """
    if now.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (now - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """The aware UTC datetime of an instant in milliseconds since 1970."""
    return _EPOCH + ms * _MILLISECOND


# Asked several times for each answer, mostly for the same days, and a zone is slow to ask.
@lru_cache(maxsize=4096)
def _start_ms(day: date, rollover: time, zone: tzinfo) -> int:
    return to_ms(datetime.combine(day, rollover, zone))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A person's study days: a time zone, and the wall clock time at which a new day starts.

    Raises ValueError where the rollover time carries a time zone of its own.
    """

    zone: tzinfo
    rollover: time = DEFAULT_ROLLOVER

    def __post_init__(self) -> None:
        if self.rollover.tzinfo is not None:
            raise ValueError("the rollover time is a wall clock time, without a time zone")

    def start_ms(self, day: date) -> int:
        """The instant, in UTC milliseconds, at which a study day starts.

        Where the wall clock shows the rollover time twice, it is the first time; where it skips
        it, the instant at which an unchanged clock would have shown it (PEP 495, fold 0). So no
        day starts before the one before it, though where a zone skips a whole date that day has
        no length.
        """
        return _start_ms(day, self.rollover, self.zone)

    def study_day(self, now: datetime) -> date:
        """The study day that an instant lies in: the last that starts no later than it.

        Raises ValueError for a naive datetime.
        """
        return self.day_of(to_ms(now))

    def day_of(self, ms: int) -> date:
        """The study day that an instant in UTC milliseconds lies in."""
        # From the day by UTC, which is a day or two off at most: asking the zone what its clock
        # shows is slow, and when days near by start is known since the last answer.
        day = _EPOCH_DAY + timedelta(days=ms // _DAY_MS)
        while ms < self.start_ms(day):
            day -= _DAY
        while ms >= self.start_ms(day + _DAY):
            day += _DAY
        return day
