"""Time-ordered ids, so that the log has one order and two logs merge by union."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from quiz.errors import DataError

RandomBits = Callable[[int], int]
"""Gives a whole number of that many random bits, as `secrets.randbits` does."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_RANDOM_BITS = 74
_STEP_BITS = 32
_LOW_BITS = 62
_LOW = (1 << _LOW_BITS) - 1
_MIDDLE = (1 << 12) - 1
_END = 1 << (48 + _RANDOM_BITS)


def milliseconds(now: datetime) -> int:
    """The instant in UTC milliseconds, exactly; raises TypeError for a naive time."""
    return (now - _EPOCH) // _MILLISECOND


def machine_name(random_bits: RandomBits) -> str:
    """A random name for a data folder; two of a person's are never alike by chance."""
    return f"{random_bits(64):016x}"


def text_of(value: int) -> str:
    """The 122 free bits of a UUID version 7 (RFC 9562) in its usual spelling."""
    whole = (
        (value >> _RANDOM_BITS) << 80
        | 7 << 76
        | (value >> _LOW_BITS & _MIDDLE) << 64
        | 2 << 62
        | value & _LOW
    )
    digits = f"{whole:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def value_of(text: str) -> int:
    """The free bits of an id; raises ValueError for anything but a UUID version 7."""
    try:
        whole = int(text.replace("-", ""), 16)
    except ValueError:
        whole = -1
    value = (whole >> 80) << _RANDOM_BITS | (whole >> 64 & _MIDDLE) << _LOW_BITS | whole & _LOW
    if not 0 <= value < _END or text_of(value) != text:
        msg = f"not an id of the log (a UUID version 7 in small letters): {text!r}"
        raise ValueError(msg)
    return value


def is_id(text: str) -> bool:
    """Whether a text is an id as this module makes them."""
    try:
        value_of(text)
    except ValueError:
        return False
    return True


class IdMaker:
    """Makes ids that only ever grow.

    The first id of a millisecond is random below its time. While the clock stands still or goes
    back, each is the one before plus a random step: in order, and still apart from those that a
    copy of this data folder makes elsewhere.
    """

    def __init__(self, random_bits: RandomBits) -> None:
        self._random_bits = random_bits
        self._last = -1
        self._last_text = ""

    def seen(self, text: str) -> None:
        """Take note of an id in the log, so that all further ones are greater.

        Raises DataError where it is none, since then no order could be kept.
        """
        if text <= self._last_text:
            return
        try:
            self._last, self._last_text = value_of(text), text
        except ValueError as error:
            msg = f"The log is damaged: it holds {error}. Restore it from a backup."
            raise DataError(msg) from error

    def make(self, at: int) -> str:
        """The next id, for an instant in UTC milliseconds; raises DataError when none are left."""
        at = max(at, 0)
        if at > self._last >> _RANDOM_BITS:
            value = at << _RANDOM_BITS | self._random_bits(_RANDOM_BITS)
        else:
            value = self._last + 1 + self._random_bits(_STEP_BITS)
        if value >= _END:
            msg = (
                "The log holds an id from the year 10889, after which no more can be made. "
                "Set the clock right and restore the log from a backup."
            )
            raise DataError(msg)
        self._last, self._last_text = value, text_of(value)
        return self._last_text
