"""A clock that is set back or ahead, moved to another zone, or put back for the winter.

Whatever the clock says: no interval is negative, nothing falls due beyond what its interval says,
nothing that was learnt is asked again before its time, and the log stays in order.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.facts import FactKey
from quiz.memory.study_day import to_ms
from quiz.options import Options
from quiz.review import Rating, Review
from quiz.shapes import Revealed
from quiz.store.examination import Kind, examine
from quiz.store.mending import bring_back
from quiz.study.turn import Answered, Asked, Finished, Waiting
from quiz.wiring import Wiring

if not hasattr(time, "tzset"):
    pytest.skip("only POSIX lets a process choose its time zone", allow_module_level=True)

DECK = 'format = 1\nid = "clock"\ntitle = "Clock"\n' + "".join(
    f'\n[[card]]\nid = "c{number}"\nform = "flashcard"\nprompt = "Number {number}?"\n'
    f'answer = "The {number}"\n'
    for number in range(4)
)
BERLIN, TOKYO, HAWAII = "CET-1CEST,M3.5.0,M10.5.0/3", "JST-9", "HST10"
DAY_MS = 86_400_000


class Person:
    """Somebody who answers everything that is due, at a time and in a zone of ours."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._deck = folder / "clock.toml"
        self._deck.write_text(DECK)
        self.data = folder / "data"

    def move(self, zone: str) -> None:
        self._patch.setenv("TZ", zone)
        time.tzset()

    def study(self, now: str, rating: Rating = Rating.EASY) -> list[FactKey]:
        """Answer all there is then; gives what was asked, in that order."""
        asked: list[FactKey] = []
        with self.at(now) as wiring:
            clock = wiring.clock
            session = wiring.desk.begin(["clock"], clock.now())
            while not isinstance(session.turn, Finished | Waiting):
                turn = session.turn
                if isinstance(turn, Asked):
                    asked.append(turn.fact.key)
                    taken_ms = clock.answered(turn.shown_at)
                    session.submit(Revealed(rating), clock.now(), taken_ms)
                else:
                    assert isinstance(turn, Answered)
                    session.advance(clock.now())
            session.end(clock.now())
        return asked

    def at(self, now: str) -> Wiring:
        instant = datetime.fromisoformat(now).astimezone(UTC)
        return Wiring(Options(self.data, (self._deck,), 1, instant))

    def due(self, now: str) -> int:
        with self.at(now) as wiring:
            decks = wiring.desk.decks.overview(wiring.clock.now()).decks
            return next(deck.counts.due for deck in decks if deck.id == "clock")

    def reviews(self) -> list[Review]:
        with self.at("2026-03-02T12:00Z") as wiring:
            return list(wiring.store.reviews())

    def must_be_sound(self, now: str) -> None:
        reviews, instant = self.reviews(), datetime.fromisoformat(now).astimezone(UTC)
        assert [one.id for one in reviews] == sorted({one.id for one in reviews})
        for one in reviews:
            assert one.interval_days > 0
            assert one.duration_ms >= 0
            assert one.due_at <= max(one.at, to_ms(instant)) + (one.interval_days + 2) * DAY_MS
            assert one.due_at > min(one.at, to_ms(instant))
        wiring = self.at(now)
        today = wiring.calendar.study_day(wiring.clock.now())
        found = examine(wiring.paths.log, wiring.replay, wiring.clock.now(), today)
        assert [one for one in found if one.kind not in (Kind.AHEAD, Kind.STUCK)] == []


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("QUIZ_NOW", "QUIZ_DATA", "QUIZ_DECKS"):
            patch.delenv(name, raising=False)
        made = Person(tmp_path, patch)
        made.move("UTC0")
        yield made
    time.tzset()


def last_due(person: Person) -> datetime:
    due_at = max(one.due_at for one in person.reviews())
    return datetime.fromtimestamp(due_at / 1000, UTC)


