from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.durations import (
    short,
    short_days,
    short_until,
    spoken,
    spoken_days,
    spoken_minutes,
    spoken_until,
    stopwatch,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "mo": "month", "y": "year"}


@pytest.mark.parametrize(
    ("seconds", "brief", "words"),
    [
        (0, "0 s", "0 seconds"),
        (1, "1 s", "1 second"),
        (45, "45 s", "45 seconds"),
        (59.6, "1 m", "1 minute"),
        (600, "10 m", "10 minutes"),
        (3599, "1 h", "1 hour"),
        (3600 * 23.4, "23 h", "23 hours"),
        (3600 * 23.6, "1 d", "1 day"),
        (86400 * 2, "2 d", "2 days"),
        (86400 * 30, "30 d", "30 days"),
        (86400 * 31, "1 mo", "1 month"),
        (86400 * 46, "1.5 mo", "1.5 months"),
        (86400 * 91, "3 mo", "3 months"),
        (86400 * 364.5, "1 y", "1 year"),
        (86400 * 438, "1.2 y", "1.2 years"),
        (86400 * 36525, "100 y", "100 years"),
        (-5, "0 s", "0 seconds"),
    ],
)
def test_a_length_of_time_reads_short_and_spoken(seconds: float, brief: str, words: str) -> None:
    length = timedelta(seconds=seconds)
    assert short(length) == brief
    assert spoken(length) == words
    assert short_days(seconds / 86400) == brief
    assert spoken_days(seconds / 86400) == words


def test_an_instant_is_now_or_ahead() -> None:
    assert short_until(NOW + timedelta(days=2), NOW) == "in 2 d"
    assert spoken_until(NOW + timedelta(minutes=10), NOW) == "in 10 minutes"
    assert short_until(NOW, NOW) == "now"
    assert spoken_until(NOW - timedelta(days=1), NOW) == "now"


@pytest.mark.parametrize(
    ("length_ms", "shown"),
    [(0, "0:00"), (-1, "0:00"), (161_000, "2:41"), (59_999, "0:59"), (3_761_000, "1:02:41")],
)
def test_a_stopwatch_has_hours_only_when_there_are_any(length_ms: float, shown: str) -> None:
    assert stopwatch(length_ms) == shown


@given(st.floats(0, 4e8), st.floats(0, 4e8))
def test_no_unit_overflows_and_longer_never_reads_shorter(one: float, other: float) -> None:
    sizes = {"s": 1, "m": 60, "h": 3600, "d": 86400, "mo": 2629800, "y": 31557600}
    above = {"s": 60, "m": 60, "h": 24, "d": 31, "mo": 12, "y": 1e9}
    seen = []
    for seconds in sorted((one, other)):
        number, sign = short(timedelta(seconds=seconds)).split()
        assert float(number) < above[sign]
        assert spoken(timedelta(seconds=seconds)).split()[1].rstrip("s") == WORDS[sign]
        seen.append(float(number) * sizes[sign])
    assert seen[0] <= seen[1]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "0 minutes"),
        (0.2, "under a minute"),
        (1.2, "1 minute"),
        (59.6, "1 hour"),
        (61, "1 hour 1 minute"),
        (2048, "34 hours 8 minutes"),
    ],
)
def test_time_spent_is_counted_in_hours_at_most(minutes, told):
    assert spoken_minutes(minutes) == told
