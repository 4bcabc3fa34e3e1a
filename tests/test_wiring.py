import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as dt_time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import DataError, UsageError
from quiz.memory.study_day import Calendar
from quiz.shapes import DontKnow
from quiz.study.settings import Settings
from quiz.wiring import (
    LONGEST_ANSWER_MS,
    FrozenClock,
    MachineZone,
    Options,
    WallClock,
    Wiring,
    options,
    paths,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INSTANTS = st.integers(0, 375_000 * 86_400).map(
    lambda seconds: datetime(1971, 2, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)

needs_tzset = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="only POSIX lets a process choose its time zone"
)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


# Options.


def test_nothing_named_is_nothing_chosen() -> None:
    assert options(None, [], None, {}) == Options()
    assert options(None, [], None, {"QUIZ_DATA": "", "QUIZ_DECKS": "", "QUIZ_NOW": ""}) == Options()


def test_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    chosen = options(str(tmp_path / "a"), [], 5, {"QUIZ_DATA": str(tmp_path / "b")})
    assert (chosen.data, chosen.seed) == (tmp_path / "a", 5)
    assert options(None, [], None, {"QUIZ_DATA": str(tmp_path / "b")}).data == tmp_path / "b"


def test_decks_add_up(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("one", "two", "three")]
    for path in names:
        path.mkdir()
    environ = {"QUIZ_DECKS": os.pathsep.join([str(names[1]), str(names[2])])}
    assert options(None, [str(names[0])], None, environ).decks == tuple(names)


def test_a_relative_path_and_a_tilde_are_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert options("~/x", ["."], None, {}) == Options(tmp_path / "x", (tmp_path,))


@pytest.mark.parametrize(
    ("data", "environ", "told"),
    [
        (None, {"QUIZ_NOW": "2026-01-01"}, "name a data folder"),
        ("d", {"QUIZ_NOW": "yesterday"}, "no instant"),
        ("d", {"QUIZ_NOW": "1200-01-01T00:00Z"}, "no instant"),
    ],
)
def test_what_cannot_be_is_wrong_use(data, environ, told) -> None:
    with pytest.raises(UsageError, match=told):
        options(data, [], None, environ)


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(UsageError, match="is not a folder"):
        options(str(file), [], None, {})


def test_an_instant_is_read_in_its_zone() -> None:
    environ = {"QUIZ_NOW": "2026-03-02T10:00:00+01:00"}
    assert options("d", [], None, environ).instant == NOW
    assert options("d", [], None, {"QUIZ_NOW": "2026-03-02T09:00Z"}).instant == NOW


@needs_tzset
@pytest.mark.usefixtures("berlin")
def test_an_instant_without_a_zone_is_local_time() -> None:
    environ = {"QUIZ_NOW": "2026-07-01T12:00"}
    assert options("d", [], None, environ).instant == datetime(2026, 7, 1, 10, tzinfo=UTC)


# Folders.


def test_with_a_data_folder_everything_is_under_it(tmp_path: Path) -> None:
    found = paths(tmp_path)
    for path in (found.log, found.config, found.decks, found.cache):
        assert path.parent == tmp_path


def test_without_one_the_platform_says_where() -> None:
    found = paths(None)
    assert all("differential-quiz" in str(path) for path in (found.log, found.config, found.cache))
    assert found.decks.parent == found.log.parent


# The time zone.


@needs_tzset
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


@needs_tzset
@pytest.mark.usefixtures("berlin")
def test_study_days_hold_over_a_change_of_the_clocks() -> None:
    calendar = Calendar(MachineZone())
    days = [date(2026, 3, day) for day in (28, 29, 30, 31)]
    starts = [calendar.start_ms(day) for day in days]
    hours = [(b - a) / 3_600_000 for a, b in pairwise(starts)]
    assert hours == [23, 24, 24]


@needs_tzset
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


# Clocks.


def test_the_wall_clock_is_in_utc_and_cannot_skip() -> None:
    clock = WallClock()
    assert clock.now().tzinfo is UTC
    assert not clock.skip_to(clock.now() + timedelta(hours=1))


def test_an_answer_takes_no_less_than_nothing_and_no_longer_than_somebody_stays() -> None:
    clock = WallClock()
    now = clock.now()
    assert 1000 <= clock.answered(now - timedelta(seconds=1)) < 60_000
    assert clock.answered(now + timedelta(hours=1)) == 0
    assert clock.answered(now - timedelta(hours=1)) == LONGEST_ANSWER_MS


def test_a_frozen_clock_moves_by_answers_and_waits_only() -> None:
    clock = FrozenClock(NOW)
    assert clock.now() == clock.now() == NOW
    assert clock.answered(NOW) == 10_000
    assert clock.now() == NOW + timedelta(seconds=10)
    assert clock.skip_to(NOW + timedelta(minutes=1))
    assert clock.now() == NOW + timedelta(minutes=1)
    assert clock.skip_to(NOW)
    assert clock.now() == NOW + timedelta(minutes=1)


# The parts together.


def test_parts_are_made_once_and_the_log_is_closed(tmp_path: Path) -> None:
    with Wiring(Options(tmp_path)) as wiring:
        assert wiring.desk is wiring.desk
        store = wiring.store
        assert not list(store.reviews())
        assert wiring.paths.log.exists()
        assert isinstance(wiring.clock, WallClock)
    with pytest.raises(DataError):
        list(store.reviews())


def test_a_log_that_is_there_is_read(tmp_path: Path) -> None:
    with Wiring(Options(tmp_path)) as wiring:
        machine = wiring.store.machine
    with Wiring(Options(tmp_path), reads_only=True) as wiring:
        assert wiring.store.machine == machine


def test_nothing_is_opened_that_is_not_asked_for(tmp_path: Path) -> None:
    with Wiring(Options(tmp_path / "new"), reads_only=True) as wiring:
        assert wiring.settings == Settings()
        assert not list(wiring.store.reviews())
    assert not (tmp_path / "new").exists()
    with Wiring(Options(tmp_path / "new")):
        pass
    assert not (tmp_path / "new").exists()


def test_the_shipped_decks_come_last(tmp_path: Path) -> None:
    wiring = Wiring(Options(tmp_path, (tmp_path / "mine",)))
    assert wiring.places.given == (tmp_path / "mine",)
    assert wiring.places.own == tmp_path / "decks"
    assert wiring.places.shipped is not None
    assert (wiring.places.shipped / "ivig.toml").exists()


def test_settings_reach_the_scheduler(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[study]\nretention = 0.8\nrollover = "05:30"\nlearning_steps = ["5m"]\n'
    )
    scheduler = Wiring(Options(tmp_path)).scheduler
    assert scheduler.forgetting.desired_retention == 0.8
    assert scheduler.calendar.rollover == dt_time(5, 30)
    assert scheduler.steps.learning == (300,)


def test_a_session_takes_the_seed_that_was_named(tmp_path: Path) -> None:
    seeds = []
    for number, seed in enumerate((5, None, None)):
        with Wiring(Options(tmp_path / str(number), seed=seed, instant=NOW)) as wiring:
            desk = wiring.desk
            session = desk.begin(["ivig"], desk.clock.now())
            session.submit(DontKnow(), desk.clock.now(), 1)
            (event,) = wiring.store.events()
            seeds.append(event.payload["seed"])
    assert seeds[0] == 5
    assert seeds[1] != seeds[2]
