import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from datetime import time as dt_time
from pathlib import Path

import pytest

from quiz.clocks import LONGEST_ANSWER_MS, FrozenClock, WallClock
from quiz.errors import DataError, UsageError
from quiz.options import Options, options
from quiz.review import EventKind
from quiz.shapes import DontKnow
from quiz.study.settings import Settings
from quiz.wiring import Wiring

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


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


def test_what_nobody_could_foresee_is_laid_to_the_log_only_where_that_was_altered(
    tmp_path: Path,
) -> None:
    with pytest.raises(ZeroDivisionError), Wiring(options(str(tmp_path), [], None, {})):
        1 / 0  # noqa: B018 - there is no log yet
    with Wiring(options(str(tmp_path), [], None, {})) as wiring:
        log = wiring.paths.log
        wiring.store.note(EventKind.SUSPENDED, "a/b", {}, NOW, NOW.date())
    with pytest.raises(ZeroDivisionError), Wiring(options(str(tmp_path), [], None, {})):
        1 / 0  # noqa: B018
    with closing(sqlite3.connect(log)) as db:
        db.execute("UPDATE standing SET value = 'x'")
        db.commit()
    laid = pytest.raises(DataError, match=r"a/b\. quiz doctor tells what can be done")
    with laid, Wiring(options(str(tmp_path), [], None, {})):
        1 / 0  # noqa: B018
    with pytest.raises(UsageError, match=r"^wrong$"), Wiring(options(str(tmp_path), [], None, {})):
        raise UsageError("wrong")
