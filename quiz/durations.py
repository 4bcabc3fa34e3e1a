"""How long things take or have to wait, in words that all faces share: `10 m`, `2 d`, `1.2 y`.

Short for lists and keys, spelled out for faces that are read aloud.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from quiz.counting import counted

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEAR = 365.25 * DAY
MONTH = YEAR / 12

_UNITS = (
    # From how many seconds on, seconds in one, short, spelled out, decimals.
    (0.0, 1.0, "s", "second", 0),
    (59.5, MINUTE, "m", "minute", 0),
    (59.5 * MINUTE, HOUR, "h", "hour", 0),
    (23.5 * HOUR, DAY, "d", "day", 0),
    (30.5 * DAY, MONTH, "mo", "month", 1),
    (11.95 * MONTH, YEAR, "y", "year", 1),
)
"""Each unit begins where the one before would round up to it, so `60 m` is never seen."""


def short(length: timedelta) -> str:
    """A length of time in the fewest signs: `45 s`, `10 m`, `2 d`, `1.5 mo`, `1.2 y`."""
    number, sign, _ = _parts(length.total_seconds())
    return f"{number} {sign}"


def spoken(length: timedelta) -> str:
    """A length of time in words, for those who hear it: `10 minutes`, `1 day`."""
    number, _, word = _parts(length.total_seconds())
    return counted(number, word)


def short_days(days: float) -> str:
    """`short`, of an interval in days as the scheduler gives it."""
    return short(timedelta(days=days))


def spoken_days(days: float) -> str:
    """`spoken`, of an interval in days as the scheduler gives it."""
    return spoken(timedelta(days=days))


def spoken_minutes(minutes: float) -> str:
    """Time spent, counted in hours at most: `under a minute`, `5 minutes`, `2 hours 40 minutes`."""
    whole = round(minutes)
    if whole < 1:
        return "under a minute" if minutes > 0 else "0 minutes"
    hours, rest = divmod(whole, 60)
    parts = [counted(hours, "hour")] if hours else []
    return " ".join([*parts, *([counted(rest, "minute")] if rest else [])])


def short_until(then: datetime, now: datetime) -> str:
    """When something is, seen from now: `now`, `in 10 m`, `in 2 d`."""
    return f"in {short(then - now)}" if then > now else "now"


def spoken_until(then: datetime, now: datetime) -> str:
    """When something is, in words: `now`, `in 10 minutes`, `in 2 days`."""
    return f"in {spoken(then - now)}" if then > now else "now"


def stopwatch(length_ms: float) -> str:
    """Time passed, as a watch shows it: `2:41`, with hours `1:02:41`."""
    minutes, seconds = divmod(int(max(length_ms, 0)) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _parts(seconds: float) -> tuple[str, str, str]:
    seconds = max(seconds, 0.0)
    _, size, sign, word, decimals = next(unit for unit in reversed(_UNITS) if seconds >= unit[0])
    number = f"{seconds / size:.{decimals}f}"
    return number.removesuffix(".0"), sign, word
