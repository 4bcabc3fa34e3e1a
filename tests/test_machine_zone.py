from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.machine_zone import MachineZone
from quiz.memory.study_day import Calendar

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INSTANTS = st.integers(0, 375_000 * 86_400).map(
    lambda seconds: datetime(1971, 2, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("utc", "wall", "fold"),
    [
        ("2026-01-15T12:00", "2026-01-15T13:00", 0),
        ("2026-07-15T12:00", "2026-07-15T14:00", 0),
        ("2026-03-29T00:59", "2026-03-29T01:59", 0),
        ("2026-03-29T01:00", "2026-03-29T03:00", 0),
        ("2026-10-25T00:30", "2026-10-25T02:30", 0),
        ("2026-10-25T01:30", "2026-10-25T02:30", 1),
        ("2026-10-25T02:30", "2026-10-25T03:30", 0),
    ],
)
def test_the_machines_zone_knows_summer_time(utc: str, wall: str, fold: int) -> None:
    instant = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    local = instant.astimezone(MachineZone())
    assert local.replace(tzinfo=None).isoformat(timespec="minutes") == wall
    assert local.fold == fold
    assert local.astimezone(UTC) == instant


@pytest.mark.usefixtures("berlin")
def test_study_days_hold_over_a_change_of_the_clocks() -> None:
    calendar = Calendar(MachineZone())
    days = [date(2026, 3, day) for day in (28, 29, 30, 31)]
    starts = [calendar.start_ms(day) for day in days]
    hours = [(b - a) / 3_600_000 for a, b in pairwise(starts)]
    assert hours == [23, 24, 24]


@pytest.mark.usefixtures("berlin")
@given(INSTANTS)
def test_there_and_back_is_the_same_instant(instant: datetime) -> None:
    assert instant.astimezone(MachineZone()).astimezone(UTC) == instant


@given(INSTANTS)
def test_the_machines_own_zone_goes_there_and_back(instant: datetime) -> None:
    assert instant.astimezone(MachineZone()).astimezone(UTC) == instant


def test_a_zone_of_no_instant_is_unknown() -> None:
    zone = MachineZone()
    assert zone.utcoffset(None) is None
    assert zone.tzname(None) is None
    assert zone.dst(NOW) is None
    assert zone.tzname(NOW.replace(tzinfo=None))
