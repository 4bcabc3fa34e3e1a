from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.study_day import Calendar, from_ms, to_ms

HOUR = timedelta(hours=1)
HOUR_MS = 3_600_000


class Shifting(tzinfo):
    """A zone whose offset changes once; made here, as not every system has time zone data."""

    def __init__(self, at: datetime, before: timedelta, after: timedelta) -> None:
        self.at, self.before, self.after = at.replace(tzinfo=None), before, after

    def utcoffset(self, when: datetime | None) -> timedelta:
        assert when is not None
        wall = when.replace(tzinfo=None, fold=0)
        ends = (self.at + self.before, self.at + self.after)
        if wall < min(ends) or (wall < max(ends) and when.fold == 0):
            return self.before
        return self.after

    def fromutc(self, when: datetime) -> datetime:
        utc = when.replace(tzinfo=None)
        if utc < self.at:
            return when + self.before
        repeated = utc + self.after < self.at + self.before
        return (when + self.after).replace(fold=int(repeated))

    def dst(self, when: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, when: datetime | None) -> str:
        return "shifting"


FORWARD = Shifting(datetime(2026, 3, 29, 1, tzinfo=UTC), HOUR, 2 * HOUR)
BACK = Shifting(datetime(2026, 10, 25, 1, tzinfo=UTC), 2 * HOUR, HOUR)
SKIPS_A_DATE = Shifting(datetime(2011, 12, 30, 10, tzinfo=UTC), -10 * HOUR, 14 * HOUR)
REPEATS_A_DATE = Shifting(datetime(1867, 10, 19, tzinfo=UTC), 15 * HOUR, -9 * HOUR)


def length_ms(calendar: Calendar, day: date) -> int:
    return calendar.start_ms(day + timedelta(days=1)) - calendar.start_ms(day)


@pytest.mark.parametrize(
    ("clock", "day"),
    [("03:59:59.999999", 9), ("04:00", 10), ("23:59", 10), ("00:00", 9), ("12:00", 10)],
)
def test_a_day_starts_at_four(clock: str, day: int) -> None:
    now = datetime.combine(date(2026, 5, 10), time.fromisoformat(clock), UTC)
    assert Calendar(UTC).study_day(now) == date(2026, 5, day)


def test_the_day_is_that_of_the_zone() -> None:
    calendar = Calendar(timezone(9 * HOUR))
    assert calendar.study_day(datetime(2026, 5, 9, 18, 59, tzinfo=UTC)) == date(2026, 5, 9)
    assert calendar.study_day(datetime(2026, 5, 9, 19, 0, tzinfo=UTC)) == date(2026, 5, 10)


def test_an_instant_may_come_in_any_zone() -> None:
    now = datetime(2026, 5, 10, 3, tzinfo=timezone(5 * HOUR))
    assert Calendar(UTC).study_day(now) == Calendar(UTC).study_day(now.astimezone(UTC))


def test_days_are_shorter_and_longer_where_clocks_change() -> None:
    assert length_ms(Calendar(FORWARD), date(2026, 3, 28)) == 23 * HOUR_MS
    assert length_ms(Calendar(BACK), date(2026, 10, 24)) == 25 * HOUR_MS
    assert length_ms(Calendar(BACK), date(2026, 10, 25)) == 24 * HOUR_MS


def test_a_skipped_rollover_is_where_an_unchanged_clock_would_show_it() -> None:
    calendar = Calendar(FORWARD, time(2, 30))
    assert from_ms(calendar.start_ms(date(2026, 3, 29))) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert length_ms(calendar, date(2026, 3, 28)) == 24 * HOUR_MS
    assert length_ms(calendar, date(2026, 3, 29)) == 23 * HOUR_MS


def test_a_repeated_rollover_starts_a_day_once() -> None:
    calendar = Calendar(BACK, time(2, 30))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert from_ms(calendar.start_ms(date(2026, 10, 25))) == first
    put_back = first + timedelta(minutes=45)
    assert put_back.astimezone(BACK).time() == time(2, 15)
    assert calendar.study_day(put_back) == date(2026, 10, 25)
    assert calendar.study_day(first - timedelta(minutes=1)) == date(2026, 10, 24)


def test_a_rollover_just_after_midnight_before_a_clock_put_back_over_it() -> None:
    zone = Shifting(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), timedelta(0), -HOUR)
    calendar = Calendar(zone, time(0, 10))
    now = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    assert now.astimezone(zone).date() == date(2026, 10, 24)
    assert calendar.study_day(now) == date(2026, 10, 25)


def test_a_date_that_a_zone_skips_has_no_length() -> None:
    calendar = Calendar(SKIPS_A_DATE)
    assert length_ms(calendar, date(2011, 12, 30)) == 0
    assert calendar.study_day(from_ms(calendar.start_ms(date(2011, 12, 30)))) == date(2011, 12, 31)


def test_a_date_that_comes_twice_is_one_long_day() -> None:
    assert length_ms(Calendar(REPEATS_A_DATE), date(1867, 10, 19)) == 48 * HOUR_MS


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
moments = st.integers(0, 4 * 24 * 60).map(
    lambda minutes: datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
shifting = st.builds(Shifting, moments, offsets, offsets).filter(
    lambda zone: abs(zone.after - zone.before) <= 24 * HOUR
)
calendars = st.builds(
    Calendar, shifting, st.times().map(lambda clock: clock.replace(microsecond=0, fold=0))
)


@given(calendars, moments)
def test_an_instant_lies_within_its_study_day(calendar: Calendar, now: datetime) -> None:
    day = calendar.study_day(now)
    assert calendar.start_ms(day) <= to_ms(now) < calendar.start_ms(day + timedelta(days=1))


@given(calendars, moments, moments)
def test_study_days_never_go_back(calendar: Calendar, one: datetime, other: datetime) -> None:
    assert calendar.study_day(min(one, other)) <= calendar.study_day(max(one, other))


@given(calendars, st.dates(date(2026, 5, 30), date(2026, 6, 7)))
def test_no_day_has_a_negative_length(calendar: Calendar, day: date) -> None:
    assert length_ms(calendar, day) >= 0


@given(st.integers(-(10**13), 10**14))
def test_milliseconds_go_there_and_back(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms
    assert from_ms(ms).tzinfo is UTC


def test_milliseconds_are_rounded_down() -> None:
    assert to_ms(datetime(1970, 1, 1, 0, 0, 0, 1999, tzinfo=UTC)) == 1
    assert to_ms(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_a_naive_datetime_is_no_instant() -> None:
    naive = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        to_ms(naive)
    with pytest.raises(ValueError, match="time zone"):
        Calendar(UTC).study_day(naive)


def test_a_rollover_has_no_zone_of_its_own() -> None:
    with pytest.raises(ValueError, match="rollover"):
        Calendar(UTC, time(4, tzinfo=UTC))