@pytest.mark.parametrize(
    ("zone", "first", "then"),
    [
        pytest.param("UTC0", "2026-03-02T12:00Z", "2026-03-02T11:00Z", id="back an hour"),
        pytest.param("UTC0", "2026-03-02T04:30Z", "2026-03-02T03:30Z", id="back to yesterday"),
        pytest.param("UTC0", "2026-03-02T12:00Z", "2025-03-02T12:00Z", id="back a year"),
        pytest.param("UTC0", "2026-03-02T12:00Z", "1971-01-02T00:00Z", id="back to the epoch"),
        pytest.param(BERLIN, "2026-10-25T00:50Z", "2026-10-25T01:10Z", id="the hour shown twice"),
        pytest.param(BERLIN, "2026-03-29T00:59Z", "2026-03-29T01:01Z", id="the hour left out"),
        pytest.param("UTC0", "2024-02-29T12:00Z", "2024-02-29T12:30Z", id="29 February"),
    ],
)
def test_nothing_is_asked_twice(person: Person, zone: str, first: str, then: str) -> None:
    person.move(zone)
    assert len(person.study(first)) == 4
    assert person.study(then) == []
    person.must_be_sound(first)
    # And it all comes back, when it is due by the clock that was right, and once.
    later = (last_due(person) + timedelta(hours=30)).isoformat()
    assert person.due(later) == 4
    again = person.study(later)
    assert sorted(again) == sorted(set(again))
    assert len(again) == 4
    person.must_be_sound(later)


@pytest.mark.parametrize("ahead", ["2027-03-02T12:00Z", "2126-03-02T12:00Z"])
def test_a_clock_that_was_ahead_puts_nothing_off_for_ever(person: Person, ahead: str) -> None:
    now = "2026-03-02T12:00Z"
    person.study(ahead)
    assert person.study(now) == []
    person.must_be_sound(ahead)
    assert person.due((last_due(person) + timedelta(days=2)).isoformat()) == 4
    with person.at(now) as wiring:
        assert bring_back(wiring.store, wiring.clock.now()) == 4
    person.must_be_sound(now)
    longest = max(one.interval_days for one in person.reviews())
    later = datetime.fromisoformat(now).astimezone(UTC) + timedelta(days=longest + 1)
    assert person.due(later.isoformat()) == 4
    assert len(person.study(later.isoformat())) == 4


@pytest.mark.parametrize(
    ("before", "after"), [(TOKYO, HAWAII), (HAWAII, TOKYO), (BERLIN, "UTC0"), ("UTC0", BERLIN)]
)
def test_a_zone_that_moves_neither_repeats_nor_skips(
    person: Person, before: str, after: str
) -> None:
    person.move(before)
    assert len(person.study("2026-03-02T15:00Z")) == 4
    person.move(after)
    assert person.study("2026-03-02T15:10Z") == []
    person.must_be_sound("2026-03-02T15:10Z")
    later = (last_due(person) + timedelta(hours=30)).isoformat()
    assert len(person.study(later)) == 4
    person.must_be_sound(later)


def test_a_session_over_midnight_is_of_one_day(person: Person) -> None:
    person.study("2026-03-02T23:59:45Z", Rating.GOOD)
    assert {one.study_day.isoformat() for one in person.reviews()} == {"2026-03-02"}
    person.must_be_sound("2026-03-03T00:10Z")


def test_a_session_over_the_end_of_a_study_day_asks_nothing_twice(person: Person) -> None:
    asked = person.study("2026-03-03T03:59:45Z")
    assert sorted(asked) == sorted(set(asked))
    assert len({one.study_day for one in person.reviews()}) == 2
    assert person.study("2026-03-03T04:30Z") == []
    person.must_be_sound("2026-03-03T04:30Z")


@pytest.mark.parametrize("start", ["2026-03-27T12:00Z", "2026-10-23T12:00Z", "2024-02-27T12:00Z"])
def test_days_with_an_hour_more_or_less_count_as_days(person: Person, start: str) -> None:
    """What is due "tomorrow" is due tomorrow, at whatever hour one comes."""
    person.move(BERLIN)
    instant = datetime.fromisoformat(start).astimezone(UTC)
    person.study(start, Rating.EASY)
    for _ in range(5):
        instant += timedelta(days=1)
        before = {one.fact: one for one in person.reviews()}
        with person.at(instant.isoformat()) as wiring:
            today = wiring.calendar.study_day(instant)
            starts = wiring.calendar.start_ms(today + timedelta(days=1))
        asked = person.study(instant.isoformat(), Rating.GOOD)
        assert sorted(asked) == sorted(key for key, one in before.items() if one.due_at < starts)
    person.must_be_sound(instant.isoformat())
