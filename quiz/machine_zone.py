"""The time zone of this machine, as the machine itself tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class MachineZone(tzinfo):
    """The time zone of this machine, with its daylight saving time on every date.

    The offset that `astimezone()` gives holds at one instant only, and the names that `zoneinfo`
    wants are not known on every platform: so the machine is asked for each instant anew.
    """

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """How far the wall clock is ahead of UTC then; told of a time shown twice by its fold."""
        if when is None:
            return None
        return when.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, when: datetime | None) -> timedelta | None:  # noqa: ARG002 - tzinfo's
        """Not told apart from the offset, and not needed."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """What the machine calls its time then."""
        return None if when is None else when.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, when: datetime) -> datetime:
        """The wall clock at an instant given in UTC."""
        shown = when.replace(tzinfo=UTC).astimezone()
        first = shown.replace(tzinfo=self, fold=0)
        return first if first.utcoffset() == shown.utcoffset() else first.replace(fold=1)
